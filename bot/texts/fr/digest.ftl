### Les résumés : les commandes, et ce qu’ils disent.

command-digest = résumé
command-digest-about = Les événements du jour ou de la semaine, à l’heure que tu veux.
command-digest-daily = quotidien
command-digest-daily-about = Recevoir chaque jour ce qui s’est passé.
command-digest-weekly = hebdomadaire
command-digest-weekly-about = Recevoir une fois par semaine ce qui s’est passé.
command-digest-show = voir
command-digest-show-about = Voir maintenant ce qui s’est passé, pour toi seul.
command-digest-end = arrêter
command-digest-end-about = Arrêter un résumé.
option-digest-at = heure
option-digest-at-about = L’heure : 08:00, 20 h
option-digest-zone = fuseau
option-digest-zone-about = Ton fuseau horaire ; tape le nom d’une ville
option-digest-day = jour
option-digest-day-about = Quel jour de la semaine
option-digest-where = lieu
option-digest-where-about = Dans ce salon (pour les modérateurs), ou en message privé ?
option-digest-outlets = médias
option-digest-outlets-about = Seulement ces médias, séparés par des virgules
option-digest-topics = sujets
option-digest-topics-about = Seulement ces sujets, séparés par des virgules : inondations, conseil municipal
option-digest-silent = silencieux
option-digest-silent-about = Ne rien dire quand il ne s’est rien passé ?
option-digest-since = depuis
option-digest-since-about = À partir de ce jour : hier, la semaine dernière, 31/3/2024
option-digest-which = lequel
option-digest-which-about = Quel résumé
choice-digest-here = ici
choice-digest-private = messages privés
choice-weekday-0 = lundi
choice-weekday-1 = mardi
choice-weekday-2 = mercredi
choice-weekday-3 = jeudi
choice-weekday-4 = vendredi
choice-weekday-5 = samedi
choice-weekday-6 = dimanche

digest-line-daily = chaque jour à { $time } ({ $zone })
digest-line-weekly = chaque { $day } à { $time } ({ $zone })
digest-set = Un résumé arrive { $digest }.
digest-names = Il porte sur { $names }.
digest-first = Le premier : { $moment }.
digest-ended = Le résumé est arrêté.
digest-none = Il n’y a ici aucun résumé que tu puisses arrêter.
digest-which = Il y a plusieurs résumés : choisis-en un dans la liste qui apparaît quand tu tapes.
digest-no-time = « { $typed } » n’est pas une heure. Écris-la ainsi : 08:00, ou 20 h.
digest-no-zone = Je ne connais pas de fuseau « { $typed } ». Tape le nom d’une grande ville du tien.
digest-no-zone-near = Je ne connais pas de fuseau « { $typed } ». Voulais-tu dire { $near } ?
digest-only-moderators = Dans les salons, seules les personnes qui ont la permission « Gérer le serveur » programment des résumés. Avec « lieu : messages privés », tu as le tien.
digest-may-not-write = Je ne peux pas écrire dans ce salon : il me faut « Voir le salon » et « Envoyer des messages ».
digest-no-direct-messages = Je ne peux pas t’envoyer de messages privés. Autorise-les dans les paramètres de confidentialité de ce serveur, et réessaie.
digest-too-many = Tu as { $most } résumés, il ne peut y en avoir plus. /{ command-digest } { command-digest-end } en arrête un.
digest-too-many-in-channel = Ce salon a { $most } résumés, il ne peut y en avoir plus. /{ command-digest } { command-digest-end } en arrête un.
digest-too-many-names = N’en nomme pas plus de { $most }.
digest-may-not-end = Dans les salons, seules les personnes qui ont la permission « Gérer le serveur » arrêtent les résumés.
button-end-digest = Arrêter ce résumé

digest-head-daily = Ce qui s’est passé · { $day }
digest-head-weekly = La semaine · { $day }
digest-head-show = Ce qui s’est passé depuis le { $day }
digest-late = Il était prévu le { $day } à { $time } ; je n’étais pas là.
digest-nothing = Rien de nouveau depuis le { $day }.
digest-newest = Mes articles les plus récents sont du { $day }.
digest-left-out = { $count ->
    [one] Un autre événement
   *[other] { $count } autres événements
}
digest-figure = { $before } → { $now }
digest-grown = { $before ->
    [one] d’un à { $now } médias
   *[other] de { $before } à { $now } médias
}
digest-corrected = corrigé depuis : { $outlets }
digest-goes-on = se poursuit
digest-withdrawn = { $outlet } a retiré ce que j’ai annoncé : { $title }
digest-also = également rapporté par { $outlets }
