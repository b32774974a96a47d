"""Discord's HTTP API, as much of it as a bot of commands, messages and buttons uses."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.loopback.gateway import Gateway
from tests.loopback.state import (
    ACKNOWLEDGE_SECONDS,
    COMPONENTS_V2,
    EPHEMERAL,
    FORM,
    LOADING,
    PUBLIC_THREAD,
    Channel,
    Interaction,
    Json,
    Message,
    World,
)
from tests.loopback.validation import (
    choice_violations,
    command_violations,
    form_violations,
    message_violations,
    schema_violations,
)

PREFIX = "/api/v10"

MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION = 10003, 10008, 10015, 10062
ALREADY_ACKNOWLEDGED, INVALID_FORM = 40060, 50035

CHANNEL_MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, OPEN_FORM = 4, 5, 6, 7, 8, 9

_PARTS_OF_A_MESSAGE = ("content", "embeds", "components")
_MENTION = re.compile(r"@everyone|@here|<@[!&]?\d+>")

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class DiscordError(Exception):
    """What Discord answers where a request can't be done."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


class Api:
    """The routes, over one world."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        """Prepare the routes.

        world: what requests read and change.
        gateway: what the bot hears of its own messages through.
        """
        self.world, self.gateway = world, gateway

    def application(self) -> web.Application:
        """The routes as an aiohttp application, the gateway among them."""
        app = web.Application(middlewares=[self._middleware])
        original = "/webhooks/{application}/{token}/messages/@original"
        routes: list[tuple[str, str, _Handler]] = [
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application_info),
            ("GET", "/gateway/bot", self._gateway),
            ("PUT", "/applications/{application}/commands", self._register),
            ("PUT", "/applications/{application}/guilds/{guild}/commands", self._register),
            ("POST", "/channels/{channel}/messages/{message}/threads", self._create_thread),
            ("POST", "/interactions/{id}/{token}/callback", self._callback),
            ("GET", original, self._get_original),
            ("PATCH", original, self._edit_original),
            ("DELETE", original, self._delete_original),
            ("POST", "/webhooks/{application}/{token}", self._follow_up),
            ("POST", "/channels/{channel}/messages", self._create_message),
            ("POST", "/channels/{channel}/typing", self._type),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, PREFIX + path, handler)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_route("*", "/{path:.*}", self._unknown)
        return app

    @web.middleware
    async def _middleware(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Check token and body, and answer errors as Discord does."""
        if request.path == "/gateway":
            return await handler(request)
        path = request.path.removeprefix(PREFIX)
        self.world.requests.append(f"{request.method} {path}")
        try:
            if not path.startswith(("/interactions/", "/webhooks/")):
                self._check_token(request)
            if request.can_read_body:
                self._refuse([*schema_violations(request.method, path, await _body(request))])
            response = await handler(request)
        except DiscordError as error:
            response = _json({"code": error.code, "message": str(error)}, error.status)
        except Exception as error:  # a mistake of the loopback Discord must fail the test, not hang it
            self.world.violations.append(f"{request.method} {path}: {error!r}")
            response = _json({"code": 0, "message": repr(error)}, 400)
        await self.world.changed()
        return response

    def _check_token(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self.world.token}":
            raise DiscordError(401, 0, "401: Unauthorized")

    def _refuse(self, violations: list[str]) -> None:
        """Note what is wrong with a request and answer that it is."""
        if violations:
            self.world.violations += violations
            raise DiscordError(400, INVALID_FORM, f"Invalid Form Body: {'; '.join(violations)}")

    async def _unknown(self, request: web.Request) -> web.Response:
        self.world.violations.append(
            f"{request.method} {request.path}: the loopback Discord has no such route"
        )
        raise DiscordError(404, 0, "404: Not Found")

    async def _me(self, request: web.Request) -> web.Response:
        return _json(self.world.bot.payload())

    async def _application_info(self, request: web.Request) -> web.Response:
        info = {
            "id": self.world.bot.id,
            "name": "Clippings",
            "description": "",
            "icon": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": (self.world.owner or self.world.bot).payload(),
            "verify_key": "",
            "flags": 0,
        }
        return _json(info)

    async def _gateway(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
        return _json({"url": self.gateway.url, "shards": 1, "session_start_limit": limit})

    async def _register(self, request: web.Request) -> web.Response:
        commands: list[Json] = await _body(request)
        self._refuse([*command_violations(commands)])
        fixed = {"application_id": self.world.bot.id, "version": "1", "default_member_permissions": None}
        known = [{"description": "", **command, **fixed, "id": self.world.ids.next()} for command in commands]
        for one, command in zip(known, commands, strict=True):
            one["default_member_permissions"] = command.get("default_member_permissions")
        if guild := request.match_info.get("guild"):
            if guild != self.world.guild_id:
                raise DiscordError(403, MISSING_ACCESS, "Missing Access")
            self.world.server_commands[guild] = known
        else:
            self.world.commands = known
        return _json(known)

    async def _callback(self, request: web.Request) -> web.Response:
        interaction = self.world.interactions.get(request.match_info["token"])
        if interaction is None or interaction.id != request.match_info["id"]:
            raise DiscordError(404, UNKNOWN_INTERACTION, "Unknown interaction")
        took = time.monotonic() - interaction.sent_at
        if took > ACKNOWLEDGE_SECONDS:
            self.world.violations.append(f"an interaction acknowledged only after {took:.1f} s")
            raise DiscordError(404, UNKNOWN_INTERACTION, "Unknown interaction")
        if interaction.acknowledged_after is not None:
            self.world.violations.append("an interaction acknowledged twice")
            raise DiscordError(400, ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged.")
        body = await _body(request)
        kind, data = body["type"], body.get("data") or {}
        self._respond(interaction, kind, data)
        interaction.acknowledged_after = took
        return _json(self._callback_response(interaction, kind))

    def _respond(self, interaction: Interaction, kind: int, data: Json) -> None:
        match kind:
            case op if op == CHANNEL_MESSAGE:
                interaction.original = self._new_message(interaction.channel, data)
            case op if op == DEFERRED_MESSAGE:
                flags = LOADING | ((data.get("flags") or 0) & EPHEMERAL)
                interaction.original = self._store(
                    Message("", interaction.channel, self.world.bot, flags=flags)
                )
            case op if op in (DEFERRED_UPDATE, UPDATE):
                if interaction.source is None:
                    self._refuse(["an update in answer to a command"])
                interaction.original = interaction.source
                if op == UPDATE and interaction.source is not None:
                    self._change(interaction.source, data)
            case op if op == CHOICES:
                self._refuse([*choice_violations(data["choices"])])
                interaction.choices = data["choices"]
            case op if op == OPEN_FORM:
                if interaction.kind == FORM:
                    self._refuse(["a form in answer to a form"])
                self._refuse([*form_violations(data)])
                interaction.form = data
            case _:
                self._refuse([f"a response of type {kind}, which the loopback Discord doesn't know"])

    def _callback_response(self, interaction: Interaction, kind: int) -> Json:
        message = interaction.original
        about = {
            "id": interaction.id,
            "type": interaction.kind,
            "response_message_id": message.id if message else None,
            "response_message_loading": bool(message and message.is_loading),
            "response_message_ephemeral": bool(message and message.is_ephemeral),
        }
        resource: Json = {"type": kind}
        if message and kind in (CHANNEL_MESSAGE, UPDATE):
            resource["message"] = message.payload()
        return {"interaction": about, "resource": resource}

    def _original(self, request: web.Request) -> tuple[Interaction, Message]:
        interaction = self.world.interactions.get(request.match_info["token"])
        if interaction is None or interaction.acknowledged_after is None:
            raise DiscordError(404, UNKNOWN_WEBHOOK, "Unknown Webhook")
        if interaction.original is None:
            raise DiscordError(404, UNKNOWN_MESSAGE, "Unknown Message")
        return interaction, interaction.original

    async def _get_original(self, request: web.Request) -> web.Response:
        return _json(self._original(request)[1].payload())

    async def _edit_original(self, request: web.Request) -> web.Response:
        _, message = self._original(request)
        self._change(message, await _body(request))
        message.files += [part.file.read().decode() for part in request.get("files", [])]
        return _json(message.payload())

    async def _delete_original(self, request: web.Request) -> web.Response:
        interaction, message = self._original(request)
        del self.world.messages[message.id]
        interaction.original = None
        return web.Response(status=204)

    async def _follow_up(self, request: web.Request) -> web.Response:
        interaction, original = self._original(request)
        if original.is_loading:
            # Discord takes the first follow-up for the deferred message itself.
            self._change(original, await _body(request))
            return _json(original.payload())
        message = self._new_message(interaction.channel, await _body(request))
        interaction.followups.append(message)
        return _json(message.payload())

    async def _create_message(self, request: web.Request) -> web.Response:
        message = self._new_message(self._channel(request), await _body(request))
        payload = message.payload()
        if message.channel.guild_id is not None:
            payload["guild_id"] = message.channel.guild_id
        await self.gateway.message_created(payload)
        return _json(message.payload())

    async def _create_thread(self, request: web.Request) -> web.Response:
        channel, body = self._channel(request), await _body(request)
        message = self.world.messages.get(request.match_info["message"])
        if message is None:
            raise DiscordError(404, UNKNOWN_MESSAGE, "Unknown Message")
        thread = self.world.add_channel(
            Channel(message.id, channel.guild_id, PUBLIC_THREAD, body["name"], channel.id, self.world.bot.id)
        )
        await self.gateway.dispatch("THREAD_CREATE", {**thread.payload(), "newly_created": True})
        return _json(thread.payload(), 201)

    async def _type(self, request: web.Request) -> web.Response:
        self.world.typing.append(self._channel(request).id)
        return web.Response(status=204)

    def _channel(self, request: web.Request) -> Channel:
        channel = self.world.channels.get(request.match_info["channel"])
        if channel is None:
            raise DiscordError(404, UNKNOWN_CHANNEL, "Unknown Channel")
        if channel.closed:
            raise DiscordError(403, MISSING_PERMISSIONS, "Missing Permissions")
        return channel

    def _new_message(self, channel: Channel, data: Json) -> Message:
        self._refuse([*message_violations(data)])
        self._note_pings(data)
        reference = (data.get("message_reference") or {}).get("message_id")
        if reference is not None and str(reference) not in self.world.messages:
            if data["message_reference"].get("fail_if_not_exists", True):
                raise DiscordError(400, INVALID_FORM, "Invalid Form Body: Unknown message")
            reference = None
        message = Message(
            "",
            channel,
            self.world.bot,
            content=data.get("content") or "",
            embeds=data.get("embeds") or [],
            components=data.get("components") or [],
            flags=data.get("flags") or 0,
            replies_to=str(reference) if reference else None,
        )
        return self._store(message)

    def _store(self, message: Message) -> Message:
        message.id = self.world.ids.next()
        self.world.messages[message.id] = message
        return message

    def _change(self, message: Message, data: Json) -> None:
        """Edit a message; what isn't given stays, and nothing takes the v2 flag away."""
        after: Json = {part: data.get(part, getattr(message, part)) for part in _PARTS_OF_A_MESSAGE}
        kept = message.flags & (EPHEMERAL | COMPONENTS_V2)
        after["flags"] = kept | ((data.get("flags") or 0) & COMPONENTS_V2)
        self._refuse([*message_violations(after)])
        self._note_pings(data)
        message.content = after["content"] or ""
        message.embeds, message.components = after["embeds"] or [], after["components"] or []
        message.flags = after["flags"]
        message.edits += 1

    def _note_pings(self, data: Json) -> None:
        """Note whom a message would ping: without allowed mentions, everyone it names."""
        allowed = data.get("allowed_mentions")
        may_ping = allowed is None or any(allowed.get(key) for key in ("parse", "users", "roles"))
        if may_ping:
            self.world.pings += _MENTION.findall(json.dumps(data, ensure_ascii=False))
        if (allowed is None and data.get("message_reference")) or (allowed or {}).get("replied_user"):
            self.world.pings.append("the author of the message replied to")


async def _body(request: web.Request) -> Any:
    """The JSON of a request; beside files it is a part of a form."""
    if request.content_type != "multipart/form-data":
        return json.loads(await request.text())
    if "body" not in request:
        form = await request.post()
        request["body"] = json.loads(str(form["payload_json"]))
        request["files"] = [part for name, part in form.items() if name.startswith("files")]
    return request["body"]


def _json(data: Any, status: int = 200) -> web.Response:
    # Exactly this content type: discord.py reads anything else as text.
    return web.Response(
        body=json.dumps(data).encode(), status=status, headers={"Content-Type": "application/json"}
    )
