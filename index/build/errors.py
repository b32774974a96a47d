"""How building fails."""

from __future__ import annotations

from config.errors import ClippingsError


class BuildError(ClippingsError):
    """A build can't go on; the message says why and what to do. The live snapshot is untouched."""


class NothingToIndexError(BuildError):
    """There is no article in what is to be indexed, nor was there one before."""
