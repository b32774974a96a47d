"""Routes by which the bot answers commands, components and forms."""

from __future__ import annotations

from aiohttp import web

from loopback.api.posting import Posting
from loopback.api.requests import (
    ALREADY_ACKNOWLEDGED,
    INVALID_WEBHOOK_TOKEN,
    TOO_MANY_FOLLOW_UPS,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    DiscordError,
    answer,
    body_of,
    done,
    files_of,
)
from loopback.checks.forms import form_violations
from loopback.model.constants import (
    AUTOCOMPLETE,
    CHANNEL_MESSAGE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    EPHEMERAL,
    LOADING,
    MODAL,
    SHOW_MODAL,
    UPDATE,
    Json,
)
from loopback.model.messages import Interaction, Message

# Follow-ups to an interaction where the application is installed only by the person.
_MOST_FOLLOW_UPS = 5
_ANSWERS = {
    COMMAND: (CHANNEL_MESSAGE, DEFERRED_MESSAGE, SHOW_MODAL),
    COMPONENT: (CHANNEL_MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, SHOW_MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL: (CHANNEL_MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE),
}


class InteractionRoutes:
    """Handles first answers to interactions, and all that can follow them."""

    def __init__(self, posting: Posting) -> None:
        """Prepare the routes.

        posting: how messages are written.
        """
        self.posting, self.world = posting, posting.world

    def routes(self) -> list[web.RouteDef]:
        """List the routes, paths without prefix."""
        webhook = "/webhooks/{application}/{token}"
        return [
            web.post("/interactions/{id}/{token}/callback", self._callback),
            web.post(webhook, self._follow_up),
            web.get(webhook + "/messages/{message}", self._get),
            web.patch(webhook + "/messages/{message}", self._edit),
            web.delete(webhook + "/messages/{message}", self._delete),
        ]

    async def _callback(self, request: web.Request) -> web.Response:
        interaction = self.world.interactions.get(request.match_info["token"])
        if interaction is None or interaction.id != request.match_info["id"]:
            raise DiscordError(404, UNKNOWN_INTERACTION, "Unknown interaction")
        took = self.world.clock.now() - interaction.sent_at
        if interaction.is_acknowledged:
            self.world.violations.append("an interaction acknowledged twice")
            raise DiscordError(400, ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged.")
        if took > self.world.acknowledge_seconds:
            self.world.violations.append(f"an interaction acknowledged only after {took:.1f} s")
            raise DiscordError(404, UNKNOWN_INTERACTION, "Unknown interaction")
        body = body_of(request)
        kind, data = body["type"], body.get("data") or {}
        self._respond(interaction, kind, data, files_of(request))
        return answer(_told(interaction, kind))

    def _respond(self, interaction: Interaction, kind: int, data: Json, files: dict[str, bytes]) -> None:
        updates = kind in (DEFERRED_UPDATE, UPDATE)
        if kind not in _ANSWERS[interaction.kind] or (updates and interaction.source is None):
            self.posting.refuse([f"a response of type {kind} to an interaction of kind {interaction.kind}"])
        match kind:
            case _ if kind == CHANNEL_MESSAGE:
                message = self.posting.checked(interaction.channel, data, files, interaction)
                self._acknowledge(interaction, message)
                self.posting.publish(message)
            case _ if kind == DEFERRED_MESSAGE:
                flags = LOADING | ((data.get("flags") or 0) & EPHEMERAL)
                message = Message(
                    "", interaction.channel, self.world.bot, flags=flags, interaction=interaction
                )
                self._acknowledge(interaction, message)
                self.posting.publish(message)
            case _ if kind == DEFERRED_UPDATE:
                self._acknowledge(interaction, interaction.source)
            case _ if kind == UPDATE and interaction.source is not None:
                self.posting.change(interaction.source, data, files)
                self._acknowledge(interaction, interaction.source)
            case _ if kind == CHOICES:
                self._acknowledge(interaction, None)
                interaction.choices = data.get("choices") or []
            case _ if kind == SHOW_MODAL:
                self.posting.refuse([*form_violations(data)])
                self._acknowledge(interaction, None)
                interaction.modal = data

    def _acknowledge(self, interaction: Interaction, original: Message | None) -> None:
        interaction.acknowledged_after = self.world.clock.now() - interaction.sent_at
        interaction.original = original

    def _interaction(self, request: web.Request) -> Interaction:
        """Find the interaction that a request follows up.

        Raises: DiscordError where it is too early or too late for that.
        """
        interaction = self.world.interactions.get(request.match_info["token"])
        is_taken = interaction is not None and interaction.is_acknowledged
        if interaction is None or not is_taken or request.match_info["application"] != self.world.bot.id:
            raise DiscordError(404, UNKNOWN_WEBHOOK, "Unknown Webhook")
        age = self.world.clock.now() - interaction.sent_at
        if age > self.world.token_seconds:
            self.world.violations.append(f"an interaction answered after its token had expired ({age:.1f} s)")
            raise DiscordError(401, INVALID_WEBHOOK_TOKEN, "Invalid Webhook Token")
        return interaction

    def _message(self, request: web.Request) -> Message:
        interaction, key = self._interaction(request), request.match_info["message"]
        if key == "@original":
            found = interaction.original
        else:
            own = [interaction.original, *interaction.followups]
            found = next((one for one in own if one is not None and one.id == key), None)
        if found is None or found.id not in self.world.messages:
            raise DiscordError(404, UNKNOWN_MESSAGE, "Unknown Message")
        return found

    async def _get(self, request: web.Request) -> web.Response:
        return answer(self._message(request).payload())

    async def _edit(self, request: web.Request) -> web.Response:
        message = self._message(request)
        self.posting.change(message, body_of(request), files_of(request))
        return answer(message.payload())

    async def _delete(self, request: web.Request) -> web.Response:
        interaction, message = self._interaction(request), self._message(request)
        if interaction.original is message:
            interaction.original = None
        self.posting.delete(message)
        return done()

    async def _follow_up(self, request: web.Request) -> web.Response:
        interaction = self._interaction(request)
        original = interaction.original
        if original is not None and original.is_loading:
            # Discord takes the first follow-up for the deferred message itself.
            self.posting.change(original, body_of(request), files_of(request))
            return answer(original.payload())
        if not interaction.is_of_server and len(interaction.followups) >= _MOST_FOLLOW_UPS:
            self.world.violations.append("a sixth follow-up where only the person installed the application")
            raise DiscordError(400, TOO_MANY_FOLLOW_UPS, "Maximum number of follow up messages reached")
        message = self.posting.checked(interaction.channel, body_of(request), files_of(request), interaction)
        interaction.followups.append(message)
        self.posting.publish(message)
        return answer(message.payload())


def _told(interaction: Interaction, kind: int) -> Json:
    """Return what Discord tells of a first answer."""
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
