"""One session of a client with the gateway, which outlives the connections that carry it."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

from loopback.model.constants import Json

DISPATCH = 0
# So many events can be missed and heard again after a drop.
_REMEMBERED = 5000


class Connection:
    """A websocket as long as it lasts, compressed if the client asked for that."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        """Take over a websocket that is open.

        request: what opened it.
        """
        self._socket, self._request = socket, request
        self._compressor = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self._waiting: asyncio.Queue[str] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())
        self.session: Session | None = None
        # The last event that the client says it has heard.
        self.heard = -1
        # A connection that is dead without anyone having noticed.
        self.is_zombie = False

    @property
    def is_open(self) -> bool:
        """Tell whether anything can be sent."""
        return not self._socket.closed

    def send(self, op: int, data: object, sequence: int | None = None, event: str | None = None) -> None:
        """Send a frame in its turn; where nobody is left to receive it, it is lost."""
        if not self.is_zombie:
            self._waiting.put_nowait(json.dumps({"op": op, "d": data, "s": sequence, "t": event}))

    async def close(self, code: int) -> None:
        """End it as websockets should end, after all that was to be sent."""
        if self.is_open:
            await self._waiting.join()
        await self._socket.close(code=code)

    def abort(self) -> None:
        """End it without a word, as a broken line does."""
        self._writer.cancel()
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _write(self) -> None:
        while True:
            text = await self._waiting.get()
            try:
                if self._compressor is None:
                    await self._socket.send_str(text)
                else:
                    packed = self._compressor.compress(text.encode())
                    await self._socket.send_bytes(packed + self._compressor.flush(zlib.Z_SYNC_FLUSH))
            except ConnectionError:
                pass  # Who comes back hears it again.
            finally:
                self._waiting.task_done()

    def ended(self) -> None:
        """Clean up once nothing comes or goes any more."""
        self._writer.cancel()


@dataclass(eq=False)
class Session:
    """A session: what one shard of the client hears, in order.

    key: its id. shard, shards: which part of the servers it is for.
    intents: which events it asked for.
    """

    key: str
    shard: int
    shards: int
    intents: int
    connection: Connection | None = None
    sequence: int = 0
    _log: deque[tuple[int, str, str]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    @property
    def is_live(self) -> bool:
        """Tell whether the client is there now."""
        connection = self.connection
        return connection is not None and connection.is_open and not connection.is_zombie

    def hears_of(self, guild_id: str | None) -> bool:
        """Tell whether a server's events are for this shard; direct messages are for the first."""
        return (0 if guild_id is None else (int(guild_id) >> 22) % self.shards) == self.shard

    def send(self, event: str, data: Json) -> None:
        """Tell of an event, now or when the client is back."""
        self.sequence += 1
        # As it is now: a message may change before the client is back.
        self._log.append((self.sequence, event, json.dumps(data)))
        if self.connection is not None:
            self.connection.send(DISPATCH, data, self.sequence, event)

    def can_replay(self, after: int) -> bool:
        """Tell whether everything after an event is still remembered."""
        return after == self.sequence or bool(self._log and self._log[0][0] <= after + 1)

    def resume(self, connection: Connection, after: int) -> None:
        """Go on over a new connection, with what was missed first.

        after: the last event that the client heard.
        """
        for sequence, event, data in self._log:
            if sequence > after:
                connection.send(DISPATCH, json.loads(data), sequence, event)
        self.connection = connection
        self.send("RESUMED", {})
