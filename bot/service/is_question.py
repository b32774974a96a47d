"""Tells whether a message that is addressed to nobody asks for news.

Wherever people talk among themselves it is better to be silent once too often: whoever wants an answer may
add a question mark, or mention the bot.
"""

from __future__ import annotations

import re
import unicodedata

from bot.service.small_talk import is_call, small_talk
from retrieval.question.answer_type import asserts
from retrieval.question.follow_up import is_addition

_FEWEST_WORDS = 2
# A longer message tells something, whatever is asked in it.
_MOST_SENTENCES = 4

# Words of those who talk with each other: what is asked with them is asked of people, not of articles.
_PEOPLE = """
i im ive me my mine myself you u ur youre your yours yourself yall we weve our ours
ich mich mir mein meine meinen dich dir dein deine euch euer eure wir uns unser unsere
je j jai moi mon tu toi vous votre vos nous notre nos
yo tus vosotros nosotros usted ustedes
"""
_PEOPLE_WORDS = frozenset(_PEOPLE.split())
# In French "du" is no person.
_DU = re.compile(r"\b\w+st du\b|^du\b(?! \w+ (?:sur|de)\b)")
_WITH_APOSTROPHE = re.compile(r"\b(?:i|we|you|j|m|t)['’](?:m|ve|d|ll|re|ai|es|as)?", re.IGNORECASE)

_EN_BE = "is|are|was|were|isnt|arent|wasnt|werent|did|didnt|does|doesnt|do|dont|has|hasnt|had"
_EN_AUX = f"{_EN_BE}|have|havent|will|wont|would|wouldnt|can|cant|could|couldnt|should|shouldnt|might|must"
# What the past of verbs is that don't end in "ed", with a few in the present that news is asked with.
_EN_VERBS = (
    "asked|ate|beat|became|began|bet|bid|bit|blew|bought|broke|brought|built|called|came|caused|chose"
    "|cut|dealt|decided|died|drank|drew|drove|dug|fed|fell|felt|fled|flew|forgot|fought|found|froze"
    "|gave|gets|got|grew|happened|happens|heads|heard|held|hid|hit|hung|hurt|kept|killed|knew|laid|lay"
    "|leads|led|left|lent|lost|made|makes|means|meant|met|ordered|overtook|owned|owns|paid|passed"
    "|plays|put|quit|ran|rang|read|replaces|resigned|rode|rose|rules|runs|said|sang|sank|saw|says|sent"
    "|set|sets|shook|shot|shrank|shut|signed|slept|slid|sold|sought|spent|split|spoke|sprang|spread"
    "|started|stole|stood|stopped|struck|stuck|sued|swam|swept|swore|taught|thought|threw|told|took"
    "|tore|understood|voted|wants|went|wins|withdrew|woke|won|wore|wound|wrote"
)
_EN_NOT_SUBJECT = "a|an|the|that|this|these|those|they|he|she|it|we|i|you|there|who|what|nice|great|good|bad"
_EN_SUBJECT = r"(?:the|that|this|these|those|there|they|he|she|it|any|anyone|anybody|anything|everyone|all)"
_DE_VERBS = (
    "ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|konnte|konnen|konnten|soll"
    "|sollen|sollte|muss|mussen|musste|will|wollen|wollte|darf|gab|gibt|kommt|kam|kamen|geht|ging|sagt|sagte"
    "|gewann|gewinnt|verlor|starb|steht|stand|liegt|lag|findet|fand|traf|trifft|macht|machte|kostet|kostete"
    "|heisst|hiess|begann|beginnt|endet|endete|passiert|passierte|geschah|dauert|dauerte|leitet|fuhrt"
)
_DE_SUBJECT = r"(?:der|die|das|den|dem|ein|eine|es|er|sie)"
_FR_VERBS = (
    "est|sont|etait|etaient|sera|seront|a|ont|avait|avaient|aura|va|vont|fait|font|dit|disent|peut|peuvent"
    "|doit|doivent|veut|vient|viennent|gagne|gagnait|perdu|reste|dure|coute|commence|finit|signifie|sait|se"
    r"|s['’]\w+|n['’]\w+"
)
_ES_VERBS = (
    "es|son|fue|fueron|era|eran|sera|seran|esta|estan|estaba|ha|han|hay|habia|hubo|dice|dicen|dijo|dijeron"
    "|hace|hizo|hicieron|pasa|paso|pasara|gana|gano|ganaron|pierde|perdio|va|van|puede|quiere|tiene|tuvo"
    "|murio|murieron|empieza|empezo|cuesta|significa|ocurrio|llego|viene|vino|dura|duro|queda|quedo"
)
_OPENING = r"(?:(?:so|and|but|ok|okay|well|also|und|aber|also|et|mais|alors|y|pero)[ ,]+)*"
_THING = r"[\w'’.-]+"

