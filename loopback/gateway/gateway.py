"""The gateway: websockets over which the client hears what happens."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable

from aiohttp import WSMsgType, web

from loopback.gateway.session import Connection, Session
from loopback.model.constants import (
    ALL_INTENTS,
    CONTENT_FLAG,
    DIRECT_MESSAGES,
    GUILD_MEMBERS,
    GUILD_MESSAGES,
    GUILD_PRESENCES,
    GUILDS,
    MESSAGE_CONTENT,
    Json,
)
from loopback.model.guilds import Guild
from loopback.model.messages import Message
from loopback.model.permissions import Permission
from loopback.world import World

HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, MEMBERS = 1, 2, 3, 6, 7, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11

# Close codes.
UNKNOWN_OP, DECODE_ERROR, NOT_AUTHENTICATED, AUTHENTICATION_FAILED = 4001, 4002, 4003, 4004
ALREADY_AUTHENTICATED, INVALID_SEQUENCE, INVALID_SHARD = 4005, 4007, 4010
INVALID_INTENTS, DISALLOWED_INTENTS = 4013, 4014
_GOING_AWAY = 1001


class Gateway:
    """Keeps one bot's sessions, one for each shard."""

    def __init__(self, world: World) -> None:
        """Wait for a client.

        world: what to tell of.
        """
        self.world = world
        # What the client asked for when it last logged in.
        self.intents = 0
        # How often it logged in, and came back to a session.
        self.logins = self.resumed = 0
        # Where to connect to; known once the server listens.
        self.url = ""
        # Does it take no connections? How many it has refused.
        self.is_away = False
        self.refused = 0
        self._sessions: dict[int, Session] = {}
        self._connections: set[Connection] = set()

    @property
    def is_connected(self) -> bool:
        """Tell whether a client is there, with all its shards."""
        live = [session for session in self._sessions.values() if session.is_live]
        return bool(live) and len(live) == live[0].shards

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        if self.is_away:
            self.refused += 1
            await self.world.changed()
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request)
        self._connections.add(connection)
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            self.world.violations.append(f"the gateway was opened with {request.query_string}")
        connection.send(HELLO, {"heartbeat_interval": self.world.heartbeat_ms})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._receive(connection, frame.data)
        self._ended(connection, socket.close_code)
        connection.ended()
        await self.world.changed()
        return socket

    def _ended(self, connection: Connection, code: int | None) -> None:
        self._connections.discard(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            # A client that says goodbye doesn't come back to its session.
            if code in (1000, _GOING_AWAY) and self._sessions.get(session.shard) is session:
                del self._sessions[session.shard]

    # What happens, told to the client.

    def tell(self, event: str, data: Json, guild: Guild | None = None, intents: int = 0) -> bool:
        """Tell the shard concerned of an event.

        event: its name.
        data: what happened.
        guild: where; None for direct messages.
        intents: those of which the client must have asked for one; none is needed by default.
        Returns: False where no client is there or will come back to hear it.
        """
        guild_id = guild.id if guild else None
        concerned = [session for session in self._sessions.values() if session.hears_of(guild_id)]
        for session in concerned:
            if not intents or session.intents & intents:
                session.send(event, data)
        return bool(concerned)

    def tell_of_message(self, event: str, message: Message) -> bool:
        """Tell of a message, as far as the client's intents and rights let it know.

        event: MESSAGE_CREATE or MESSAGE_UPDATE.
        Returns: False where no client is there or will come back to hear it.
        """
        guild = message.channel.guild
        may_see = Permission.VIEW_CHANNEL in self.world.bot_may(message.channel)
        if not may_see or message.is_ephemeral or (guild and not guild.is_available):
            return True
        has_content = bool(self.intents & MESSAGE_CONTENT)
        payload = self.world.payload(message, with_content=has_content)
        if guild is not None:
            member = guild.member(message.author).payload(with_user=False)
            payload |= {"guild_id": guild.id, "member": member}
        needed = GUILD_MESSAGES if guild else DIRECT_MESSAGES
        return self.tell(event, payload, guild, needed)

    def tell_of_deletion(self, message: Message) -> None:
        """Tell that a message is gone."""
        guild = message.channel.guild
        gone = {"id": message.id, "channel_id": message.channel.id}
        if guild is not None:
            gone["guild_id"] = guild.id
        if Permission.VIEW_CHANNEL in self.world.bot_may(message.channel) and not message.is_ephemeral:
            self.tell("MESSAGE_DELETE", gone, guild, GUILD_MESSAGES if guild else DIRECT_MESSAGES)

    def lose_bot(self, guild: Guild) -> None:
        """Let the bot be out of a server, and tell it."""
        guild.has_bot = False
        guild.members.pop(self.world.bot.id, None)
        self.world.guild_commands.pop(guild.id, None)
        self.tell("GUILD_DELETE", {"id": guild.id}, guild, GUILDS)

    async def heard(self, seconds: float = 15.0) -> None:
        """Wait until the connected clients have heard all that happened up to now.

        They are asked for a sign of life, which names the last event that they heard.

        Raises: AssertionError where they don't answer in time.
        """
        live = [(one.connection, one.sequence) for one in self._sessions.values() if one.is_live]
        awaited = [(connection, last) for connection, last in live if connection is not None]
        for connection, _ in awaited:
            connection.send(HEARTBEAT, None)
        await self.world.wait_for(
            lambda: all(not one.is_open or one.heard >= last for one, last in awaited),
            seconds,
            "a sign of life from the client",
        )

    # What goes wrong, when a test wants it to. Each takes the shards to affect; all by default.

    async def drop(self, *shards: int) -> None:
        """Break the line without a word."""
        for connection in self._of(shards):
            self._ended(connection, None)
            connection.abort()

    async def go_away(self) -> None:
        """Break all lines, and take none until ``come_back``; sessions are remembered."""
        self.is_away = True
        await self.drop()

    def come_back(self) -> None:
        """Take connections again."""
        self.is_away = False

    async def end(self, code: int, *shards: int) -> None:
        """End the connections with a code."""
        for connection in self._of(shards):
            self._ended(connection, None)
            session = connection.session
            if code in (INVALID_SEQUENCE, 4009) and session is not None:
                self._sessions.pop(session.shard, None)
            await connection.close(code)

    async def ask_to_reconnect(self, *shards: int) -> None:
        """Ask the client to come back over a new connection (op 7)."""
        for connection in self._of(shards):
            connection.send(RECONNECT, None)

    async def invalidate(self, *shards: int, resumable: bool = False) -> None:
        """Tell the client that its session is over (op 9)."""
        for connection in self._of(shards):
            if not resumable and connection.session is not None:
                self._sessions.pop(connection.session.shard, None)
            connection.send(INVALID_SESSION, resumable)

    def fall_silent(self, *shards: int) -> None:
        """Let the connections die without closing them: no event, no sign of life any more."""
        for connection in self._of(shards):
            connection.is_zombie = True

    async def close(self) -> None:
        """End everything."""
        await self.end(_GOING_AWAY)
        self._sessions.clear()

    def _of(self, shards: Iterable[int]) -> list[Connection]:
        return [
            connection
            for connection in self._connections
            if not shards or (connection.session is not None and connection.session.shard in shards)
        ]

    # What the client says.

    async def _receive(self, connection: Connection, text: str) -> None:
        try:
            frame = json.loads(text)
            op, data = frame["op"], frame.get("d")
        except (ValueError, KeyError, AttributeError):
            await self._reject(connection, DECODE_ERROR, "something that is no frame")
            return
        if connection.is_zombie:
            return
        match op:
            case _ if op == HEARTBEAT:
                connection.send(HEARTBEAT_ACK, None)
                connection.heard = data or 0
            case _ if op in (IDENTIFY, RESUME) and connection.session is not None:
                await self._reject(connection, ALREADY_AUTHENTICATED, "a second login over one connection")
            case _ if op == IDENTIFY:
                await self._identify(connection, data)
            case _ if op == RESUME:
                await self._resume(connection, data)
            case _ if op in (PRESENCE, MEMBERS):
                if connection.session is None:
                    await self._reject(connection, NOT_AUTHENTICATED, f"op {op} before the login")
            case _:
                await self._reject(connection, UNKNOWN_OP, f"op {op}, which this gateway doesn't know")
        await self.world.changed()

    async def _reject(self, connection: Connection, code: int, what: str) -> None:
        self.world.violations.append(f"the client sent {what}")
        await connection.close(code)

    async def _identify(self, connection: Connection, data: Json) -> None:
        shard, shards = data.get("shard") or (0, 1)
        if data.get("token") != self.world.token:
            await connection.close(AUTHENTICATION_FAILED)
        elif not isinstance(data.get("properties"), dict):
            await self._reject(connection, DECODE_ERROR, "a login without properties")
        elif not (isinstance(shard, int) and isinstance(shards, int) and 0 <= shard < shards):
            await self._reject(connection, INVALID_SHARD, f"the shard {shard} of {shards}")
        elif not isinstance(data.get("intents"), int) or data["intents"] & ~ALL_INTENTS:
            await self._reject(connection, INVALID_INTENTS, f"the intents {data.get('intents')}")
        elif data["intents"] & self._privileged():
            await connection.close(DISALLOWED_INTENTS)
        else:
            self._log_in(connection, Session(secrets.token_hex(8), shard, shards, data["intents"]))

    def _privileged(self) -> int:
        """Return the intents that the application may not ask for."""
        content = 0 if self.world.may_read_content else MESSAGE_CONTENT
        return GUILD_MEMBERS | GUILD_PRESENCES | content

    def _log_in(self, connection: Connection, session: Session) -> None:
        if any(other.shards != session.shards for other in self._sessions.values()):
            self._sessions.clear()
        self.intents = session.intents
        self._sessions[session.shard] = session
        session.connection, connection.session = connection, session
        guilds = [guild for guild in self.world.guilds.values() if guild.has_bot]
        guilds = [guild for guild in guilds if session.hears_of(guild.id)]
        session.send("READY", self._ready(session, guilds))
        for guild in guilds:
            if guild.is_available and session.intents & GUILDS:
                session.send("GUILD_CREATE", guild.payload())
        self.logins += 1

    async def _resume(self, connection: Connection, data: Json) -> None:
        session = next((one for one in self._sessions.values() if one.key == data.get("session_id")), None)
        if data.get("token") != self.world.token:
            await connection.close(AUTHENTICATION_FAILED)
        elif session is None or not isinstance(data.get("seq"), int):
            connection.send(INVALID_SESSION, False)
        elif data["seq"] > session.sequence:
            await self._reject(connection, INVALID_SEQUENCE, f"a resume after event {data['seq']}")
        elif not session.can_replay(data["seq"]):
            connection.send(INVALID_SESSION, False)
        else:
            connection.session = session
            session.resume(connection, data["seq"])
            self.resumed += 1

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": self.world.bot.payload(),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.key,
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {"id": self.world.bot.id, "flags": application_flags(self.world)},
        }


def application_flags(world: World) -> int:
    """Return the application's public flags: may it read what messages say?"""
    return CONTENT_FLAG if world.may_read_content else 0
