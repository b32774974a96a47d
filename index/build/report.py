"""What a build says in the end: what it did."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from index.parsers import Skipped
from index.snapshot.vectors import VectorCard


@dataclass(frozen=True)
class ChangedArticle:
    """An article that a build adds, changes or drops.

    what: "new", "changed", "mended", "gone" or "retracted". where: the item it comes from, or its source.
    """

    what: str
    article_id: str
    where: str


@dataclass
class BuildReport:
    """What a build did.

    gone: no longer among the sources; retracted: taken back by their outlets. moved: of the unchanged ones,
        how many come from another source, or from a file that was written anew.
    mended: read again, because what was stored of them wasn't what was indexed; damaged: of the unchanged
        ones, how many are still so, because their source wasn't read.
    also_listed: how often another source gave an article that one before had given.
    changed_articles: each article of a dry run that would be added, changed or dropped.
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
    mended: int = 0
    damaged: int = 0
    also_listed: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    changed_articles: list[ChangedArticle] = field(default_factory=list)
    passages: int = 0
    encoded: int = 0
    vectors: VectorCard | None = None
    seconds: float = 0.0
    snapshot: str | None = None
    is_new: bool = False

    @property
    def articles(self) -> int:
        """How many articles are indexed."""
        return self.new + self.changed + self.mended + self.unchanged

    @property
    def differs(self) -> bool:
        """Whether anything is other than before."""
        return bool(self.new or self.changed or self.mended or self.gone or self.retracted or self.moved)

    def as_json(self) -> dict[str, Any]:
        """Return the report for programs, under the names that it has always had there."""
        fields = asdict(self)
        fields["generation"] = fields.pop("snapshot")
        fields["touched"] = [
            {"what": one["what"], "article": one["article_id"], "where": one["where"]}
            for one in fields.pop("changed_articles")
        ]
        return fields