# How sentences begin that ask without a question mark, without accents: a question word and its verb, a verb
# and its subject, or what is wanted. What cries out or tells begins alike, and goes on with other words.
_BEGINNINGS = (
    rf"(?:who|what)(?:s| (?:{_EN_AUX}|{_EN_VERBS}|\w+ed))\b(?! (?:cares|knows)\b)",
    rf"(?:when|where|why|how)(?:s| (?:{_EN_AUX}))\b",
    rf"(?:whom|whose|which) (?:{_THING} ){{1,3}}(?:{_EN_AUX}|{_EN_VERBS}|\w+ed)\b",
    rf"what (?!(?:{_EN_NOT_SUBJECT})\b)(?:{_THING} ){{1,2}}(?:{_EN_AUX}|{_EN_VERBS})\b",
    r"how (?:many|much|long|old|far|often) \w",
    rf"how (?:\w+) (?:{_EN_AUX})\b",
    rf"(?:is|are|was|were|did|does|has|had|can|could|will|would|should) {_EN_SUBJECT} {_THING} \w",
    r"(?:did|does) (?!it\b|its\b|a\b|not\b|so\b|nothing\b|everything\b|all\b|well\b|what\b)\w+ \w",
    r"(?:the )?(?:(?:latest|newest)(?: \w+)?|news|updates?|any(?:thing)?(?: \w+)?|more(?: \w+)?"
    r"|details|score|results?) (?:on|about|from|of|in|regarding) \w",
    rf"(?:wer|wen|wem|was|wann|wo|woher|wohin|warum|wieso|weshalb) (?:{_DE_VERBS})\b",
    r"wie (?:viele?|lange|oft|hoch|alt|weit|gross|teuer|stark) \w",
    rf"wie (?:{_DE_VERBS})\b",
    rf"welche[rsnm]? (?:{_THING} ){{1,3}}(?:{_DE_VERBS})\b",
    rf"(?:hat|haben|ist|sind|war|waren|wird|werden|wurde|wurden|kann) {_DE_SUBJECT} {_THING} \w",
    r"(?:(?:was )?gibt es )?(?:neues|neuigkeiten|nachrichten|aktuelles|infos?|stand)"
    r" (?:zu[mr]?|uber|von|vom|aus|in|der|des) \w",
    rf"(?:qui|que|qu|quand|ou|comment|pourquoi|combien|combien de {_THING})[ '’](?:en )?(?:{_FR_VERBS})\b",
    r"(?:combien de|pourquoi (?:le|la|les|l|un|une|des)) \w",
    rf"(?:(?:a|de|pour|avec|sur|dans) )?quel(?:le)?s? (?:{_THING} ){{0,3}}(?:est|sont|etait|etaient|a|ont)\b",
    r"(?:(?:qui|que|quand|ou|comment|pourquoi|combien) )?est[- ]ce qu[e'’]",
    r"(?:[\w'’-]+ ){0,3}(?:\w+)-(?:t-)?(?:il|ils|elle|elles|on)\b",
    r"(?:des |du |les |quelles )?(?:nouvelles|dernieres nouvelles|infos?|actualites?|nouveau)"
    r" (?:sur|de|du|des|a propos) \w",
    rf"(?:a |de |con |por |en |para )?(?:quien(?:es)?|que|cuando|donde|como|cual(?:es)?|por que)"
    rf" (?:se |le |les |lo )?(?:{_ES_VERBS})\b",
    rf"cuant[oa]s? (?:{_THING} ){{0,3}}(?:{_ES_VERBS})\b",
    r"(?:las? |los? )?(?:noticias|novedades|ultimas?|ultimo) (?:noticias )?(?:sobre|de|del|en) \w",
)
_BEGINS = re.compile(_OPENING + "(?:" + "|".join(f"(?:{one})" for one in _BEGINNINGS) + ")")
# What asks wherever it stands in a sentence, and how sentences begin that want something shown.
_ASKED_FOR = re.compile(
    r"\b(?:who|whom|whose|what(?! an?\b)|when|where|which|why|how)\b"
    r"|^(?:please |bitte )?(?:tell|show|explain|describe|find|give|list|search|look up|compare|quote"
    r"|sag|zeig|erklar|nenn|find|such|gib|vergleich|dis|montre|explique|donne|trouve|cherche|compare)"
    r"(?:e|en|ez|r|s)?(?: |-moi |-nous )\w"
    r"|^(?:i|we)(?:d| would| am| was)? (?:want|need|wanna|like|looking|asking|asked|meant?)\b"
)
# What people cry out at an answer, and how what they say of it goes on: "oh wow, that long".
_CRIES = re.compile(
    r"^(?:(?:oh|ooh|ah|aha|ach|wow|woah|whoa|waouh|ha(?:ha)*|lol|lmao|omg|hm+|huh|damn|yikes|ouch|ugh|gosh|jeez|man"
    r"|well|ok|okay|krass|echt|mince|eh|hein|bon|interesting|interessant|nice|cool|great|crazy|funny|sad)\b[\s,.!…]*)+"
)
_AT = """
that thats this these those it its they he she so too not very really pretty quite still only just
das es er sie so zu nicht ganz ziemlich ca cela c il elle ils elles si trop pas tres
"""
_AT_ANSWER = _PEOPLE_WORDS | set(_AT.split())
_TAKEN_UP = frozenset(("that", "this", "it", "them", "him", "her", "too", "das", "es", "ca", "cela"))
# "And in Boston", "but the second call": "so true" adds nothing.
_ADDS = re.compile(
    r"^(?:(?:and|but|or|so|also|ok|okay)\b[\s,]*)*(?:(?:what|how) about\b|(?:in|on|at|to|of|from|by|with|for"
    r"|during|before|after|between|since|until|about|the|a|an)\b|[A-ZÀ-ÖØ-Þ\d])"
)
_SENTENCE = re.compile(r"[^.!?…\n]+(?:\.(?=\S)[^.!?…\n]*)*[.!?…]*")


