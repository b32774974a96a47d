### Was in einer Antwort, einer Absage, einer Liste der Quellen steht.

outlet-unknown = Medium unbekannt
date-unknown = Datum unbekannt
date-without-year = { $day }, Jahr unbekannt
title-unknown = Titel unbekannt
no-link = kein Link
link-too-long = Link zu lang zum Anzeigen
read-the-article = zum Artikel
same-article = derselbe Artikel
only-beginning = nur der Anfang
also-in = auch in { $outlets }
words-of = Worte von { $speaker }
how-sure = { $sureness ->
    [likely] Wahrscheinlich die Antwort:
   *[perhaps] Vielleicht die Antwort:
}
how-sure-among = { $sureness ->
    [likely] Wahrscheinlich darunter:
   *[perhaps] Vielleicht darunter:
}
newest-figure = { $newest } · { $day }; früher { $earlier }
too-long-to-quote = Das Zitat ist zu lang für eine Nachricht. Es steht hier:
asked = Gefragt: { $question }
read-as = Verstanden als: { $question }
shared-by = Geteilt von { $who }
differing-events = Mehr als ein Ereignis passt. Jedes steht hier mit dem, was es unterscheidet.
differing-figures = Die Berichte widersprechen sich.

no-answer-empty = Stell mir eine Frage, und ich suche in den Artikeln danach.
no-answer-language = Fragen auf Chinesisch, Japanisch oder in anderen Sprachen ohne Leerzeichen zwischen den Wörtern kann ich nicht lesen. Frag bitte auf Englisch.
no-answer-other-language = Meine Artikel sind auf { $languages }. Frag bitte in dieser Sprache, denn ich übersetze nicht.
no-answer-outlet = Von einem Medium dieses Namens habe ich keine Artikel.
no-answer-articles = Ich habe keine Artikel, auf die diese Grenzen passen.
no-answer-found = Die Artikel beantworten das nicht.
looked-for = Gesucht habe ich: { $question }
limit-outlet = von { $outlet }
limit-since = seit dem { $day }
limit-until = bis zum { $day }
nearest = Keine Antworten, nur die Artikel, die am nächsten kommen:

button-context = Kontext
button-more = Mehr
context-head = Die Zitate mit den Sätzen um sie herum:
more-head = Weitere Zitate:
no-more = Dazu habe ich keine weiteren Zitate.
quote-corrected = Der Artikel wurde nach diesem Zitat berichtigt, gesehen am { $day }. So stand es vorher darin.
quote-retracted = { $outlet } hat diesen Artikel zurückgezogen, gesehen am { $day }.
quote-gone = Dieser Artikel ist nicht mehr im Index, mehr davon kann ich nicht zeigen.
answer-gone = Diese Antwort habe ich nicht mehr. Bitte frag noch einmal: { $ask }.
not-yours = Nur wer gefragt hat, kann diese Antwort teilen. Frag mit { $ask }, dann ist es deine.
already-shared = Diese Antwort ist schon geteilt.
