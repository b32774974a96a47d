### What moderators set.

language-name = English

command-setup = setup
command-setup-about = Set how I behave on this server.
command-setup-show = show
command-setup-show-about = Show all settings.
command-setup-check = check
command-setup-check-about = See which rights I lack, and where.
command-setup-channels = channels
command-setup-channels-about = Choose where I answer, and whom.
command-setup-answers = answers
command-setup-answers-about = Public or private, in threads or in place, how often.
option-setup-answers-private = private
option-setup-answers-private-about = Show answers to /ask to whoever asked alone, unless they say otherwise?
option-setup-answers-threads = threads
option-setup-answers-threads-about = Answer messages in a thread of their own?
option-setup-answers-cooldown = cooldown
option-setup-answers-cooldown-about = Seconds between two questions of one person
command-setup-outlet = outlet
command-setup-outlet-about = Quote only chosen outlets here.
option-setup-outlet-outlet = outlet
option-setup-outlet-outlet-about = Which outlet
option-setup-outlet-shown = shown
option-setup-outlet-shown-about = Add it to the chosen ones? No takes it off; with none chosen, all are quoted.
command-setup-block = block
command-setup-block-about = Never answer someone, or all who have a role.
option-setup-block-who = who
option-setup-block-who-about = A person or a role
option-setup-block-blocked = blocked
option-setup-block-blocked-about = Never answer them? No takes it back.
command-setup-language = language
command-setup-language-about = The language of what I say for all to see; quotes stay as they are.
option-setup-language-language = language
option-setup-language-language-about = Which language
choice-language-auto = as Discord says
command-setup-reset = reset
command-setup-reset-about = Go back to the defaults.

setup-head = How I behave on this server
setup-lists-head = Where I answer, and whom
setup-ask-channels = Ask channels: every message that is a question gets an answer.
setup-forum-channels = Forums: every new post gets an answer first.
setup-allowed-channels = Only in these channels, if any is chosen:
setup-allowed-roles = Only for these roles, if any is chosen:
setup-nothing-chosen = none chosen
setup-needs-intent = Ask channels and forums don't work yet: whoever runs me has to turn on the Message Content intent and the setting CLIPPINGS_DISCORD__MESSAGE_CONTENT.
setup-none = none
setup-everywhere = everywhere
setup-everyone = everyone
setup-all-outlets = all
setup-private = private
setup-public = public
setup-in-threads = in a thread of their own
setup-in-place = in place
setup-line-ask = Ask channels: { $value }
setup-line-forum = Forums: { $value }
setup-line-channels = I answer: { $value }
setup-line-roles = Who may ask: { $value }
setup-line-answers = Answers to /{ command-ask }: { $value }
setup-line-threads = Answers to messages: { $value }
setup-line-outlets = Outlets quoted: { $value }
setup-line-language = Language: { $value }
setup-line-cooldown = { $seconds ->
    [0] Between two questions of one person: no wait
    [one] Between two questions of one person: one second
   *[other] Between two questions of one person: { $seconds } seconds
}
setup-denied-channels = Everywhere but in these channels:
setup-line-denied = I don't answer: { $value }
setup-line-blocked = Whom I never answer: { $value }
setup-and-more = and { $count } more
setup-too-many = That would be more than { $most }; take some off first.
setup-gone-ask-channels = A channel that was chosen as an ask channel is gone.
setup-gone-forum-channels = A forum that was chosen is gone.
setup-gone-allowed-channels = A channel that was chosen for me to answer in is gone. If it was the last one, I answer everywhere again.
setup-gone-denied-channels = A channel that I was not to answer in is gone.
setup-gone-allowed-roles = A role that was chosen to ask me is gone. If it was the last one, everyone may ask again.
setup-gone-blocked = A role that I was never to answer is gone.
setup-shut = Chosen for questions, but shut by other choices, so I don't answer there: { $value }
setup-check-head = What keeps me from answering
setup-check-fine = { $count ->
    [one] I have all the rights that I need, in one channel.
   *[other] I have all the rights that I need, in { $count } channels.
}
setup-lacking-head = Rights that I lack, and where
right-view-channel = View Channels
right-read-message-history = Read Message History
right-send-messages = Send Messages
right-send-messages-in-threads = Send Messages in Threads
right-create-public-threads = Create Public Threads
setup-not-me = That's me, and I never answer myself anyway.
setup-no-forum = Only forums and media channels can be chosen here. Nothing was changed.
setup-forbidden = Only people with the right “Manage Server” can change this.
setup-only-in-servers = This works only on a server.
