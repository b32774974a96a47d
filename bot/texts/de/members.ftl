### Die Befehle für alle, und was sie zeigen.

command-ask = frag
command-ask-about = Frag, und du bekommst wörtliche Zitate aus Nachrichtenartikeln.
option-ask-question = frage
option-ask-question-about = Was möchtest du wissen?
option-ask-since = seit
option-ask-since-about = Nur Artikel ab diesem Tag: letzte Woche, 31.3.2024
option-ask-until = bis
option-ask-until-about = Nur Artikel bis zu diesem Tag: gestern, 31.3.2024
option-ask-outlet = medium
option-ask-outlet-about = Nur dieses Medium
option-ask-private = privat
option-ask-private-about = Die Antwort nur dir zeigen?
day-choice = { $name } · { $day }
day-today = heute
day-yesterday = gestern
day-last-seven = letzte 7 Tage
day-this-month = dieser Monat
day-this-year = dieses Jahr
day-oldest = ältester Artikel
day-newest = neuester Artikel
limit-server = nur aus { $outlets }, wie dieser Server es eingestellt hat
outlets-near = Meinst du { $near }?
outlets-listed = { $sources } zeigt die Medien, die ich habe.
days-covered = Meine Artikel sind vom { $first } bis zum { $last }.
days-covered-by-outlet = Die von { $outlet } sind vom { $first } bis zum { $last }.
command-find-sources = Quellen suchen

command-sources = quellen
command-sources-about = Sieh, welche Medien ich zitiere und welche Tage ihre Artikel abdecken.
option-sources-outlet = medium
option-sources-outlet-about = Nur Medien dieses Namens
option-sources-since = seit
option-sources-since-about = Nur Medien mit Artikeln ab diesem Tag: letzte Woche, 31.3.2024
sources-none = Es gibt noch keine Artikel.
sources-no-match = Kein Medium passt darauf.
sources-head = { $outlets ->
    [one] Ein Medium
   *[other] { $outlets } Medien
}, { $articles ->
    [one] ein Artikel
   *[other] { $articles } Artikel
}
sources-label = Quellen:
sources-articles = { $articles ->
    [one] ein Artikel
   *[other] { $articles } Artikel
}
sources-dates = { $first } bis { $last }
sources-refreshed = Zuletzt aufgefrischt: { $when }
page = Seite { $page } von { $pages }
button-back = Zurück
button-next = Weiter

command-article = artikel
command-article-about = Sieh einen Artikel: Titel, Medium, Datum, Link und wie er beginnt.
option-article-title = titel
option-article-title-about = Wörter seines Titels
article-unknown = Kein Titel hat alle diese Wörter. Schreib weniger davon und wähl aus der Liste, die beim Tippen erscheint; { $ask } sucht in den Artikeln selbst.
article-others = Andere Titel mit diesen Wörtern

command-help = hilfe
command-help-about = Wie du mich fragst, mit Beispielen aus dem, was ich habe.
help-head = Frag, was geschehen ist, und ich zitiere die Artikel, die es sagen.
help-how = • { $ask }, wenn du magst mit Tagen oder Medium; { $mention } und deine Frage; oder eine Direktnachricht.
    • **Antworte** auf eine Antwort, um weiterzufragen: „How long did it last?“ In meinen Threads schreib einfach.
    • Erwähne mich in einer **Antwort** an jemanden: Ich suche, was er sagt. **Apps › { command-find-sources }** tut es nur für dich.
    • Unter einer Antwort: **{ button-context }** zeigt, was um ihre Zitate steht, **{ button-more }** weitere; 👍 👎 bewerten sie, 📣 zeigt sie allen, 🗑 nimmt sie weg.
    • { $follow } meldet dir oder einem Kanal, was es zu einem Thema Neues gibt, { $digest } die Geschichten des Tages.
    • { $sources }, { $article }: was ich habe; { $timeline }, { $coverage }: ein Ereignis nach Schritten, nach Medien; { $privacy }: was ich speichere.
help-sure = „Wahrscheinlich die Antwort“ stimmt in etwa 2 von 3 Fällen, „Vielleicht die Antwort“ in weniger als der Hälfte, eine Antwort ohne beides in mindestens 4 von 5.
help-examples = Zum Beispiel:
help-nothing = Noch ist nichts im Index.

command-privacy = datenschutz
command-privacy-about = Was ich über dich speichere und wie du es löschst.
privacy-head = Was ich speichere
privacy-text = Jede Frage an mich, ob ich eine Antwort hatte oder nicht, mit ihren Grenzen, den Zitaten, die sie bekam, wo und wann, { $days } Tage lang: Antworten und Knöpfe brauchen es. Wer gefragt hat, steht nur als Code dabei, den ohne das Geheimnis dieser Installation niemand auf dich zurückführen kann. Bei 👍 und 👎: deine Stimme und was du dazu geschrieben hast. Was Moderatoren für ihren Server einstellen, und wen sie gesperrt haben. Wem du folgst oder worauf du wartest, deine Überblicke, und wohin es geht, bis du es beendest; welche Zitate davon gemeldet wurden, 30 Tage lang. Solange eine Antwort dauert: dass jemand auf sie wartet. Sonst nichts: keine Nachrichten, die keine Fragen an mich sind, keine Namen.
privacy-page = Datenschutzerklärung
terms-page = Nutzungsbedingungen
button-delete-mine = Meins löschen
privacy-deleted = { $count ->
    [0] Von dir habe ich nichts gespeichert.
    [one] Gelöscht: eine Frage oder Stimme.
   *[other] Gelöscht: { $count } Fragen und Stimmen.
}

vote-good = Danke, ist notiert: Die Antwort ist gut.
vote-bad = Danke, ist notiert.
vote-title = Was stimmt nicht?
vote-problem = Die Antwort ist …
problem-wrong = falsch: Sie beantwortet die Frage nicht
problem-missing = unvollständig: Etwas fehlt
problem-outdated = veraltet
vote-comment = Noch etwas? (freiwillig)
