### Ce que contient une réponse, un refus, une liste de sources.

outlet-unknown = média inconnu
date-unknown = date inconnue
date-without-year = { $day }, année inconnue
title-unknown = titre inconnu
no-link = pas de lien
link-too-long = lien trop long pour être affiché
read-the-article = lire l’article
same-article = le même article
only-beginning = seulement le début
also-in = aussi dans { $outlets }
words-of = paroles de { $speaker }
how-sure = { $sureness ->
    [likely] Probablement la réponse :
   *[perhaps] Peut-être la réponse :
}
how-sure-among = { $sureness ->
    [likely] Probablement parmi ces citations :
   *[perhaps] Peut-être parmi ces citations :
}
newest-figure = { $newest } · { $day } ; auparavant { $earlier }
too-long-to-quote = La citation est trop longue pour un message. Elle est ici :
asked = Question : { $question }
read-as = Comprise comme : { $question }
shared-by = Partagé par { $who }
differing-events = Plus d’un événement correspond. Chacun est montré avec ce qui le distingue.
differing-figures = Les articles se contredisent.

no-answer-empty = Pose-moi une question, et je la chercherai dans les articles.
no-answer-language = Je ne sais pas lire les questions en chinois, en japonais ou dans d’autres langues sans espaces entre les mots. Pose ta question en anglais.
no-answer-other-language = Mes articles sont en { $languages }. Pose ta question dans cette langue, car je ne traduis pas.
no-answer-outlet = Je n’ai pas d’articles d’un média de ce nom.
no-answer-articles = Je n’ai pas d’articles dans ces limites.
no-answer-found = Les articles n’y répondent pas.
looked-for = J’ai cherché : { $question }
limit-outlet = de { $outlet }
limit-since = depuis le { $day }
limit-until = jusqu’au { $day }
nearest = Ce ne sont pas des réponses, seulement les articles les plus proches :

button-context = Contexte
button-more = Plus
context-head = Les citations avec les phrases qui les entourent :
more-head = Autres citations :
no-more = Je n’ai pas d’autres citations à ce sujet.
quote-corrected = L’article a été corrigé après cette citation, constaté le { $day }. Voici ce qu’il disait avant.
quote-retracted = { $outlet } a retiré cet article, constaté le { $day }.
quote-gone = Cet article n’est plus dans l’index, je ne peux pas en montrer davantage.
answer-gone = Je n’ai plus cette réponse. Repose la question : { $ask }.
not-yours = Seule la personne qui a demandé peut partager cette réponse. Demande avec { $ask }, et elle sera à toi.
already-shared = Cette réponse est déjà partagée.
