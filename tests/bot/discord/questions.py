"""Questions to the example articles, and how to read what Discord shows of their answers."""

from __future__ import annotations

from typing import Any

from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from retrieval.answer import Answer, Question
from retrieval.live import LiveAnswerer
from tests.bot.discord.rendered import quoted

ANSWERED = "How long did Trump and Putin talk during the White House meeting in August?"
NOT_IN_THERE = "Which chess champion moved to the Moon base in 2031?"
# The second relies on the first, and is answered with "40 minutes".
FIRST, FOLLOW_UP = "Who called Putin during the White House meeting?", "How long did it last?"


async def ask(discord: LoopbackDiscord, **options: Any) -> Message:
    """Ask by /ask as somebody new; what isn't named is as usual."""
    return await discord.answer(discord.person("ada"), "ask", **{"question": ANSWERED, **options})


def quotes_in(message: Message) -> list[str]:
    """List the text of each block quote of a message, as shown."""
    blocks: list[list[str]] = [[]]
    for line in message.text.split("\n"):
        if line.startswith("> "):
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [quoted("\n".join(block)) for block in blocks if block]


def is_answered(message: Message, live: LiveAnswerer) -> bool:
    """Tell whether a message has quotes, and those that the index gives, as many as fit."""
    shown = quotes_in(message)
    return bool(shown) and shown == [quote.text for quote in real_answer(live).quotes][: len(shown)]


def real_answer(live: LiveAnswerer) -> Answer:
    """What the index answers, without Discord."""
    given = live.answer(Question(ANSWERED))
    assert isinstance(given, Answer), "the examples answer this question"
    return given
