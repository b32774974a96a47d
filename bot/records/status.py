"""The live snapshot in figures, for ``clippings status --json``."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from index.models.encoder import read_card
from index.snapshot.snapshot import ENCODER, Snapshot


class Status(BaseModel):
    """What ``clippings status`` says; bytes are those on disk.

    model_cosine, model_overlap: how near the exported model is to the original, see ``EncoderCard``.
    damaged: ids of articles that aren't what was indexed: not quoted, and read again by the next build.
    vectors, vectors_recall: how they are indexed, and the share of the nearest that a search finds.
    """

    snapshot: str = Field(serialization_alias="generation")  # as --json has always called it
    created: datetime
    articles: int
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
    folder: str


def describe(snapshot: Snapshot) -> Status:
    """Put a snapshot into figures."""
    manifest, encoder = snapshot.manifest, read_card(snapshot.folder / ENCODER)
    return Status(
        snapshot=snapshot.name,
        created=manifest.created,
        articles=manifest.articles,
        damaged=sorted(snapshot.store.damaged()),
        passages=manifest.passages,
        outlets=len(snapshot.store.outlets()),
        model=manifest.model,
        model_form=encoder.form,
        model_cosine=encoder.cosine,
        model_overlap=encoder.overlap,
        vectors=manifest.vectors.kind,
        vectors_recall=manifest.vectors.recall,
        dimension=manifest.dimension,
        passage_words=manifest.passage_words,
        bytes=sum(record.bytes for record in manifest.files.values()),
        folder=str(snapshot.folder.absolute()),
    )
