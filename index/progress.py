"""How far an index is, for whoever shows it."""

from __future__ import annotations


class Progress:
    """Hears how far an index is; this one ignores it."""

    def listed(self, location: str, pages: int) -> None:
        """Hear that a source on the web was looked at: so many of its pages are to be fetched."""

    def fetched(self, location: str, url: str, problem: str | None) -> None:
        """Hear that a page of it was fetched, or why it wasn't."""

    def crawled(self, location: str, problem: str | None) -> None:
        """Hear that all of a source is fetched, or why it can't be."""

    def reading(self, count: int) -> None:
        """Hear that so many more articles were found, which will be read."""

    def read(self, where: str) -> None:
        """Hear that an article was read, or skipped, at this place."""

    def encoding(self, total: int) -> None:
        """Hear that so many passages are about to be encoded."""

    def encoded(self, count: int) -> None:
        """Hear that so many more passages are encoded."""

    def waiting(self, holder: str) -> None:
        """Hear that another build, described so, must end first."""
