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
day-choice = { $name } · { $day }
day-today = aujourd’hui
day-yesterday = hier
day-last-seven = les 7 derniers jours
day-this-month = ce mois
day-this-year = cette année
day-oldest = article le plus ancien
day-newest = article le plus récent
limit-server = seulement de { $outlets }, comme ce serveur l’a réglé
outlets-near = Voulais-tu dire { $near } ?
outlets-listed = { $sources } liste les médias que j’ai.
days-covered = Mes articles vont du { $first } au { $last }.
days-covered-by-outlet = Ceux de { $outlet } vont du { $first } au { $last }.
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
sources-dates = du { $first } au { $last }
sources-refreshed = Dernière mise à jour : { $when }
page = Page { $page } sur { $pages }
button-back = Retour
button-next = Suite

command-article = article
command-article-about = Vois un article : titre, média, date, lien et début.
option-article-title = titre
option-article-title-about = Des mots de son titre
article-unknown = Aucun titre ne contient tous ces mots. Écris-en moins et choisis dans la liste qui s’affiche pendant la saisie ; { $ask } cherche dans les articles mêmes.
article-others = Autres titres avec ces mots

command-help = aide
command-help-about = Comment me poser des questions, avec des exemples tirés de ce que j’ai.
help-head = Demande ce qui s’est passé, et je cite les articles qui le disent.
help-how = • { $ask }, avec des jours ou un média si tu veux ; { $mention } et ta question ; ou un message privé.
    • **Réponds** à une réponse pour continuer : « How long did it last? » Dans un de mes fils, écris simplement.
    • Mentionne-moi en **répondant** à quelqu’un : je cherche ce qu’il dit. **Applis › { command-find-sources }** le fait pour toi seul.
    • Sous une réponse : **{ button-context }** montre ce qui entoure ses citations, **{ button-more }** d’autres ; 👍 👎 la notent, 📣 la montre à tous, 🗑 l’enlève.
    • { $follow } t’annonce, ou à un salon, ce qui est nouveau sur un sujet, { $digest } les histoires du jour.
    • { $sources }, { $article } : ce que j’ai ; { $timeline }, { $coverage } : un événement par étapes, par médias ; { $privacy } : ce que je conserve.
help-sure = « Probablement la réponse » est juste environ 2 fois sur 3, « Peut-être la réponse » moins d’une fois sur 2, une réponse sans l’un ni l’autre au moins 4 fois sur 5.
help-examples = Par exemple :
help-nothing = Rien n’est encore indexé.

command-privacy = confidentialité
command-privacy-about = Ce que je conserve de toi, et comment l’effacer.
privacy-head = Ce que je conserve
privacy-text = Chaque question qu’on me pose, que j’aie eu une réponse ou non, avec ses limites, les citations reçues, où et quand, pendant { $days } jours : les réponses et les boutons en ont besoin. Qui a demandé n’y figure que sous un code que personne ne peut relier à toi sans le secret de cette installation. Avec 👍 et 👎 : ton vote et ce que tu as écrit. Ce que la modération règle pour son serveur, et les personnes qu’elle a bloquées. Ce que tu suis ou attends, tes résumés, et où je l’annonce, jusqu’à ce que tu y mettes fin ; les citations annoncées, pendant 30 jours. Tant qu’une réponse tarde : que quelqu’un l’attend. Rien d’autre : aucun message qui n’est pas une question pour moi, aucun nom.
privacy-page = Politique de confidentialité
terms-page = Conditions d’utilisation
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
