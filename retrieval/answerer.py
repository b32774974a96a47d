"""From a question to an answer, or a refusal: one synchronous call."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from config.settings import AnswerSettings
from index.article import Article, Span
from index.snapshot.snapshot import Snapshot, open_live
from index.snapshot.store import StoreReader
from index.text.tokens import Word
from retrieval.answer import Answer, Question, Reason, Refusal
from retrieval.question.answer_type import expected_kind
from retrieval.question.follow_up import in_context
from retrieval.question.spelling import Speller
from retrieval.question.term_weights import Weights
from retrieval.question.terms import content_words, names_among
from retrieval.question.time_range import find_time
from retrieval.quoting.confidence import confidence
from retrieval.quoting.conflicts import find_difference
from retrieval.quoting.quotes import choose_windows, make_quotes
from retrieval.quoting.short_answer import find_short_answer
from retrieval.quoting.windows import Searched, score_windows
from retrieval.reading.read_passages import read_passages
from retrieval.reading.reader import Reader, load_reader
from retrieval.search.candidates import Candidate, Scope, find_candidates, with_timely
from retrieval.search.duplicates import Copies

# Articles named in a refusal.
_NEAREST = 3


class Answerer:
    """Answers questions from one snapshot. Same snapshot, same question, same answer."""

    def __init__(
        self, snapshot: Snapshot, settings: AnswerSettings | None = None, reader: Reader | None = None
    ) -> None:
        """Make ready to answer: loads the encoder.

        snapshot: open; ``close`` closes it. reader: None ranks without one.
        """
        self.snapshot = snapshot
        self._settings = settings or AnswerSettings()
        self._encoder = snapshot.encoder
        self._scope = Scope(snapshot)
        self._copies = Copies(snapshot)
        self._weights = Weights(snapshot)
        self._reader = reader
        self._speller = Speller(snapshot.store, snapshot.words, reader.knows) if reader else None
        # Not a method of its own: an answerer that holds itself keeps its models until the next collection
        # of garbage, 30 MB for each new snapshot.
        self._sentences = lru_cache(maxsize=1 << 7)(partial(_sentences_of, snapshot.store))

    @classmethod
    def open(cls, data: Path | str = "data", settings: AnswerSettings | None = None) -> Answerer:
        """Open the live snapshot of a data folder, with the reader.

        Raises: SnapshotError or EncoderError if it can't be used.
        """
        with ThreadPoolExecutor(1) as beside:
            reader = beside.submit(load_reader)
            snapshot = open_live(Path(data))
            _ = snapshot.encoder  # Loaded while the reader is.
            return cls(snapshot, settings, reader.result())

    def close(self) -> None:
        """Close the snapshot."""
        self.snapshot.close()

    def __enter__(self) -> Answerer:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def answer(self, question: Question | str, quotes: int | None = None) -> Answer | Refusal:
        """Find quotes that answer a question.

        question: its text alone, or with dates, outlet and what was asked before.
        quotes: how many at most; None: as the settings say.
        Returns: an answer, or why there is none.
        """
        if isinstance(question, str):
            question = Question(question)
        text = self._understand(question)
        words = content_words(text)
        if not words:
            return Refusal(question, Reason.EMPTY_QUESTION)
        if question.outlet is not None and not self._scope.knows_outlet(question.outlet):
            return Refusal(question, Reason.UNKNOWN_OUTLET)
        articles = self._scope.articles(question)
        if articles is not None and len(articles) == 0:
            return Refusal(question, Reason.NO_ARTICLES)
        searched = Searched(
            question,
            text,
            self._encoder.encode_query(text),
            self._weights.of(words),
            self._weights.of(names_among(words)),
            expected_kind(question.text),
            self._asked(question),
        )
        most = self._settings.quotes if quotes is None else quotes
        return self._search(searched, words, articles, most)

    def _understand(self, question: Question) -> str:
        """The question with its typos mended, completed by what was asked before where it relies on that."""
        if self._speller is None:
            return in_context(question.text, question.earlier)
        mended = [self._speller.correct(text) for text in (*question.earlier, question.text)]
        return in_context(mended[-1], mended[:-1])

    def _asked(self, question: Question) -> date | None:
        """The day of asking, if there are articles of that time: those are meant then, not older ones."""
        if question.today and not question.as_of and not self._scope.is_current(question.today):
            return None
        return question.as_of or question.today

    def _of_its_time(self, searched: Searched) -> npt.NDArray[np.int64] | None:
        """The articles of the time that the question names; None where it names none or there are none."""
        question = searched.question
        today = question.today or question.as_of
        time = find_time(searched.text, today) if today else None
        articles = self._scope.articles(question, time) if time else None
        return articles if articles is not None and len(articles) else None

    def _search(
        self, searched: Searched, words: list[Word], articles: npt.NDArray[np.int64] | None, most: int
    ) -> Answer | Refusal:
        """Answer from some articles; None: from all. most: quotes."""
        question = searched.question
        read_as = None if searched.text == question.text else searched.text
        candidates = self._find(searched, words, articles)
        timely = self._of_its_time(searched)
        if timely is not None:
            candidates = with_timely(candidates, self._find(searched, words, timely))
        candidates = self._scope.newest_first(candidates, searched.asked)
        passages = read_passages(self.snapshot, self._reader, searched.text, candidates)
        windows = score_windows(searched, passages, self._settings.quote_words)
        chosen = choose_windows(searched, windows, most, self._sentences)
        sure = confidence(candidates, chosen[0].window) if chosen else 0.0
        if not chosen or sure < self._settings.threshold:
            return Refusal(question, Reason.NOT_FOUND, self._nearest(candidates), sure, read_as)
        store = self.snapshot.store
        quotes = tuple(
            self._copies.name_carriers(store, quote, articles)
            for quote in make_quotes(searched, chosen, windows)
        )
        differing = find_difference(searched, [choice.window for choice in chosen])
        short = None if differing else find_short_answer(searched, chosen[0])
        return Answer(question, quotes, sure, short, differing, read_as)

    def _find(
        self, searched: Searched, words: list[Word], articles: npt.NDArray[np.int64] | None
    ) -> list[Candidate]:
        scope = None if articles is None else (articles, self._scope.passages(articles))
        found = find_candidates(self.snapshot, searched.vector, words, self._settings.candidates, scope)
        return [
            candidate
            for candidate, article in zip(found, self._scope.articles_of(found), strict=True)
            if not self._copies.stands_back(article, articles)
        ]

    def _nearest(self, candidates: list[Candidate]) -> tuple[Article, ...]:
        """The articles of the best candidates."""
        store = self.snapshot.store
        passages = store.passages([c.passage for c in candidates[: 4 * _NEAREST]])
        numbers = list(dict.fromkeys(passages[c.passage].article for c in candidates[: 4 * _NEAREST]))
        articles = store.articles(numbers[:_NEAREST])
        return tuple(articles[number] for number in numbers[:_NEAREST])


def _sentences_of(store: StoreReader, number: int) -> list[Span]:
    """The sentences of an article, in order."""
    return [Span(start, end) for one in store.passages_of(number) for start, end in one.sentences.tolist()]
