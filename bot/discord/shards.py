"""Connections to Discord's gateway: how they come back, whether anything is heard over them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Literal

import discord
import discord.shard
from discord.backoff import ExponentialBackoff
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

_log = logging.getLogger(__name__)

# Discord forgets a session some minutes after its line is gone.
_RESUMABLE_SECONDS = 180.0
# Between two tries to come back: while the session may be gone on with, and later.
_LONGEST_PAUSE, _LONGEST_LATER = 5.0, 60.0
# Over a line that was quiet for longer a sign of life is asked for, which comes in time or the line is dead.
_QUIET_SECONDS, _ANSWER_SECONDS = 3.0, 4.0
_LOOK_SECONDS = 0.05
# Any code but those by which a client says goodbye lets Discord keep the session.
_DEAD = 4000


class CappedBackoff(ExponentialBackoff[Literal[False]]):
    """Pauses that grow only so far; discord.py's grow to a quarter of an hour."""

    def __init__(self, longest: Callable[[], float]) -> None:
        """Begin with short pauses. longest: tells how long one may be now."""
        super().__init__()
        self._longest = longest

    def delay(self) -> float:
        """Tell how long the next pause is, in seconds."""
        return min(super().delay(), self._longest())


class ResumingShard(discord.shard.Shard):
    """A shard that goes on with its session when a try to reconnect has failed.

    discord.py begins a new session then, and what was said meanwhile is lost.
    """

    _lost_at: float | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what discord.py gives."""
        super().__init__(*arguments, **options)
        self._backoff = CappedBackoff(
            lambda: _LONGEST_PAUSE if self._may_go_on(time.monotonic()) else _LONGEST_LATER
        )

    def launch(self) -> None:
        """Hear what comes over a new line."""
        self._lost_at = None
        super().launch()

    async def reconnect(self) -> None:
        """Come back: to the session, as long as Discord may know it, else to a new one."""
        now = time.monotonic()
        self._lost_at = now if self._lost_at is None else self._lost_at
        if self.ws.session_id is not None and self._may_go_on(now):
            await self.reidentify(ReconnectWebSocket(self.id, resume=True))
        else:
            await super().reconnect()

    def _may_go_on(self, now: float) -> bool:
        return self._lost_at is None or now - self._lost_at < _RESUMABLE_SECONDS


# discord.py has no way to choose another class for its shards.
discord.shard.Shard = ResumingShard  # type: ignore[misc]


async def gives_sign_of_life(socket: DiscordWebSocket) -> bool:
    """Tell whether the other end of a line that seems open is there; it may be asked, which takes seconds.

    discord.py itself asks every 40 s, and waits a minute for anything to come.
    """
    beats = socket._keep_alive
    if beats is None:
        return False
    asked_at = time.perf_counter()
    if asked_at - beats._last_recv < _QUIET_SECONDS:
        return True
    try:
        await socket.send_heartbeat(beats.beat())
    except (ConnectionError, discord.ConnectionClosed):
        return False
    while beats._last_recv < asked_at and time.perf_counter() < asked_at + _ANSWER_SECONDS:  # noqa: ASYNC110
        await asyncio.sleep(_LOOK_SECONDS)
    return beats._last_recv >= asked_at


async def close_dead(socket: DiscordWebSocket) -> None:
    """Close a line that is dead, so that the shard comes back over a new one at once."""
    _log.warning("Discord gives no sign of life over a line; it is closed, and the session gone on with")
    await socket.close(_DEAD)


def forgiving(event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """Make a parser of events that logs what it can't read, and lets the bot live on.

    event: its name. parse: discord.py's own parser.
    """

    def parse_or_log(data: Any) -> None:
        try:
            parse(data)
        except Exception:  # discord.py would end the bot for any
            _log.exception("an event %s of Discord's can't be read, and is passed over", event)

    return parse_or_log
