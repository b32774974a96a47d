### Ce que disent la chronologie et la couverture, en texte et en image.

command-timeline = chronologie
command-timeline-about = Les faits, étape par étape : des citations datées dans l’ordre, et une image.
option-timeline-event = événement
option-timeline-event-about = L’événement ou le sujet, en quelques mots avec ses noms.
option-timeline-since = depuis
option-timeline-since-about = Seulement les articles à partir de ce jour : la semaine dernière, 31 mars 2024
option-timeline-until = jusque
option-timeline-until-about = Seulement les articles jusqu’à ce jour : hier, 31 mars 2024
option-timeline-private = privé
option-timeline-private-about = Le montrer à toi seul ?
command-coverage = couverture
command-coverage-about = Qui en a parlé, quand, ce qu’un seul rapporte et où les chiffres diffèrent.
option-coverage-event = événement
option-coverage-event-about = L’événement, en quelques mots avec ses noms.
option-coverage-since = depuis
option-coverage-since-about = Seulement les articles à partir de ce jour : la semaine dernière, 31 mars 2024
option-coverage-until = jusque
option-coverage-until-about = Seulement les articles jusqu’à ce jour : hier, 31 mars 2024
option-coverage-private = privé
option-coverage-private-about = Le montrer à toi seul ?

timeline-head = { $question } : les faits, étape par étape
timeline-published = rapporté le { $day }
timeline-left-out = { $count ->
    [one] Une autre étape n’a pas la place ici.
   *[other] { $count } autres étapes n’ont pas la place ici.
}
timeline-events = Plus d’un événement correspond : leurs dates les distinguent.
timeline-corrected = corrigé par le média, comme je l’ai vu le { $day } ; avant : « { $before } »
timeline-correction = ceci est une correction
timeline-withdrawn = { $outlet } a retiré cet article : { $title } · { $day }
coverage-count = { $articles ->
    [one] Un article
   *[other] { $articles } articles
} de { $outlets ->
    [one] un média
   *[other] { $outlets } médias
}
coverage-outlet = { $count ->
    [one] un article
   *[other] { $count } articles
}, d’abord { $day }
coverage-only = seulement ici :
coverage-differing = Chiffres qui diffèrent :
coverage-others = Un autre événement correspond aussi :
coverage-left-out = { $count ->
    [one] Un autre média
   *[other] { $count } autres médias
}
no-telling-found = Les articles n’en parlent pas.

picture-corrected = corrigé
picture-withdrawn = retiré par le média
picture-timeline = Jours de gauche à droite, une ligne par média, un disque numéroté par étape de « { $question } » :
picture-step = { $number } : { $day }, { $outlet }
picture-coverage = Jours de gauche à droite, une ligne par média qui a parlé de « { $question } », du premier article au dernier :
picture-report = { $outlet } : à partir du { $day }, { $count ->
    [one] un article
   *[other] { $count } articles
}
picture-count = { $count ->
    [one] un article
   *[other] { $count } articles
}
