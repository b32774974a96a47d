### Antworten auf das, wonach nichts zu suchen ist.

small-talk-noted = In Ordnung. Frag einfach, wann immer du magst.
small-talk-greeting = Hallo! Frag mich nach einem Ereignis in den Nachrichten, und ich suche Zitate, die antworten.
small-talk-how-i-am = Gut, danke. Was möchtest du über die Nachrichten wissen?
small-talk-praised = Danke, das ist nett.
small-talk-welcome = Gern geschehen.
small-talk-sorry = Das tut mir leid. Vielleicht hilft es, in der Frage die Personen, den Ort oder den Tag zu nennen.
small-talk-goodbye = Bis bald, komm jederzeit wieder.
small-talk-help = Frag nach einem Ereignis, wie du einen Menschen fragen würdest: wer, was, wann, wo, wie lange, wie viele. Ich zeige Zitate aus den Artikeln, jedes mit seiner Quelle, oder sage, dass sie es nicht beantworten.
small-talk-who-i-am = Ich bin Clippings, ein Bot. Ich beantworte Fragen nach Ereignissen nur mit wörtlichen Zitaten aus Zeitungsartikeln und sage mit eigenen Worten nichts über die Welt.

### Antworten auf das, was zu einer Antwort gesagt wird oder auf etwas zeigt.

not-yours-to-delete = Diese Antwort können nur entfernen, wer gefragt hat und wer hier Nachrichten verwalten darf.
which-answer = Welche Antwort meinst du? Antworte bitte direkt auf sie.
remark-wrong = Danke für den Hinweis. Drück 👎 unter der Antwort und sag, was nicht stimmt: Wer mich betreibt, sieht das.
remark-short = Ich zitiere nur wörtlich und fasse nichts mit eigenen Worten zusammen. Kontext unter der Antwort zeigt, was um die Zitate herum steht, Mehr zeigt weitere.
remark-how-sure = { $sureness ->
    [sure] Von Antworten, bei denen ich so sicher bin wie bei dieser, stimmen mindestens vier von fünf. Sie stützt sich auf diese Zitate:
    [likely] Von Antworten, bei denen ich so sicher bin wie bei dieser, stimmen etwa zwei von drei. Sie stützt sich auf diese Zitate:
   *[perhaps] Von Antworten, bei denen ich so sicher bin wie bei dieser, stimmt nicht einmal die Hälfte. Sie stützt sich auf diese Zitate:
}
remark-sources = Sie stützt sich auf:
remark-nothing-behind = Ich habe nichts zum Zitieren gefunden, also steht nichts dahinter.
claim-looked-up = Nachgeschlagen: { $claim }
claim-found = Was die Artikel dazu sagen:
claim-not-found = Dazu habe ich nichts gefunden.
claim-nearest = Die Artikel, die am nächsten kommen:
nothing-found = Dazu habe ich in den Artikeln nichts gefunden.
nothing-asked = Das habe ich nicht für eine Frage gehalten. Mit einem Fragezeichen suche ich danach.
link-unknown = Der Artikel hinter diesem Link ist nicht unter denen, die ich habe. Sag mir in Worten, wonach ich suchen soll.
link-silent = Der verlinkte Artikel sagt dazu nichts; das hier ist aus anderen.
link-not-indexed = Den verlinkten Artikel habe ich nicht; das hier ist aus anderen.
nothing-pointed-at = Was meinst du? Antworte auf die Nachricht, die ich nachschlagen soll, und erwähn mich dabei, oder wähl bei ihr Apps › { command-find-sources }.
thread-name = Eine Frage
