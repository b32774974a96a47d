"""Builds a new generation from sources; what is unchanged is taken over from the live one."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from config.settings import IndexSettings
from index.encoder import Encoder, load_encoder
from index.export import export_encoder, model_identity
from index.generation import (
    ENCODER,
    FORMAT,
    GENERATIONS,
    STORE,
    VECTORS,
    Generation,
    GenerationError,
    Manifest,
    NothingIndexedError,
    generation_names,
    live_folder,
    open_live,
)
from index.lock import BuildError, build_lock
from index.passages import split_passages
from index.publish import prune, publish
from index.readers import Found, Skipped
from index.store import StoreWriter

log = logging.getLogger(__name__)

# Passages encoded between two reports of progress; texts of like length are batched inside it.
_WINDOW = 1024
# Above this share of new passages the full-text index is rewritten into its fastest form.
_MERGE_SHARE = 0.1
_SCRATCH = ".building"


@dataclass
class BuildReport:
    """What a build did.

    generation: the live generation's name after it; None where nothing is indexed.
    is_new: was a new generation made? With nothing changed there is none.
    passages: in the generation; encoded: of these, how many were encoded now.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    passages: int = 0
    encoded: int = 0
    seconds: float = 0.0
    generation: str | None = None
    is_new: bool = False

    @property
    def articles(self) -> int:
        """How many articles are indexed."""
        return self.new + self.changed + self.unchanged

    @property
    def differs(self) -> bool:
        """Is anything other than before?"""
        return bool(self.new or self.changed or self.gone)


class Progress:
    """Hears how far a build is; this one ignores it."""

    def read(self, where: str) -> None:
        """An article was read, or skipped, at this place."""

    def encoding(self, total: int) -> None:
        """So many passages are about to be encoded."""

    def encoded(self, count: int) -> None:
        """So many more passages are encoded."""

    def waiting(self, holder: str) -> None:
        """Another build, described so, must end first."""


