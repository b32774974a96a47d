"""How fetching fails."""

from __future__ import annotations

from math import ceil


class FetchError(Exception):
    """Something can't be fetched; the message is one clause that tells the maintainer why.

    status: HTTP status where there was an answer.
    retry_after: seconds until the server wants to be asked again, where it has to be left alone.
    passing: may it work when asked again soon?
    """

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        passing: bool = False,
    ) -> None:
        super().__init__(reason)
        self.status, self.retry_after, self.passing = status, retry_after, passing

    @property
    def gone(self) -> bool:
        """Whether it was removed for good (410)."""
        return self.status == 410

    def telling(self, reason: str) -> FetchError:
        """Make the same error with another reason."""
        return FetchError(reason, status=self.status, retry_after=self.retry_after, passing=self.passing)


class SlowError(FetchError):
    """It takes too long; to wait as long at once again would help nobody."""


class UnreachableError(FetchError):
    """The host can't be connected to, so nothing of it can be fetched."""


def in_words(seconds: float) -> str:
    """Write a time to wait as people say it: "40 s", "15 min", "3 h"; never shorter than it is."""
    if seconds < 120:
        return f"{ceil(seconds)} s"
    return f"{ceil(seconds / 60)} min" if seconds < 7200 else f"{ceil(seconds / 3600)} h"
