"""Tells who does something in a sentence from whom it is done to: "X sued Y", "Y was sued by X"."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from index.article import Span
from index.text.tokens import Word, stem, words
from retrieval.question.terms import STOP_WORDS


class Role(Enum):
    """What somebody has to do with what a verb tells."""

    DOER = auto()
    DONE_TO = auto()


class _AskedRole(NamedTuple):
    """What a question asks for: who does what a verb tells, or whom it is done to. verb: its stem."""

    role: Role
    verb: str


_BE = frozenset(["am", "are", "be", "been", "being", "got", "is", "was", "were"])
_DO = frozenset(["did", "do", "does"])
_HAVE = frozenset(["had", "has", "have"])
_MODALS = frozenset(["can", "could", "may", "might", "must", "shall", "should", "will", "would"])
_PREPOSITION = re.compile(
    r"\b(?:about|after|against|at|before|by|during|for|from|in|into|of|off|on|over|since|to|under|with)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:(by)\s)?(?:who|whom|(?:which|what)\s[a-z]+)\s(?=\w)", re.IGNORECASE)
_PASSIVE_BEFORE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|gets?|got)\s(?:\w+ly\s|not\s)?\Z", re.IGNORECASE
)
_BY = re.compile(r"\s+by\b", re.IGNORECASE)
# What most of them end in.
_PARTICIPLE = r"\w+(?:ed|(?<!e)en|wn|ught|ost|old|uck|ound|ung)"
# "Was beaten in the final by"
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|been)\s(?:\w+ly\s)?{_PARTICIPLE}\b[^,.;:]{{0,80}}?\bby\s(?:the\s)?[A-Z]"
)
# "Lost to Ada Lund": behind a preposition nobody else is called so.
_PARTNER = re.compile(r"\s(to|against|over|with|from|for)\s((?:[A-Z][\w’'-]*(?:\s|\b))+)")
_BREAKS_OFF = re.compile(r"[;:.!?]|,\s|\b(?:who|whom|which|that|but|and|while)\b", re.IGNORECASE)


def has_other_role(question: str, text: str, sentence: Span, span: Span) -> bool:
    """Tell whether somebody does in a sentence what the question asks to be done to somebody, or reversed.

    sentence, span: as characters of the text; the name stands in the sentence.
    """
    asked = _asked_role(question)
    if asked is None:
        return False
    found = [_role(text, sentence, verb, span) for verb in _verbs(text, sentence, asked.verb)]
    roles = {role for role in found if role}
    return bool(roles) and asked.role not in roles


def is_done_to_otherwise(question: str, text: str, sentence: Span, span: Span) -> bool:
    """Tell whether something else is done to somebody by another one, and the question asks who does.

    "Roth was outvoted by Lind" tells who lost and who won; which of them, the words don't say.
    """
    asked = _asked_role(question)
    if asked is None or asked.role is not Role.DOER or any(_verbs(text, sentence, asked.verb)):
        return False
    passive = _PASSIVE.search(text, span.end, sentence.end)
    return passive is not None and not _BREAKS_OFF.search(text, span.end, passive.start())


def names_another(question: str, text: str, sentence: Span, others: list[Span]) -> bool:
    """Tell whether another sentence with the question's verb has what of the question this one lacks.

    "Roth called it brave. Lind called it foolish.": only one of them answers who called it foolish.
    """
    asked = _asked_role(question)
    if asked is None or not any(_verbs(text, sentence, asked.verb)):
        return False
    own = {word.stem for word in words(text, sentence.start, sentence.end)}
    lacked = {
        word.stem
        for word in words(question)
        if word.text.islower() and word.text not in STOP_WORDS and word.stem not in own
    }
    return any(
        any(_verbs(text, other, asked.verb))
        and lacked & {word.stem for word in words(text, other.start, other.end)}
        for other in others
        if other != sentence
    )


def has_other_partner(question: str, text: str, sentence: Span) -> bool:
    """Tell whether a verb is followed by another name in a sentence than in the question.

    "Horn lost to Keel" doesn't answer "Who lost to Lund?".
    """
    asked = _asked_role(question)
    if asked is None or asked.role is not Role.DOER:
        return False
    wanted = [
        _PARTNER.match(question, verb.end) for verb in _verbs(question, Span(0, len(question)), asked.verb)
    ]
    found = [_PARTNER.match(text, verb.end) for verb in _verbs(text, sentence, asked.verb)]
    return bool(found) and any(
        one and all(other and other[1] == one[1] and _are_apart(one[2], other[2]) for other in found)
        for one in wanted
    )


def _are_apart(one: str, other: str) -> bool:
    """Tell whether two names have no word in common."""
    return not set(one.split()) & set(other.split())


def _asked_role(question: str) -> _AskedRole | None:
    """Find what a question asks for; None where it doesn't ask who, or its form doesn't say."""
    who = _WHO.search(question)
    if who is None:
        return None
    after = [word.text for word in words(question, who.end())]
    by_whom = who[1] is not None or (len(after) > 1 and after[-1].lower() == "by")
    first, rest = after[0].lower(), after[1:]
    if by_whom:
        clause = after[:-1] if after[-1].lower() == "by" else after
        return _AskedRole(Role.DOER, _root(stem(clause[-1]))) if first in _BE | _HAVE else None
    if first in _BE and rest and re.fullmatch(_PARTICIPLE, rest[0]):
        return _AskedRole(Role.DONE_TO, _root(stem(rest[0])))
    if first in _DO or (first in _HAVE | _MODALS and rest and not rest[0].islower()):
        end = next((at for at, word in enumerate(rest) if at and _PREPOSITION.fullmatch(word)), len(rest))
        # Of "did Roth sue", "will the painter sue" the last word, which is no name.
        if end > 1 and rest[end - 1].islower():
            return _AskedRole(Role.DONE_TO, _root(stem(rest[end - 1])))
        return None
    verb = rest[0] if first in _HAVE | _MODALS and rest else after[0]
    return _AskedRole(Role.DOER, _root(stem(verb))) if verb.islower() and verb not in _BE | {"else"} else None


def _root(stemmed: str) -> str:
    """Reduce a verb further than its stem: that of "sued" is "su", of "sue" it is "sue"."""
    return stemmed.rstrip("e")


def _verbs(text: str, sentence: Span, verb: str) -> list[Word]:
    """List where the verb stands in a sentence."""
    return [word for word in words(text, sentence.start, sentence.end) if _root(word.stem) == verb]


def _role(text: str, sentence: Span, verb: Word, span: Span) -> Role | None:
    """Tell what somebody has to do with a verb, as far as where they stand tells."""
    before = text[max(sentence.start, verb.start - 30) : verb.start]
    is_passive = _PASSIVE_BEFORE.search(before) is not None or _BY.match(text, verb.end) is not None
    if span.end <= verb.start:
        if _BREAKS_OFF.search(text, span.end, verb.start):
            return None
        return Role.DONE_TO if is_passive else Role.DOER
    if span.start < verb.end or _BREAKS_OFF.search(text, verb.end, span.start):
        return None
    between = [match.group().lower() for match in _PREPOSITION.finditer(text, verb.end, span.start)]
    if is_passive:
        return Role.DOER if between[-1:] == ["by"] else None
    return Role.DONE_TO if not between else None
