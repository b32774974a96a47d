"""The words that follow-ups are told by, in each language that people ask in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from retrieval.question.terms import STOP_WORDS


@dataclass(frozen=True, eq=False)
class FollowUpWords:
    """The words of a language by what they do in a question, in lower case.

    joins: what says that something is added, such as "and"; the first joins best.
    interjections: what may stand before that: "no". about: patterns of what stands before a new subject.
    measuring: asks how long, how many. asking, auxiliaries, articles, prepositions, pronouns: of these kinds.
    other: says that another one is meant. ordinals: which one.
    vague: they are about nothing in particular. silent: the rest that names nothing.
    times: months and weekdays. has_names: do only names begin with capitals?
    """

    joins: tuple[str, ...]
    interjections: frozenset[str]
    about: str
    asking: frozenset[str]
    measuring: frozenset[str]
    auxiliaries: frozenset[str]
    articles: frozenset[str]
    prepositions: frozenset[str]
    pronouns: frozenset[str]
    other: frozenset[str]
    ordinals: frozenset[str]
    vague: frozenset[str]
    silent: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    has_names: bool = True

    @cached_property
    def unsaid(self) -> frozenset[str]:
        """The words that ask, help or take something up."""
        return self.asking | self.auxiliaries | self.pronouns

    @cached_property
    def names_nothing(self) -> frozenset[str]:
        """All words that don't say what a question is about."""
        return self.unsaid | self.articles | self.prepositions | self.other | self.vague | self.silent


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH = FollowUpWords(
    joins=("and", "but", "or", "so", "also", "ok", "okay"),
    interjections=_set("no nope nah yes yeah well then sorry actually hm wait rather"),
    about=r"(?:what|how)\s+about\b|i\s+meant?\b",
    asking=_set("how what when where which who whom whose why"),
    measuring=_set("how"),
    auxiliaries=_set(
        "am are aren be been can could couldn did didn do does doesn don had hadn has hasn have haven is isn"
        " may might must shall should shouldn was wasn were weren will won't would wouldn"
    ),
    articles=_set("a an the"),
    prepositions=_set(
        "about after against among around at before behind between by during for from in into near of off on"
        " over since through to towards under until with without"
    ),
    pronouns=_set("he she they him it them there her hers his its their theirs that then these this those"),
    other=_set("other others another"),
    ordinals=_set("first second third fourth fifth last next previous former latter earlier later"),
    vague=_set(
        "any anybody anyone anything else everybody everyone everything exactly many much next nobody nothing"
        " number people person reason result somebody someone something thing things world"
    ),
    silent=STOP_WORDS | {"ones"},
    times=_set(
        "january february march april may june july august september october november december monday tuesday"
        " wednesday thursday friday saturday sunday"
    ),
)
GERMAN = FollowUpWords(
    joins=("und", "aber", "oder", "auch", "also", "ok", "okay"),
    interjections=_set("nein nee nö ja doch dann sorry moment hm"),
    about=r"was\s+ist\s+mit\b|wie\s+(?:ist|war|steht|sieht)\s+es\s+(?:mit|um|aus\s+(?:mit|in|bei))\b|ich\s+meinte?\b",
    asking=_set(
        "wer wen wem wessen was wann wo wohin woher warum wieso weshalb wie wieviel wieviele welche welcher"
        " welches welchen welchem wofür womit worüber wogegen"
    ),
    measuring=_set("wie"),
    auxiliaries=_set(
        "ist sind war waren wird werden wurde wurden worden hat haben hatte hatten kann können konnte konnten"
        " soll sollen sollte muss müssen musste will wollen wollte darf dürfen"
    ),
    articles=_set("der die das den dem des ein eine einen einem einer eines"),
    prepositions=_set(
        "ab am an auf aus bei beim bis durch für gegen im in ins mit nach ohne seit über um unter vom von vor"
        " während wegen zu zum zur zwischen"
    ),
    pronouns=_set(
        "er sie es ihn ihm ihr ihnen ihre sein seine deren dessen dies diese dieser dieses dort da dabei"
        " dafür damit danach davon darüber"
    ),
    other=_set("andere anderen anderer anderes anderem"),
    ordinals=_set(
        "erste ersten erster erstes zweite zweiten zweiter zweites dritte dritten dritter drittes letzte"
        " letzten letzter letztes nächste nächsten nächster nächstes"
    ),
    vague=_set("noch sonst genau viel viele vielen jemand niemand etwas nichts alles alle mehr weiter"),
    silent=_set(
        "und aber oder auch lange lang oft hoch weit groß alt teuer nicht nun jetzt denn eigentlich ich"
        " wir man"
    ),
    times=_set(
        "januar februar märz april mai juni juli august september oktober november dezember montag dienstag"
        " mittwoch donnerstag freitag samstag sonntag"
    ),
    has_names=False,
)
FRENCH = FollowUpWords(
    joins=("et", "mais", "ou", "aussi", "donc", "alors", "ok"),
    interjections=_set("non oui bon puis pardon attends hm"),
    about=r"qu['’]en\s+est-il\s+(?:de|du|des)\b|quid\s+(?:de|du|des)\b|je\s+(?:veux|voulais)\s+dire\b",
    asking=_set(
        "qui que quoi quand où comment pourquoi combien quel quelle quels quelles lequel laquelle lesquels"
        " lesquelles"
    ),
    measuring=_set("combien"),
    auxiliaries=_set("est sont était étaient sera seront a ont avait avaient aura va vont peut peuvent"),
    articles=_set("le la les un une des"),
    prepositions=_set(
        "à après au aux avant avec chez contre dans depuis en entre par pendant pour sans sous sur vers"
    ),
    pronouns=_set("il elle ils elles on ça cela ce cet cette ces son sa ses leur leurs y lui eux"),
    other=_set("autre autres"),
    ordinals=_set("premier première deuxième second seconde troisième dernier dernière prochain prochaine"),
    vague=_set("encore exactement plus quelque chose quelqu personne rien tout tous"),
    silent=_set("et mais ou aussi de du temps fois ne pas je nous"),
    times=_set(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi"
        " mercredi jeudi vendredi samedi dimanche"
    ),
)
# Of languages that a text has as many words of, the first counts.
LANGUAGES = (ENGLISH, GERMAN, FRENCH)
