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

admin-forbidden = Seules les personnes qui me gèrent peuvent faire cela.
admin-status-head = Comment je vais
admin-generation = Index : { $name }, fait { $when }
admin-articles = { $articles } articles, { $passages } passages
admin-questions = Questions depuis le démarrage : { $questions }, dont { $answered } avec réponse, { $refused } refusées, { $errors } en échec
admin-latency = Temps de réponse : { $p50 } ms pour la moitié, { $p95 } ms pour 95 %
admin-queue = File d’attente : { $waiting } sur { $most }
admin-shards = Shards : { $shards } ; { $servers } serveurs
admin-uptime = En marche depuis { $since }
admin-source-fails = { $source } n’est pas lisible : { $why }
admin-sources-fail = { $count ->
    [one] Une autre source n’est pas lisible.
   *[other] { $count } autres sources ne sont pas lisibles.
}
admin-reloaded = Le nouvel index est en service.
admin-nothing-new = Il n’y a pas de nouvel index.
admin-rebuilding = Une reconstruction est déjà en cours.
admin-waiting = Une autre construction est à l’œuvre ; j’attends qu’elle finisse.
admin-fetching = Reconstruction : { $fetched } pages sur { $listed } récupérées.
admin-progress = Reconstruction : { $read } articles lus, { $encoded } passages encodés sur { $of }.
admin-rebuilt = Terminé en { $seconds } s : { $new } articles nouveaux, { $changed } modifiés, { $gone } partis, { $unchanged } inchangés, { $skipped } ignorés.
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
