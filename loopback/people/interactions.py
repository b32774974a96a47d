"""How interactions travel: what people used becomes an event for the bot, and a reply to wait for."""

from __future__ import annotations

import secrets

from loopback.gateway.gateway import Gateway
from loopback.model.access import permissions_in
from loopback.model.constants import (
    DM_CHANNEL,
    FOR_SERVER,
    FOR_USER,
    IN_DIRECT,
    IN_PRIVATE,
    IN_SERVER,
    Json,
)
from loopback.model.guilds import Channel
from loopback.model.messages import Interaction, Message
from loopback.model.permissions import ORDINARY
from loopback.model.users import User
from loopback.people.reply import Reply, finished
from loopback.world import World


def context_of(channel: Channel) -> int:
    """Tell what kind of place a channel is, to commands."""
    if channel.guild is not None:
        return IN_SERVER
    return IN_DIRECT if channel.kind == DM_CHANNEL else IN_PRIVATE


class Interactions:
    """Begins interactions and tells the bot of them."""

    world: World
    gateway: Gateway

    def _used_on_message(self, interaction: Interaction, data: Json, shown: Json | None = None) -> Reply:
        source = interaction.source
        edits = source.edits if source else 0
        self._send(interaction, data, shown)

        def find() -> Message | None:
            if interaction.followups:
                return interaction.followups[-1]
            if interaction.original is not None and interaction.original is not source:
                return finished(interaction.original)
            return source if source is not None and source.edits > edits else None

        return Reply(self.world, self.gateway, find, interaction)

    def _begin(
        self, user: User, channel: Channel, kind: int, name: str, source: Message | None = None
    ) -> Interaction:
        """Begin an interaction. source: the message whose component or form is used."""
        token = secrets.token_urlsafe(32)
        interaction = Interaction(
            self.world.ids.next(), token, channel, user, kind, self.world.clock.now(), name
        )
        # What was shown to others belongs to whoever had it shown.
        shown_by = source.interaction if source else None
        interaction.source = source
        interaction.owners = shown_by.owners if shown_by else self._owners(user, channel)
        self.world.interactions[token] = interaction
        return interaction

    def _send(self, interaction: Interaction, data: Json, shown: Json | None = None) -> None:
        """Tell the bot of an interaction.

        shown: the message that it was used on, where that isn't as it really is.
        """
        payload = self._payload(interaction, data) | ({"message": shown} if shown else {})
        heard = self.gateway.tell("INTERACTION_CREATE", payload, interaction.channel.guild)
        assert heard, "no client is there to hear INTERACTION_CREATE"

    def _owners(self, user: User, channel: Channel) -> Json:
        """Tell who installed the application, as far as it counts here: the server, the person."""
        owners = {}
        if context_of(channel) == IN_DIRECT or (channel.guild and channel.guild.has_bot):
            owners[str(FOR_SERVER)] = channel.guild_id or "0"
        if user.id in self.world.installed_by:
            owners[str(FOR_USER)] = user.id
        return owners

    def _payload(self, interaction: Interaction, data: Json) -> Json:
        channel, user, guild = interaction.channel, interaction.user, interaction.channel.guild
        payload: Json = {
            "id": interaction.id,
            "application_id": self.world.bot.id,
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "channel": channel.payload(),
            "channel_id": channel.id,
            "data": data,
            "app_permissions": str(int(permissions_in(self.world.bot, channel) if guild else ORDINARY)),
            "locale": user.locale,
            "entitlements": [],
            "authorizing_integration_owners": interaction.owners,
            "context": context_of(channel),
            "attachment_size_limit": 10_485_760,
        }
        if interaction.source is not None:
            payload["message"] = interaction.source.payload()
        if guild is None:
            return payload | {"user": user.payload()}
        member = guild.member(user).payload() | {"permissions": str(int(permissions_in(user, channel)))}
        about = {"id": guild.id, "locale": guild.locale, "features": []}
        return payload | {
            "guild_id": guild.id,
            "guild": about,
            "guild_locale": guild.locale,
            "member": member,
        }
