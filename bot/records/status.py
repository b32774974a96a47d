"""The live snapshot in figures, for ``clippings status --json``."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from index.models.encoder import read_card
from index.snapshot.snapshot import ENCODER, Snapshot, SnapshotError, read_manifest, snapshot_names
from index.sources.page_cache import FETCHED


class Status(BaseModel):
    """What ``clippings status`` says; bytes are those on disk.

    model_cosine, model_overlap: how near the exported model is to the original, see ``EncoderCard``.
    damaged: ids of articles that aren't what was indexed: not quoted, and read again by the next build.
    articles_before: in the snapshot before this one; None where none is kept.
    newest: the latest day of an article; None where no day is known. fetched_bytes: of what was fetched.
    vectors, vectors_recall: how they are indexed, and the share of the nearest that a search finds.
    """

    snapshot: str = Field(serialization_alias="generation")  # as --json has always called it
    created: datetime
    articles: int
    articles_before: int | None
    newest: date | None
    damaged: list[str]
    passages: int
    outlets: int
    model: str
    model_form: str
    model_cosine: float
    model_overlap: float
    vectors: str
    vectors_recall: float
    dimension: int
    passage_words: int
    bytes: int
    fetched_bytes: int
    folder: str


def describe(snapshot: Snapshot) -> Status:
    """Put a snapshot into figures."""
    manifest, encoder = snapshot.manifest, read_card(snapshot.folder / ENCODER)
    outlets = snapshot.store.outlets()
    data = snapshot.folder.parent.parent
    return Status(
        snapshot=snapshot.name,
        created=manifest.created,
        articles=manifest.articles,
        articles_before=_articles_before(snapshot),
        newest=max((outlet.last for outlet in outlets if outlet.last), default=None),
        damaged=sorted(snapshot.store.damaged()),
        passages=manifest.passages,
        outlets=len(outlets),
        model=manifest.model,
        model_form=encoder.form,
        model_cosine=encoder.cosine,
        model_overlap=encoder.overlap,
        vectors=manifest.vectors.kind,
        vectors_recall=manifest.vectors.recall,
        dimension=manifest.dimension,
        passage_words=manifest.passage_words,
        bytes=sum(record.bytes for record in manifest.files.values()),
        fetched_bytes=sum(file.stat().st_size for file in data.glob(f"{FETCHED}*")),
        folder=str(snapshot.folder.absolute()),
    )


def _articles_before(snapshot: Snapshot) -> int | None:
    """Count the articles of the snapshot before, as its manifest has them."""
    data = snapshot.folder.parent.parent
    earlier = [name for name in snapshot_names(data) if name < snapshot.name]
    try:
        return read_manifest(snapshot.folder.parent / earlier[-1]).articles if earlier else None
    except SnapshotError:
        return None
