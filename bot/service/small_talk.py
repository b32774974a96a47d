"""Knows small talk, which is nothing to look up, and what only calls the bot to another message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Each kind of small talk, by the key of its reply among the texts.
NOTED, GREETING, HOW_I_AM, PRAISED, WELCOME, SORRY, GOODBYE, HELP, WHO_I_AM = (
    f"small-talk-{kind}"
    for kind in (
        "noted",
        "greeting",
        "how-i-am",
        "praised",
        "welcome",
        "sorry",
        "goodbye",
        "help",
        "who-i-am",
    )
)

# How people call the bot when they talk about it, and what they say of it.
_BOT = "((this|the|that|our|my|der|den|dieser|diesen|ce|le) bot|clippings)"
_VERY = (
    "( (so|really|very|pretty|quite|actually|just|truly|such|a|an|the|my|our|echt|sehr|wirklich|einfach|ein"
    "|trop|tres|vraiment|un|le))*"
)
_GOOD = (
    "(great|good|nice|best|awesome|amazing|cool|useful|helpful|brilliant|fantastic|wonderful|smart|clever|fun"
    "|funny|neat|lovely|perfect|impressive|incredible|excellent|handy|fast|genius|goat|toll|super|gut|klasse"
    "|genial|spitze|hilfreich|nutzlich|bien|utile|parfait|cool|top)"
)
_BAD = (
    "(bad|stupid|dumb|useless|terrible|awful|horrible|annoying|boring|slow|broken|trash|garbage|wrong|worst"
    "|schlecht|dumm|nutzlos|doof|nul|inutile|mauvais)"
)
_THING = "( (bot|one|thing|tool|helper|friend|addition))?"

# What people say, as patterns without accents and apostrophes. A message may be several of these in a row;
# the one that stands last here has the reply.
_TABLE = {
    NOTED: [
        "ok|okay|alright|all right|got it|i see|never mind|nvm",
        "no(pe)? (thanks|thank you|thx)|nein danke|non merci",
        "yes|yeah|yep|yup|agreed|makes sense|will do|ja|jep|jo|genau|oui|ouais|d accord|daccord|si claro",
        "cool|great|nice|perfect|wow|lol|haha|hm|hmm|meh|interesting|who asked",
    ],
    GREETING: [
        "hello( world)?|hi|hey|hiya|howdy|yo|greetings|morning|good (morning|afternoon|evening|day)",
        "hallo|moin|servus|guten (tag|morgen|abend)|gruss gott|bonjour|bonsoir|salut",
        "((are )?(you|u) (there|here|alive|awake|online)|is anyone there|test(ing)?|ping|bist du (da|wach))",
        "hola|buenos dias|buenas (tardes|noches)|ciao|salve|buongiorno|buonasera",
    ],
    HOW_I_AM: [
        "how (are|r) (you|u)( doing)?( today)?|how do you do|hows it going|how is it going|whats up|sup",
        "(and|what about|how about) (you|u)|und (du|dir|selbst)|et toi",
    ],
    PRAISED: [
        "(good|great|nice|best|clever|smart) (bot|job|work|answer)|well done|(i )?love (you|this bot)",
        f"(you are|youre|this is|{_BOT} (is|ist|est)){_VERY} {_GOOD}{_THING}",
        f"((i|we|ich|wir|everyone|everybody) )?((really|just|do|kinda) )*"
        f"(love|like|adore|enjoy|trust|liebe|mag)s? {_BOT}( (so much|a lot|too|sehr|auch))?",
        f"j ?(adore|aime)( bien)? {_BOT}|{_BOT} (rocks|rules|works|helps|slays)",
        f"(big )?(shout ?out|props|kudos) to {_BOT}",
    ],
    WELCOME: [
        f"(many )?(thanks|thank you) to {_BOT}",
        "(many )?(thanks|thank (you|u)|thankyou|thx|ty|tysm|cheers)( a lot| (so|very) much| again| man)*",
        "danke ?(schon|sehr)?|vielen dank|merci( beaucoup| bien)?|(muchas )?gracias|(mille )?grazie( mille)?",
    ],
    SORRY: [
        "(bad|stupid|dumb|useless) bot|you suck|(thats |that is |you are |youre )?wrong( answer)?",
        f"(you are|youre|this is|{_BOT} (is|ist|est)){_VERY} {_BAD}{_THING}|{_BOT} sucks",
        f"((i|we|ich) )?((really|just) )*(hate|dislike|hasse) {_BOT}",
    ],
    GOODBYE: [
        "(bye )?bye|goodbye|good night|see (you|ya)( later| soon| tomorrow)?|cya|farewell",
        "tschuss|auf wiedersehen|au revoir|adios|arrivederci",
    ],
    HELP: [
        "(please )?help( me)?( please)?|commands|usage|how do you work|how does (this|it|this bot) work",
        "((just|please|maybe|go|you (can|could|should)|lets|let us|why not|doch|mal|einfach) )*"
        f"(ask|asking|use|try|tag|ping|mention|frag|fragt|demande|demandez)( (doch|mal|einfach|a))* {_BOT}"
        "( (it|that|this|instead|then|again|about (it|that|this)|mal))?",
        "what can (you do|i ask( you)?)|how (do|can) i (use|ask) (this|it|you)( bot)?",
    ],
    WHO_I_AM: [
        "(who|what) (are|r) (you|u)|whats your name|what is your name|introduce yourself|what do you do",
        "who (made|built|created|wrote|runs|owns) (you|u|this bot)|wer hat dich (gemacht|gebaut)",
        "qui t ?a (fait|cree)|(are|r) (you|u) (an? )?BEING( or (an? )?BEING)?|is this (an? )?BEING",
        "who is this|what is this bot",
    ],
}
_BEING = "(bot|robot|machine|chatbot|chatgpt|ai|llm|human|person|real)"
# Words that say nothing of what is asked: people who call a bot to somebody's message use no others.
_CALLING = """
a about above accurate actually again an and answer any anybody anyone are article articles be been believe
bogus bot bs but can cap check claim claimed clue confirm confirmed correct could debunk did do does else
exaggerated explain fact factcheck facts factual fake false find for genuine give got happen happened has have
he hello help her here hey hi him hoax idea ideas info is isnt it journalists just know legit lie lies look
made me media message misinformation misleading my never news no of on one opinion or out over paper papers
plausible please pls plz post press propaganda prove question real really reliable report reports right rumor
rumour satire say saying says search see serious seriously she so somebody someone something sound sounds
source sources story sure tell that the them there these they think this those thoughts to true truth try turn
u up validate verified verify was we well what who would written wrong you your yours
ahnung antwort antworte antworten artikel behauptung bitte da das dazu den der die diese dieser dran du echt
ein eine er erfunden etwas falsch frage gelogen gibt glaubt hallo helfen hier hilf hilfe ihm ihnen ihr ist
kannst konntest luge mal man medien meinst mir nachricht nachrichten noch ob passiert presse prufe prufen
quatsch quelle richtig sagen sagst sie so steht stimmen stimmt tatsachlich und uns wahr was weisst wirklich
zeitung zeitungen zu
aide aider arrive as avez avis bonjour ca ce cela cest cette de des dis disent dit en est exact fait faux ici
idee info intox je journaux la le les lui medias message nous nouvelle penses peux plait pourrais presse
preuve preuves que quen quest question repondre reponds reponse sais salut serieux si sil source sources stp
svp tas te ton tu un une veridique verification verifie verifier verite vous vrai vraie vraiment y
a cierto cierta confirma dice dicen es esto eso falso falsa fuente fuentes hay la las lo mentira noticia
periodicos por favor prensa puedes que real seguro sobre verdad verificar
"""
_TO_ME = (
    "( (there|you|all|everyone|everybody|folks|guys|friend|mate|bot|clippings|zusammen|leute|alle|a tous"
    "|tout le monde))*"
)
# What may be said before a question ends with one of these: "Hallo, wie lange …", "Thanks! And in May?"
_END_OF_TALK = re.compile(r"[,.!;:…\n–—]+\s*")


def small_talk(text: str) -> str | None:
    """Recognise a message that is small talk and nothing else.

    text: the whole message.
    Returns: the key of the text to reply with; None where there is something to look up, or nothing at all.
    """
    rest, last = plain(text), -1
    while rest:
        found = [(match.end(), row) for row, said in enumerate(_SAID) if (match := said.match(rest))]
        if not found:
            return None
        end, row = max(found)
        rest, last = rest[end:].lstrip(), max(last, row)
    return list(_TABLE)[last] if last >= 0 else None


def without_small_talk(text: str) -> str:
    """Take small talk off the beginning of a message: "Hallo, when does it open?".

    Returns: what follows it; the text itself where nothing does.
    """
    end = _END_OF_TALK.search(text)
    if end is None or small_talk(text[: end.start()]) is None:
        return text
    return text[end.end() :] or text


def is_call(text: str) -> bool:
    """Tell whether a message that calls the bot asks nothing itself: no words, "please", "any idea?".

    text: the message without the mention.
    """
    return _CALLING_WORDS.issuperset(plain(text).split())


def _squeezed(text: str) -> str:
    """Keep each letter once in a row, as "heyyy" is "hey"."""
    return re.sub(r"([a-z])\1+", r"\1", text)


def plain(text: str) -> str:
    """Normalise a message to its words.

    Returns: them in small letters, without accents, punctuation, emoji or repeated letters.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in letters if not unicodedata.combining(char) and char not in "'’")
    return _squeezed(" ".join(re.findall(r"[^\W_]+", kept)))


def pattern(said: Sequence[str]) -> re.Pattern[str]:
    """Compile a pattern for one of these sayings, in whole words, whomever it is said to.

    said: patterns without accents, punctuation and apostrophes, as ``plain`` leaves texts.
    """
    one = _squeezed("|".join(said).replace("BEING", _BEING))
    return re.compile(f"(?:{one}){_squeezed(_TO_ME)}(?![^ ])")


_SAID = [pattern(said) for said in _TABLE.values()]
_CALLING_WORDS = frozenset(plain(_CALLING).split())
