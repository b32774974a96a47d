"""A snapshot: one complete, immutable index on disk, and which one is live."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from config.errors import ClippingsError
from index.closing import Closing
from index.models.encoder import Encoder, load_encoder
from index.snapshot.lexical import WORDS, LexicalIndex
from index.snapshot.store import STORE, StoreReader
from index.snapshot.vectors import VectorCard, VectorIndex

FORMAT = 6
# Those of earlier versions are read as they are, and built on: format 3 has no files of changes, format 4
# doesn't say of which articles only the beginning is there, nor who gave their outlets, format 5 doesn't say
# when they were added, nor which tell of one event.
_FORMATS = (3, 4, 5, FORMAT)
FIRST_WITH_STORIES = 6
CURRENT = "CURRENT"
SNAPSHOTS = "generations"
MANIFEST = "manifest.json"
VECTORS = "vectors.faiss"
ENCODER = "encoder"


class SnapshotError(ClippingsError):
    """A snapshot can't be used; the message says what is wrong and what to run."""


class NothingIndexedError(SnapshotError):
    """Nothing has been indexed yet."""


class FileRecord(BaseModel):
    """What the manifest vouches for: a file's size in bytes and its SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What a snapshot holds (``manifest.json``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    created: datetime
    model: str
    revision: str
    dimension: int
    passage_words: int
    articles: int
    passages: int
    vectors: VectorCard
    files: dict[str, FileRecord]


class Snapshot(Closing):
    """An open snapshot; reading only, from any thread."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Open a snapshot and check format, files, model, dimension and counts.

        folder: ``data/generations/<name>``. threads: for encoding one question; 0 takes every core.
        Raises: SnapshotError saying what is wrong and what to run.
        """
        self.folder = folder
        self._threads = threads
        self.manifest = read_manifest(folder)
        try:
            for name, record in self.manifest.files.items():
                if not (folder / name).is_file() or (folder / name).stat().st_size != record.bytes:
                    raise SnapshotError(
                        f"{folder / name} is missing or cut short. Run `clippings index --full`."
                    )
            self.store = StoreReader(folder / STORE)
            self.lexical = LexicalIndex(folder / WORDS)
            self.vectors = VectorIndex(folder / VECTORS, self.manifest.vectors)
            self._check_counts()
        except SnapshotError:
            raise
        except Exception as error:  # sqlite3, tantivy and faiss raise classes of their own
            if closed := _closed_to_us(folder):
                raise _may_not_be_read(closed) from error
            raise SnapshotError(f"{folder} is broken ({error}). Run `clippings index --full`.") from error

    @property
    def name(self) -> str:
        """The snapshot's name, which is its folder's."""
        return self.folder.name

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the passages were made with, loaded when first used."""
        return load_encoder(self.folder / ENCODER, self._threads)

    def close(self) -> None:
        """Close the files."""
        self.store.close()

    def _check_counts(self) -> None:
        manifest = self.manifest
        stored = (*self.store.counts(), *self.vectors.size)
        vouched = (manifest.articles, manifest.passages, manifest.passages, manifest.dimension)
        if stored != vouched:
            raise SnapshotError(
                f"{self.folder} holds {stored[0]} articles, {stored[1]} passages and {stored[2]} vectors of"
                f" {stored[3]} numbers, but its manifest says {vouched[0]}, {vouched[1]}, {vouched[2]} and"
                f" {vouched[3]}. Run `clippings index --full`."
            )


def read_manifest(folder: Path) -> Manifest:
    """Read a snapshot's manifest and check that this version can use it.

    Raises: SnapshotError if it is missing, broken or of another format.
    """
    path = folder / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SnapshotError(f"{path} is missing. Run `clippings index --full`.") from error
    except PermissionError as error:
        raise _may_not_be_read(path) from error
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise SnapshotError(f"{path} can't be read. Run `clippings index --full`.") from error
    if manifest.format not in _FORMATS:
        raise SnapshotError(
            f"{folder} has format {manifest.format}, this version reads {FORMAT}."
            " Run `clippings index --full`."
        )
    return manifest


def _may_not_be_read(place: object) -> SnapshotError:
    return SnapshotError(f"{place} may not be read. Correct its permissions.")


def _closed_to_us(folder: Path) -> Path | None:
    """Find something of a snapshot that this process may not read."""
    return next((place for place in (folder, *folder.rglob("*")) if not os.access(place, os.R_OK)), None)


def live_folder(data: Path) -> Path:
    """Find the folder of the live snapshot.

    data: the folder that holds ``CURRENT``.
    Raises: NothingIndexedError where nothing is indexed; SnapshotError where CURRENT names no snapshot.
    """
    try:
        name = (data / CURRENT).read_text(encoding="utf-8").strip()
        folder = data / SNAPSHOTS / name
        is_one = bool(name) and "/" not in name and not name.startswith(".") and folder.is_dir()
    except FileNotFoundError as error:
        raise NothingIndexedError(
            f"Nothing is indexed in {data.absolute()} yet. Run `clippings index PATH …` first."
        ) from error
    except PermissionError as error:
        raise _may_not_be_read(error.filename) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(f"{data / CURRENT} can't be read ({error}). Run `clippings index`.") from error
    if not is_one:
        raise SnapshotError(f"{data / CURRENT} names no snapshot. Run `clippings index`.")
    return folder


def open_live(data: Path, threads: int = 0) -> Snapshot:
    """Open the live snapshot; see ``live_folder`` and ``Snapshot`` for what is raised."""
    return Snapshot(live_folder(data), threads)


def snapshot_names(data: Path) -> list[str]:
    """List the names of all finished snapshots, oldest first."""
    folder = data / SNAPSHOTS
    return sorted(p.name for p in folder.iterdir() if p.name.isdigit()) if folder.is_dir() else []
