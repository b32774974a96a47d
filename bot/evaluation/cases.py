"""Ask every question once and keep what came of it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.evaluation.matching import holds
from bot.evaluation.questions import EvalQuestion
from config.settings import AnswerSettings
from index.snapshot.snapshot import Snapshot
from retrieval.answer import Answer, Quote, Reason, Refusal
from retrieval.answerer import Answerer
from retrieval.reading.reader import load_reader

# What counts as shown: so many quotes, each cut after so many words.
_QUOTES = 3
_WORDS = 80


@dataclass(frozen=True)
class Case:
    """A question and what the bot makes of it.

    reply: what the bot says, word for word what ``ask`` gives.
    held_back: the answer that a low enough threshold would have given instead of a refusal, if any.
    """

    question: EvalQuestion
    reply: Answer | Refusal
    held_back: Answer | None
    latency_ms: float

    @property
    def refused(self) -> bool:
        """Tell whether the bot said that the articles don't answer."""
        return isinstance(self.reply, Refusal)

    @property
    def confidence(self) -> float:
        """Give the estimated chance that its best quotes answer, shown or not."""
        return (self.best or self.reply).confidence

    @property
    def best(self) -> Answer | None:
        """Give the answer as it would be if the bot never refused for want of confidence."""
        return self.reply if isinstance(self.reply, Answer) else self.held_back

    @property
    def shown(self) -> tuple[Quote, ...]:
        """Give the quotes on screen; none where the bot refused."""
        return self.reply.quotes[:_QUOTES] if isinstance(self.reply, Answer) else ()

    @property
    def short_answer(self) -> str:
        """Give the short answer on screen, or nothing."""
        return _short(self.reply) if isinstance(self.reply, Answer) else ""

    @cached_property
    def words_shown(self) -> int:
        """Count the words in the quotes on screen."""
        return sum(len(_cut(quote).split()) for quote in self.shown)

    @cached_property
    def right(self) -> bool | None:
        """Tell whether the gold answer is on screen; None if not known, False if there should be none."""
        return self._judged(self.reply if isinstance(self.reply, Answer) else None)

    @cached_property
    def right_if_shown(self) -> bool | None:
        """Tell whether the gold answer would be on screen if the bot never refused."""
        return self._judged(self.best)

    @cached_property
    def found_at(self) -> int | None:
        """Count the quotes that it takes for the gold answer to be on screen, 1 being the best."""
        counts = range(1, len(self.shown) + 1)
        return next((n for n in counts if holds(_joined(self.shown[:n]), self.question.answers)), None)

    def answered_at(self, threshold: float) -> bool:
        """Tell whether the bot would answer with this threshold."""
        return self.best is not None and self.confidence >= threshold

    def _judged(self, answer: Answer | None) -> bool | None:
        if not self.question.can_be_judged:
            return None
        if answer is None:
            return False
        golds = self.question.answers
        return holds(_joined(answer.quotes[:_QUOTES]), golds) or holds(_short(answer), golds)


def ask_all(
    questions: Iterable[EvalQuestion], snapshot: Snapshot, settings: AnswerSettings
) -> Iterator[Case]:
    """Ask every question of one snapshot, each as of the day it was asked.

    settings: those that the bot runs with.
    """
    reader = load_reader()
    bot = Answerer(snapshot, settings, reader)
    unafraid = Answerer(snapshot, settings.model_copy(update={"threshold": 0.0}), reader)
    for question in questions:
        asked = question.as_asked()
        started = time.perf_counter()
        reply = bot.answer(asked)
        latency = (time.perf_counter() - started) * 1000
        held_back = None
        if isinstance(reply, Refusal) and reply.reason is Reason.NOT_FOUND:
            again = unafraid.answer(asked)
            held_back = again if isinstance(again, Answer) and again.quotes else None
        yield Case(question, reply, held_back, latency)


def _short(answer: Answer) -> str:
    return answer.short_answer.text if answer.short_answer else ""


def _cut(quote: Quote) -> str:
    return " ".join(quote.text.split()[:_WORDS])


def _joined(quotes: tuple[Quote, ...]) -> str:
    """Join the quotes into one text: gold strings may stand in different ones."""
    return " ".join(_cut(quote) for quote in quotes)
