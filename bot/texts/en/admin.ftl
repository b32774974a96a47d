### What the maintainer sees.

command-admin = admin
command-admin-about = For whoever runs me.
command-admin-status = status
command-admin-status-about = How I am: index, questions, latency, queue, shards.
command-admin-reload = reload
command-admin-reload-about = Take a new index now, if there is one.
command-admin-rebuild = rebuild
command-admin-rebuild-about = Index the configured sources again.
command-admin-feedback = feedback
command-admin-feedback-about = All votes as a file that `clippings eval` reads.
command-admin-refused = refused
command-admin-refused-about = What was asked most and not answered: what to index next.
option-admin-refused-days = days
option-admin-refused-days-about = Of how many days, up to today

admin-forbidden = Only the people who run me can do this.
admin-status-head = How I am
admin-generation = Index: { $name }, made { $when }
admin-articles = { $articles } articles, { $passages } passages
admin-questions = Questions since the start: { $questions }, of these { $answered } answered, { $refused } refused, { $errors } failed
admin-latency = Time for an answer: { $p50 } ms for half of them, { $p95 } ms for 95 %
admin-queue = Queue: { $waiting } of { $most }
admin-shards = Shards: { $shards }; { $servers } servers
admin-uptime = Running since { $since }
admin-source-fails = { $source } can’t be read: { $why }
admin-sources-fail = { $count ->
    [one] Another source can’t be read.
   *[other] { $count } more sources can’t be read.
}
admin-reloaded = The new index is live.
admin-nothing-new = There is no new index.
admin-rebuilding = A rebuild is under way already.
admin-waiting = Another build is at work; waiting for it to end.
admin-fetching = Rebuilding: { $fetched } of { $listed } pages fetched.
admin-progress = Rebuilding: { $read } articles read, { $encoded } of { $of } passages encoded.
admin-rebuilt = Done in { $seconds } s: { $new } new articles, { $changed } changed, { $gone } gone, { $unchanged } unchanged, { $skipped } skipped.
admin-failed = The rebuild failed: { $why }
admin-feedback = { $count ->
    [one] One answer with votes:
   *[other] { $count } answers with votes:
}
admin-no-feedback = Nobody has voted yet.
admin-refused-head = { $days ->
    [one] Refused most since yesterday
   *[other] Refused most in { $days } days
}
admin-none-refused = Nothing was refused.
