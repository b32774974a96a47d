"""A question, parsed into all that search, reading and quoting ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from index.article import Span
from index.snapshot.snapshot import Snapshot
from index.text.tokens import Word, stems
from retrieval.answer import Question, Reason
from retrieval.question.answer_type import AnswerType, asks_whether, expected_answer_type, find_mentions
from retrieval.question.casing import NameCaser
from retrieval.question.follow_up import complete_follow_up
from retrieval.question.language import ArticleLanguages
from retrieval.question.script import is_unread
from retrieval.question.speaker import speaker_of
from retrieval.question.spelling import Speller
from retrieval.question.term_weights import TermWeights
from retrieval.question.terms import content_words, is_about_something, names_among
from retrieval.question.time_range import TimeRange, find_time_range

# An index whose newest article is older is an archive: its articles are all alike to whoever asks today.
_CURRENT_DAYS = 14


@dataclass(frozen=True)
class Query:
    """A question with what was made of it.

    text: what is searched for: the question, completed by earlier ones, without typos, names in capitals.
    words: those that say what it is about. vector: of the text, shape (dimension,), unit length.
    term_weights: the share of each word by its stem, adding up to 1; name_weights: the same for the names
    among them, empty where it has none. answer_type: None where its form says nothing of what answers it.
    asked_on: the day of asking; None where that doesn't say which articles are meant.
    time_range: the days that it names. named_stems: of all its words: what it names it doesn't ask for.
    asks_whether: for yes or no. speaker: stems of whose words it asks for; empty: nobody's.
    mended: the question alone, without typos.
    """

    question: Question
    text: str
    words: tuple[Word, ...]
    vector: npt.NDArray[np.float32]
    term_weights: Mapping[str, float]
    name_weights: Mapping[str, float]
    answer_type: AnswerType | None
    asked_on: date | None
    time_range: TimeRange | None
    named_stems: frozenset[str]
    asks_whether: bool = False
    speaker: frozenset[str] = frozenset()
    mended: str = ""

    @property
    def read_as(self) -> str | None:
        """The question as it was understood, for people to read; None where that is as it was typed.

        What it relies on of earlier questions stands behind it, in brackets.
        """
        if self.text.lower() == self.question.text.lower():
            return None
        topic = self.text.removesuffix(f": {self.mended.strip()}")
        return self.text if topic == self.text else f"{self.mended.strip()} ({topic})"

    @property
    def timeless_text(self) -> str:
        """The text without the time that it names: what an article of that time need not say again."""
        if self.time_range is None:
            return self.text
        span = self.time_range.span
        return " ".join(f"{self.text[: span.start]} {self.text[span.end :]}".split()).replace(" ?", "?")

    def find_matches(self, text: str, span: Span) -> tuple[Span, ...]:
        """Find what has the answer type in a stretch of a text and isn't named by the question itself."""
        if self.answer_type is None:
            return ()
        return tuple(
            found
            for found in find_mentions(self.answer_type, text, span)
            if not self.named_stems.issuperset(stems(text, found.start, found.end))
        )


class QueryParser:
    """Parses questions to one snapshot."""

    def __init__(self, snapshot: Snapshot, is_word: Callable[[str], bool]) -> None:
        """Make ready to parse: loads the encoder.

        is_word: tells whether a lower-case word is known to be right even if no article has it.
        """
        self.languages = ArticleLanguages(snapshot.store)
        self._encoder = snapshot.encoder
        self._term_weights = TermWeights(snapshot)
        self._speller = Speller(snapshot.store, snapshot.lexical, is_word)
        self._caser = NameCaser(snapshot.store, snapshot.lexical)
        days = [outlet.last for outlet in snapshot.store.outlets() if outlet.last]
        self._newest = max(days, default=None)

    def parse(self, question: Question) -> Query | Reason:
        """Parse a question, or say why it can't be answered.

        It has no words, none that are read here, none that say what it is about ("What's new?"), or none that
        an article has or people know ("asdfgh"): what is near to those in meaning is chance.
        """
        if is_unread(question.text):
            return Reason.EMPTY_QUESTION
        *earlier, mended = map(self._written, (*question.earlier, question.text))
        text = complete_follow_up(mended, earlier)
        if not is_about_something(text):
            return Reason.EMPTY_QUESTION
        words = content_words(text)
        if not any(map(self._speller.knows, words)):
            return Reason.NOT_FOUND
        today = question.today or question.as_of
        return Query(
            question,
            text,
            tuple(words),
            self._encoder.encode_query(text),
            self._term_weights.of(words),
            self._term_weights.of(names_among(words)),
            expected_answer_type(mended),
            self._asked_on(question),
            find_time_range(text, today) if today else None,
            frozenset(stems(text)),
            asks_whether(mended),
            speaker_of(text),
            mended,
        )

    def _written(self, text: str) -> str:
        """Write a text as articles would, if it is in their language: typos mended, names in capitals."""
        mended = self._speller.correct(text)
        if mended != text and self.languages.foreign(text):
            return text  # its words aren't mistyped ones of the articles
        return self._caser.correct(mended)

    def _asked_on(self, question: Question) -> date | None:
        """Tell the day of asking, if there are articles of that time: those are meant then, no older ones."""
        if question.today and not question.as_of and not is_current(self._newest, question.today):
            return None
        return question.as_of or question.today


def is_current(newest: date | None, today: date) -> bool:
    """Tell whether an index's newest article appeared lately; None where no article has a date."""
    return newest is not None and newest.toordinal() >= today.toordinal() - _CURRENT_DAYS
