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
command-admin-rollback = zurück
command-admin-rollback-about = Wieder aus dem Index vor dem jetzigen antworten.
command-admin-sources = quellen
command-admin-sources-about = Was indexiert wird.
command-admin-sources-list = liste
command-admin-sources-list-about = Alle Quellen und wie es ihnen geht.
command-admin-sources-add = hinzufügen
command-admin-sources-add-about = Einen Feed, eine Seite, eine Website oder eine Sitemap aufnehmen.
command-admin-sources-pause = anhalten
command-admin-sources-pause-about = Eine Quelle vorerst nicht ansehen; ihre Artikel bleiben.
command-admin-sources-resume = fortsetzen
command-admin-sources-resume-about = Eine angehaltene Quelle wieder ansehen.
command-admin-sources-remove = entfernen
command-admin-sources-remove-about = Eine Quelle von der Liste nehmen; ihre Artikel gehen mit dem nächsten Index.
option-admin-sources-address = adresse
option-admin-sources-address-about = Die Webadresse der Quelle, wie die Liste sie nennt
command-admin-servers = server
command-admin-servers-about = Wo ich bin und wem ich nicht antworte.
command-admin-servers-list = liste
command-admin-servers-list-about = Alle Server mit Mitgliedern und Fragen; wer gesperrt ist.
command-admin-servers-leave = verlassen
command-admin-servers-leave-about = Einen Server verlassen.
command-admin-servers-block = sperren
command-admin-servers-block-about = Jemandem oder auf einem Server nicht mehr antworten.
command-admin-servers-unblock = entsperren
command-admin-servers-unblock-about = Jemandem oder einem Server wieder antworten.
option-admin-servers-person = person
option-admin-servers-person-about = Wer; wer woanders ist, mit seiner ID
option-admin-servers-server = server
option-admin-servers-server-about = Die ID des Servers, wie die Liste sie nennt

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
admin-waiting = Ein anderer Bau läuft gerade; ich warte, bis er fertig ist.
admin-fetching = Neubau: { $fetched } von { $listed } Seiten geholt.
admin-progress = Neubau: { $read } Artikel gelesen, { $encoded } von { $of } Passagen kodiert.
admin-rebuilt = Fertig in { $seconds } s: { $new ->
    [one] ein neuer Artikel
   *[other] { $new } neue Artikel
}, { $changed } geänderte, { $gone } weg, { $unchanged } unverändert, { $skipped } übersprungen.
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
button-confirm-rebuild = Neu bauen, sie gehen lassen
button-confirm-leave = Verlassen
admin-would-drop = Ich habe angehalten, nichts ist geändert: { $why }
admin-out-of-date = Der Index hat sich seit dieser Frage geändert. Nimm bitte noch einmal /{ command-admin } { command-admin-rebuild }.
admin-rolled-back = Der Index { $name } ist wieder in Betrieb. Der nächste Bau macht daraus, was die Quellen hergeben.
admin-says = Das geht nicht: { $what }
admin-sources-head = Quellen: { $count }
admin-source-is-paused = angehalten
admin-source-no-address = Das ist keine Webadresse: Sie beginnt mit https://. Dateien auf dem Rechner kommen dort hinzu, mit `clippings add`.
admin-source-added = Hinzugefügt: { $source }. Der nächste Index hat sie.
admin-source-listed = { $source } steht schon auf der Liste.
admin-source-paused = { $source } ist angehalten; die Artikel bleiben.
admin-source-resumed = { $source } wird wieder angesehen.
admin-source-removed = { $source } ist von der Liste. Die Artikel gehen mit dem nächsten Index; sind es viele, fragt er.
admin-servers-head = Server: { $count }
admin-server = { $name } · { $id } · Mitglieder: { $members } · Fragen: { $questions }
admin-blocked-head = Gesperrt
admin-nobody-blocked = Niemand.
admin-leave = Soll ich „{ $name }“ verlassen? Zurück komme ich nur, wenn mich dort jemand einlädt.
admin-left = Ich habe „{ $name }“ verlassen.
admin-blocked = Gesperrt: { $who }
admin-unblocked = Nicht mehr gesperrt: { $who }
admin-not-blocked = Ohnehin nicht gesperrt: { $who }
admin-one-of-both = Nenn bitte eine Person oder einen Server, eins von beiden.
admin-no-server = Einen Server mit dieser ID habe ich nicht. /{ command-admin } { command-admin-servers } { command-admin-servers-list } zeigt sie.
admin-not-owners = Wer mich betreibt und mein eigener Server lassen sich nicht sperren.
