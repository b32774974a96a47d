### What timelines and coverage say, in text and picture.

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
coverage-head = { $title }
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