def is_question(text: str) -> bool:
    """Tell whether a message that is addressed to nobody asks for news.

    text: its words, as ``without_markup`` gives them.
    Returns: True where a sentence ends in a question mark, or begins as questions do, and isn't about those
        who talk; small talk and single words ask nothing.
    """
    if small_talk(text) is not None or is_call(text):
        return False
    sentences = [one.strip() for one in _SENTENCE.findall(text) if any(map(str.isalnum, one))]
    return len(sentences) <= _MOST_SENTENCES and any(_asks(one) for one in sentences if not is_call(one))


def is_question_to_bot(text: str) -> bool:
    """Tell whether what is said to the bot, or pointed out to it, has the form of a question.

    text: as for ``is_question``.
    """
    # "Who are they" may call a bot to somebody's message, and asks it all the same.
    return text.endswith("?") or is_question(text) or (is_call(text) and _asks(text))


def is_comment(text: str) -> bool:
    """Tell whether what is said in reply to an answer only comments on it: "40 minutes is long".

    text: as for ``is_question``.
    Returns: False where it asks, wants something shown or confirmed, or adds to what was asked.
    """
    if is_question_to_bot(text) or asserts(text) or _ASKED_FOR.search(_without_accents(text)):
        return False
    return not adds_to_question(text)


def is_reaction(text: str) -> bool:
    """Tell whether a comment speaks of the answer before it, rather than naming what to look up.

    text: as for ``is_question``.
    Returns: True for "oh wow, that long"; False for keywords, such as "gold price".
    """
    if not is_comment(text):
        return False
    plain = _without_accents(text)
    words = re.findall(r"[^\W_]+", _CRIES.sub("", plain))
    if not words:
        return bool(_CRIES.match(plain))
    has_cry_and_number = _CRIES.match(plain) is not None and words[0].isdecimal()
    return words[0] in _AT_ANSWER or words[-1] in _TAKEN_UP or has_cry_and_number


def adds_to_question(text: str) -> bool:
    """Tell whether what is said in reply to an answer adds to what was asked: "in May"."""
    return _ADDS.match(text) is not None and is_addition(text)


def without_calls(text: str) -> str:
    """Take out of a message what is said to those who read it: "Is this true?", "What do you think?".

    text: as for ``is_question``.
    Returns: the sentences that are left; the text itself where none is.
    """
    sentences = [one.strip() for one in _SENTENCE.findall(text)]
    kept = [one for one in sentences if not _is_call_to_readers(one)]
    return " ".join(kept) or text


def _is_call_to_readers(sentence: str) -> bool:
    asks = sentence.endswith(("?", "?!", "!?"))
    plain = _without_accents(sentence)
    return is_call(sentence) or (asks and _is_among_people(plain, re.findall(r"[^\W_]+", plain)))


def is_claim(text: str) -> bool:
    """Tell whether what is pointed out to the bot says something rather than asks: "They left, right?".

    text: as for ``is_question``.
    """
    return asserts(text) or not is_question_to_bot(text)


def _asks(sentence: str) -> bool:
    """Tell whether a sentence asks."""
    plain = _without_accents(sentence)
    words = re.findall(r"[^\W_]+", plain)
    if len(words) < _FEWEST_WORDS or _is_among_people(plain, words):
        return False
    if sentence.rstrip(" )\"'”»*").endswith(("?", "?!", "!?")) or sentence.startswith("¿"):
        return True
    return not sentence.endswith("!") and _BEGINS.match(plain.lstrip("¿ \"'“«")) is not None


def _is_among_people(plain: str, words: list[str]) -> bool:
    """Tell whether somebody speaks of themselves or to another."""
    return not _PEOPLE_WORDS.isdisjoint(words) or any(
        pattern.search(plain) for pattern in (_WITH_APOSTROPHE, _DU)
    )


def _without_accents(text: str) -> str:
    """Write a text in small letters, without accents and apostrophes within words of English."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(re.sub(r"(?<=\w)['’](?=(?:s|t)\b)", "", kept).split())
