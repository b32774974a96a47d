"""Name the loopback Discord as the cases in ../shared do, which drive the bot through it."""

from loopback.server import loopback_discord

__all__ = ["loopback_discord"]
