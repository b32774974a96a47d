"""What can go wrong while someone waits for a reply, and what they are told."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping

from discord import app_commands

from bot.database.errors import DatabaseError
from bot.service.queue import BusyError
from bot.texts import Markdown, Texts, Value

_log = logging.getLogger(__name__)


class UserError(app_commands.AppCommandError):
    """Something can't be done, and the person who asked for it is told why."""

    def __init__(self, key: str, **values: Value) -> None:
        """Make the error.

        key: the text for that person. values: what is put into it.
        """
        super().__init__(key, values)
        self.key, self.values = key, values


class MisunderstoodError(UserError):
    """A question can't be asked like this."""


class CooldownError(UserError):
    """Someone asks faster than they may."""


class NotAdmittedError(UserError):
    """The server wants no questions of someone, or none in that channel."""


class BlockedError(NotAdmittedError):
    """The server has blocked someone; only they may hear of it."""


def error_reply(error: Exception, doing: str, texts: Texts, commands: Mapping[str, Markdown]) -> Markdown:
    """Write what the person who waits is told; what nobody expected is logged under an id.

    error: what was raised.
    doing: what was being done, for the log.
    texts: in that person's language. commands: those that texts tell of, by the names of their values.
    Returns: a short text.
    """
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    match error:
        case BusyError(seconds=seconds):
            return texts("busy", seconds=seconds)
        case UserError(key=key, values=values):
            return texts(key, **{**commands, **values})
        case DatabaseError(is_passing=True):
            _log.warning("%s failed: %s", doing, error)
            return texts("database-busy")
        case _:
            error_id = secrets.token_hex(3)
            _log.error("error %s while %s", error_id, doing, exc_info=error, extra={"error_id": error_id})
            return texts("broken", id=Markdown(error_id))
