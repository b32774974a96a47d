### Ce que l’on dit quand quelque chose ne va pas.

busy = Beaucoup de monde pose des questions en ce moment. Réessaie dans { $seconds } s.
cooldown = Un instant : tu pourras demander de nouveau dans { $seconds } s.
cooldown-server = Ce serveur vient de poser beaucoup de questions. Réessaie dans { $seconds } s.
broken = Désolé, quelque chose a mal tourné. Si cela continue, signale à qui me gère : erreur { $id }.
date-unreadable = { $option ->
    [until] Je n’arrive pas à lire le jour dans « { option-ask-until } ». Par exemple : 31 mars 2024, mars 2024, la semaine dernière, 31/03/2024.
   *[since] Je n’arrive pas à lire le jour dans « { option-ask-since } ». Par exemple : 31 mars 2024, mars 2024, la semaine dernière, 31/03/2024.
}
dates-backwards = « { option-ask-since } » ({ $since }) vient après « { option-ask-until } » ({ $until }). Échange-les.
question-too-long = Pose ta question en { $most } caractères au plus ; il y en avait { $length }.
question-missing = Que veux-tu savoir ? Écris ta question après mon nom, ou utilise { $ask }.
wrong-channel = Je ne dois pas répondre dans ce salon. Essaie { $channels }.
denied-channel = Je ne dois pas répondre dans ce salon.
person-blocked = La modération de ce serveur ne veut pas que je te réponde.
wrong-role = Sur ce serveur, seuls certains rôles peuvent me poser des questions.
role-unreadable = C’est un de mes rôles, et Discord ne me montre pas ce que disent ces messages. Mentionne-moi plutôt, { $mention }, ou utilise { $ask }.
reply-unreadable = Je ne vois pas ce que dit ce message. Écris la question après mon nom, ou essaie Applis › { command-find-sources } sur le message.
no-text = Je ne vois aucun texte à chercher dans ce message.
may-not-write = Je n’ai pas le droit d’écrire dans { $channel } et ne peux donc pas y répondre. La modération voit avec { $check } ce qui me manque.
outlet-not-indexed = Je n’ai pas de média « { $outlet } ». La liste qui s’affiche pendant la saisie les contient tous, { $sources } aussi.
outlet-misspelled = Je n’ai pas de média « { $outlet } ». Voulais-tu dire { $near } ?
restarted-meanwhile = J’ai été redémarré avant de pouvoir répondre. Repose ta question, s’il te plaît.
blocked-everywhere = La personne qui me gère ne veut pas que je réponde ici.
cooldown-light = Un instant, s’il te plaît : ça continue dans { $seconds } s.
database-busy = Je ne peux rien enregistrer pour l’instant. Réessaie dans une minute, s’il te plaît.
