"""The live generation in figures."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from index.generation import Generation


class Status(BaseModel):
    """What ``clippings status`` says; bytes are those on disk."""

    generation: str
    created: datetime
    articles: int
    passages: int
    outlets: int
    model: str
    model_form: str
    dimension: int
    passage_words: int
    bytes: int
    folder: str


def describe(generation: Generation) -> Status:
    """Put a generation into figures."""
    manifest = generation.manifest
    return Status(
        generation=generation.name,
        created=manifest.created,
        articles=manifest.articles,
        passages=manifest.passages,
        outlets=len(generation.store.outlets()),
        model=manifest.model,
        model_form=generation.encoder.card.form,
        dimension=manifest.dimension,
        passage_words=manifest.passage_words,
        bytes=sum(record.bytes for record in manifest.files.values()),
        folder=str(generation.folder.absolute()),
    )
