"""The bot's command line, where an answer takes a minute: ``python -m tests.bot.discord.slow_bot run``."""

from __future__ import annotations

import time

from bot.cli.app import main
from retrieval.answer import Answer, Question, Refusal
from retrieval.live import LiveAnswerer

_answer = LiveAnswerer.answer


def _slowly(self: LiveAnswerer, question: Question, quotes: int | None = None) -> Answer | Refusal:
    time.sleep(60)
    return _answer(self, question, quotes)


if __name__ == "__main__":
    LiveAnswerer.answer = _slowly  # type: ignore[method-assign]
    main()
