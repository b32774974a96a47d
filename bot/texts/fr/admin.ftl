### Ce que voit la personne qui gère le bot.

command-admin = admin
command-admin-about = Pour qui me gère.
command-admin-status = état
command-admin-status-about = Comment je vais : index, questions, délais, file d’attente, shards.
command-admin-reload = recharger
command-admin-reload-about = Prendre maintenant un nouvel index, s’il y en a un.
command-admin-rebuild = reconstruire
command-admin-rebuild-about = Indexer de nouveau les sources configurées.
command-admin-feedback = retours
command-admin-feedback-about = Tous les votes dans un fichier que lit `clippings eval`.
command-admin-refused = refusées
command-admin-refused-about = Les questions le plus souvent sans réponse : quoi indexer ensuite.
option-admin-refused-days = jours
option-admin-refused-days-about = Sur combien de jours jusqu’à aujourd’hui
command-admin-rollback = revenir
command-admin-rollback-about = Répondre de nouveau depuis l’index d’avant.
command-admin-sources = sources
command-admin-sources-about = Ce qui est indexé.
command-admin-sources-list = liste
command-admin-sources-list-about = Toutes les sources et leur état.
command-admin-sources-add = ajouter
command-admin-sources-add-about = Ajouter un flux, une page, un site ou un plan de site.
command-admin-sources-pause = suspendre
command-admin-sources-pause-about = Ne plus consulter une source pour l’instant ; ses articles restent.
command-admin-sources-resume = reprendre
command-admin-sources-resume-about = Consulter de nouveau une source suspendue.
command-admin-sources-remove = retirer
command-admin-sources-remove-about = Retirer une source de la liste ; ses articles partent avec le prochain index.
option-admin-sources-address = adresse
option-admin-sources-address-about = L’adresse web de la source, telle que la liste la donne
command-admin-servers = serveurs
command-admin-servers-about = Où je suis, et à qui je ne réponds pas.
command-admin-servers-list = liste
command-admin-servers-list-about = Tous les serveurs avec membres et questions ; qui est bloqué.
command-admin-servers-leave = quitter
command-admin-servers-leave-about = Quitter un serveur.
command-admin-servers-block = bloquer
command-admin-servers-block-about = Ne plus répondre à une personne, ou à un serveur entier.
command-admin-servers-unblock = débloquer
command-admin-servers-unblock-about = Répondre de nouveau à une personne ou à un serveur.
option-admin-servers-person = personne
option-admin-servers-person-about = Qui ; quelqu’un d’ailleurs par son identifiant
option-admin-servers-server = serveur
option-admin-servers-server-about = L’identifiant du serveur, tel que la liste le donne

admin-forbidden = Seules les personnes qui me gèrent peuvent faire cela.
admin-status-head = Comment je vais
admin-generation = Index : { $name }, fait { $when }
admin-articles = { $articles } articles, { $passages } passages
admin-questions = Questions depuis le démarrage : { $questions }, dont { $answered } avec réponse, { $refused } refusées, { $errors } en échec
admin-latency = Temps de réponse : { $p50 } ms pour la moitié, { $p95 } ms pour 95 %
admin-queue = File d’attente : { $waiting } sur { $most }
admin-shards = Shards : { $shards } ; { $servers ->
    [one] { $servers } serveur
   *[other] { $servers } serveurs
}
admin-uptime = En marche depuis { $since }
admin-source-fails = { $source } n’est pas lisible : { $why }
admin-sources-fail = { $count ->
    [one] Une autre source n’est pas lisible.
   *[other] { $count } autres sources ne sont pas lisibles.
}
admin-reloaded = Le nouvel index est en service.
admin-nothing-new = Il n’y a pas de nouvel index.
admin-rebuilding = Une reconstruction est déjà en cours.
admin-waiting = Une autre construction est en cours ; j’attends qu’elle finisse.
admin-fetching = Reconstruction : { $fetched } pages sur { $listed } récupérées.
admin-progress = Reconstruction : { $read } articles lus, { $encoded } passages encodés sur { $of }.
admin-rebuilt = Terminé en { $seconds } s : { $new ->
    [one] { $new } article nouveau
   *[other] { $new } articles nouveaux
}, { $changed } modifiés, { $gone } partis, { $unchanged } inchangés, { $skipped } ignorés.
admin-failed = La reconstruction a échoué : { $why }
admin-feedback = { $count ->
    [one] Une réponse avec votes :
   *[other] { $count } réponses avec votes :
}
admin-no-feedback = Personne n’a encore voté.
admin-refused-head = { $days ->
    [one] Le plus souvent refusées depuis hier
   *[other] Le plus souvent refusées en { $days } jours
}
admin-none-refused = Rien n’a été refusé.
button-confirm-rebuild = Reconstruire, les laisser partir
button-confirm-leave = Le quitter
admin-would-drop = Je me suis arrêté, rien n’a changé : { $why }
admin-out-of-date = L’index a changé depuis cette question. Reprends /{ command-admin } { command-admin-rebuild }, s’il te plaît.
admin-rolled-back = L’index { $name } est de nouveau en service. La prochaine construction en fera ce que donnent les sources.
admin-says = Ce n’est pas possible : { $what }
admin-sources-head = Sources : { $count }
admin-source-is-paused = suspendue
admin-source-no-address = Ce n’est pas une adresse web : elle commence par https://. Les fichiers de la machine s’ajoutent sur place, avec `clippings add`.
admin-source-added = Ajouté : { $source }. Le prochain index l’aura.
admin-source-listed = { $source } est déjà sur la liste.
admin-source-paused = { $source } est suspendue ; ses articles restent.
admin-source-resumed = { $source } est de nouveau consultée.
admin-source-removed = { $source } n’est plus sur la liste. Ses articles partent avec le prochain index ; s’ils sont nombreux, il demande.
admin-servers-head = Serveurs : { $count }
admin-server = { $name } · { $id } · membres : { $members } · questions : { $questions }
admin-blocked-head = Bloqués
admin-nobody-blocked = Personne.
admin-leave = Dois-je quitter « { $name } » ? Pour que je revienne, il faudra m’y inviter.
admin-left = J’ai quitté « { $name } ».
admin-blocked = Bloqué : { $who }
admin-unblocked = Plus bloqué : { $who }
admin-not-blocked = N’était pas bloqué : { $who }
admin-one-of-both = Indique une personne ou un serveur, l’un des deux.
admin-no-server = Je ne suis dans aucun serveur de cet identifiant. /{ command-admin } { command-admin-servers } { command-admin-servers-list } les montre.
admin-not-owners = On ne peut bloquer ni qui me gère ni mon serveur d’attache.
