"""People who ask a bot in every way that there is, and what comes of each question."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum

from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.people.reply import Reply
from loopback.server import LoopbackDiscord

# All of them are answered by the examples.
QUESTIONS = (
    "How long did Trump and Putin talk during the White House meeting in August?",
    "Who placed the call to Putin?",
    "Where did Trump and Putin meet in August?",
    "How many ships did the EU sanction in its seventeenth package?",
)
FOLLOW_UP = "How long did it last?"
_PAUSES = (2.0, 5.0)
_PATIENCE_SECONDS = 100.0


class Outcome(Enum):
    """What came of a question: an answer or refusal, a line in words, nothing."""

    ANSWERED, TOLD, SILENCE = range(3)


@dataclass(eq=False)
class Asked:
    """A question and what came of it.

    stage: what was going wrong. seconds: until the reply; None as long as there is none.
    """

    stage: str
    reply: Reply
    seconds: float | None = None

    @property
    def outcome(self) -> Outcome:
        """Tell what came of it so far."""
        message = self.reply.find()
        if message is None or not message.text:
            return Outcome.SILENCE
        return Outcome.ANSWERED if is_answer(message) else Outcome.TOLD

    def was_late(self, seconds: float) -> bool:
        """Tell whether the bot took a command later than within some seconds, or never."""
        used = self.reply.interaction
        return used is not None and (used.acknowledged_after is None or used.acknowledged_after > seconds)


def is_answer(message: Message) -> bool:
    """Tell whether a message of the bot's is an answer or refusal: words alone have no buttons."""
    return bool(message.buttons())


class Crowd:
    """People who ask now and then; what goes wrong meanwhile is ordered by attributes.

    stage: what is going wrong now. asked: all questions so far.
    lost: how often somebody wanted to ask in a stage, and nobody was there to hear it.
    uses_commands: do they use commands too? Discord itself refuses them where the bot isn't connected.
    bot_is_gone: has the bot been ended, and isn't there again?
    """

    def __init__(self, discord: LoopbackDiscord, ask_channel: Channel, people: int) -> None:
        """Invite people. ask_channel: where questions are answered that name nobody."""
        self._discord, self._ask_channel = discord, ask_channel
        self._people = [discord.person(f"p{number}") for number in range(people)]
        self._chance = random.Random(7)
        self._answer: Message | None = None
        self._go = asyncio.Event()
        self._go.set()
        self.stage = ""
        self.asked: list[Asked] = []
        self.lost = Counter[str]()
        self.uses_commands = True
        self.bot_is_gone = False

    async def keep_asking(self) -> None:
        """Ask until cancelled."""
        await asyncio.gather(*map(self._ask_now_and_then, self._people))

    def ask_at_once(self, count: int) -> list[Asked]:
        """Let new people ask many questions in one moment. Returns: the questions."""
        return [self._ask(self._discord.person("passer-by")) for _ in range(count)]

    def pause(self) -> None:
        """Let nobody begin to ask, until ``go_on``."""
        self._go.clear()

    def go_on(self) -> None:
        """Let people ask again."""
        self._go.set()

    async def done(self, seconds: float) -> None:
        """Wait until all have a reply, but no longer than some seconds."""
        with suppress(AssertionError):  # what is missing stands in the table
            await self._discord.world.wait_for(
                lambda: all(one.reply.find() is not None for one in self.asked), seconds, "the last reply"
            )

    async def _ask_now_and_then(self, person: User) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*_PAUSES))
            await self._go.wait()
            if self.bot_is_gone and not self._discord.gateway.is_connected:
                self.lost[self.stage] += 1
                continue
            asked, begun = self._ask(person), time.monotonic()
            try:
                message = await asked.reply.message(_PATIENCE_SECONDS)
            except AssertionError:
                continue
            asked.seconds = time.monotonic() - begun
            if is_answer(message) and not message.is_ephemeral and message.channel.guild is not None:
                self._answer = message

    def _ask(self, person: User) -> Asked:
        way, question = self._chance.choice(self._ways()), self._chance.choice(QUESTIONS)
        asked = Asked(self.stage, way(person, question))
        self.asked.append(asked)
        return asked

    def _ways(self) -> list[Callable[[User, str], Reply]]:
        """List how people may ask now."""
        discord, answer = self._discord, self._answer
        ways: list[Callable[[User, str], Reply]] = [
            discord.mention,
            discord.direct,
            lambda person, question: discord.say(person, question, channel=self._ask_channel),
        ]
        if self.uses_commands and discord.gateway.is_connected:
            ways.append(lambda person, question: discord.slash(person, "ask", question=question))
        if answer is not None:
            ways.append(lambda person, _: discord.reply_to(person, answer, FOLLOW_UP))
            if answer.channel.is_thread:
                ways.append(lambda person, _: discord.say(person, FOLLOW_UP, channel=answer.channel))
        return ways
