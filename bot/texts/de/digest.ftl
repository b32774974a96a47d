### Überblicke: die Befehle dafür, und was in ihnen steht.

command-digest = überblick
command-digest-about = Die Ereignisse des Tages oder der Woche, zu deiner Zeit.
command-digest-daily = täglich
command-digest-daily-about = Jeden Tag, was geschehen ist.
command-digest-weekly = wöchentlich
command-digest-weekly-about = Einmal in der Woche, was geschehen ist.
command-digest-show = zeigen
command-digest-show-about = Jetzt sehen, was geschehen ist, für dich allein.
command-digest-end = beenden
command-digest-end-about = Einen Überblick beenden.
option-digest-at = um
option-digest-at-about = Die Uhrzeit: 08:00, 20 Uhr
option-digest-zone = zone
option-digest-zone-about = Deine Zeitzone; tippe den Namen einer Stadt
option-digest-day = tag
option-digest-day-about = An welchem Wochentag
option-digest-where = wo
option-digest-where-about = In diesem Kanal (für Moderatoren) oder als Direktnachricht?
option-digest-outlets = medien
option-digest-outlets-about = Nur diese Medien, mit Kommas dazwischen
option-digest-topics = themen
option-digest-topics-about = Nur diese Themen, mit Kommas dazwischen: Hochwasser, Stadtrat
option-digest-silent = still
option-digest-silent-about = Nichts sagen, wenn nichts geschehen ist?
option-digest-since = seit
option-digest-since-about = Ab diesem Tag: gestern, letzte Woche, 31.3.2024
option-digest-which = welcher
option-digest-which-about = Welcher Überblick
choice-digest-here = hier
choice-digest-private = Direktnachrichten
choice-weekday-0 = Montag
choice-weekday-1 = Dienstag
choice-weekday-2 = Mittwoch
choice-weekday-3 = Donnerstag
choice-weekday-4 = Freitag
choice-weekday-5 = Samstag
choice-weekday-6 = Sonntag

digest-line-daily = täglich um { $time } ({ $zone })
digest-line-weekly = jeden { $day } um { $time } ({ $zone })
digest-set = Ein Überblick kommt { $digest }.
digest-names = Er handelt von { $names }.
digest-first = Der erste: { $moment }.
digest-ended = Der Überblick ist beendet.
digest-none = Hier ist kein Überblick, den du beenden könntest.
digest-which = Es gibt mehrere Überblicke: Wähle einen aus der Liste, die beim Tippen erscheint.
digest-no-time = „{ $typed }“ ist keine Uhrzeit. Schreib sie als 08:00 oder 20 Uhr.
digest-no-zone = Ich kenne keine Zeitzone „{ $typed }“. Tippe den Namen einer großen Stadt in deiner.
digest-no-zone-near = Ich kenne keine Zeitzone „{ $typed }“. Meintest du { $near }?
digest-only-moderators = In Kanälen richten Leute mit dem Recht „Server verwalten“ Überblicke ein. Mit „wo: Direktnachrichten“ bekommst du einen eigenen.
digest-may-not-write = Ich darf in diesem Kanal nicht schreiben: Ich brauche „Kanal anzeigen“ und „Nachrichten senden“.
digest-no-direct-messages = Ich kann dir keine Direktnachrichten senden. Erlaube sie in den Privatsphäre-Einstellungen dieses Servers und versuch es noch einmal.
digest-too-many = Du hast { $most } Überblicke, mehr gehen nicht. /{ command-digest } { command-digest-end } beendet einen.
digest-too-many-in-channel = Dieser Kanal hat { $most } Überblicke, mehr gehen nicht. /{ command-digest } { command-digest-end } beendet einen.
digest-too-many-names = Nenne höchstens { $most }.
digest-may-not-end = In Kanälen beenden Leute mit dem Recht „Server verwalten“ Überblicke.
button-end-digest = Überblick beenden

digest-head-daily = Was geschehen ist · { $day }
digest-head-weekly = Die Woche · { $day }
digest-head-show = Was seit { $day } geschehen ist
digest-late = Das war am { $day } um { $time } fällig; da war ich nicht da.
digest-nothing = Seit { $day } nichts Neues.
digest-newest = Meine neuesten Artikel sind vom { $day }.
digest-left-out = { $count ->
    [one] Ein weiteres Ereignis
   *[other] { $count } weitere Ereignisse
}
digest-figure = { $before } → { $now }
digest-grown = { $before ->
    [one] statt einem jetzt { $now } Medien
   *[other] statt { $before } jetzt { $now } Medien
}
digest-corrected = seither berichtigt: { $outlets }
digest-goes-on = geht weiter
digest-withdrawn = { $outlet } hat zurückgezogen, was ich gemeldet habe: { $title }
digest-also = berichtet auch von { $outlets }
