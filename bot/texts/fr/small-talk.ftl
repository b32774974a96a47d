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
