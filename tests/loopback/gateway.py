"""The gateway: a websocket over which the client hears what happens."""

from __future__ import annotations

import json
import secrets
import zlib

from aiohttp import WSMsgType, web

from tests.loopback.state import PUBLIC_THREAD, Json, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = (
    0,
    1,
    2,
    6,
    7,
    9,
    10,
    11,
)
AUTHENTICATION_FAILED, DISALLOWED_INTENTS = 4004, 4014
HEARTBEAT_MS = 41_250

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15


class Gateway:
    """One client's connection, if it has one."""

    def __init__(self, world: World) -> None:
        """Wait for a client.

        world: what to tell of.
        """
        self.world = world
        self.intents = 0
        # Where to come back to; known once the server listens.
        self.url = ""
        self._socket: web.WebSocketResponse | None = None
        self._compressor: zlib._Compress | None = None
        self._sequence = 0
        self._is_ready = False
        # What was sent, for a client that resumes: (number, frame).
        self._sent: list[tuple[int, Json]] = []
        self._session = ""
        self.resumed = 0
        self.acknowledges_heartbeats = True
        self.heartbeat_ms = HEARTBEAT_MS

    @property
    def is_connected(self) -> bool:
        """Has a client logged in?"""
        return self._socket is not None and not self._socket.closed and self._is_ready

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket, self._is_ready = socket, False
        self._compressor = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            self.world.violations.append(f"the gateway was opened with {request.query_string}")
        await self._send({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_ms}, "s": None, "t": None})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._receive(json.loads(frame.data))
        return socket

    async def close(self) -> None:
        """End the connection."""
        if self._socket is not None:
            await self._socket.close(code=1001)

    async def dispatch(self, event: str, data: Json) -> None:
        """Tell the client of an event.

        event: its name.
        data: what happened.
        Raises: AssertionError where no client is there.
        """
        assert self._session, f"no client is there to hear {event}"
        self._sequence += 1
        frame = {"op": DISPATCH, "d": data, "s": self._sequence, "t": event}
        self._sent.append((self._sequence, frame))
        # One that is away for a moment hears it when it resumes.
        if self._is_ready and self._socket is not None and not self._socket.closed:
            await self._send(frame)

    async def drop(self) -> None:
        """Cut the line without a word, as networks do."""
        assert self._socket is not None
        self._is_ready = False
        transport = self._socket._req.transport if self._socket._req else None
        if transport is not None:
            transport.abort()

    async def end(self, code: int) -> None:
        """Close the connection with a code."""
        assert self._socket is not None
        self._is_ready = False
        await self._socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Tell the client to come back, as Discord does before it restarts a machine."""
        self._is_ready = False
        await self._send({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self) -> None:
        """Tell the client that its session is over."""
        self._is_ready = False
        self._session = ""
        await self._send({"op": INVALID_SESSION, "d": False, "s": None, "t": None})

    async def message_created(self, payload: Json) -> None:
        """Tell of a message, as far as the client's intents let it know.

        payload: the message.
        """
        needed = GUILD_MESSAGES if "guild_id" in payload else DIRECT_MESSAGES
        if not self.intents & needed:
            return
        bot = self.world.bot.id
        is_for_bot = any(user["id"] == bot for user in payload["mentions"]) or payload["author"]["id"] == bot
        if "guild_id" in payload and not is_for_bot and not self.intents & MESSAGE_CONTENT:
            payload = {**payload, "content": "", "embeds": [], "components": []}
        await self.dispatch("MESSAGE_CREATE", payload)

    async def _receive(self, frame: Json) -> None:
        match frame["op"]:
            case op if op == HEARTBEAT:
                if self.acknowledges_heartbeats:
                    await self._send({"op": HEARTBEAT_ACK, "d": None, "s": None, "t": None})
            case op if op == IDENTIFY:
                await self._identify(frame["d"])
            case op if op == RESUME:
                await self._resume(frame["d"])
            case op:
                self.world.violations.append(f"the client sent op {op}, which this gateway doesn't know")

    async def _identify(self, data: Json) -> None:
        assert self._socket is not None
        if data["token"] != self.world.token:
            await self._socket.close(code=AUTHENTICATION_FAILED)
            return
        self.intents = data["intents"]
        if self.intents & MESSAGE_CONTENT and not self.world.may_read_content:
            await self._socket.close(code=DISALLOWED_INTENTS)
            return
        self._session, self._sequence, self._is_ready = secrets.token_hex(8), 0, True
        self._sent.clear()
        await self.dispatch("READY", self._ready() | {"shard": data.get("shard") or [0, 1]})
        if self.intents & GUILDS:
            await self.dispatch("GUILD_CREATE", self._guild())
        await self.world.changed()

    async def _resume(self, data: Json) -> None:
        """Send what the client missed, in order."""
        if data["token"] != self.world.token or not self._session or data["session_id"] != self._session:
            await self._send({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return
        for number, frame in self._sent:
            if number > data["seq"]:
                await self._send(frame)
        self.resumed += 1
        self._is_ready = True
        await self.dispatch("RESUMED", {})
        await self.world.changed()

    def _ready(self) -> Json:
        return {
            "v": 10,
            "user": self.world.bot.payload(),
            "guilds": [{"id": self.world.guild_id, "unavailable": True}],
            "session_id": self._session,
            "resume_gateway_url": self.url,
            "application": {"id": self.world.bot.id, "flags": 0},
        }

    def _guild(self) -> Json:
        world = self.world
        everyone = {
            "id": world.guild_id,
            "name": "@everyone",
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": 0,
            "permissions": "277025770560",
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        return {
            "id": world.guild_id,
            "name": "Loopback",
            "owner_id": (world.owner or world.bot).id,
            "preferred_locale": world.server_locale,
            "unavailable": False,
            "member_count": 2,
            "roles": [everyone],
            "channels": [
                channel.payload()
                for channel in world.channels.values()
                if channel.guild_id and channel.kind != PUBLIC_THREAD
            ],
            "members": [],
            "threads": [one.payload() for one in world.channels.values() if one.kind == PUBLIC_THREAD],
            "presences": [],
            "voice_states": [],
        }

    async def _send(self, frame: Json) -> None:
        assert self._socket is not None
        text = json.dumps(frame)
        if self._compressor is None:
            await self._socket.send_str(text)
            return
        data = self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(data)
