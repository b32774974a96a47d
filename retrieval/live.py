"""An answerer that follows the live snapshot while it is asked."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol

from config.settings import AnswerSettings
from index.article import Span
from index.snapshot.history import Change
from index.snapshot.snapshot import Snapshot, live_folder
from retrieval.answer import Answer, Question, Refusal
from retrieval.answerer import Answerer
from retrieval.browse import (
    Headline,
    Opening,
    Overview,
    Surroundings,
    example_questions,
    find_titles,
    opening,
    overview,
    surroundings,
)
from retrieval.digest.digest import Digest, DigestRequest, make_digest
from retrieval.matching.followed import Followed
from retrieval.matching.matcher import Due, Matcher
from retrieval.news import Found, Looked, News, ask_due, find_news, look, published_since
from retrieval.reading.reader import load_reader
from retrieval.telling.coverage import Coverage, find_coverage
from retrieval.telling.timeline import Timeline, find_timeline

# Questions asked to find a few that have an answer.
_EXAMPLES_TRIED = 10


class Live(Protocol):
    """What the bot needs of an index; every method blocks and may be called from any thread."""

    def answer(self, question: Question, quotes: int | None = None) -> Answer | Refusal:
        """Answer a question, with at most so many quotes."""

    def timeline(self, question: Question) -> Timeline | Refusal:
        """Tell a topic or an event in the order of what happened."""

    def coverage(self, question: Question) -> Coverage | Refusal:
        """Tell who reported an event."""

    def overview(self) -> Overview:
        """Sum up what is indexed."""

    def surroundings(self, article_id: str, quote: Span, words: str) -> Surroundings | Change | None:
        """Find a quote with the sentences around it, or what became of its article."""

    def opening(self, article_id: str) -> Opening | None:
        """Find an article and how it begins; None where there is none of that id."""

    def headlines(self, typed: str, limit: int) -> list[Headline]:
        """List articles whose titles hold all that is typed, the newest first."""

    def examples(self, count: int) -> list[str]:
        """List questions that the articles answer."""

    def news(self, since: str | None) -> News:
        """List the articles that have come or changed since a moment."""

    def look(self, followed: Sequence[Followed], ids: Sequence[str]) -> Looked:
        """Find what some articles have of what is followed."""

    def ask_due(self, due: Due, ids: Sequence[str], today: date) -> tuple[Found, ...]:
        """Ask a followed question that some articles may answer."""

    def digest(self, request: DigestRequest) -> Digest:
        """Make a digest of some days."""

    def refresh(self) -> bool:
        """Take a new snapshot if there is one, and say whether there was."""

    def close(self) -> None:
        """Let the index go."""


class LiveAnswerer:
    """Answers from the live snapshot; a new one is opened beside the old one and swapped in.

    The old one is closed when its last question is answered. Safe to use from several threads.
    """

    def __init__(self, data: Path, settings: AnswerSettings, threads: int = 0) -> None:
        """Open the live snapshot of a data folder.

        threads: for one question; 0 takes every core.
        Raises: SnapshotError or EncoderError if it can't be used.
        """
        self._data, self._settings, self._threads = data, settings, threads
        self._reader = load_reader(threads)
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        # It keeps what is followed from one snapshot to the next, and is for one thread at a time.
        self._matcher, self._matching = Matcher(), threading.Lock()
        self._open = _Open(self._answerer(live_folder(data)))

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that answers now."""
        return self._open.answerer.snapshot

    def answer(self, question: Question, quotes: int | None = None) -> Answer | Refusal:
        """Answer a question from the snapshot that is live as it starts, see ``Answerer.answer``."""
        with self._borrow() as answerer:
            return answerer.answer(question, quotes)

    def timeline(self, question: Question) -> Timeline | Refusal:
        """Tell a topic or an event in the order of what happened, see ``find_timeline``."""
        with self._borrow() as answerer:
            return find_timeline(answerer, question)

    def coverage(self, question: Question) -> Coverage | Refusal:
        """Tell who reported an event, see ``find_coverage``."""
        with self._borrow() as answerer:
            return find_coverage(answerer, question)

    def overview(self) -> Overview:
        """Describe what is indexed."""
        with self._borrow() as answerer:
            return overview(answerer.snapshot)

    def surroundings(self, article_id: str, quote: Span, words: str) -> Surroundings | Change | None:
        """Find a quote with what stands around it, or what became of its article; see ``browse``."""
        with self._borrow() as answerer:
            return surroundings(answerer.snapshot, article_id, quote, words)

    def opening(self, article_id: str) -> Opening | None:
        """Find an article and how it begins; None where there is none of that id."""
        with self._borrow() as answerer:
            return opening(answerer.snapshot, article_id)

    def headlines(self, typed: str, limit: int) -> list[Headline]:
        """Articles whose titles hold all that is typed, the newest first."""
        with self._borrow() as answerer:
            return find_titles(answerer.snapshot, typed, limit)

    def examples(self, count: int) -> list[str]:
        """Questions that the articles answer."""
        with self._borrow() as answerer:
            found = (
                question
                for question in example_questions(answerer.snapshot)[:_EXAMPLES_TRIED]
                if isinstance(answerer.answer(question), Answer)
            )
            return list(itertools.islice(found, count))

    def news(self, since: str | None) -> News:
        """List the articles that have come or changed since a moment, see ``find_news``."""
        with self._borrow() as answerer:
            return find_news(answerer.snapshot, since)

    def published_since(self, first: date) -> tuple[str, ...]:
        """List the articles that were published on a day or later, see ``news.published_since``."""
        with self._borrow() as answerer:
            return published_since(answerer.snapshot, first)

    def look(self, followed: Sequence[Followed], ids: Sequence[str]) -> Looked:
        """Find what some articles have of what is followed, see ``news.look``."""
        with self._matching, self._borrow() as answerer:
            return look(answerer, self._matcher, followed, ids)

    def ask_due(self, due: Due, ids: Sequence[str], today: date) -> tuple[Found, ...]:
        """Ask a followed question that some articles may answer, see ``news.ask_due``."""
        with self._borrow() as answerer:
            return ask_due(answerer, due, ids, today)

    def digest(self, request: DigestRequest) -> Digest:
        """Make a digest of some days, see ``make_digest``."""
        with self._borrow() as answerer:
            return make_digest(answerer.snapshot, answerer.stories, request)

    def refresh(self) -> bool:
        """Swap to the live snapshot if it is another one than before.

        Returns: True if it was.
        Raises: SnapshotError or EncoderError if the new one can't be used; the old one goes on.
        """
        with self._refreshing:
            folder = live_folder(self._data)
            if folder == self.snapshot.folder:
                return False
            fresh = _Open(self._answerer(folder))
            with self._lock:
                old, self._open = self._open, fresh
                old.retired = True
            self._close_if_done(old)
            return True

    def close(self) -> None:
        """Close once the questions under way are answered."""
        with self._lock:
            self._open.retired = True
        self._close_if_done(self._open)

    def _answerer(self, folder: Path) -> Answerer:
        return Answerer(Snapshot(folder, self._threads), self._settings, self._reader)

    @contextmanager
    def _borrow(self) -> Iterator[Answerer]:
        with self._lock:
            current = self._open
            current.users += 1
        try:
            yield current.answerer
        finally:
            with self._lock:
                current.users -= 1
            self._close_if_done(current)

    def _close_if_done(self, current: _Open) -> None:
        with self._lock:
            done = current.retired and current.users == 0 and not current.closed
            current.closed = current.closed or done
        if done:
            current.answerer.close()


class _Open:
    """An open snapshot and how many questions it is answering."""

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer
        self.users = 0
        self.retired = False
        self.closed = False
