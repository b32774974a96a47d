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
command-admin-rollback = rollback
command-admin-rollback-about = Answer from the index before the present one again.
command-admin-sources = sources
command-admin-sources-about = What is indexed.
command-admin-sources-list = list
command-admin-sources-list-about = All sources, and how they are.
command-admin-sources-add = add
command-admin-sources-add-about = Add a feed, a page, a site or a sitemap.
command-admin-sources-pause = pause
command-admin-sources-pause-about = Don't look at a source for now; its articles stay.
command-admin-sources-resume = resume
command-admin-sources-resume-about = Look at a paused source again.
command-admin-sources-remove = remove
command-admin-sources-remove-about = Take a source off the list; its articles leave with the next index.
option-admin-sources-address = address
option-admin-sources-address-about = The web address of the source, as the list has it
command-admin-servers = servers
command-admin-servers-about = Where I am, and whom I don't answer.
command-admin-servers-list = list
command-admin-servers-list-about = All servers with members and questions; who is blocked.
command-admin-servers-leave = leave
command-admin-servers-leave-about = Leave a server.
command-admin-servers-block = block
command-admin-servers-block-about = Answer a person, or anybody in a server, no more.
command-admin-servers-unblock = unblock
command-admin-servers-unblock-about = Answer a person or a server again.
option-admin-servers-person = person
option-admin-servers-person-about = Who; somebody elsewhere by their id
option-admin-servers-server = server
option-admin-servers-server-about = The server's id, as the list has it

admin-forbidden = Only the people who run me can do this.
admin-status-head = How I am
admin-generation = Index: { $name }, made { $when }
admin-articles = { $articles } articles, { $passages } passages
admin-questions = Questions since the start: { $questions }, of these { $answered } answered, { $refused } refused, { $errors } failed
admin-latency = Time for an answer: { $p50 } ms for half of them, { $p95 } ms for 95 %
admin-queue = Queue: { $waiting } of { $most }
admin-shards = Shards: { $shards }; { $servers ->
    [one] one server
   *[other] { $servers } servers
}
admin-uptime = Running since { $since }
admin-source-fails = { $source } can't be read: { $why }
admin-sources-fail = { $count ->
    [one] Another source can't be read.
   *[other] { $count } more sources can't be read.
}
admin-reloaded = The new index is live.
admin-nothing-new = There is no new index.
admin-rebuilding = A rebuild is under way already.
admin-waiting = Another build is at work; waiting for it to end.
admin-fetching = Rebuilding: { $fetched } of { $listed } pages fetched.
admin-progress = Rebuilding: { $read } articles read, { $encoded } of { $of } passages encoded.
admin-rebuilt = Done in { $seconds } s: { $new ->
    [one] one new article
   *[other] { $new } new articles
}, { $changed } changed, { $gone } gone, { $unchanged } unchanged, { $skipped } skipped.
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
button-confirm-rebuild = Rebuild, let them go
button-confirm-leave = Leave it
admin-would-drop = I stopped, nothing has changed: { $why }
admin-out-of-date = The index has changed since that was asked. Please use /{ command-admin } { command-admin-rebuild } again.
admin-rolled-back = The index { $name } is live again. The next build makes it what the sources give.
admin-says = That can't be done: { $what }
admin-sources-head = Sources: { $count }
admin-source-is-paused = paused
admin-source-no-address = That is no web address: it begins with https://. Files on the machine are added there, by `clippings add`.
admin-source-added = Added: { $source }. The next index has it.
admin-source-listed = { $source } is on the list already.
admin-source-paused = { $source } is paused; its articles stay.
admin-source-resumed = { $source } is looked at again.
admin-source-removed = { $source } is off the list. Its articles leave with the next index; where they are many, it asks.
admin-servers-head = Servers: { $count }
admin-server = { $name } · { $id } · members: { $members } · questions: { $questions }
admin-blocked-head = Blocked
admin-nobody-blocked = Nobody.
admin-leave = Shall I leave “{ $name }”? To have me back, somebody there has to invite me.
admin-left = I have left “{ $name }”.
admin-blocked = Blocked: { $who }
admin-unblocked = No longer blocked: { $who }
admin-not-blocked = Not blocked anyway: { $who }
admin-one-of-both = Please name a person or a server, one of both.
admin-no-server = I'm in no server of that id. /{ command-admin } { command-admin-servers } { command-admin-servers-list } shows them.
admin-not-owners = Whoever runs me, and my home server, can't be blocked.
