"""Remembers which messages asked something, so that a changed one is answered once."""

from __future__ import annotations

from collections import OrderedDict

# Only young messages are answered when they are changed, so few need to be known.
_MOST = 2_000


class HeardMessages:
    """Knows what the latest messages said that were for the bot, as a hash."""

    def __init__(self) -> None:
        """Know none yet."""
        self._said: OrderedDict[int, int] = OrderedDict()

    def is_new(self, message_id: int, content: str) -> bool:
        """Tell whether a message says something that it didn't say before, and remember it.

        content: all its text.
        """
        said = hash(content)
        if self._said.get(message_id) == said:
            return False
        self._said[message_id] = said
        self._said.move_to_end(message_id)
        if len(self._said) > _MOST:
            self._said.popitem(last=False)
        return True
