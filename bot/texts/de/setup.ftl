### Was Moderatoren einstellen.

language-name = Deutsch

command-setup = einrichten
command-setup-about = Stell ein, wie ich mich auf diesem Server verhalte.
command-setup-show = zeigen
command-setup-show-about = Alle Einstellungen zeigen.
command-setup-check = prüfen
command-setup-check-about = Sieh, welche Rechte mir fehlen, und wo.
command-setup-channels = kanäle
command-setup-channels-about = Wähle, wo ich antworte und wem.
command-setup-answers = antworten
command-setup-answers-about = Öffentlich oder privat, in Threads oder an Ort und Stelle, wie oft.
option-setup-answers-private = privat
option-setup-answers-private-about = Antworten auf /frag nur dem zeigen, der fragt, wenn er nichts anderes sagt?
option-setup-answers-threads = threads
option-setup-answers-threads-about = Auf Nachrichten in einem eigenen Thread antworten?
option-setup-answers-cooldown = pause
option-setup-answers-cooldown-about = Sekunden zwischen zwei Fragen einer Person
command-setup-outlet = medium
command-setup-outlet-about = Hier nur gewählte Medien zitieren.
option-setup-outlet-outlet = medium
option-setup-outlet-outlet-about = Welches Medium
option-setup-outlet-shown = zeigen
option-setup-outlet-shown-about = Zu den gewählten nehmen? Nein nimmt es weg; ist keins gewählt, gelten alle.
command-setup-language = sprache
command-setup-language-about = Die Sprache dessen, was alle sehen; Zitate bleiben, wie sie sind.
option-setup-language-language = sprache
option-setup-language-language-about = Welche Sprache
choice-language-auto = wie Discord sagt
command-setup-reset = zurücksetzen
command-setup-reset-about = Zurück zu den Voreinstellungen.

setup-head = Wie ich mich auf diesem Server verhalte
setup-lists-head = Wo ich antworte, und wem
setup-ask-channels = Fragekanäle: Jede Nachricht, die eine Frage ist, bekommt eine Antwort.
setup-forum-channels = Foren: Jeder neue Beitrag bekommt als Erstes eine Antwort.
setup-allowed-channels = Nur in diesen Kanälen, falls welche gewählt sind:
setup-allowed-roles = Nur für diese Rollen, falls welche gewählt sind:
setup-nothing-chosen = nichts gewählt
setup-needs-intent = Fragekanäle und Foren gehen noch nicht: Der Betreiber muss den Message Content Intent und die Einstellung CLIPPINGS_DISCORD__MESSAGE_CONTENT einschalten.
setup-none = keine
setup-everywhere = überall
setup-everyone = alle
setup-all-outlets = alle
setup-private = privat
setup-public = öffentlich
setup-in-threads = in einem eigenen Thread
setup-in-place = an Ort und Stelle
setup-line-ask = Fragekanäle: { $value }
setup-line-forum = Foren: { $value }
setup-line-channels = Ich antworte: { $value }
setup-line-roles = Wer fragen darf: { $value }
setup-line-answers = Antworten auf /{ command-ask }: { $value }
setup-line-threads = Antworten auf Nachrichten: { $value }
setup-line-outlets = Zitierte Medien: { $value }
setup-line-language = Sprache: { $value }
setup-line-cooldown = { $seconds ->
    [0] Zwischen zwei Fragen einer Person: keine Pause
    [one] Zwischen zwei Fragen einer Person: eine Sekunde
   *[other] Zwischen zwei Fragen einer Person: { $seconds } Sekunden
}
setup-forbidden = Das können nur Leute mit dem Recht „Server verwalten“ ändern.
setup-only-in-servers = Das geht nur auf einem Server.
