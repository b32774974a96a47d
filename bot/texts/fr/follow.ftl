### Ce que l’on suit, et ce que l’on en apprend.

command-follow = suivre
command-follow-about = Sois prévenu quand de nouveaux articles parlent d’un sujet, d’une réponse, d’un média.
option-follow-topic = sujet
option-follow-topic-about = Un sujet en quelques mots : Lake Aren ferry
option-follow-question = question
option-follow-question-about = Une question : annoncée dès qu’un article y répond sûrement, et si un autre dit autre chose
option-follow-outlet = média
option-follow-outlet-about = Chaque nouvelle histoire de ce média
option-follow-where = où
option-follow-where-about = Dans ce salon (modération), ou par message privé ?
option-follow-mention = mention
option-follow-mention-about = Un rôle à mentionner (pour qui a le droit de le mentionner)
choice-follow-here = dans ce salon
choice-follow-private = par message privé
command-following = suivis
command-following-about = Vois ce que tu suis et ce que suit ce salon ; mets en pause ou arrête.
command-follow-rules = règles-suivi
command-follow-rules-about = Règle combien ce salon reçoit, et quand.
option-follow-rules-most = par-jour
option-follow-rules-most-about = Messages par jour ; 0 : autant qu’il y en a
option-follow-rules-quiet-from = calme-dès
option-follow-rules-quiet-from-about = Calme dès cette heure : 22:00. Deux fois la même : jamais
option-follow-rules-quiet-until = calme-jusque
option-follow-rules-quiet-until-about = Calme jusqu’à cette heure : 07:00
option-follow-rules-zone = fuseau
option-follow-rules-zone-about = De quel fuseau horaire : Europe/Paris

follow-which = Donne une des trois choses : un sujet, une question ou un média.
follow-nothing = Je n’y vois aucun mot à suivre.
follow-moderators-only = Seules les personnes qui ont le droit « Gérer les messages » peuvent faire annoncer quelque chose dans un salon. Par message privé, tout le monde le peut : choisis « { choice-follow-private } ».
follow-mention-forbidden = Tu n’as pas le droit de mentionner ce rôle ici, donc je ne le fais pas non plus.
follow-mention-here-only = Un rôle ne peut être mentionné que dans un salon.
follow-no-direct = Discord ne me laisse pas t’écrire de message privé. Autorise ceux de ce serveur dans ses paramètres de confidentialité, puis réessaie.
follow-too-many = Tu suis déjà { $most } choses, et je n’en retiens pas plus. { $following } en arrête.
follow-too-many-here = { $most } choses sont déjà suivies ici, et je n’en retiens pas plus. { $following } en arrête.
follow-already = C’est déjà suivi ici : { $what }.
follow-begun-topic = Dès maintenant, j’annonce les nouveaux articles sur { $what } : un message par histoire, avec les mots qui comptent. Les articles suivants modifient le message, et au-delà de quelques-uns à la fois ils viennent en un seul.
follow-begun-question = Dès maintenant, je cherche dans les nouveaux articles une réponse à { $what } : je la donne dès que l’un d’eux répond sûrement, et de nouveau si un autre dit autre chose.
follow-begun-outlet = Dès maintenant, j’annonce ce que publie { $what } : un message par histoire. Au-delà de quelques-uns à la fois, ils viennent en un seul.
follow-how-to-stop = Le bouton ci-dessous y met fin, comme celui sous chaque message ; { $following } les liste et les met en pause.
follow-begun-direct = Je t’ai écrit un message privé ; ce que je trouve y arrivera.
follow-quoted = « { $text } »
follow-why-channel = parce que ce salon suit { $what }
follow-why-you = parce que tu suis { $what }
follow-why-these = à cause de { $what }
follow-figure = { $before } → { $now } · avant : { $day }
follow-corrected = Corrigé depuis, vu le { $day } ; voici ce qu’il disait avant.
follow-also = aussi annoncé par { $outlets }
follow-catch-up = { $count ->
    [one] Depuis mon dernier message ici : une histoire
   *[other] Depuis mon dernier message ici : { $count } histoires
}
button-follow-stop = Arrêter
button-follow-pause = Pause
button-follow-resume = Reprendre
button-follow-end = Arrêter
follow-stopped = Arrêté : je n’annonce plus rien sur { $what }.
follow-ended-before = C’était déjà arrêté.
follow-not-yours = Seule la personne qui suit cela peut le faire, et celles qui ont ici le droit « Gérer les messages ».
following-head = Ce qui est suivi
following-none = Tu ne suis rien, et rien n’est suivi ici. { $follow } permet de commencer.
following-kind = { $kind ->
    [topic] sujet
    [question] question
    [outlet] média
   *[awaited] jusqu’à une réponse
}
following-direct = par message privé
following-paused = en pause
following-trouble = { $trouble ->
    [no-rights] en pause : je n’ai pas le droit d’y écrire
    [no-channel] en pause : le salon n’existe plus
   *[no-direct-messages] en pause : Discord ne me laisse pas y écrire
}
following-shut = Je ne peux pas annoncer ce que suivent ces salons, faute d’y avoir le droit d’écrire : { $channels }
following-rule-most = { $most ->
    [one] au plus un message par jour
   *[other] au plus { $most } messages par jour
}
following-rule-quiet = calme de { $from } à { $until }, { $zone }
following-rule-none = autant de messages qu’il y en a, à toute heure
following-rule = Ici : { $rule }
follow-time-unreadable = Je ne lis pas cette heure. Par exemple : 22:00, 7h30, 20 h.
follow-zone-unknown = Je ne connais pas de fuseau « { $zone } ». La liste qui s’affiche pendant la saisie les a tous.
follow-quiet-both = Donne les deux heures : dès quand et jusqu’à quand il faut du calme.
button-tell = Préviens-moi
tell-noted = C’est noté : si un article y répond dans les { $days } jours, je te le dis, une fois. Appuie encore pour annuler.
tell-noted-direct = C’est noté : si un article y répond dans les { $days } jours, je t’écris un message privé, une fois. Appuie encore pour annuler.
tell-taken-back = Annulé : je ne cherche plus.
tell-known-now = Il y a maintenant une réponse :
awaited-head = Tu voulais savoir : { $question }
privacy-ended = { $count ->
    [one] Arrêté : une chose que tu suivais, ou un résumé à toi.
   *[other] Arrêté : { $count } choses que tu suivais, résumés compris.
}
