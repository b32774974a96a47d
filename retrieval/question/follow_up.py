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
from functools import cache
from itertools import groupby

from index.text.tokens import stem
from retrieval.question.answer_type import AnswerType, asserts
from retrieval.question.follow_up_words import ENGLISH, LANGUAGES, FollowUpWords

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
# What French leaves of a word before a vowel: "l'appel".
_ELIDED = re.compile(r"^(?:[ldcjmnst]|qu)['’](?=\w{2})", re.IGNORECASE)

_OBJECTS = _set("him it them there")
# Between a noun and a pronoun they part two clauses: the noun may be what the pronoun stands for.
_CLAUSES = ENGLISH.asking | _set("after although and as because before but if since that until while")
# "This week" points at today, not at what was said.
_TIMES = _set("autumn day days evening fall month morning night spring summer time week weekend winter year")
# What stands before something that was named, or another of the kind.
_TAKES_UP = ENGLISH.other | {"the"}
# Words in the place of a noun.
_STAND_INS = frozenset(("one", "ones"))
# What follows an "it" that stands for nothing: "Is it true that …?", "Did it take long to …?"
_CLAUSE_OF_IT = re.compile(r"\s(?!going\b|due\b|set\b|\w+ed\b)(?:\w+\s){1,3}?(?:that|to)\s", re.IGNORECASE)


@dataclass(frozen=True)
class _Token:
    """A word of a question.

    text: as typed. key: in lower case, without what follows an apostrophe.
    start, end: its characters. is_name: it begins with a capital, and not because it comes first.
    words: those of the question's language. before: the key of the word before it.
    """

    text: str
    key: str
    start: int
    end: int
    is_name: bool
    words: FollowUpWords
    before: str = ""

    @property
    def is_content(self) -> bool:
        """Tell whether it says what the question is about."""
        is_month = self.key in self.words.times and self.before in self.words.prepositions  # "in may"
        return self.is_name or is_month or self.key not in self.words.names_nothing

    @property
    def is_pronoun(self) -> bool:
        """Tell whether it takes up something named elsewhere."""
        return self.key in self.words.pronouns and not self.is_name

    @property
    def is_preposition(self) -> bool:
        """Tell whether a place, a time or the like follows."""
        return self.key in self.words.prepositions

    @property
    def asks_or_helps(self) -> bool:
        """Tell whether it makes a question or a sentence; in "in may" it doesn't."""
        if self.is_name or self.before in self.words.prepositions:
            return False
        return self.key in self.words.asking | self.words.auxiliaries


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
    return bool(_addition(text, None))


def _completed(text: str, before: list[_Turn]) -> _Turn:
    """Make a question stand on its own; before: the earlier ones, the newest first."""
    tokens = _tokens(text)
    topic = _topic(tokens)
    if not before or sum(token.is_content for token in tokens) > _MOST_CONTENT:
        return _Turn(text, topic)
    if addition := _addition(text, before[0]):
        swapped = _swapped(before[0].text, addition)
        return _Turn(swapped, _topic(_tokens(swapped)))
    phrase = _only_asked_of(tokens, text)
    if phrase or _lacks_subject(tokens) or any(_is_open(tokens, at, text) for at in range(len(tokens))):
        relies_on: _Turn | None = before[0]
    else:
        relies_on = next((turn for turn in before if _speaks_of(turn, tokens)), None)
    if relies_on is None:
        return _Turn(text, topic)
    about = _without_like(relies_on.topic, phrase) or relies_on.topic
    return _Turn(f"{about}: {text.strip()}", f"{about} {topic}".strip())


def _addition(text: str, before: _Turn | None) -> str:
    """Find what a text without a question of its own adds to the earlier one; empty where it asks itself.

    before: the earlier one, as far as it is known.
    """
    if asserts(text):
        return ""
    said = text.strip(" ?!.")
    added = said[_opening_end(said) :]
    tokens = _tokens(added)
    if not tokens or any(token.asks_or_helps for token in tokens):
        return ""
    begins = added != said or tokens[0].is_preposition or _names_another(tokens, before)
    return added if begins and 1 <= sum(token.is_content for token in tokens) <= _MOST_ADDED else ""


def _opening_end(text: str) -> int:
    """Tell where what only says that something is added ends: "no, and what about"."""
    words = _words_of(text)
    match = _opening(words).match(text)
    return match.end() if match else 0


