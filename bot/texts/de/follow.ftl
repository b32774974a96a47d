### Wem die Leute folgen, und was sie davon hören.

command-follow = folgen
command-follow-about = Erfahre, wenn neue Artikel etwas melden: ein Thema, eine Antwort, ein Medium.
option-follow-topic = thema
option-follow-topic-about = Ein Thema in wenigen Worten: Lake Aren ferry
option-follow-question = frage
option-follow-question-about = Eine Frage: gemeldet, sobald ein Artikel sie sicher beantwortet, und wenn ein späterer anderes sagt
option-follow-outlet = medium
option-follow-outlet-about = Jede neue Geschichte dieses Mediums
option-follow-where = wo
option-follow-where-about = In diesem Kanal (Moderatoren) oder als Direktnachricht?
option-follow-mention = erwähnen
option-follow-mention-about = Eine Rolle, die dabei erwähnt wird (nur für jene, die sie erwähnen dürfen)
choice-follow-here = in diesem Kanal
choice-follow-private = als Direktnachricht
command-following = gefolgt
command-following-about = Sieh, wem du folgst und wem dieser Kanal folgt; pausiere oder beende es.
command-follow-rules = folgen-regeln
command-follow-rules-about = Stell ein, wie viel dieser Kanal hört, und wann.
option-follow-rules-most = höchstens
option-follow-rules-most-about = Nachrichten am Tag; 0: so viele, wie es gibt
option-follow-rules-quiet-from = ruhe-von
option-follow-rules-quiet-from-about = Ruhe ab dieser Uhrzeit: 22:00. Zweimal dieselbe: nie
option-follow-rules-quiet-until = ruhe-bis
option-follow-rules-quiet-until-about = Ruhe bis zu dieser Uhrzeit: 07:00
option-follow-rules-zone = zone
option-follow-rules-zone-about = In welcher Zeitzone: Europe/Berlin

follow-which = Gib eins von dreien an: ein Thema, eine Frage oder ein Medium.
follow-nothing = Darin sehe ich kein Wort, dem ich folgen könnte.
follow-moderators-only = Nur wer „Nachrichten verwalten“ darf, kann einem Kanal etwas melden lassen. Als Direktnachricht kann es jeder: Wähl „{ choice-follow-private }“.
follow-mention-forbidden = Diese Rolle darfst du hier nicht erwähnen, also tue ich es auch nicht.
follow-mention-here-only = Eine Rolle kann nur in einem Kanal erwähnt werden.
follow-no-direct = Discord lässt mich dir keine Direktnachricht schreiben. Erlaub die von diesem Server in seinen Privatsphäre-Einstellungen und versuch es noch einmal.
follow-too-many = Du folgst schon { $most } Dingen, und mehr merke ich mir nicht. { $following } beendet welche.
follow-too-many-here = Hier wird schon { $most } Dingen gefolgt, und mehr merke ich mir nicht. { $following } beendet welche.
follow-already = Dem wird hier schon gefolgt: { $what }.
follow-begun-topic = Ab jetzt melde ich neue Artikel über { $what }: eine Nachricht je Geschichte, mit den Worten, auf die es ankommt. Spätere Berichte ändern sie, und mehr als ein paar auf einmal kommen als eine.
follow-begun-question = Ab jetzt suche ich in neuen Artikeln eine Antwort auf { $what }: Ich melde sie, sobald einer sicher antwortet, und noch einmal, wenn ein späterer anderes sagt.
follow-begun-outlet = Ab jetzt melde ich, was { $what } veröffentlicht: eine Nachricht je Geschichte. Mehr als ein paar auf einmal kommen als eine.
follow-how-to-stop = Der Knopf darunter beendet es, ebenso der unter jeder Nachricht; { $following } zeigt und pausiert es.
follow-begun-direct = Ich habe dir eine Direktnachricht geschrieben; dorthin kommt, was ich finde.
follow-quoted = „{ $text }“
follow-why-channel = weil dieser Kanal { $what } folgt
follow-why-you = weil du { $what } folgst
follow-why-these = wegen { $what }
follow-figure = { $before } → { $now } · zuvor: { $day }
follow-corrected = Seither berichtigt, wie ich am { $day } sah; so stand es vorher da.
follow-also = auch von { $outlets } gemeldet
follow-catch-up = { $count ->
    [one] Seit ich hier zuletzt schrieb: eine Geschichte
   *[other] Seit ich hier zuletzt schrieb: { $count } Geschichten
}
button-follow-stop = Stopp
button-follow-pause = Pausieren
button-follow-resume = Weitermachen
button-follow-end = Beenden
follow-stopped = Beendet: Von { $what } melde ich nichts mehr.
follow-ended-before = Das war schon beendet.
follow-not-yours = Das kann nur, wer dem folgt, und wer hier „Nachrichten verwalten“ darf.
following-head = Wem gefolgt wird
following-none = Du folgst nichts, und hier wird nichts gefolgt. { $follow } beginnt damit.
following-kind = { $kind ->
    [topic] Thema
    [question] Frage
    [outlet] Medium
   *[awaited] bis es eine Antwort gibt
}
following-direct = als Direktnachricht
following-paused = pausiert
following-trouble = { $trouble ->
    [no-rights] pausiert: Ich darf dort nicht schreiben
    [no-channel] pausiert: Den Kanal gibt es nicht mehr
   *[no-direct-messages] pausiert: Discord lässt mich dort nicht schreiben
}
following-shut = Was diese Kanäle verfolgen, kann ich nicht melden, weil ich dort nicht schreiben darf: { $channels }
following-rule-most = { $most ->
    [one] höchstens eine Nachricht am Tag
   *[other] höchstens { $most } Nachrichten am Tag
}
following-rule-quiet = Ruhe von { $from } bis { $until }, { $zone }
following-rule-none = beliebig viele Nachrichten, zu jeder Stunde
following-rule = Hier: { $rule }
follow-time-unreadable = Diese Uhrzeit kann ich nicht lesen. Zum Beispiel: 22:00, 7.30, 20 Uhr.
follow-zone-unknown = Eine Zeitzone „{ $zone }“ kenne ich nicht. Die Liste, die beim Tippen erscheint, hat alle.
follow-quiet-both = Gib beide Uhrzeiten an: von wann und bis wann Ruhe sein soll.
button-tell = Sag mir Bescheid
tell-noted = Notiert: Wenn ein Artikel das in den nächsten { $days } Tagen beantwortet, sage ich es dir, einmal. Drück noch einmal, um es zurückzunehmen.
tell-noted-direct = Notiert: Wenn ein Artikel das in den nächsten { $days } Tagen beantwortet, schreibe ich dir eine Direktnachricht, einmal. Drück noch einmal, um es zurückzunehmen.
tell-taken-back = Zurückgenommen: Ich suche nicht mehr danach.
tell-known-now = Inzwischen gibt es eine Antwort:
awaited-head = Du wolltest wissen: { $question }
privacy-ended = { $count ->
    [one] Beendet: eines, dem du gefolgt bist, oder eine Übersicht von dir.
   *[other] Beendet: { $count }, denen du gefolgt bist, Übersichten von dir eingeschlossen.
}
