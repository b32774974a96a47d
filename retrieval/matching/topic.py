"""A topic as somebody follows it, made of its words and what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.snapshot.snapshot import Snapshot
from index.text.tokens import Word, words
from retrieval.matching.wording import keys_of_topic
from retrieval.question.casing import NameCaser
from retrieval.question.script import is_unread
from retrieval.question.term_weights import TermWeights
from retrieval.question.terms import STOP_WORDS, is_about_something
from retrieval.question.vocabulary import PEOPLES

# What is longer isn't read: nobody types a topic of so many characters.
_MOST_CHARACTERS = 300
_MOST_WORDS = 24
_APOSTROPHES = ("'", "’")
# Stop words before an apostrophe only: a tax haven, Lake Aren.
_CONTRACTED = frozenset(
    ["aren", "couldn", "didn", "doesn", "don", "hadn", "hasn", "haven", "isn", "wasn", "weren", "wouldn"]
)


@dataclass(frozen=True)
class TopicWord:
    """A word that says what a topic is about.

    weight: its share of the topic, all together 1. is_name: may it be (a part of) a name?
    is_word: may it be none? Typed with a capital it is a name.
    is_needed: can no article be about the topic without it? Of each name that is its last word.
    """

    word: Word
    weight: float
    is_name: bool
    is_word: bool
    is_needed: bool

    def keys(self, language: str) -> tuple[str, ...]:
        """List the keys under which articles of a language have it."""
        return keys_of_topic(self.word.text, is_name=self.is_name, is_word=self.is_word, language=language)


@dataclass(frozen=True, eq=False)
class Topic:
    """A topic, parsed.

    typed: as somebody follows it. text: with names in capitals. vector: of what was typed.
    words: in order, each once. rarest: of those that are needed, or of all where none is.
    unseen: stems of words that no article had; it may be read otherwise once one has them.
    """

    typed: str
    text: str
    words: tuple[TopicWord, ...]
    rarest: TopicWord
    unseen: frozenset[str]
    vector: npt.NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))


def says_something(typed: str) -> bool:
    """Tell whether a topic has a word that articles could be about, as "news" and "the" haven't."""
    text = typed[:_MOST_CHARACTERS]
    return not is_unread(text) and is_about_something(text)


class TopicParser:
    """Parses topics by how the articles of a snapshot write their words."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Make ready to parse; words are looked up once each."""
        self._encoder = snapshot.encoder
        self._weights = TermWeights(snapshot)
        self._caser = NameCaser(snapshot.store, snapshot.lexical)
        self._frequency = lru_cache(maxsize=1 << 14)(snapshot.lexical.document_frequency)

    def parse(self, new: Sequence[str], again: Mapping[str, Topic]) -> dict[str, Topic | None]:
        """Parse topics.

        again: those that were parsed from an earlier snapshot, whose vectors are kept.
        Returns: them by what was typed; None for what says nothing that could be found, as "news".
        """
        parsed = {typed: self._parse(typed) for typed in (*new, *again)}
        telling = [typed for typed in new if parsed[typed]]
        vectors = dict(zip(telling, self._encoder.encode_queries(telling), strict=True)) if telling else {}
        vectors |= {typed: topic.vector for typed, topic in again.items()}
        return {typed: topic and replace(topic, vector=vectors[typed]) for typed, topic in parsed.items()}

    def _parse(self, typed: str) -> Topic | None:
        """Parse a topic, without its vector."""
        text = typed[:_MOST_CHARACTERS]
        if not says_something(text):
            return None
        text, names = self._names(text)
        found = _content(text, names)[:_MOST_WORDS]
        shares = self._weights.of(found)
        needed = {run[-1].start for run in _runs(text, [word for word in found if word.start in names])}
        parsed = tuple(
            TopicWord(
                word,
                shares[word.stem],
                word.start in names or word.text.lower() in PEOPLES,
                not (word.start in names and _is_typed_as_name(typed, word)),
                word.start in needed and word.text.lower() not in PEOPLES,
            )
            for word in found
        )
        rarest = max(parsed, key=lambda one: (one.is_needed, one.weight))
        unseen = frozenset(word.stem for word in found if not self._frequency(word.stem))
        return Topic(typed, text, parsed, rarest, unseen)

    def _names(self, text: str) -> tuple[str, frozenset[int]]:
        """Tell the names of a topic: the text with them in capitals, and where each begins.

        Where some words have capitals and others have none, those are names; whether the first word is one,
        its neighbour tells, or articles. Where all have, or none has, articles tell.
        """
        typed = list(words(text))
        is_shouted = len(typed) > 1 and text.isupper()
        lowered = _lowered(text)
        corrected = self._caser.correct(lowered)
        names = {word.start for word in typed if corrected[word.start].isupper()}
        if _is_mixed(text, typed):
            names |= {word.start for word in typed[1:] if word.text[0].isupper()}
        elif not is_shouted:
            names |= {word.start for word in typed if len(word.text) > 1 and word.text.isupper()}
        if not is_shouted and len(typed) > 1 and typed[0].text[0].isupper():
            names |= {typed[0].start} if typed[1].start in names and _adjoin(text, *typed[:2]) else set()
        letters = list(lowered if is_shouted else text)
        for at in names:
            letters[at] = letters[at].upper() if len(letters[at].upper()) == 1 else letters[at]
        return "".join(letters), frozenset(names)


def _is_mixed(text: str, typed: Sequence[Word]) -> bool:
    """Tell whether capitals tell names: words after the first one have some, and others that matter none."""
    return any(word.text[0].isupper() for word in typed[1:]) and any(
        word.text[0].islower() for word in typed if _tells(text, word)
    )


def _is_typed_as_name(typed: str, word: Word) -> bool:
    """Tell whether a name was typed with a capital that nothing else explains."""
    is_alone = word.text == typed.strip()
    return typed[word.start].isupper() and not typed.isupper() and (word.start > 0 or is_alone)


def _lowered(text: str) -> str:
    """Write a text in small letters, as long as before."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _content(text: str, names: frozenset[int]) -> list[Word]:
    """List the words that say what a topic is about, each once; all of them where there are only others."""
    found = {word.stem: word for word in reversed(list(words(text)))}
    ordered = sorted(found.values(), key=lambda word: word.start)
    named = [word for word in ordered if word.start in names and len(word.text) > 1]
    return sorted({*named, *(word for word in ordered if _tells(text, word))}) or ordered


def _tells(text: str, word: Word) -> bool:
    """Tell whether a word says what a topic is about; a single letter is what is left of "it's"."""
    if word.text.lower() in _CONTRACTED:
        return text[word.start + len(word.text) :][:1] not in _APOSTROPHES
    return word.text.lower() not in STOP_WORDS and (len(word.text) > 1 or word.text.isdigit())


def _runs(text: str, names: Sequence[Word]) -> Iterator[list[Word]]:
    """Group names that stand side by side: "Lake Aren"."""
    run: list[Word] = []
    for word in names:
        if run and not _adjoin(text, run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _adjoin(text: str, left: Word, right: Word) -> bool:
    return text[left.end : right.start] in {" ", "-", "’", "'"}
