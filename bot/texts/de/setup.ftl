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
command-setup-block = sperren
command-setup-block-about = Jemandem nie antworten, oder allen, die eine Rolle haben.
option-setup-block-who = wen
option-setup-block-who-about = Eine Person oder eine Rolle
option-setup-block-blocked = gesperrt
option-setup-block-blocked-about = Nie antworten? Nein nimmt es zurück.
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
setup-denied-channels = Überall, außer in diesen Kanälen:
setup-line-denied = Ich antworte nicht: { $value }
setup-line-blocked = Wem ich nie antworte: { $value }
setup-and-more = und { $count } weitere
setup-too-many = Das wären mehr als { $most }; nimm erst einige weg.
setup-gone-ask-channels = Ein Kanal, der als Fragekanal gewählt war, ist weg.
setup-gone-forum-channels = Ein Forum, das gewählt war, ist weg.
setup-gone-allowed-channels = Ein Kanal, in dem ich antworten sollte, ist weg. War es der letzte, antworte ich wieder überall.
setup-gone-denied-channels = Ein Kanal, in dem ich nicht antworten sollte, ist weg.
setup-gone-allowed-roles = Eine Rolle, die mich fragen durfte, ist weg. War es die letzte, dürfen wieder alle fragen.
setup-gone-blocked = Eine Rolle, der ich nie antworten sollte, ist weg.
setup-shut = Für Fragen gewählt, aber durch eine andere Wahl verschlossen, also antworte ich dort nicht: { $value }
setup-check-head = Was mich am Antworten hindert
setup-check-fine = { $count ->
    [one] Ich habe alle Rechte, die ich brauche, in einem Kanal.
   *[other] Ich habe alle Rechte, die ich brauche, in { $count } Kanälen.
}
setup-lacking-head = Rechte, die mir fehlen, und wo
right-view-channel = Kanäle ansehen
right-read-message-history = Nachrichtenverlauf anzeigen
right-send-messages = Nachrichten senden
right-send-messages-in-threads = Nachrichten in Threads senden
right-create-public-threads = Öffentliche Threads erstellen
setup-not-me = Das bin ich, und mir selbst antworte ich ohnehin nie.
setup-no-forum = Hier lassen sich nur Foren und Medienkanäle wählen. Geändert wurde nichts.
setup-forbidden = Das können nur Leute mit dem Recht „Server verwalten“ ändern.
setup-only-in-servers = Das geht nur auf einem Server.