def build(
    items: Iterable[Found | Skipped],
    data: Path,
    settings: IndexSettings,
    *,
    full: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a generation that holds exactly these articles, and make it live.

    items: the articles, streamed; of two with one id the first counts.
    data: the folder that holds ``CURRENT``.
    full: take nothing over from the live generation. dry_run: report only, make no generation.
    Returns: what was done; with nothing changed no generation is made.
    Raises: BuildError; EncoderError where the model can't be used. The old generation stays live.
    """
    started = time.monotonic()
    progress = progress or Progress()
    try:
        data.mkdir(parents=True, exist_ok=True)
        with build_lock(data, settings.lock_wait_seconds, progress.waiting):
            report = _Build(data, settings, full, progress).run(items, dry_run=dry_run)
    except OSError as error:
        raise BuildError(_explain(error.filename or data, error.strerror or str(error))) from error
    except sqlite3.Error as error:
        raise BuildError(_explain(data, str(error))) from error
    report.seconds = time.monotonic() - started
    return report


class _Build:
    """One build, from the lock to the switch."""

    def __init__(self, data: Path, settings: IndexSettings, full: bool, progress: Progress) -> None:
        self._data, self._settings, self._progress = data, settings, progress
        self._report = BuildReport()
        self._identity = model_identity(settings.model)
        self._base = None if full else self._reusable()
        self._was = _live_name(data)

    def run(self, items: Iterable[Found | Skipped], *, dry_run: bool) -> BuildReport:
        scratch = self._data / GENERATIONS / _SCRATCH
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        try:
            store, removed = self._read(items, scratch / STORE)
            report = self._report
            report.generation = self._was
            if report.articles == 0:
                store.close()
                raise BuildError(_nothing_to_index(report.skipped))
            if self._base and not report.differs:
                report.passages = self._base.manifest.passages
                store.close()
            elif dry_run:
                store.close()
            else:
                self._write(store, removed, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            if self._base:
                self._base.close()
        return self._report

    def _reusable(self) -> Generation | None:
        """The live generation where its vectors can serve again."""
        try:
            live = open_live(self._data)
        except NothingIndexedError:
            return None
        except GenerationError as error:
            log.warning("The live generation can't be reused, so all is built anew: %s", error)
            return None
        manifest = live.manifest
        same = (*self._identity, self._settings.passage_words)
        if (manifest.model, manifest.revision, manifest.passage_words) == same:
            return live
        live.close()
        return None

    def _read(self, items: Iterable[Found | Skipped], path: Path) -> tuple[StoreWriter, list[int]]:
        """Read all articles into a store; returns it with the ids of passages that are gone."""
        if self._base:
            shutil.copyfile(self._base.folder / STORE, path)
        store = StoreWriter(path)
        before = store.content_hashes()
        seen: dict[str, str] = {}
        removed: list[int] = []
        report = self._report
        for item in items:
            self._progress.read(item.where)
            if isinstance(item, Skipped):
                report.skipped.append(item)
                continue
            article = item.article
            if article.id in seen:
                report.skipped.append(Skipped(item.where, f"the same article as {seen[article.id]}"))
                continue
            seen[article.id] = item.where
            known = before.get(article.id)
            if known == article.content_hash:
                report.unchanged += 1
                continue
            if known is None:
                report.new += 1
            else:
                report.changed += 1
                removed += store.remove(article.id)
            store.add(article, split_passages(article.text, self._settings.passage_words))
        for article_id in before.keys() - seen.keys():
            report.gone += 1
            removed += store.remove(article_id)
        return store, removed

    def _write(self, store: StoreWriter, removed: list[int], scratch: Path) -> None:
        """Encode what is new and publish the generation."""
        encoder = self._encoder(scratch / ENCODER)
        if self._base:
            vectors: Any = self._base.vectors
            vectors.remove_ids(np.array(removed, dtype=np.int64))
        else:
            vectors = faiss.IndexIDMap2(faiss.IndexFlatIP(encoder.card.dimension))
        report = self._report
        report.encoded = store.new_count()
        self._encode(store, encoder, vectors)
        report.passages = vectors.ntotal
        store.finish(merge=report.encoded > _MERGE_SHARE * report.passages)
        try:
            faiss.write_index(vectors, str(scratch / VECTORS))
        except RuntimeError as error:  # what faiss raises where the disk is full
            raise OSError(errno.ENOSPC, "the vectors can't be written", str(self._data)) from error
        manifest = Manifest(
            format=FORMAT,
            created=datetime.now(UTC),
            model=encoder.card.model,
            revision=encoder.card.revision,
            dimension=encoder.card.dimension,
            passage_words=self._settings.passage_words,
            articles=report.articles,
            passages=report.passages,
            files={},
        )
        name = f"{max([0, *map(int, generation_names(self._data))]) + 1:06d}"
        publish(scratch, self._data, name, manifest)
        report.generation, report.is_new = name, True
        prune(self._data, self._settings.keep_generations)

    def _encoder(self, folder: Path) -> Encoder:
        """The encoder, in the new generation's folder: the live one's files, or exported anew."""
        if self._base:
            shutil.copytree(self._base.folder / ENCODER, folder, copy_function=_link)
        else:
            export_encoder(self._settings.model, folder)
        return load_encoder(folder, self._settings.threads)

    def _encode(self, store: StoreWriter, encoder: Encoder, vectors: Any) -> None:
        self._progress.encoding(self._report.encoded)
        for window in _windows(store.new_passages()):
            ids = np.array([row for row, _, _ in window], dtype=np.int64)
            # The title tells what "he" and "the company" mean; it is embedded, never quoted.
            texts = [f"{title}\n{text}" if title else text for _, title, text in window]
            vectors.add_with_ids(encoder.encode_passages(texts), ids)
            self._progress.encoded(len(window))


def _windows(
    passages: Iterator[tuple[int, str | None, str]],
) -> Iterator[list[tuple[int, str | None, str]]]:
    window = []
    for passage in passages:
        window.append(passage)
        if len(window) == _WINDOW:
            yield window
            window = []
    if window:
        yield window


def _live_name(data: Path) -> str | None:
    try:
        return live_folder(data).name
    except GenerationError:
        return None


def _link(source: str, target: str) -> str:
    """Take a file over without copying its bytes, where the file system can."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    return target


def _nothing_to_index(skipped: list[Skipped]) -> str:
    if not skipped:
        return "There is no article in what was given. Name files or folders that hold articles."
    first = skipped[0]
    return (
        f"None of the {len(skipped)} items given can be indexed; the first, {first.where}: {first.reason}."
        " Correct them or name others."
    )


def _explain(place: Path | str, what: str) -> str:
    return (
        f"{place}: {what}. Nothing was changed; free space there or correct its permissions,"
        " or give another folder with --data, and try again."
    )
