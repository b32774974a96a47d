"""The list of sources, and reading one: a file or a folder of articles."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.errors import ClippingsError
from index.readers import Found, Skipped
from index.readers.details import Details, make_article
from index.readers.fields import is_sidecar, read_sidecar
from index.readers.files import explain, read_bytes, shown
from index.readers.found import UnusableError
from index.readers.markdown import read_markdown
from index.readers.plain import read_plain
from index.readers.records import read_json, read_lines
from index.readers.web import read_page

# Formats of one article a file, by the file's ending; each may be packed as .gz.
_ONE: dict[str, Callable[[bytes, Details], tuple[str, Details]]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
}
# Formats of many articles a file.
_MANY: dict[str, Callable[[Path, str, Details, int], Iterator[Found | Skipped]]] = {
    ".json": read_json,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
}


class SourceError(ClippingsError):
    """A source can't be read at all; the message names it and says what to do."""


class Source(BaseModel):
    """Where articles come from.

    path: a file, or a folder that is read with all folders in it.
    outlet, language: hold for its articles that don't name their own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Path
    outlet: str | None = None
    language: str | None = None


class _SourceList(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: list[Source] = Field(min_length=1)


def load_sources(file: Path) -> list[Source]:
    """Read the list of sources.

    file: TOML with a ``[[source]]`` for each; their paths are relative to its folder.
    Returns: the sources, at least one.
    Raises: SourceError saying what is wrong with the list.
    """
    try:
        listed = _SourceList.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).source
    except FileNotFoundError as error:
        raise SourceError(
            f"There is no list of sources {file}. Create it, or name files and folders."
        ) from error
    except OSError as error:
        raise SourceError(f"The list of sources {file} can't be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise SourceError(
            f"The list of sources {file} is wrong at {place}: {first['msg']}. "
            'It needs a [[source]] with path = "…" for each folder or file.'
        ) from error
    except ValueError as error:
        raise SourceError(f"The list of sources {file} is no valid TOML: {error}. Correct it.") from error
    return [source.model_copy(update={"path": _beside(file, source.path)}) for source in listed]


def read_source(source: Source, max_article_bytes: int) -> Iterator[Found | Skipped]:
    """Read a source's articles one after the other, its files in the order of their names.

    max_article_bytes: a larger file, or line of a .jsonl, is skipped; a .gz counts unpacked.
    Returns: the articles, and the items that can't be used, each with the reason.
    Raises: SourceError, at once, where the path is missing or can't be read.
    """
    path = source.path
    outlet = source.outlet.strip() if source.outlet else None
    defaults = Details(outlet=outlet or None, language=source.language)
    try:
        if path.is_dir():
            # Opened here for its error only.
            os.scandir(path).close()
            folder = path
        elif path.is_file():
            path.open("rb").close()
            folder = path.parent
        else:
            raise SourceError(f"There is no file or folder {path}. Correct the path, or create it.")
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(f"{path} can't be read: {reason}. Correct its permissions or the path.") from error
    return _Reading(folder, defaults, max_article_bytes).read(path)


def _beside(file: Path, path: Path) -> Path:
    return Path(os.path.normpath(file.parent / path.expanduser()))


class _Reading:
    """One pass over a source."""

    def __init__(self, folder: Path, defaults: Details, most: int) -> None:
        self._folder, self._defaults, self._most = folder, defaults, most
        # Ids hold the folder's own name only: they don't change when its parents are moved.
        self._name = PurePosixPath(Path(os.path.abspath(folder)).name)  # noqa: PTH100 - resolve() follows links
        # Every folder that is read from its top: the source's own, and those that links lead to.
        self._roots: list[Path] = []

    def read(self, path: Path) -> Iterator[Found | Skipped]:
        """Read the source's one file, or its folder."""
        if path == self._folder:
            self._roots.append(path.resolve())
            yield from self._read_folder(path)
        else:
            yield from self._read_file(path)

    def _read_folder(self, folder: Path) -> Iterator[Found | Skipped]:
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except OSError as error:
            yield Skipped(shown(folder), explain(error))
            return
        for name in names:
            path = folder / name
            try:
                if path.is_dir():
                    if self._is_new(path):
                        yield from self._read_folder(path)
                    else:
                        yield Skipped(shown(path), "it is a link to a folder that is read anyway")
                elif not is_sidecar(name):
                    yield from self._read_file(path)
            except (OSError, RuntimeError) as error:
                # Python 3.11 and 3.12 raise RuntimeError for links that lead in a circle.
                yield Skipped(shown(path), explain(error) if isinstance(error, OSError) else str(error))

    def _is_new(self, folder: Path) -> bool:
        """Is this folder not read anyway? Only a link can lead to one that is."""
        if not folder.is_symlink():
            return True
        real = folder.resolve()
        if any(real.is_relative_to(root) or root.is_relative_to(real) for root in self._roots):
            return False
        self._roots.append(real)
        return True

    def _read_file(self, path: Path) -> Iterator[Found | Skipped]:
        where = shown(path)
        packed = path.suffix.lower() == ".gz"
        ending = (Path(path.stem) if packed else path).suffix.lower()
        relative = path.relative_to(self._folder)
        # A file keeps its ids when it is packed.
        key = shown(self._name / (relative.with_suffix("") if packed else relative))
        if ending not in _ONE and ending not in _MANY:
            kind = ending or "no file ending"
            yield Skipped(where, f"it is not a kind of file that can hold articles ({kind})")
        elif not path.is_file():
            what = "a link that leads nowhere" if path.is_symlink() else "no regular file"
            yield Skipped(where, f"it is {what}")
        elif read_many := _MANY.get(ending):
            yield from read_many(path, key, self._defaults, self._most)
        else:
            yield self._read_article(path, key, _ONE[ending])

    def _read_article(
        self, path: Path, key: str, read: Callable[[bytes, Details], tuple[str, Details]]
    ) -> Found | Skipped:
        try:
            text, details = read(read_bytes(path, self._most), read_sidecar(path))
            return Found(shown(path), make_article(text, details.over(self._defaults), key))
        except UnusableError as error:
            return Skipped(shown(path), str(error))
