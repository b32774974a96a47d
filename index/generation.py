"""A generation: one complete, immutable index on disk, and which one is live."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from config.errors import ClippingsError
from index.encoder import Encoder, load_encoder
from index.store import STORE, StoreReader
from index.vectors import VectorCard, VectorIndex
from index.words import WORDS, WordIndex

FORMAT = 3
CURRENT = "CURRENT"
GENERATIONS = "generations"
MANIFEST = "manifest.json"
VECTORS = "vectors.faiss"
ENCODER = "encoder"


class GenerationError(ClippingsError):
    """A generation can't be used; the message says what is wrong and what to run."""


class NothingIndexedError(GenerationError):
    """Nothing has been indexed yet."""


class FileRecord(BaseModel):
    """What the manifest vouches for: a file's size in bytes and its SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What a generation holds (``manifest.json``)."""

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


class Generation:
    """An open generation; reading only, from any thread."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Open a generation and check format, files, model, dimension and counts.

        folder: ``data/generations/<name>``. threads: for encoding one question; 0 takes every core.
        Raises: GenerationError saying what is wrong and what to run.
        """
        self.folder = folder
        self._threads = threads
        self.manifest = read_manifest(folder)
        for name, record in self.manifest.files.items():
            if not (folder / name).is_file() or (folder / name).stat().st_size != record.bytes:
                raise GenerationError(
                    f"{folder / name} is missing or cut short. Run `clippings index --full`."
                )
        try:
            self.store = StoreReader(folder / STORE)
            self.words = WordIndex(folder / WORDS)
            self.vectors = VectorIndex(folder / VECTORS, self.manifest.vectors)
            self._check_counts()
        except GenerationError:
            raise
        except Exception as error:  # sqlite3, tantivy and faiss raise classes of their own
            raise GenerationError(f"{folder} is broken ({error}). Run `clippings index --full`.") from error

    @property
    def name(self) -> str:
        """The generation's name, which is its folder's."""
        return self.folder.name

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the passages were made with, loaded when first used."""
        return load_encoder(self.folder / ENCODER, self._threads)

    def close(self) -> None:
        """Close the files."""
        self.store.close()

    def __enter__(self) -> Generation:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _check_counts(self) -> None:
        manifest = self.manifest
        stored = (*self.store.counts(), *self.vectors.size)
        vouched = (manifest.articles, manifest.passages, manifest.passages, manifest.dimension)
        if stored != vouched:
            raise GenerationError(
                f"{self.folder} holds {stored[0]} articles, {stored[1]} passages and {stored[2]} vectors of"
                f" {stored[3]} numbers, but its manifest says {vouched[0]}, {vouched[1]}, {vouched[2]} and"
                f" {vouched[3]}. Run `clippings index --full`."
            )


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest and check that this version can use it.

    Raises: GenerationError if it is missing, broken or of another format.
    """
    path = folder / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GenerationError(f"{path} is missing. Run `clippings index --full`.") from error
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise GenerationError(f"{path} can't be read. Run `clippings index --full`.") from error
    if manifest.format != FORMAT:
        raise GenerationError(
            f"{folder} has format {manifest.format}, this version reads {FORMAT}."
            " Run `clippings index --full`."
        )
    return manifest


def live_folder(data: Path) -> Path:
    """The folder of the live generation.

    data: the folder that holds ``CURRENT``.
    Raises: NothingIndexedError where nothing is indexed; GenerationError where CURRENT names no generation.
    """
    try:
        name = (data / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise NothingIndexedError(
            f"Nothing is indexed in {data.absolute()} yet. Run `clippings index PATH …` first."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise GenerationError(f"{data / CURRENT} can't be read ({error}). Run `clippings index`.") from error
    folder = data / GENERATIONS / name
    if not name or "/" in name or name.startswith(".") or not folder.is_dir():
        raise GenerationError(f"{data / CURRENT} names no generation. Run `clippings index`.")
    return folder


def open_live(data: Path, threads: int = 0) -> Generation:
    """Open the live generation; see ``live_folder`` and ``Generation`` for what is raised."""
    return Generation(live_folder(data), threads)


def generation_names(data: Path) -> list[str]:
    """The names of all finished generations, oldest first."""
    folder = data / GENERATIONS
    return sorted(p.name for p in folder.iterdir() if p.name.isdigit()) if folder.is_dir() else []
