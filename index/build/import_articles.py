"""Puts exported articles back into an index, beside what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from config.settings import IndexSettings
from index.article import Article
from index.build.build import BuildOptions, build
from index.build.errors import BuildError
from index.build.report import BuildReport
from index.parsers import Item, KeepSource, ParsedArticle, Skipped
from index.parsers.encoding import open_bytes
from index.parsers.items import UnusableError
from index.progress import Progress
from index.snapshot.exchange import ExportedArticle
from index.snapshot.history import Change
from index.snapshot.snapshot import NothingIndexedError, open_live
from index.text.normalise import normalise


def import_articles(
    file: Path, data: Path, settings: IndexSettings, progress: Progress | None = None
) -> BuildReport:
    """Add the articles of an export, with their history, to an index; what it holds stays.

    file: JSON lines as ``clippings export`` writes them, perhaps packed as .gz.
    data: the folder that holds ``CURRENT``.
    Returns: what was done; lines that are none of an export are skipped.
    Raises: BuildError where the index can't be written, or the file can't be read.
    """
    if not file.is_file():
        raise BuildError(f"{file} is no file. Name what `clippings export` wrote.")
    _check_form(file)
    try:
        return build(_items(file, data), data, settings, BuildOptions(), progress=progress)
    except UnusableError as error:
        raise BuildError(f"{file} can't be read: {error}.") from error


def _check_form(file: Path) -> None:
    """Raise BuildError where no line is one of an export: then the file is another one."""
    try:
        with open_bytes(file) as lines:
            is_export = any(_exported(line) for line in lines)
    except UnusableError as error:
        raise BuildError(f"{file} can't be read: {error}.") from error
    if not is_export:
        raise BuildError(
            f"{file} is no export: no line in it is one that `clippings export` writes. Articles in other"
            " files are indexed with `clippings index FILE`."
        )


def _exported(line: bytes) -> tuple[ExportedArticle, Article, list[Change]] | None:
    """Read a line of an export, and make its article and its history; None where it is none."""
    try:
        exported = ExportedArticle.model_validate_json(line)
        article = exported.article()
        return exported, article, [change.change_of(article.id) for change in exported.history]
    except ValueError:  # that of pydantic is one
        return None


def _items(file: Path, data: Path) -> Iterator[Item]:
    known: set[str] = set()
    try:
        with open_live(data) as snapshot:
            stored = snapshot.store.known()
    except NothingIndexedError:
        stored = {}
    for source in {article.source for article in stored.values()}:
        yield KeepSource(source)
    known.update(stored)
    with open_bytes(file) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield from _read(f"{file}:{number}", line, known)


def _read(where: str, line: bytes, known: set[str]) -> Iterator[Item]:
    read = _exported(line)
    if read is None:
        yield Skipped(where, "it is no line that `clippings export` writes")
        return
    exported, article, changes = read
    if article.id in known:
        return  # what is indexed is at least as new
    known.add(article.id)
    article = replace(article, text=normalise(article.text))
    yield ParsedArticle(where, article, exported.source, added=exported.added)
    yield from changes
