"""Keeps a build from dropping much of what is indexed, where nobody said that it should."""

from __future__ import annotations

from collections import Counter
from enum import Enum

from index.build.errors import BuildError

# More than this share of all articles, or from this share of a source on, is too much.
_OF_ALL, _OF_A_SOURCE = 0.1, 0.5
# To drop one or two is daily work.
_FEWEST = 3


class DropError(BuildError):
    """A build would drop too many articles; the message says how many, of which sources."""

    def __init__(self, summary: str) -> None:
        """Make the error.

        summary: how many, of which sources, as ``explain`` says it.
        """
        super().__init__(
            f"{summary} Nothing was changed. If that is meant, run it again with --drop;"
            " if not, see what became of it."
        )
        self.summary = summary


class OnManyDrops(Enum):
    """What a build does where too many articles would leave: drop them, keep them, or stop."""

    DROP = "drop"
    KEEP = "keep"
    STOP = "stop"


def too_many(leaving: Counter[str], indexed: Counter[str]) -> Counter[str]:
    """Tell which of the articles that would leave are too many.

    leaving, indexed: how many articles of each source would leave, and are indexed.
    Returns: those of leaving that should be asked about, by source; none where all is well.
    """
    lost, held = leaving.total(), indexed.total()
    if lost < _FEWEST:
        return Counter()
    if lost > _OF_ALL * held:
        return leaving
    return Counter(
        {
            source: count
            for source, count in leaving.items()
            if count >= _FEWEST and count >= _OF_A_SOURCE * indexed[source]
        }
    )


def explain(excess: Counter[str], indexed: Counter[str]) -> str:
    """Say in a sentence how many articles would leave."""
    of_sources = [
        f"{count:,} of the {indexed[source]:,} of {source or 'an unnamed source'}"
        for source, count in excess.most_common(3)
    ]
    more = len(excess) - len(of_sources)
    others = f", and of {more} more" if more else ""
    return f"{excess.total():,} of {indexed.total():,} articles would leave: {', '.join(of_sources)}{others}."
