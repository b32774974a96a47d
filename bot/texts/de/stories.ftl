### Was Zeitleiste und Berichterstattung sagen, in Text und Bild.

command-timeline = zeitleiste
command-timeline-about = Was geschah, Schritt für Schritt: datierte Zitate der Reihe nach, und ein Bild.
option-timeline-event = ereignis
option-timeline-event-about = Das Ereignis oder Thema, in wenigen Worten mit seinen Namen.
option-timeline-since = seit
option-timeline-since-about = Nur Artikel ab diesem Tag: letzte Woche, 31.3.2024
option-timeline-until = bis
option-timeline-until-about = Nur Artikel bis zu diesem Tag: gestern, 31.3.2024
option-timeline-private = privat
option-timeline-private-about = Es nur dir zeigen?
command-coverage = berichte
command-coverage-about = Wer berichtete, wann, was nur einer hat und wo Zahlen sich unterscheiden.
option-coverage-event = ereignis
option-coverage-event-about = Das Ereignis, in wenigen Worten mit seinen Namen.
option-coverage-since = seit
option-coverage-since-about = Nur Artikel ab diesem Tag: letzte Woche, 31.3.2024
option-coverage-until = bis
option-coverage-until-about = Nur Artikel bis zu diesem Tag: gestern, 31.3.2024
option-coverage-private = privat
option-coverage-private-about = Es nur dir zeigen?

timeline-head = { $question }: was geschah, Schritt für Schritt
timeline-published = berichtet { $day }
timeline-left-out = { $count ->
    [one] Für einen weiteren Schritt ist hier kein Platz.
   *[other] Für { $count } weitere Schritte ist hier kein Platz.
}
timeline-events = Mehr als ein Ereignis passt: Ihre Tage unterscheiden sie.
timeline-corrected = vom Medium berichtigt, wie ich am { $day } sah; vorher: „{ $before }“
timeline-correction = dies ist eine Berichtigung
timeline-withdrawn = { $outlet } hat diesen Artikel zurückgezogen: { $title } · { $day }
coverage-count = { $articles ->
    [one] Ein Artikel
   *[other] { $articles } Artikel
} von { $outlets ->
    [one] einem Medium
   *[other] { $outlets } Medien
}
coverage-outlet = { $count ->
    [one] ein Artikel
   *[other] { $count } Artikel
}, zuerst { $day }
coverage-only = nur hier:
coverage-differing = Zahlen, die sich unterscheiden:
coverage-others = Auch ein anderes Ereignis passt:
coverage-left-out = { $count ->
    [one] Ein weiteres Medium
   *[other] { $count } weitere Medien
}
no-telling-found = Die Artikel berichten nicht davon.

picture-corrected = berichtigt
picture-withdrawn = vom Medium zurückgezogen
picture-timeline = Tage von links nach rechts, eine Zeile je Medium, eine Scheibe mit Nummer je Schritt von „{ $question }“:
picture-step = { $number }: { $day }, { $outlet }
picture-coverage = Tage von links nach rechts, eine Zeile je Medium, das über „{ $question }“ berichtete, vom ersten Artikel bis zum letzten:
picture-report = { $outlet }: ab { $day }, { $count ->
    [one] ein Artikel
   *[other] { $count } Artikel
}
picture-count = { $count ->
    [one] ein Artikel
   *[other] { $count } Artikel
}
