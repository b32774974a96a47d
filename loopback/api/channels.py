"""Routes of channels, threads and messages."""

from __future__ import annotations

from aiohttp import web

from loopback.api.posting import Posting
from loopback.api.requests import (
    HAS_A_THREAD,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    NO_HISTORY,
    NOT_YOURS,
    THREAD_LOCKED,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    UNKNOWN_USER,
    WRONG_CHANNEL_TYPE,
    DiscordError,
    answer,
    body_of,
    done,
    files_of,
)
from loopback.model.access import may_write
from loopback.model.constants import ANNOUNCEMENTS, CATEGORY, FORUMS, GUILDS, TEXT_CHANNEL
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.model.permissions import NOTHING, Permission

_MOST_MESSAGES = 100


class ChannelRoutes:
    """Handles what the bot does in channels by its own permissions."""

    def __init__(self, posting: Posting) -> None:
        """Prepare the routes.

        posting: how messages are written.
        """
        self.posting, self.world = posting, posting.world

    def routes(self) -> list[web.RouteDef]:
        """List the routes, paths without prefix."""
        messages, one = "/channels/{channel}/messages", "/channels/{channel}/messages/{message}"
        return [
            web.get("/channels/{channel}", self._get_channel),
            web.patch("/channels/{channel}", self._edit_thread),
            web.post("/channels/{channel}/typing", self._type),
            web.get(messages, self._list_messages),
            web.post(messages, self._create_message),
            web.get(one, self._get_message),
            web.patch(one, self._edit_message),
            web.delete(one, self._delete_message),
            web.post(one + "/threads", self._thread_from_message),
            web.post("/channels/{channel}/threads", self._new_thread),
            web.put("/channels/{channel}/thread-members/@me", self._join_thread),
            web.post("/users/@me/channels", self._open_direct),
        ]

    def _channel(self, request: web.Request, needed: Permission = NOTHING) -> Channel:
        """Find the channel of a request.

        needed: what the bot has to be allowed there.
        Raises: DiscordError where it can't see the channel or may not do that.
        """
        channel = self.world.channel_of(request.match_info["channel"])
        if channel is None:
            raise DiscordError(404, UNKNOWN_CHANNEL, "Unknown Channel")
        may = self.world.bot_may(channel)
        if Permission.VIEW_CHANNEL not in may:
            raise DiscordError(403, MISSING_ACCESS, "Missing Access")
        if needed not in may:
            raise DiscordError(403, MISSING_PERMISSIONS, "Missing Permissions")
        return channel

    def _writable(self, request: web.Request) -> Channel:
        channel = self._channel(request)
        if channel.kind in (*FORUMS, CATEGORY):
            raise DiscordError(400, WRONG_CHANNEL_TYPE, "Cannot execute action on this channel type")
        if channel.is_locked and Permission.MANAGE_THREADS not in self.world.bot_may(channel):
            raise DiscordError(403, THREAD_LOCKED, "This thread is locked")
        if not may_write(self.world.bot, channel):
            raise DiscordError(403, MISSING_PERMISSIONS, "Missing Permissions")
        return channel

    def _message(self, request: web.Request, channel: Channel) -> Message:
        message = self.world.messages.get(request.match_info["message"])
        # What only one person sees can't be reached by a channel's routes.
        if message is None or message.channel is not channel or message.is_ephemeral:
            raise DiscordError(404, UNKNOWN_MESSAGE, "Unknown Message")
        return message

    async def _get_channel(self, request: web.Request) -> web.Response:
        return answer(self._channel(request).payload())

    async def _edit_thread(self, request: web.Request) -> web.Response:
        """Open or archive a thread; whoever opened it may, as long as it isn't locked."""
        thread = self._channel(request)
        is_own = thread.owner is self.world.bot and not thread.is_locked
        may_manage = Permission.MANAGE_THREADS in self.world.bot_may(thread)
        if not thread.is_thread or not (may_manage or is_own):
            raise DiscordError(403, MISSING_PERMISSIONS, "Missing Permissions")
        thread.is_archived = bool(body_of(request).get("archived", thread.is_archived))
        self.posting.gateway.tell("THREAD_UPDATE", thread.payload(), thread.guild, GUILDS)
        return answer(thread.payload())

    async def _type(self, request: web.Request) -> web.Response:
        self.world.typing.append(self._writable(request).id)
        return done()

    async def _list_messages(self, request: web.Request) -> web.Response:
        channel = self._channel(request)
        if Permission.READ_MESSAGE_HISTORY not in self.world.bot_may(channel):
            return answer([])
        before, after = (request.query.get(key) for key in ("before", "after"))
        found = [
            message
            for message in self.world.messages.values()
            if message.channel is channel
            and not message.is_ephemeral
            and (before is None or int(message.id) < int(before))
            and (after is None or int(message.id) > int(after))
        ]
        found.sort(key=lambda message: int(message.id), reverse=after is None)
        found = found[: min(int(request.query.get("limit", 50)), _MOST_MESSAGES)]
        found.sort(key=lambda message: int(message.id), reverse=True)
        return answer([self.world.payload(message) for message in found])

    async def _create_message(self, request: web.Request) -> web.Response:
        channel, data = self._writable(request), body_of(request)
        if data.get("message_reference") and Permission.READ_MESSAGE_HISTORY not in self.world.bot_may(
            channel
        ):
            raise DiscordError(400, NO_HISTORY, "Cannot reply without permission to read message history")
        nonce = data.get("nonce") if data.get("enforce_nonce") else None
        if nonce is not None and (sent := self.world.sent_lately(nonce)) is not None:
            if sent.id not in self.world.messages:
                raise DiscordError(404, UNKNOWN_MESSAGE, "Unknown Message")
            return answer(self.world.payload(sent))
        message = self.posting.publish(self.posting.checked(channel, data, files_of(request)))
        if nonce is not None:
            self.world.note_nonce(nonce, message)
        return answer(self.world.payload(message))

    async def _get_message(self, request: web.Request) -> web.Response:
        channel = self._channel(request, Permission.READ_MESSAGE_HISTORY)
        return answer(self.world.payload(self._message(request, channel)))

    async def _edit_message(self, request: web.Request) -> web.Response:
        message = self._message(request, self._channel(request))
        if message.author is not self.world.bot:
            raise DiscordError(403, NOT_YOURS, "Cannot edit a message authored by another user")
        self.posting.change(message, body_of(request), files_of(request))
        return answer(self.world.payload(message))

    async def _delete_message(self, request: web.Request) -> web.Response:
        channel = self._channel(request)
        message = self._message(request, channel)
        is_own = message.author is self.world.bot
        if not is_own and Permission.MANAGE_MESSAGES not in self.world.bot_may(channel):
            raise DiscordError(403, MISSING_PERMISSIONS, "Missing Permissions")
        self.posting.delete(message)
        return done()

    async def _thread_from_message(self, request: web.Request) -> web.Response:
        channel = self._channel(request, Permission.CREATE_PUBLIC_THREADS)
        if channel.kind not in (TEXT_CHANNEL, ANNOUNCEMENTS):
            raise DiscordError(400, WRONG_CHANNEL_TYPE, "Cannot execute action on this channel type")
        message = self._message(request, channel)
        if self.world.channel_of(message.id) is not None:
            raise DiscordError(400, HAS_A_THREAD, "A thread has already been created for this message")
        thread = self.world.new_thread(channel, body_of(request)["name"], self.world.bot, message.id)
        return answer(self._announced(thread), 201)

    async def _new_thread(self, request: web.Request) -> web.Response:
        channel, data = self._channel(request), body_of(request)
        is_forum = channel.kind in FORUMS
        needed = Permission.SEND_MESSAGES if is_forum else Permission.CREATE_PUBLIC_THREADS
        self._channel(request, needed)
        if channel.kind not in (TEXT_CHANNEL, ANNOUNCEMENTS, *FORUMS):
            raise DiscordError(400, WRONG_CHANNEL_TYPE, "Cannot execute action on this channel type")
        if is_forum != ("message" in data):
            self.posting.refuse(["a post needs a message, and a thread has none"])
        starter = self.posting.checked(channel, data["message"], files_of(request)) if is_forum else None
        thread = self.world.new_thread(channel, data["name"], self.world.bot)
        payload = self._announced(thread)
        if starter is not None:
            starter.channel, starter.id = thread, thread.id
            payload["message"] = self.world.payload(self.posting.publish(starter))
        return answer(payload, 201)

    def _announced(self, thread: Channel) -> dict[str, object]:
        payload = thread.payload()
        event = payload | {"newly_created": True}
        self.posting.gateway.tell("THREAD_CREATE", event, thread.guild, GUILDS)
        return payload

    async def _join_thread(self, request: web.Request) -> web.Response:
        if not self._channel(request).is_thread:
            raise DiscordError(400, WRONG_CHANNEL_TYPE, "Cannot execute action on this channel type")
        return done()

    async def _open_direct(self, request: web.Request) -> web.Response:
        user = self.world.users.get(str(body_of(request)["recipient_id"]))
        if user is None:
            raise DiscordError(404, UNKNOWN_USER, "Unknown User")
        return answer(self.world.direct_channel(user).payload())
