"""People, bots and webhooks."""

from __future__ import annotations

from dataclasses import dataclass

from loopback.model.constants import Json


@dataclass(frozen=True)
class User:
    """A person, a bot or a webhook."""

    id: str
    name: str
    bot: bool = False
    locale: str = "en-US"

    def payload(self) -> Json:
        """Return the user as Discord sends it."""
        return {
            "id": self.id,
            "username": self.name,
            "discriminator": "0",
            "global_name": self.name.title(),
            "avatar": None,
            "bot": self.bot,
            "flags": 0,
        }
