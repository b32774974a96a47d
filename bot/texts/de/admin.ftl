### Was der Betreiber sieht.

command-admin = admin
command-admin-about = Für den, der mich betreibt.
command-admin-status = zustand
command-admin-status-about = Wie es mir geht: Index, Fragen, Antwortzeit, Warteschlange, Shards.
command-admin-reload = neuladen
command-admin-reload-about = Einen neuen Index jetzt nehmen, wenn es einen gibt.
command-admin-rebuild = neubauen
command-admin-rebuild-about = Die eingestellten Quellen neu indexieren.
command-admin-feedback = rückmeldungen
command-admin-feedback-about = Alle Stimmen als Datei, die `clippings eval` liest.
command-admin-refused = abgelehnt
command-admin-refused-about = Was am häufigsten ohne Antwort blieb: was als Nächstes in den Index soll.
option-admin-refused-days = tage
option-admin-refused-days-about = Aus wie vielen Tagen bis heute

admin-forbidden = Das können nur die, die mich betreiben.
admin-status-head = Wie es mir geht
admin-generation = Index: { $name }, entstanden { $when }
admin-articles = { $articles } Artikel, { $passages } Passagen
admin-questions = Fragen seit dem Start: { $questions }, davon { $answered } beantwortet, { $refused } abgelehnt, { $errors } fehlgeschlagen
admin-latency = Zeit für eine Antwort: { $p50 } ms bei der Hälfte, { $p95 } ms bei 95 %
admin-queue = Warteschlange: { $waiting } von { $most }
admin-shards = Shards: { $shards }; { $servers } Server
admin-uptime = In Betrieb seit { $since }
admin-source-fails = { $source } ist nicht lesbar: { $why }
admin-sources-fail = { $count ->
    [one] Eine weitere Quelle ist nicht lesbar.
   *[other] { $count } weitere Quellen sind nicht lesbar.
}
admin-reloaded = Der neue Index ist in Betrieb.
admin-nothing-new = Es gibt keinen neuen Index.
admin-rebuilding = Ein Neubau läuft schon.
admin-waiting = Ein anderer Bau ist bei der Arbeit; ich warte auf sein Ende.
admin-fetching = Neubau: { $fetched } von { $listed } Seiten geholt.
admin-progress = Neubau: { $read } Artikel gelesen, { $encoded } von { $of } Passagen kodiert.
admin-rebuilt = Fertig in { $seconds } s: { $new } neue Artikel, { $changed } geänderte, { $gone } weg, { $unchanged } unverändert, { $skipped } übersprungen.
admin-failed = Der Neubau ist gescheitert: { $why }
admin-feedback = { $count ->
    [one] Eine Antwort mit Stimmen:
   *[other] { $count } Antworten mit Stimmen:
}
admin-no-feedback = Noch hat niemand abgestimmt.
admin-refused-head = { $days ->
    [one] Am häufigsten abgelehnt seit gestern
   *[other] Am häufigsten abgelehnt in { $days } Tagen
}
admin-none-refused = Nichts wurde abgelehnt.
