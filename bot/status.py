"""The live generation in figures."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from index.encoder import read_card
from index.generation import ENCODER, Generation


class Status(BaseModel):
    """What ``clippings status`` says; bytes are those on disk.

    model_cosine, model_overlap: how near the exported model is to the original, see ``EncoderCard``.
    vectors, vectors_recall: how they are indexed, and the share of the nearest that a search finds.
    """

    generation: str
    created: datetime
    articles: int
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


def describe(generation: Generation) -> Status:
    """Put a generation into figures."""
    manifest, encoder = generation.manifest, read_card(generation.folder / ENCODER)
    return Status(
        generation=generation.name,
        created=manifest.created,
        articles=manifest.articles,
        passages=manifest.passages,
        outlets=len(generation.store.outlets()),
        model=manifest.model,
        model_form=encoder.form,
        model_cosine=encoder.cosine,
        model_overlap=encoder.overlap,
        vectors=manifest.vectors.kind,
        vectors_recall=manifest.vectors.recall,
        dimension=manifest.dimension,
        passage_words=manifest.passage_words,
        bytes=sum(record.bytes for record in manifest.files.values()),
        folder=str(generation.folder.absolute()),
    )
