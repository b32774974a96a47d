### What people follow, and what they are told of it.

command-follow = follow
command-follow-about = Be told when new articles tell of something: a topic, an answer, an outlet.
option-follow-topic = topic
option-follow-topic-about = A topic in a few words: Lake Aren ferry
option-follow-question = question
option-follow-question-about = A question: told once an article answers it surely, and when a later one says otherwise
option-follow-outlet = outlet
option-follow-outlet-about = Each new story of this outlet
option-follow-where = where
option-follow-where-about = In this channel (moderators), or by direct message?
option-follow-mention = mention
option-follow-mention-about = A role to mention with it (only for those who may mention it)
choice-follow-here = in this channel
choice-follow-private = by direct message
command-following = following
command-following-about = See what you follow, and what this channel does; pause or end it.
command-follow-rules = follow-rules
command-follow-rules-about = Set how much this channel is told, and when.
option-follow-rules-most = most-a-day
option-follow-rules-most-about = Messages a day; 0: as many as there are
option-follow-rules-quiet-from = quiet-from
option-follow-rules-quiet-from-about = Quiet from this time: 22:00. The same time twice: never
option-follow-rules-quiet-until = quiet-until
option-follow-rules-quiet-until-about = Quiet until this time: 07:00
option-follow-rules-zone = zone
option-follow-rules-zone-about = Of which time zone: Europe/Berlin

follow-which = Give one of the three: a topic, a question or an outlet.
follow-nothing = I see no word in that to follow.
follow-moderators-only = Only people with the right “Manage Messages” can have a channel told something. By direct message everyone can: choose “{ choice-follow-private }”.
follow-mention-forbidden = You may not mention that role here, so I don't either.
follow-mention-here-only = A role can be mentioned only in a channel.
follow-no-direct = Discord doesn't let me write you a direct message. Allow those of this server in its privacy settings, and try again.
follow-too-many = You follow { $most } things already, and more I don't keep. { $following } ends some.
follow-too-many-here = { $most } things are followed here already, and more I don't keep. { $following } ends some.
follow-already = That is followed here already: { $what }.
follow-begun-topic = From now on I tell of new articles about { $what }: one message a story, with the words that matter. Later reports of it change the message, and more than a few at once come as one.
follow-begun-question = From now on I look in new articles for an answer to { $what }: I tell it once one answers surely, and again where a later one says otherwise.
follow-begun-outlet = From now on I tell of what { $what } publishes: one message a story. More than a few at once come as one.
follow-how-to-stop = The button below ends it, as does the one under each message; { $following } lists and pauses it.
follow-begun-direct = I've written you a direct message; what I find comes there.
follow-quoted = “{ $text }”
follow-why-channel = because this channel follows { $what }
follow-why-you = because you follow { $what }
follow-why-these = because of { $what }
follow-figure = { $before } → { $now } · earlier: { $day }
follow-corrected = Corrected since, as I saw on { $day }; so it read before.
follow-also = told by { $outlets } too
follow-catch-up = { $count ->
    [one] Since I last wrote here: one story
   *[other] Since I last wrote here: { $count } stories
}
button-follow-stop = Stop
button-follow-pause = Pause
button-follow-resume = Go on
button-follow-end = End
follow-stopped = Ended: I tell no more about { $what }.
follow-ended-before = That had ended already.
follow-not-yours = Only whoever follows this can do that, and moderators with the right “Manage Messages”.
following-head = What is followed
following-none = You follow nothing, and nothing is followed here. { $follow } begins.
following-kind = { $kind ->
    [topic] topic
    [question] question
    [outlet] outlet
   *[awaited] until it has an answer
}
following-direct = by direct message
following-paused = paused
following-trouble = { $trouble ->
    [no-rights] paused: I may not write there
    [no-channel] paused: the channel is gone
   *[no-direct-messages] paused: Discord doesn't let me write there
}
following-shut = I can't tell what these channels follow, as I may not write there: { $channels }
following-rule-most = { $most ->
    [one] at most one message a day
   *[other] at most { $most } messages a day
}
following-rule-quiet = quiet from { $from } to { $until }, { $zone }
following-rule-none = any number of messages, at any hour
following-rule = Here: { $rule }
follow-time-unreadable = I can't read that time. For example: 22:00, 7.30, 8 pm.
follow-zone-unknown = I know no time zone “{ $zone }”. The list that appears while you type has all of them.
follow-quiet-both = Give both times: from when and until when it is to be quiet.
button-tell = Tell me when you know
tell-noted = Noted: if an article answers this in the next { $days } days, I tell you, once. Press again to take it back.
tell-noted-direct = Noted: if an article answers this in the next { $days } days, I write you a direct message, once. Press again to take it back.
tell-taken-back = Taken back: I don't look for it any more.
tell-known-now = By now there is an answer:
awaited-head = You wanted to know: { $question }
privacy-ended = { $count ->
    [one] Ended: one thing that you followed, or a digest of yours.
   *[other] Ended: { $count } things that you followed, and digests of yours.
}
