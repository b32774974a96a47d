"""Replies: what comes of something that a person did."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from loopback.gateway.gateway import Gateway
from loopback.model.constants import Json
from loopback.model.messages import Interaction, Message
from loopback.people.rest import at_rest
from loopback.world import World

PATIENCE_SECONDS = 15.0


@dataclass
class Reply:
    """A reply to wait for, to something that a person did.

    find: the finished message, None as long as there is none.
    interaction: the command, button, menu or form used, None for a message.
    asked: the message that the person wrote, None for an interaction.
    """

    world: World
    gateway: Gateway
    find: Callable[[], Message | None]
    interaction: Interaction | None = None
    asked: Message | None = None

    def __await__(self) -> Generator[None, None, Reply]:
        """Let ``await`` stand before what a person did: it is done by then, so this is the reply itself."""
        yield from ()
        return self

    async def message(self, seconds: float = PATIENCE_SECONDS) -> Message:
        """Wait for the bot's finished message.

        seconds: how long at most.
        Raises: AssertionError when none comes in time.
        """
        await self.world.wait_for(lambda: self.find() is not None, seconds, "a reply")
        message = self.find()
        assert message is not None
        return message

    async def nothing(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the bot is done, and make sure that it said nothing.

        seconds: how long it may take for that.
        Raises: AssertionError when it says something.
        """
        await at_rest(self.gateway, seconds)
        message = self.find()
        assert message is None, f"the bot said {message.text if message else ''!r}"

    async def acknowledged(self, seconds: float = PATIENCE_SECONDS) -> float:
        """Wait until the bot has taken the interaction.

        Returns: the seconds that this took.
        """
        interaction = self._used()
        await self.world.wait_for(lambda: interaction.is_acknowledged, seconds, "an acknowledgement")
        assert interaction.acknowledged_after is not None
        return interaction.acknowledged_after

    async def modal(self, seconds: float = PATIENCE_SECONDS) -> Json:
        """Wait for the form that the bot shows.

        Raises: AssertionError when none comes in time.
        """
        interaction = self._used()
        await self.world.wait_for(lambda: interaction.modal is not None, seconds, "a form")
        assert interaction.modal is not None
        return interaction.modal

    async def followup(self, number: int = 0, seconds: float = PATIENCE_SECONDS) -> Message:
        """Wait for a message that the bot sends after its first answer.

        number: which one.
        Raises: AssertionError when it doesn't come in time.
        """
        later = self._used().followups
        await self.world.wait_for(lambda: len(later) > number, seconds, "a further message")
        return later[number]

    def _used(self) -> Interaction:
        assert self.interaction is not None, "this was a message, not a command, button, menu or form"
        return self.interaction


def finished(message: Message | None) -> Message | None:
    """Return a message unless it is only "… is thinking"."""
    return None if message is None or message.is_loading else message


def response_to(interaction: Interaction) -> Message | None:
    """Find the message that an interaction came to, which is not the one it started from.

    Where the first answer was taken back, the first that followed counts.
    """
    original = interaction.original if interaction.original is not interaction.source else None
    if original is None and interaction.followups:
        return interaction.followups[0]
    return finished(original)
