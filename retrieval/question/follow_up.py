"""Completes a question by the ones before it: "How long did it last?" by what "it" is.

Four rules decide that a question relies on an earlier one:

1. It is an addition without a question of its own: "And in Boston?"
2. It has no subject matter of its own: "Why?", "Who won?"
3. A pronoun stands for nothing in the question itself: "When did she resign?"
4. "The" speaks of something that the earlier question named: "How long was the call?"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.text.tokens import stem
from retrieval.question.answer_type import AnswerType, asserts
from retrieval.question.terms import STOP_WORDS

# Earlier questions that count.
_TURNS = 3
# A question with more content words says what it is about, whatever "it" stands in it.
_MOST_CONTENT = 5
# A longer addition is a new subject, and so are more new words beside "the call".
_MOST_ADDED = 3
_MOST_NEW = 2


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN = re.compile(r"\w+(?:[.'’-]\w+)*")
_ADDS = re.compile(
    r"^(?:(?:and|but|or|so|also|ok|okay)\b[\s,]*)*(?:(?:what|how)\s+about\b)?\s*", re.IGNORECASE
)

_ASKING = _set("how what when where which who whom whose why")
_AUXILIARIES = _set(
    "am are aren be been can could couldn did didn do does doesn don had hadn has hasn have haven is isn may"
    " might must shall should shouldn was wasn were weren will won't would wouldn"
)
_PREPOSITIONS = _set(
    "about after against among around at before behind between by during for from in into near of off on over"
    " since through to towards under until with without"
)
_SUBJECTS = _set("he she they")
_OBJECTS = _set("him it them there")
_POSSESSIVES = _set("her hers his its their theirs")
_POINTERS = _set("that then these this those")
_PRONOUNS = _SUBJECTS | _OBJECTS | _POSSESSIVES | _POINTERS
# Between a noun and a pronoun they part two clauses: the noun may be what the pronoun stands for.
_CLAUSES = _ASKING | _set("after although and as because before but if since that until while")
# "This week" points at today, not at what was said.
_TIMES = _set("autumn day days evening fall month morning night spring summer time week weekend winter year")
# They are about nothing in particular.
_VAGUE = _set(
    "any anybody anyone anything else everybody everyone everything exactly many much next nobody nothing"
    " number people person reason result somebody someone something thing things world"
)
_NAMES_NOTHING = STOP_WORDS | _VAGUE | _PRONOUNS | _ASKING | _AUXILIARIES | _PREPOSITIONS
# What follows an "it" that stands for nothing: "Is it true that …?", "Did it take long to …?"
_CLAUSE_OF_IT = re.compile(r"\s(?!going\b|due\b|set\b|\w+ed\b)(?:\w+\s){1,3}?(?:that|to)\s", re.IGNORECASE)


@dataclass(frozen=True)
class _Token:
    """A word of a question.

    text: as typed. key: in lower case, without what follows an apostrophe.
    start, end: its characters. is_name: it begins with a capital, and not because it comes first.
    """

    text: str
    key: str
    start: int
    end: int
    is_name: bool

    @property
    def is_content(self) -> bool:
        """Tell whether it says what the question is about."""
        return self.is_name or self.key not in _NAMES_NOTHING

    @property
    def is_pronoun(self) -> bool:
        """Tell whether it takes up something named elsewhere."""
        return self.key in _PRONOUNS and not self.is_name


@dataclass(frozen=True)
class _Turn:
    """A question that stands on its own, and what it is about: its words without the asking."""

    text: str
    topic: str


def complete_follow_up(text: str, earlier: Sequence[str]) -> str:
    """Complete a question by the ones before it, if it relies on them.

    text: the question.
    earlier: the same person's questions before it, as typed, the oldest first; the last three count.
    Returns: the question together with what it relies on; the text itself if it stands on its own.
    """
    turns: list[_Turn] = []
    for question in [*earlier[-_TURNS:], text]:
        turns.append(_completed(question, [turn for turn in reversed(turns) if turn.topic]))
    return turns[-1].text


def is_addition(text: str) -> bool:
    """Tell whether a text has no question of its own, but adds to an earlier one: "And in Boston"."""
    return bool(_addition(text))


def _completed(text: str, before: list[_Turn]) -> _Turn:
    """Make a question stand on its own; before: the earlier ones, the newest first."""
    tokens = _tokens(text)
    topic = _topic(tokens)
    if not before or sum(token.is_content for token in tokens) > _MOST_CONTENT:
        return _Turn(text, topic)
    if addition := _addition(text):
        swapped = _swapped(before[0].text, addition)
        return _Turn(swapped, _topic(_tokens(swapped)))
    if _lacks_subject(tokens) or any(_is_open(tokens, at, text) for at in range(len(tokens))):
        relies_on: _Turn | None = before[0]
    else:
        relies_on = next((turn for turn in before if _speaks_of(turn, tokens)), None)
    if relies_on is None:
        return _Turn(text, topic)
    return _Turn(f"{relies_on.topic}: {text.strip()}", f"{relies_on.topic} {topic}".strip())


def _addition(text: str) -> str:
    """Find what a text without a question of its own adds to the earlier one; empty where it asks itself."""
    if asserts(text):
        return ""
    said = text.strip(" ?!.")
    added = _ADDS.sub("", said)
    tokens = _tokens(added)
    if not tokens or (added == said and tokens[0].key not in _PREPOSITIONS):
        return ""
    if any(token.key in _ASKING | _AUXILIARIES and not token.is_name for token in tokens):
        return ""
    return added if 1 <= sum(token.is_content for token in tokens) <= _MOST_ADDED else ""


def _swapped(question: str, addition: str) -> str:
    """Put the addition in the place of its like, or behind the question where nothing is like it."""
    tokens, added = _tokens(question), _tokens(addition)
    places: list[list[_Token]] = []
    if added[0].key in _PREPOSITIONS:
        places = [_phrase(tokens, at) for at, token in enumerate(tokens) if token.key == added[0].key][-1:]
    elif all(token.text[0].isupper() for token in added):
        places = [list(run) for is_name, run in groupby(tokens, lambda token: token.is_name) if is_name]
    if len(places) != 1 or _is_date(places[0]) != _is_date(added):
        return f"{question.rstrip(' ?!.')}, and {addition}?"
    return question[: places[0][0].start] + addition + question[places[0][-1].end :]


def _phrase(tokens: list[_Token], at: int) -> list[_Token]:
    """Take a preposition or article and what follows it: a name, or content words in a row."""
    end = at + 1
    while end < len(tokens) and tokens[end].key in {"a", "an", "the"}:
        end += 1
    names = end < len(tokens) and tokens[end].is_name
    while end < len(tokens) and tokens[end].is_content and (tokens[end].is_name or not names):
        end += 1
    return tokens[at:end]


def _is_date(tokens: list[_Token]) -> bool:
    """Tell whether these words say when."""
    return AnswerType.DATE.value.search(" ".join(token.text for token in tokens).title()) is not None


def _lacks_subject(tokens: list[_Token]) -> bool:
    """Tell whether no content word is there, or only one that is asked about.

    "Who won?", "Which town?", "Who rang whom, and when?"
    """
    content = [at for at, token in enumerate(tokens) if token.is_content]
    if not content:
        return bool(tokens)
    at = content[0]
    only_asked = all(token.key in _ASKING | _PREPOSITIONS | {"and", "or"} for token in tokens[at + 1 :])
    if len(content) > 1 or at == 0 or not only_asked:
        return False
    before = tokens[at - 1].key
    participle = tokens[at].key.endswith("ed") and not tokens[at].is_name
    return before in _ASKING | _VAGUE or (participle and before in _AUXILIARIES)


def _is_open(tokens: list[_Token], at: int, text: str) -> bool:
    """Tell whether the token is a pronoun that stands for nothing in the question itself."""
    token = tokens[at]
    if not token.is_pronoun:
        return False
    previous = tokens[at - 1].key if at else ""
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    match token.key:
        case "that":
            return not following or previous in _AUXILIARIES | _PREPOSITIONS
        case "then":
            return not following
        case "this" | "these" | "those":
            return following not in _TIMES | {"who", "the"}
        case "there" if following and {previous, following} & _AUXILIARIES:
            return False
        case "it" if (clause := _CLAUSE_OF_IT.match(text, token.end)) and _says_more(tokens, clause.end()):
            return False
    # What follows "who" is what somebody did, what follows "how" a quality: neither can be meant.
    nouns = [
        i
        for i in range(at)
        if tokens[i].is_content and not (i and tokens[i - 1].key in {"how", "what", "who"})
    ]
    if not nouns:
        return True
    # In one clause with a noun, these never stand for it: "Did Ada call her?", "Which flag did it fly?"
    is_object = token.key in _OBJECTS and following not in _AUXILIARIES
    is_object |= token.key == "her" and not (following and tokens[at + 1].is_content)
    one_clause = not any(token.key in _CLAUSES for token in tokens[nouns[0] : at])
    return one_clause and (is_object or previous in _AUXILIARIES)


def _says_more(tokens: list[_Token], start: int) -> bool:
    """Tell whether two content words stand behind a place."""
    return sum(token.is_content for token in tokens if token.start >= start) > 1


def _speaks_of(turn: _Turn, tokens: list[_Token]) -> bool:
    """Tell whether "the" stands before what the turn named, and nothing says that another one is meant."""
    old = {stem(token.key) for token in _tokens(turn.topic) if token.is_content}
    new = [token for token in tokens if token.is_content and stem(token.key) not in old]
    if len(new) > _MOST_NEW:
        return False
    phrases = [(token.key, _phrase(tokens, at)) for at, token in enumerate(tokens)]
    if any(key in _PREPOSITIONS and not _is_date(words) and set(words) & set(new) for key, words in phrases):
        return False  # "the election in Peru", "the talks with Norway"
    return any(
        key == "the" and any(stem(word.key) in old and not word.is_name for word in words[-2:])
        for key, words in phrases
    )


def _topic(tokens: list[_Token]) -> str:
    """Reduce a question to what it is about: its words without those that ask, help or point."""
    unsaid = _ASKING | _AUXILIARIES | _PRONOUNS
    about = [
        token
        for at, token in enumerate(tokens)
        if token.is_name or not (token.key in unsaid or (at and tokens[at - 1].key == "how"))
    ]
    content = [at for at, token in enumerate(about) if token.is_content]
    return " ".join(token.text for token in about[content[0] :]) if content else ""


def _tokens(text: str) -> list[_Token]:
    shouted = text.isupper()
    return [
        _Token(
            match.group(),
            re.split("['’]", match.group().lower())[0],
            match.start(),
            match.end(),
            at > 0
            and not shouted
            and match.group()[0].isupper()
            and match.group()[1:2] not in {"", "'", "’"},
        )
        for at, match in enumerate(_TOKEN.finditer(text))
    ]
