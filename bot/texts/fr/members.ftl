### Les commandes pour tout le monde, et ce qu’elles montrent.

command-ask = demander
command-ask-about = Demande, et reçois des citations mot pour mot d’articles de presse.
option-ask-question = question
option-ask-question-about = Que veux-tu savoir ?
option-ask-since = depuis
option-ask-since-about = Seulement les articles à partir de ce jour : la semaine dernière, 31 mars 2024
option-ask-until = jusque
option-ask-until-about = Seulement les articles jusqu’à ce jour : hier, 31 mars 2024
option-ask-outlet = média
option-ask-outlet-about = Seulement ce média
option-ask-private = privé
option-ask-private-about = Montrer la réponse à toi seul ?
command-find-sources = Chercher des sources

command-sources = sources
command-sources-about = Vois quels médias je cite, et les dates de leurs articles.
option-sources-outlet = média
option-sources-outlet-about = Seulement les médias de ce nom
option-sources-since = depuis
option-sources-since-about = Seulement les médias ayant des articles à partir de ce jour : hier, 31 mars 2024
sources-none = Il n’y a pas encore d’articles.
sources-no-match = Aucun média ne correspond.
sources-head = { $outlets ->
    [one] Un média
   *[other] { $outlets } médias
}, { $articles ->
    [one] un article
   *[other] { $articles } articles
}
sources-label = Sources :
sources-articles = { $articles ->
    [one] un article
   *[other] { $articles } articles
}
sources-dates = { $first } à { $last }
sources-refreshed = Dernière mise à jour : { $when }
page = Page { $page } sur { $pages }
button-back = Retour
button-next = Suite

command-article = article
command-article-about = Vois un article : titre, média, date, lien et début.
option-article-title = titre
option-article-title-about = Des mots de son titre
article-unknown = Je n’ai pas d’article de ce titre. Choisis-en un dans la liste qui s’affiche pendant la saisie.

command-help = aide
command-help-about = Comment me demander, avec des exemples tirés de ce que j’ai.
help-head = Demande ce qui s’est passé, et je cite les articles qui le disent.
help-how = • **/{ command-ask }**, ou écris-moi : { $mention } et ta question, ou un message privé.
    • **Réponds** à une de mes réponses pour continuer : « How long did it last? »
    • Sur tout message : **Applis › { command-find-sources }** cherche des articles sur ce qu’il dit.
    • **/{ command-sources }** liste les médias, **/{ command-article }** montre un article, **/{ command-privacy }** ce que je conserve.
    • « Probablement la réponse » : elle est dans les citations environ 2 fois sur 3. « Peut-être la réponse » : moins d’une fois sur 2. Ni l’un ni l’autre : au moins 4 fois sur 5.
help-examples = Par exemple :
help-nothing = Rien n’est encore indexé.

command-privacy = confidentialité
command-privacy-about = Ce que je conserve de toi, et comment l’effacer.
privacy-head = Ce que je conserve
privacy-text = Chaque question à laquelle j’ai répondu, avec ses limites, les citations reçues, où et quand, pendant { $days } jours : les réponses et les boutons en ont besoin. Qui a demandé n’y figure que sous un code que personne ne peut relier à toi sans le secret de cette installation. Avec 👍 et 👎 : ton vote et ce que tu as écrit. Rien d’autre : aucun message qui n’est pas une question pour moi, aucun nom.
button-delete-mine = Effacer ce qui est à moi
privacy-deleted = { $count ->
    [0] Je n’ai rien conservé de toi.
    [one] Effacé : une question ou un vote.
   *[other] Effacé : { $count } questions et votes.
}

vote-good = Merci, c’est noté : la réponse est bonne.
vote-bad = Merci, c’est noté.
vote-title = Qu’est-ce qui ne va pas ?
vote-problem = La réponse est …
problem-wrong = fausse : elle ne répond pas à la question
problem-missing = incomplète : il manque quelque chose
problem-outdated = périmée
vote-comment = Autre chose ? (facultatif)
