### Réponses à ce qui n’est pas à chercher.

small-talk-noted = Très bien. Demande quand tu veux.
small-talk-greeting = Bonjour ! Demande-moi quelque chose sur un événement de l’actualité, et je cherche des citations qui y répondent.
small-talk-how-i-am = Bien, merci. Que veux-tu savoir sur l’actualité ?
small-talk-praised = Merci, c’est gentil.
small-talk-welcome = Avec plaisir.
small-talk-sorry = Désolé. Nommer les personnes, le lieu ou le jour dans la question peut aider.
small-talk-goodbye = Au revoir, reviens quand tu veux.
small-talk-help = Demande ce qui s’est passé comme à une personne : qui, quoi, quand, où, combien de temps, combien. Je montre des citations des articles, chacune avec sa source, ou je dis qu’ils n’y répondent pas.
small-talk-who-i-am = Je suis Clippings, un bot. Je réponds sur les événements uniquement par des citations mot pour mot d’articles de presse, et ne dis rien du monde avec mes propres mots.

### Réponses à ce que l’on dit d’une réponse, ou à ce qui désigne autre chose.

not-yours-to-delete = Seules la personne qui a posé la question et celles qui peuvent gérer les messages ici peuvent retirer cette réponse.
which-answer = De quelle réponse parles-tu ? Réponds-lui directement, s’il te plaît.
remark-wrong = Merci de le dire. Appuie sur 👎 sous la réponse et indique ce qui est faux : la personne qui me gère le voit.
remark-short = Je ne fais que citer mot pour mot et ne résume rien avec mes propres mots. Contexte, sous la réponse, montre ce qui entoure les citations ; Plus en montre d’autres.
remark-how-sure = { $sureness ->
    [sure] Parmi les réponses dont je suis aussi sûr que de celle-ci, au moins quatre sur cinq sont justes. Elle repose sur ces citations :
    [likely] Parmi les réponses dont je suis aussi sûr que de celle-ci, environ deux sur trois sont justes. Elle repose sur ces citations :
   *[perhaps] Parmi les réponses dont je suis aussi sûr que de celle-ci, moins de la moitié sont justes. Elle repose sur ces citations :
}
remark-sources = Elle repose sur :
remark-nothing-behind = Je n’ai rien trouvé à citer : il n’y a donc rien derrière.
claim-looked-up = Recherché : { $claim }
claim-found = Ce qu’en disent les articles :
claim-not-found = Je n’ai rien trouvé là-dessus.
claim-nearest = Les articles les plus proches :
nothing-found = Je n’ai rien trouvé là-dessus dans les articles.
nothing-asked = Je n’y ai pas vu de question. Avec un point d’interrogation, je cherche.
link-unknown = L’article derrière ce lien n’est pas parmi ceux que j’ai. Dis-moi avec des mots ce que je dois chercher.
link-silent = L’article du lien n’en dit rien ; ceci vient d’autres articles.
link-not-indexed = Je n’ai pas l’article du lien ; ceci vient d’autres articles.
nothing-pointed-at = De quoi parles-tu ? Réponds au message que je dois vérifier en me mentionnant, ou choisis Applis › { command-find-sources } sur celui-ci.
thread-name = Une question
