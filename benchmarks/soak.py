"""Lets many people ask the real bot for a while, with all that can go wrong in between.

    python -m benchmarks.soak [--questions 2000] [--people 50] [--minutes 20]

The bot runs over the example articles against the loopback Discord. In between the index is
replaced every hundred questions, the gateway drops every 400, and a request gets 429 every 50. Prints whether
every question was answered, how late commands were acknowledged, and the memory of the process, loopback
Discord included, over time.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.crowd import is_answer
from benchmarks.memory import resident
from benchmarks.options import plain_parser
from bot.discord.client import run_bot
from config.settings import AnswerSettings, DiscordSettings, Settings
from loopback.model.users import User
from loopback.people.reply import Reply
from loopback.server import LoopbackDiscord, loopback_discord
from retrieval.live import LiveAnswerer

EXAMPLES = Path(__file__).parents[1] / "examples"
# So many questions for each index swap, gateway drop and limited request: a short run has fewer of them too.
_FOR_A_SWAP, _FOR_A_DROP, _FOR_A_LIMIT = 100, 400, 50
_LIMITED = ("/channels/*/messages", "/webhooks/*/*/messages/@original")
_PATIENCE_SECONDS = 60.0
# Memory is compared from here on: caches have filled and allocators have settled.
_WARM = 0.25
QUESTIONS = (
    "How long did Trump and Putin talk during the White House meeting in August?",
    "Who placed the call to Putin?",
    "Where did Trump and Putin meet in August?",
    "How many European leaders came to the White House?",
    "Which chess champion moved to the Moon base in 2031?",
    "call length trump putin august",
    "How many ships did the EU sanction in its seventeenth package?",
)


@dataclass
class Record:
    """What was seen: seconds until each answer, questions without one, and memory as (second, MB).

    acknowledged: seconds until Discord knew that a command was heard.
    swaps, drops, limits: of the index, of the gateway, of requests, so far.
    waiting: questions under way.
    complaints: what Discord would have complained of, and what was no answer.
    """

    seconds: list[float] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    unanswered: int = 0
    memory: list[tuple[float, float]] = field(default_factory=list)
    swaps: int = 0
    drops: int = 0
    limits: int = 0
    waiting: int = 0
    complaints: list[str] = field(default_factory=list)


async def soak(questions: int, people: int, minutes: float) -> Record:
    """Run it.

    Returns: what was seen.
    """
    record = Record()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        build_index(data, 0)
        live = LiveAnswerer(data, AnswerSettings())
        async with loopback_discord() as discord:
            settings = Settings(
                DISCORD_TOKEN=discord.world.token,  # type: ignore[call-arg]  # the setting's name outside
                data=data,
                discord=DiscordSettings(
                    cooldown_seconds=0, server_questions=10**6, queue=people, reload_seconds=1
                ),
            )
            running = asyncio.create_task(run_bot(live, settings))
            await discord.connected()
            try:
                await _play(discord, data, record, questions, people, minutes * 60)
            finally:
                running.cancel()
                await asyncio.wait({running})
        live.close()
        record.complaints += [one for one in discord.problems() if one not in record.complaints]
        return record


async def _play(
    discord: LoopbackDiscord, data: Path, record: Record, questions: int, people: int, seconds: float
) -> None:
    begun = time.monotonic()
    each = questions // people

    async def later(share: float, what: Callable[[], Awaitable[None]]) -> None:
        await asyncio.sleep(share * seconds)
        await what()

    async def swap() -> None:
        record.swaps += 1
        await asyncio.to_thread(build_index, data, record.swaps)

    async def limit() -> None:
        # Those that wait for a request would all meet the same one, which discord.py gives up then.
        if discord.faults.happened == record.limits:
            discord.faults.rate_limit("*", _LIMITED[record.limits % len(_LIMITED)], retry_after=0.3)
            record.limits += 1

    async def drop() -> None:
        record.drops += 1
        await discord.gateway.drop()

    async def watch() -> None:
        while True:
            record.memory.append((time.monotonic() - begun, resident()))
            await asyncio.sleep(seconds / 200)

    watching = asyncio.create_task(watch())
    events = []
    for for_each, offset, what in (
        (_FOR_A_SWAP, 0.5, swap),
        (_FOR_A_DROP, 0.7, drop),
        (_FOR_A_LIMIT, 0.0, limit),
    ):
        times = max(1, questions // for_each)
        events += [later((number + offset) / times, what) for number in range(times)]
    askers = [_asker(discord, record, number, each, seconds) for number in range(people)]
    await asyncio.gather(*askers, *events)
    watching.cancel()


async def _asker(discord: LoopbackDiscord, record: Record, number: int, count: int, seconds: float) -> None:
    """One person, who asks now and then in different ways, and forgets what was said."""
    chance = random.Random(number)
    person = discord.person(f"p{number}")
    for _ in range(count):
        await asyncio.sleep(chance.uniform(0.2, 1.8) * seconds / count * 0.95)
        question = chance.choice(QUESTIONS)
        ways: list[Callable[[User, str], Reply]] = [discord.mention, discord.direct]
        if discord.gateway.is_connected:  # else Discord refuses commands by itself
            ways.append(_slash(discord))
        way = chance.choice(ways)
        begun = time.monotonic()
        record.waiting += 1
        reply = way(person, question)
        try:
            message = await reply.message(_PATIENCE_SECONDS)
            assert is_answer(message) and message.text, f"no answer: {message.text!r}"
            record.seconds.append(time.monotonic() - begun)
        except AssertionError as error:
            record.unanswered += 1
            record.complaints.append(f"{'a command' if reply.interaction else 'a message'}: {error}")
        if reply.interaction and reply.interaction.acknowledged_after is not None:
            record.acknowledged.append(reply.interaction.acknowledged_after)
        record.waiting -= 1
        if record.waiting == 0:
            # What the loopback Discord remembers isn't the bot's memory.
            record.complaints += [one for one in discord.problems() if one not in record.complaints]
            discord.world.tidy()


def _slash(discord: LoopbackDiscord) -> Callable[[User, str], Reply]:
    return lambda person, question: discord.slash(person, "ask", question=question)


def build_index(data: Path, number: int) -> None:
    """Index the examples and one article that is another each time, in a process of its own.

    data: where. number: makes it another.
    """
    text = f"The lighthouse of Marlow was painted {number} times. It is red."
    fresh = data / "fresh.jsonl"
    fresh.write_text(
        json.dumps({"url": "https://news.example/lighthouse", "text": text, "title": "Lighthouse"})
    )
    command = [sys.executable, "-m", "index", "--data", str(data), str(EXAMPLES), str(fresh)]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Run it and print what was seen."""
    parser = plain_parser(__doc__)
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=20)
    options = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    record = asyncio.run(soak(options.questions, options.people, options.minutes))
    warm = [memory for second, memory in record.memory if second > _WARM * options.minutes * 60]
    half = len(warm) // 2
    p50, p95 = statistics.median(record.seconds), statistics.quantiles(record.seconds, n=20)[18]
    table = Table(title=f"{options.people} people over {options.minutes:g} minutes", title_justify="left")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in (
        ("questions answered", f"{len(record.seconds):,}"),
        ("unanswered", str(record.unanswered)),
        ("complaints of Discord's, late acknowledgements among them", str(len(record.complaints))),
        ("index swaps, gateway drops, requests limited", f"{record.swaps}, {record.drops}, {record.limits}"),
        (
            "seconds until the latest acknowledgement of a command",
            f"{max(record.acknowledged, default=0):.2f}",
        ),
        ("seconds to an answer, p50 / p95", f"{p50:.2f} / {p95:.2f}"),
        (
            "memory after warm-up, MB, first half / second half",
            f"{_mean(warm[:half])} / {_mean(warm[half:])}",
        ),
    ):
        table.add_row(name, value)
    Console().print(table)
    for problem in record.complaints[:20]:
        print(problem)


def _mean(values: list[float]) -> str:
    return f"{statistics.mean(values):.0f}" if values else "–"


if __name__ == "__main__":
    main()
