"""What a build says of itself: how far it is, and in the end what it did."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.parsers import Skipped
from index.snapshot.vectors import VectorCard


@dataclass(frozen=True)
class Touched:
    """An article that a build adds, changes or drops.

    what: "new", "changed", "gone" or "retracted". where: the item it comes from, or its source.
    """

    what: str
    article: str
    where: str


@dataclass
class BuildReport:
    """What a build did.

    gone: no longer among the sources; retracted: taken back by their outlets. moved: of the unchanged ones,
        how many come from another source, or from a file that was written anew.
    touched: each article of a dry run that would be added, changed or dropped.
    snapshot: the live snapshot's name after it; None where nothing is indexed.
    is_new: was a new snapshot made? With nothing changed there is none.
    passages: in the snapshot; encoded: of these, how many were encoded now.
    vectors: how the vectors of a new snapshot are indexed.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    retracted: int = 0
    unchanged: int = 0
    moved: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)
    passages: int = 0
    encoded: int = 0
    vectors: VectorCard | None = None
    seconds: float = 0.0
    snapshot: str | None = None
    is_new: bool = False

    @property
    def articles(self) -> int:
        """How many articles are indexed."""
        return self.new + self.changed + self.unchanged

    @property
    def differs(self) -> bool:
        """Is anything other than before?"""
        return bool(self.new or self.changed or self.gone or self.retracted or self.moved)


class Progress:
    """Hears how far an index is; this one ignores it."""

    def listed(self, location: str, pages: int) -> None:
        """A source on the web was looked at: so many of its pages are to be fetched."""

    def fetched(self, location: str, url: str, problem: str | None) -> None:
        """A page of it was fetched, or why it wasn't."""

    def gathered(self, location: str, problem: str | None) -> None:
        """All of a source is fetched, or why it can't be."""

    def read(self, where: str) -> None:
        """An article was read, or skipped, at this place."""

    def encoding(self, total: int) -> None:
        """So many passages are about to be encoded."""

    def encoded(self, count: int) -> None:
        """So many more passages are encoded."""

    def waiting(self, holder: str) -> None:
        """Another build, described so, must end first."""
