"""Remembers messages that asked something and what they got: for changes, deletions and talks that go on."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# Only young messages are answered when they are changed, so few need to be known.
_MOST = 2_000


class Recent(Generic[K, V]):
    """Holds what was noted last, and forgets what is older."""

    def __init__(self, most: int = _MOST) -> None:
        """Hold nothing yet; most: so many at a time."""
        self._most = most
        self._held: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Return what is held; None where it is not."""
        return self._held.get(key)

    def put(self, key: K, value: V) -> None:
        """Hold something, as the newest."""
        self._held[key] = value
        self._held.move_to_end(key)
        if len(self._held) > self._most:
            self._held.popitem(last=False)

    def drop(self, key: K) -> None:
        """Forget what is held, if anything is."""
        self._held.pop(key, None)


@dataclass(frozen=True)
class MessageAt:
    """Holds where a message of the bot's is. is_layout: is it made of components, which can't be undone?"""

    channel_id: int
    id: int
    is_layout: bool


@dataclass
class _Heard:
    """Holds what a message said, as a hash, None once it is deleted; and the reply that it has.

    replied: what it said when it got that reply.
    """

    said: int | None = None
    reply: MessageAt | None = None
    replied: int | None = None


class HeardMessages:
    """Knows what the latest messages said that were for the bot, and where their replies are.

    since: when it began to listen.
    """

    def __init__(self) -> None:
        """Know none yet."""
        self._heard: Recent[int, _Heard] = Recent()
        self.since = datetime.now(UTC)

    def is_new(self, message_id: int, content: str) -> bool:
        """Tell whether a message says something that it didn't say before, and remember it.

        content: all its text.
        """
        heard = self._heard.get(message_id) or _Heard()
        if heard.said == hash(content):
            return False
        heard.said = hash(content)
        self._heard.put(message_id, heard)
        return True

    def still_says(self, message_id: int, content: str) -> bool:
        """Tell whether a message hasn't been changed or deleted since; what is forgotten hasn't been."""
        heard = self._heard.get(message_id)
        return heard is None or heard.said == hash(content)

    def note_reply(self, message_id: int, content: str, reply: MessageAt) -> None:
        """Remember where the reply to a message is.

        content: what the message said that it replies to.
        """
        heard = self._heard.get(message_id) or _Heard()
        heard.reply, heard.replied = reply, hash(content)
        self._heard.put(message_id, heard)

    def reply_to(self, message_id: int) -> MessageAt | None:
        """Find the reply to a message; None where it has none that is known."""
        heard = self._heard.get(message_id)
        return heard.reply if heard else None

    def is_known(self, message_id: int) -> bool:
        """Tell whether a message was for the bot, as far as that is remembered."""
        return self._heard.get(message_id) is not None

    def has_reply(self, message_id: int) -> bool:
        """Tell whether a message has a reply that is to what it says now."""
        heard = self._heard.get(message_id)
        return heard is not None and heard.reply is not None and heard.replied == heard.said

    def drop_reply(self, message_id: int) -> None:
        """Note that a message has no reply any more."""
        if heard := self._heard.get(message_id):
            heard.reply = None

    def delete(self, message_id: int) -> MessageAt | None:
        """Note that a message is gone, whatever it may get yet.

        Returns: the reply that it had.
        """
        heard = self._heard.get(message_id)
        if heard is None:
            return None
        heard.said, reply, heard.reply = None, heard.reply, None
        return reply