@cache
def _opening(words: FollowUpWords) -> re.Pattern[str]:
    """Compile a pattern of how additions begin in a language.

    "No" and the like open one only before what goes on: "no, the other call", but not "no deal".
    """
    joins = "|".join(words.joins)
    goes_on = "|".join(sorted(words.articles | words.prepositions | set(words.joins)))
    interjections = "|".join(sorted(words.interjections))
    one = rf"(?:{joins})\b|(?:{interjections})\b(?=\s*[,.;:!…–-]|\s+(?:{goes_on}|{words.about})\b)"
    return re.compile(rf"(?:(?:{one})[\s,.;:!…–-]*)*(?:{words.about})?\s*", re.IGNORECASE)


def _names_another(tokens: list[_Token], before: _Turn | None) -> bool:
    """Tell whether a text only names something beside what was named: "the May call", "the other one"."""
    words = tokens[0].words
    if tokens[0].key not in words.articles | words.other | words.ordinals:
        return False
    named = tokens[: next((at for at, token in enumerate(tokens) if token.is_preposition), len(tokens))]
    if any(token.key in words.other for token in named) or named[-1].key in _STAND_INS:
        return True
    old = _stems(before.topic) if before else set()
    return stem(named[-1].key) in old and (named[-1].text[0].islower() or not words.has_names)


def _only_asked_of(tokens: list[_Token], text: str) -> list[_Token]:
    """Find the phrase that a question with no verb asks for more of: "how long in May".

    Returns: the words of it, from the preposition on; empty where it asks otherwise.
    """
    rest = [token for token in tokens if token.start >= _opening_end(text)]
    at = next((at for at, token in enumerate(rest) if token.is_preposition), 0)
    if not at or rest[0].key not in rest[0].words.asking or _phrase(rest, at) != rest[at:]:
        return []
    words = rest[0].words
    # "How long", "who else"; but "what happened" says what is asked.
    is_bare = all(
        token.key in words.vague or (rest[0].key in words.measuring and not token.is_content)
        for token in rest[1:at]
    )
    # "Who in the cabinet resigned" has a verb behind it.
    named = [token for token in rest[at + 1 :] if token.is_content and token.key not in words.ordinals]
    is_phrase = len(named) == 1 or (bool(named) and all(token.is_name for token in named))
    return rest[at:] if is_bare and is_phrase else []


def _swapped(question: str, addition: str) -> str:
    """Put the addition in the place of its like, or behind the question where nothing is like it."""
    tokens, added = _tokens(question), _tokens(addition)
    if added[0].is_preposition:
        place = _like(tokens, added)
    elif added[0].key in added[0].words.articles:
        place = _called_alike(tokens, added)
        if place and _is_date(added):
            question = _without_date(question, place[0].start)
    else:
        place = _only_name(tokens, added)
    if not place:
        return f"{question.rstrip(' ?!.')}, {tokens[0].words.joins[0]} {addition}?"
    return question[: place[0].start] + addition + question[place[-1].end :]


def _like(tokens: list[_Token], phrase: list[_Token]) -> list[_Token]:
    """Find the last phrase with the same preposition as one that says alike when or where."""
    places = [_phrase(tokens, at) for at, token in enumerate(tokens) if token.key == phrase[0].key]
    return next((place for place in reversed(places) if _is_date(place) == _is_date(phrase)), [])


def _called_alike(tokens: list[_Token], named: list[_Token]) -> list[_Token]:
    """Find an article and what it stands before, which the addition calls the same: "the May call"."""
    head = [token for token in named if token.is_content][-1]
    for at, token in enumerate(tokens):
        place = _phrase(tokens, at)
        if token.key in token.words.articles and stem(place[-1].key) == stem(head.key):
            return place
    return []


def _only_name(tokens: list[_Token], added: list[_Token]) -> list[_Token]:
    """Find the one name of a question, for another one: "And Falk?"."""
    if not tokens[0].words.has_names or not all(token.text[0].isupper() for token in added):
        return []
    places = [list(run) for is_name, run in groupby(tokens, lambda token: token.is_name) if is_name]
    return places[0] if len(places) == 1 and _is_date(places[0]) == _is_date(added) else []


def _without_date(question: str, start: int) -> str:
    """Take the time out of a question, behind a place, as another one is named in its stead."""
    tokens = _tokens(question)
    for at, token in enumerate(tokens):
        place = _phrase(tokens, at)
        if token.is_preposition and token.start > start and len(place) > 1 and _is_date(place):
            return question[: place[0].start].rstrip() + question[place[-1].end :]
    return question


def _without_like(topic: str, phrase: list[_Token]) -> str:
    """Take out of a topic what a phrase stands for now: "in April" where "in May" is asked of."""
    place = _like(_tokens(topic), phrase) if phrase else []
    return f"{topic[: place[0].start].rstrip()}{topic[place[-1].end :]}".strip() if place else topic


