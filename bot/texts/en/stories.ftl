### What timelines and coverage say, in text and picture.

command-timeline = timeline
command-timeline-about = See what happened step by step: dated quotes in order, and a picture.
option-timeline-event = event
option-timeline-event-about = The event or topic, in a few words with its names.
option-timeline-since = since
option-timeline-since-about = Only articles from this day on: last week, 31 March 2024
option-timeline-until = until
option-timeline-until-about = Only articles up to this day: yesterday, 31 March 2024
option-timeline-private = private
option-timeline-private-about = Show it to you alone?
command-coverage = coverage
command-coverage-about = See who reported an event, when, what only one has, and where figures differ.
option-coverage-event = event
option-coverage-event-about = The event, in a few words with its names.
option-coverage-since = since
option-coverage-since-about = Only articles from this day on: last week, 31 March 2024
option-coverage-until = until
option-coverage-until-about = Only articles up to this day: yesterday, 31 March 2024
option-coverage-private = private
option-coverage-private-about = Show it to you alone?

timeline-head = { $question }: what happened, step by step
timeline-published = reported { $day }
timeline-left-out = { $count ->
    [one] One further step has no room here.
   *[other] { $count } further steps have no room here.
}
timeline-events = More than one event fits: their days tell them apart.
timeline-corrected = corrected by its outlet, as I saw on { $day }; before: “{ $before }”
timeline-correction = this is a correction
timeline-withdrawn = { $outlet } has taken this article back: { $title } · { $day }
coverage-count = { $articles ->
    [one] One article
   *[other] { $articles } articles
} of { $outlets ->
    [one] one outlet
   *[other] { $outlets } outlets
}
coverage-outlet = { $count ->
    [one] one article
   *[other] { $count } articles
}, first { $day }
coverage-only = only here:
coverage-differing = Figures that differ:
coverage-others = Another event fits as well:
coverage-left-out = { $count ->
    [one] One more outlet
   *[other] { $count } more outlets
}
no-telling-found = The articles don't tell of this.

picture-corrected = corrected
picture-withdrawn = withdrawn by its outlet
picture-timeline = Days from left to right, a row for each outlet, a numbered disc for each step of “{ $question }”:
picture-step = { $number }: { $day }, { $outlet }
picture-coverage = Days from left to right, a row for each outlet that reported “{ $question }”, from its first article to its last:
picture-report = { $outlet }: from { $day }, { $count ->
    [one] one article
   *[other] { $count } articles
}
picture-count = { $count ->
    [one] one article
   *[other] { $count } articles
}
