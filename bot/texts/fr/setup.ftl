### Ce que règlent les modérateurs.

language-name = Français

command-setup = configurer
command-setup-about = Règle mon comportement sur ce serveur.
command-setup-show = montrer
command-setup-show-about = Montrer tous les réglages.
command-setup-check = vérifier
command-setup-check-about = Vois quels droits me manquent, et où.
command-setup-channels = salons
command-setup-channels-about = Choisis où je réponds, et à qui.
command-setup-answers = réponses
command-setup-answers-about = Publiques ou privées, dans des fils ou sur place, à quelle fréquence.
option-setup-answers-private = privé
option-setup-answers-private-about = Montrer les réponses à /demander à qui demande seulement, sauf avis contraire ?
option-setup-answers-threads = fils
option-setup-answers-threads-about = Répondre aux messages dans un fil à part ?
option-setup-answers-cooldown = pause
option-setup-answers-cooldown-about = Secondes entre deux questions d’une personne
command-setup-outlet = média
command-setup-outlet-about = Ne citer ici que les médias choisis.
option-setup-outlet-outlet = média
option-setup-outlet-outlet-about = Quel média
option-setup-outlet-shown = montrer
option-setup-outlet-shown-about = L’ajouter aux médias choisis ? Non l’enlève ; si aucun n’est choisi, tous comptent.
command-setup-block = bloquer
command-setup-block-about = Ne jamais répondre à quelqu’un, ou à tous ceux qui ont un rôle.
option-setup-block-who = qui
option-setup-block-who-about = Une personne ou un rôle
option-setup-block-blocked = bloqué
option-setup-block-blocked-about = Ne jamais répondre ? Non l’annule.
command-setup-language = langue
command-setup-language-about = La langue de ce que tous voient ; les citations restent telles quelles.
option-setup-language-language = langue
option-setup-language-language-about = Quelle langue
choice-language-auto = comme le dit Discord
command-setup-reset = réinitialiser
command-setup-reset-about = Revenir aux réglages par défaut.

setup-head = Mon comportement sur ce serveur
setup-lists-head = Où je réponds, et à qui
setup-ask-channels = Salons de questions : tout message qui est une question reçoit une réponse.
setup-forum-channels = Forums : tout nouveau post reçoit d’abord une réponse.
setup-allowed-channels = Seulement dans ces salons, si certains sont choisis :
setup-allowed-roles = Seulement pour ces rôles, si certains sont choisis :
setup-nothing-chosen = rien de choisi
setup-needs-intent = Les salons de questions et les forums ne marchent pas encore : qui me gère doit activer l’intent Message Content et le réglage CLIPPINGS_DISCORD__MESSAGE_CONTENT.
setup-none = aucun
setup-everywhere = partout
setup-everyone = tout le monde
setup-all-outlets = tous
setup-private = privées
setup-public = publiques
setup-in-threads = dans un fil à part
setup-in-place = sur place
setup-line-ask = Salons de questions : { $value }
setup-line-forum = Forums : { $value }
setup-line-channels = Je réponds : { $value }
setup-line-roles = Qui peut demander : { $value }
setup-line-answers = Réponses à /{ command-ask } : { $value }
setup-line-threads = Réponses aux messages : { $value }
setup-line-outlets = Médias cités : { $value }
setup-line-language = Langue : { $value }
setup-line-cooldown = { $seconds ->
    [0] Entre deux questions d’une personne : pas de pause
    [one] Entre deux questions d’une personne : une seconde
   *[other] Entre deux questions d’une personne : { $seconds } secondes
}
setup-denied-channels = Partout, sauf dans ces salons :
setup-line-denied = Je ne réponds pas : { $value }
setup-line-blocked = À qui je ne réponds jamais : { $value }
setup-and-more = et { $count } de plus
setup-too-many = Cela ferait plus de { $most } ; enlèves-en d’abord.
setup-gone-ask-channels = Un salon choisi comme salon de questions n’existe plus.
setup-gone-forum-channels = Un forum qui était choisi n’existe plus.
setup-gone-allowed-channels = Un salon où je devais répondre n’existe plus. Si c’était le dernier, je réponds à nouveau partout.
setup-gone-denied-channels = Un salon où je ne devais pas répondre n’existe plus.
setup-gone-allowed-roles = Un rôle qui pouvait me demander n’existe plus. Si c’était le dernier, tout le monde peut à nouveau demander.
setup-gone-blocked = Un rôle auquel je ne devais jamais répondre n’existe plus.
setup-shut = Choisis pour les questions, mais fermés par un autre choix : je n’y réponds pas : { $value }
setup-check-head = Ce qui m’empêche de répondre
setup-check-fine = { $count ->
    [one] J’ai tous les droits qu’il me faut, dans un salon.
   *[other] J’ai tous les droits qu’il me faut, dans { $count } salons.
}
setup-lacking-head = Les droits qui me manquent, et où
right-view-channel = Voir les salons
right-read-message-history = Voir les anciens messages
right-send-messages = Envoyer des messages
right-send-messages-in-threads = Envoyer des messages dans les fils
right-create-public-threads = Créer des fils publics
setup-not-me = C’est moi, et je ne me réponds jamais à moi-même.
setup-no-forum = Seuls des forums et des salons média peuvent être choisis ici. Rien n’a été modifié.
setup-forbidden = Seules les personnes ayant le droit « Gérer le serveur » peuvent changer cela.
setup-only-in-servers = Cela ne marche que sur un serveur.