def _phrase(tokens: list[_Token], at: int) -> list[_Token]:
    """Take a preposition or article and what follows it: a name, or content words in a row."""
    end = at + 1
    while end < len(tokens) and tokens[end].key in tokens[end].words.articles:
        end += 1
    names = end < len(tokens) and tokens[end].is_name and tokens[end].words.has_names
    while end < len(tokens) and tokens[end].is_content and (tokens[end].is_name or not names):
        end += 1
    return tokens[at:end]


def _is_date(tokens: list[_Token]) -> bool:
    """Tell whether these words say when."""
    said = " ".join(token.text for token in tokens).title()
    return AnswerType.DATE.value.search(said) is not None or any(
        token.key in token.words.times for token in tokens
    )


def _lacks_subject(tokens: list[_Token]) -> bool:
    """Tell whether no content word is there, or only one that is asked about.

    "Who won?", "Which town?", "Who rang whom, and when?"
    """
    content = [at for at, token in enumerate(tokens) if token.is_content]
    if not content:
        return bool(tokens)
    at, words = content[0], tokens[0].words
    only_asked = all(
        token.key in words.asking | words.prepositions or token.key in words.joins
        for token in tokens[at + 1 :]
    )
    if len(content) > 1 or at == 0 or not only_asked:
        return False
    before = tokens[at - 1].key
    participle = tokens[at].key.endswith("ed") and not tokens[at].is_name
    return before in words.asking | words.vague or (participle and before in words.auxiliaries)


def _is_open(tokens: list[_Token], at: int, text: str) -> bool:
    """Tell whether the token is a pronoun that stands for nothing in the question itself."""
    token = tokens[at]
    if not token.is_pronoun:
        return False
    previous = tokens[at - 1].key if at else ""
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    match token.key:
        case "that":
            return not following or previous in ENGLISH.auxiliaries | ENGLISH.prepositions
        case "then":
            return not following
        case "this" | "these" | "those":
            return following not in _TIMES | {"who", "the"}
        case "there" if following and {previous, following} & ENGLISH.auxiliaries:
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
    is_object = token.key in _OBJECTS and following not in ENGLISH.auxiliaries
    is_object |= token.key == "her" and not (following and tokens[at + 1].is_content)
    one_clause = not any(token.key in _CLAUSES for token in tokens[nouns[0] : at])
    return one_clause and (is_object or previous in ENGLISH.auxiliaries)


def _says_more(tokens: list[_Token], start: int) -> bool:
    """Tell whether two content words stand behind a place."""
    return sum(token.is_content for token in tokens if token.start >= start) > 1


def _speaks_of(turn: _Turn, tokens: list[_Token]) -> bool:
    """Tell whether "the" or "other" stands before what the turn named, and no other subject is named."""
    old = _stems(turn.topic)
    new = [token for token in tokens if token.is_content and stem(token.key) not in old]
    if len(new) > _MOST_NEW:
        return False
    phrases = [(token.key, _phrase(tokens, at)) for at, token in enumerate(tokens)]
    if any(
        key in ENGLISH.prepositions and not _is_date(words) and set(words) & set(new)
        for key, words in phrases
    ):
        return False  # "the election in Peru", "the talks with Norway"
    return any(
        (key == "the" or key in ENGLISH.other)
        and any(stem(word.key) in old and not word.is_name for word in words[-2:])
        for key, words in phrases
    )


def _topic(tokens: list[_Token]) -> str:
    """Reduce a question to what it is about: its words without those that ask, help or point."""
    about = [
        token
        for at, token in enumerate(tokens)
        if token.is_name or not (token.key in token.words.unsaid or (at and tokens[at - 1].key == "how"))
    ]
    content = [at for at, token in enumerate(about) if token.is_content]
    return " ".join(token.text for token in about[content[0] :]) if content else ""


def _stems(topic: str) -> set[str]:
    """List the stems of what a topic names."""
    return {stem(token.key) for token in _tokens(topic) if token.is_content}


def _key(text: str) -> str:
    """Write a word in lower case, without what follows or, in French, goes before an apostrophe."""
    return re.split("['’]", _ELIDED.sub("", text.lower()))[0]


def _words_of(text: str) -> FollowUpWords:
    """Choose the language of a text by how many of its words name nothing there."""
    keys = [_key(found) for found in _TOKEN.findall(text)]
    return max(LANGUAGES, key=lambda words: sum(key in words.names_nothing for key in keys))


def _tokens(text: str) -> list[_Token]:
    shouted = text.isupper()
    words = _words_of(text)
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        said = match.group()
        is_capital = said[0].isupper() and said[1:2] not in {"", "'", "’"}
        is_name = bool(tokens) and not shouted and is_capital
        before = tokens[-1].key if tokens else ""
        tokens.append(_Token(said, _key(said), match.start(), match.end(), is_name, words, before))
    return tokens
