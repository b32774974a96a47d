"""Connections to Discord's gateway: how they come back, whether anything is heard over them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import discord.shard
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

_log = logging.getLogger(__name__)

# Discord forgets a session some minutes after its line is gone.
_RESUMABLE_SECONDS = 180.0
# A heartbeat is answered within so many seconds, or the line is dead.
_ANSWER_SECONDS = 8.0


class ResumingShard(discord.shard.Shard):
    """A shard that goes on with its session when a try to reconnect has failed.

    discord.py begins a new session then, and what was said meanwhile is lost.
    """

    _lost_at: float | None = None

    def launch(self) -> None:
        """Hear what comes over a new line."""
        self._lost_at = None
        super().launch()

    async def reconnect(self) -> None:
        """Come back: to the session, as long as Discord may know it, else to a new one."""
        now = time.monotonic()
        self._lost_at = now if self._lost_at is None else self._lost_at
        if self.ws.session_id is not None and now - self._lost_at < _RESUMABLE_SECONDS:
            await self.reidentify(ReconnectWebSocket(self.id, resume=True))
        else:
            await super().reconnect()


# discord.py has no way to choose another class for its shards.
discord.shard.Shard = ResumingShard  # type: ignore[misc]


def answers_heartbeats(socket: DiscordWebSocket) -> bool:
    """Tell whether the other end of a line that seems open still gives signs of life."""
    # discord.py itself shows the latency of those heartbeats alone that came back.
    beats = socket._keep_alive
    if beats is None:
        return False
    silent_seconds = time.perf_counter() - beats._last_ack
    return silent_seconds < (beats.interval or 0.0) + _ANSWER_SECONDS


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
