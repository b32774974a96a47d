"""Answerers in trouble, around a real one."""

from __future__ import annotations

import asyncio
import dataclasses
import threading
from collections.abc import Sequence
from datetime import date

from index.article import Span
from index.snapshot.history import Change
from index.snapshot.store import OutletSummary
from retrieval.answer import Answer, Question, Refusal
from retrieval.browse import Headline, Opening, Overview, Surroundings
from retrieval.digest.digest import Digest, DigestRequest
from retrieval.live import Live
from retrieval.matching.followed import Followed
from retrieval.matching.matcher import Due
from retrieval.news import Found, Looked, News
from retrieval.telling.coverage import Coverage
from retrieval.telling.timeline import Timeline

# A new index may have to be made by another process first.
_PATIENCE_SECONDS = 60.0


class Around:
    """A real answerer, to be made worse."""

    def __init__(self, live: Live) -> None:
        """Stand before an answerer, which stays open."""
        self.live = live

    def answer(self, question: Question, quotes: int | None = None) -> Answer | Refusal:
        """Answer as the real one does."""
        return self.live.answer(question, quotes)

    def timeline(self, question: Question) -> Timeline | Refusal:
        """Tell as the real one does."""
        return self.live.timeline(question)

    def coverage(self, question: Question) -> Coverage | Refusal:
        """Tell as the real one does."""
        return self.live.coverage(question)

    def overview(self) -> Overview:
        """What the real one has."""
        return self.live.overview()

    def surroundings(self, article_id: str, quote: Span, words: str) -> Surroundings | Change | None:
        """As the real one shows it."""
        return self.live.surroundings(article_id, quote, words)

    def opening(self, article_id: str) -> Opening | None:
        """As the real one has it."""
        return self.live.opening(article_id)

    def headlines(self, typed: str, limit: int) -> list[Headline]:
        """The real one's."""
        return self.live.headlines(typed, limit)

    def examples(self, count: int) -> list[str]:
        """The real one's."""
        return self.live.examples(count)

    def news(self, since: str | None) -> News:
        """What is new to the real one."""
        return self.live.news(since)

    def look(self, followed: Sequence[Followed], ids: Sequence[str]) -> Looked:
        """Find what the real one does."""
        return self.live.look(followed, ids)

    def ask_due(self, due: Due, ids: Sequence[str], today: date) -> tuple[Found, ...]:
        """Ask the real one."""
        return self.live.ask_due(due, ids, today)

    def digest(self, request: DigestRequest) -> Digest:
        """The real one's."""
        return self.live.digest(request)

    def refresh(self) -> bool:
        """Look for a new snapshot as the real one does."""
        return self.live.refresh()

    def close(self) -> None:
        """Leave the real one open: other tests use it."""


async def taken(live: Live, before: str) -> None:
    """Wait until the bot has taken another snapshot than the one before.

    Nobody tells of that: the index is looked at now and then.
    """
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while live.overview().snapshot == before:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


class Held(Around):
    """Answers nothing until it is let go."""

    def __init__(self, live: Live) -> None:
        """Hold back."""
        super().__init__(live)
        self.asked, self.go = threading.Event(), threading.Event()

    def answer(self, question: Question, quotes: int | None = None) -> Answer | Refusal:
        """Answer once let go."""
        self.asked.set()
        self.go.wait(20)
        return super().answer(question, quotes)


class Broken(Around):
    """Fails at everything."""

    def answer(self, question: Question, quotes: int | None = None) -> Answer | Refusal:
        """Fail."""
        raise RuntimeError("the answerer broke")

    def overview(self) -> Overview:
        """Fail."""
        raise RuntimeError("the list broke")

    def refresh(self) -> bool:
        """Fail."""
        raise RuntimeError("the new snapshot is broken")


class Fixed(Around):
    """Gives one answer, and a list of outlets of its own."""

    def __init__(self, live: Live, given: Answer | Refusal, outlets: Sequence[OutletSummary] = ()) -> None:
        """Give these."""
        super().__init__(live)
        self.given, self.known = given, outlets

    def answer(self, question: Question, quotes: int | None = None) -> Answer | Refusal:
        """The one answer."""
        return self.given

    def examples(self, count: int) -> list[str]:
        """The question of the one answer, over and over."""
        return [self.given.question.text] * count

    def overview(self) -> Overview:
        """The outlets given."""
        return dataclasses.replace(self.live.overview(), outlets=self.known)
