### Was Menschen hören, wenn etwas nicht geht.

busy = Gerade fragen viele. Versuch es bitte in { $seconds } s noch einmal.
cooldown = Einen Moment bitte: In { $seconds } s kannst du wieder fragen.
cooldown-server = Dieser Server hat gerade viel gefragt. Versuch es bitte in { $seconds } s noch einmal.
broken = Entschuldigung, hier ist etwas schiefgegangen. Wenn es so bleibt, sag dem Betreiber: Fehler { $id }.
date-unreadable = { $option ->
    [until] Den Tag in „{ option-ask-until }“ kann ich nicht lesen. Zum Beispiel: 31. März 2024, März 2024, letzte Woche, 31.03.2024.
   *[since] Den Tag in „{ option-ask-since }“ kann ich nicht lesen. Zum Beispiel: 31. März 2024, März 2024, letzte Woche, 31.03.2024.
}
dates-backwards = „{ option-ask-since }“ ({ $since }) liegt nach „{ option-ask-until }“ ({ $until }). Bitte vertausche die beiden.
question-too-long = Frag bitte mit höchstens { $most } Zeichen; das waren { $length }.
question-missing = Was möchtest du wissen? Schreib deine Frage hinter meinen Namen oder nimm { $ask }.
wrong-channel = In diesem Kanal soll ich nicht antworten. Versuch es in { $channels }.
denied-channel = In diesem Kanal soll ich nicht antworten.
person-blocked = Die Moderatoren dieses Servers wollen nicht, dass ich dir antworte.
wrong-role = Auf diesem Server dürfen mich nur bestimmte Rollen fragen.
role-unreadable = Das ist eine Rolle von mir, und was solche Nachrichten sagen, zeigt mir Discord nicht. Erwähn bitte mich selbst, { $mention }, oder nimm { $ask }.
reply-unreadable = Was in dieser Nachricht steht, kann ich nicht sehen. Schreib die Frage bitte hinter meinen Namen oder versuch bei der Nachricht Apps › { command-find-sources }.
no-text = In dieser Nachricht sehe ich keinen Text zum Nachschlagen.
may-not-write = In { $channel } darf ich nicht schreiben, deshalb kann ich dort nicht antworten. Was mir fehlt, sehen Moderatoren mit { $check }.
outlet-not-indexed = Ein Medium „{ $outlet }“ habe ich nicht. Die Liste, die beim Tippen erscheint, enthält alle, und { $sources } auch.
outlet-misspelled = Ein Medium „{ $outlet }“ habe ich nicht. Meinst du { $near }?
restarted-meanwhile = Ich wurde neu gestartet, bevor ich antworten konnte. Frag bitte noch einmal.
blocked-everywhere = Wer mich betreibt, möchte nicht, dass ich hier antworte.
cooldown-light = Einen Moment, bitte: In { $seconds } s geht es weiter.
database-busy = Im Moment kann ich nichts speichern. Versuch das bitte in einer Minute noch einmal.
