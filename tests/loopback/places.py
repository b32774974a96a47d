"""Name roles as the cases in ../shared do."""

from __future__ import annotations

from loopback.model import guilds
from loopback.model.permissions import Permission


class Role(guilds.Role):
    """A role of a server."""

    @property
    def rights(self) -> Permission:
        """Return what it allows."""
        return self.permissions
