### Digests: the commands that set them, and what they say.

command-digest = digest
command-digest-about = The stories of the day or the week, at a time of yours.
command-digest-daily = daily
command-digest-daily-about = Get the day's stories, every day.
command-digest-weekly = weekly
command-digest-weekly-about = Get the week's stories, once a week.
command-digest-show = show
command-digest-show-about = See now what happened, for you alone.
command-digest-end = end
command-digest-end-about = End a digest.
option-digest-at = at
option-digest-at-about = The time of day: 08:00, 8 pm
option-digest-zone = zone
option-digest-zone-about = Your time zone; type the name of a city
option-digest-day = day
option-digest-day-about = On which day of the week
option-digest-where = where
option-digest-where-about = In this channel (for moderators), or in direct messages?
option-digest-outlets = outlets
option-digest-outlets-about = Only these outlets, with commas between them
option-digest-topics = topics
option-digest-topics-about = Only these topics, with commas between them: floods, city council
option-digest-silent = silent
option-digest-silent-about = Say nothing when nothing happened?
option-digest-since = since
option-digest-since-about = From this day on: yesterday, last week, 31 March 2024
option-digest-which = which
option-digest-which-about = Which digest
choice-digest-here = here
choice-digest-private = direct messages
choice-weekday-0 = Monday
choice-weekday-1 = Tuesday
choice-weekday-2 = Wednesday
choice-weekday-3 = Thursday
choice-weekday-4 = Friday
choice-weekday-5 = Saturday
choice-weekday-6 = Sunday

digest-line-daily = daily at { $time } ({ $zone })
digest-line-weekly = every { $day } at { $time } ({ $zone })
digest-set = A digest comes { $digest }.
digest-names = It is about { $names }.
digest-first = The first one: { $moment }.
digest-ended = The digest has ended.
digest-none = There is no digest here that you could end.
digest-which = There are several digests: choose one from the list that appears while you type.
digest-no-time = “{ $typed }” is no time of day. Write it as 08:00, or 8 pm.
digest-no-zone = I know no time zone “{ $typed }”. Type the name of a large city in yours.
digest-no-zone-near = I know no time zone “{ $typed }”. Did you mean { $near }?
digest-only-moderators = In channels, digests are set by people with the right Manage Server. With “where: direct messages” you get one of your own.
digest-may-not-write = I may not write in this channel: I need View Channel and Send Messages.
digest-no-direct-messages = I can't send you direct messages. Allow them in this server's privacy settings, and try again.
digest-too-many = You have { $most } digests, and there can't be more. /{ command-digest } { command-digest-end } ends one.
digest-too-many-in-channel = This channel has { $most } digests, and there can't be more. /{ command-digest } { command-digest-end } ends one.
digest-too-many-names = Name no more than { $most }.
digest-may-not-end = In channels, digests are ended by people with the right Manage Server.
button-end-digest = End this digest

digest-head-daily = The day's stories · { $day }
digest-head-weekly = The week's stories · { $day }
digest-head-show = Stories since { $day }
digest-late = This was due on { $day } at { $time }, when I wasn't there.
digest-nothing = Nothing new since { $day }.
digest-newest = My newest articles are of { $day }.
digest-left-out = { $count ->
    [one] One further story
   *[other] { $count } further stories
}
digest-figure = { $before } → { $now }
digest-grown = { $before ->
    [one] from one
   *[other] from { $before }
} to { $now } outlets
digest-corrected = corrected since: { $outlets }
digest-goes-on = goes on
digest-withdrawn = { $outlet } has taken back what I told: { $title }
digest-also = also reported by { $outlets }
