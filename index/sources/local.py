"""Reading a source on this machine: a file, an archive, or a folder with all folders in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from index.parsers import LazyItem, ParsedArticle, Skipped
from index.parsers.archives.registry import Member, archive_reader
from index.parsers.csv_records import read_table, read_table_bytes
from index.parsers.encoding import not_opened, read_bytes, shown
from index.parsers.field_markup import ToText, read_piece
from index.parsers.file_versions import version_of_file
from index.parsers.fingerprints import Fingerprints
from index.parsers.items import UnreadError, UnusableError, failed_item, unusable_item
from index.parsers.json_records import read_json, read_json_bytes, read_line_bytes, read_lines
from index.parsers.mail import read_mail
from index.parsers.metadata import ArticleMetadata, make_article
from index.parsers.other_kinds import why_not_read
from index.parsers.plain.front_matter import is_sidecar, read_sidecar
from index.parsers.plain.markdown import read_markdown
from index.parsers.plain.plain_text import read_plain
from index.parsers.saved_pages import read_mhtml, read_saved_page
from index.parsers.versions import Version, latest_first
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.sources.source_list import Files, SourceError

Given = ParsedArticle | Skipped | LazyItem
Read = Callable[[bytes, ArticleMetadata], tuple[str, ArticleMetadata]]

# Formats of one article a file, by the file's ending; each may be packed as .gz. Files can be anything: their
# parsers run in a process of their own, under a clock.
_ONE: dict[str, Read] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_saved_page,
    ".htm": read_saved_page,
    ".xhtml": read_saved_page,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".eml": read_mail,
}
_PACKED = ".gz"
# Formats of many articles a file.
_MANY: dict[str, Callable[[Path, str, ArticleMetadata, int, ToText], Iterator[LazyItem | Skipped]]] = {
    ".json": read_json,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".csv": read_table,
    ".tsv": read_table,
}
# The same in an archive, whose files are in memory.
_MANY_IN_MEMORY: dict[
    str, Callable[[bytes, str, str, ArticleMetadata, ToText], Iterator[LazyItem | Skipped]]
] = {
    ".json": read_json_bytes,
    ".jsonl": read_line_bytes,
    ".ndjson": read_line_bytes,
    ".csv": read_table_bytes,
    ".tsv": read_table_bytes,
}


def read_files(
    source: Files, max_article_bytes: int, sandbox: Sandbox, progress: Progress | None = None
) -> Iterator[Given]:
    """Read a source's articles one after the other, its files in the order of their names.

    Of several versions of one article the latest counts, the others come at the end: at once, all is looked
    through for them.

    max_article_bytes: a larger file, or line of a .jsonl, is skipped; a .gz counts unpacked.
    sandbox: where pages and mails are parsed. progress: hears how many items there are to read.
    Returns: the articles, most of them unread, and the items that can't be used, each with the reason.
    Raises: UnreadError, at once, where the path is missing or can't be read.
    """
    _check(source.path)
    outlet = source.outlet.strip() if source.outlet else None
    defaults = ArticleMetadata(outlet=outlet or None, language=source.language, is_outlet_given=bool(outlet))
    folder = source.path if source.path.is_dir() else source.path.parent

    def read() -> Iterator[Given]:
        return _Reading(folder, defaults, max_article_bytes, sandbox).read(source.path)

    return (
        replace(item, is_earlier=True) if is_earlier and isinstance(item, LazyItem) else item
        for item, is_earlier in latest_first(read, _version, (progress or Progress()).reading)
    )


def _version(item: Given) -> Version | None:
    return item.version() if isinstance(item, LazyItem) else None


def check_readable(path: Path) -> None:
    """Raise SourceError where a path leads to no file or folder that can be opened."""
    try:
        _check(path)
    except UnreadError as error:
        raise SourceError(f"{path} can't be read: {error}.") from error


def _check(path: Path) -> None:
    """Raise UnreadError with what is to be done where a path can't be opened."""
    try:
        if path.is_dir():
            os.scandir(path).close()
        elif path.is_file():
            path.open("rb").close()
        else:
            raise UnreadError("there is no file or folder of that name; correct the path, or create it")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadError(f"{reason}; correct its permissions or the path") from error


def is_known_kind(path: Path) -> bool:
    """Tell whether a file's name says that it may hold articles."""
    ending = path.suffix.lower()
    return _can_be_read(ending) or archive_reader(path.name) is not None or ending in (_PACKED, ".opml")


def _can_be_read(ending: str) -> bool:
    return ending in _ONE or ending in _MANY


def _ending_of(name: str) -> str:
    """Return the ending that tells what a file holds, be it packed."""
    path = PurePosixPath(name)
    return (PurePosixPath(path.stem) if path.suffix.lower() == _PACKED else path).suffix.lower()


def _dated(path: Path, item: LazyItem) -> Version | None:
    """Tell an item's version, with when the file that it stands in was written."""
    version = item.version()
    return version and replace(version, written=path.stat().st_mtime)


class _Reading:
    """One pass over a source."""

    def __init__(self, folder: Path, defaults: ArticleMetadata, most: int, sandbox: Sandbox) -> None:
        self._folder, self._defaults, self._most, self._sandbox = folder, defaults, most, sandbox
        # Ids hold the folder's own name only: they don't change when its parents are moved.
        self._name = PurePosixPath(Path(os.path.abspath(folder)).name)  # noqa: PTH100 - resolve() follows links
        # Every folder that is read from its top: the source's own, and those that links lead to.
        self._roots: list[Path] = []

    def read(self, path: Path) -> Iterator[Given]:
        """Read the source's one file, or its folder."""
        if path == self._folder:
            self._roots.append(path.resolve())
            yield from self._read_folder(path)
        else:
            yield from self._read_file(path)

    def _read_folder(self, folder: Path) -> Iterator[Given]:
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except OSError as error:
            yield unusable_item(shown(folder), not_opened(error))
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
            except OSError as error:
                yield unusable_item(shown(path), not_opened(error))
            except RuntimeError as error:
                # Python 3.11 and 3.12 raise it for links that lead in a circle.
                yield Skipped(shown(path), str(error))

    def _is_new(self, folder: Path) -> bool:
        """Tell whether a folder isn't read anyway; only a link can lead to one that is."""
        if not folder.is_symlink():
            return True
        real = folder.resolve()
        if any(real.is_relative_to(root) or root.is_relative_to(real) for root in self._roots):
            return False
        self._roots.append(real)
        return True

    def _read_file(self, path: Path) -> Iterator[Given]:
        """Read what a file holds; whatever a library raises for it, the other files are read."""
        try:
            for item in self._read_kind(path):
                yield (
                    replace(item, version=partial(_dated, path, item)) if isinstance(item, LazyItem) else item
                )
        except (OSError, RuntimeError):
            raise
        except Exception as error:
            yield failed_item(shown(path), error)

    def _read_kind(self, path: Path) -> Iterator[Given]:
        where = shown(path)
        relative = path.relative_to(self._folder)
        if path.is_symlink() and not path.exists():
            # On a disk that isn't mounted now, perhaps.
            yield Skipped(where, "it is a link that leads nowhere", is_unread=True)
            return
        if read_archive := archive_reader(path.name):
            for member in read_archive(path, self._most):
                yield from self._read_member(member, shown(self._name / relative))
            return
        packed, ending = path.suffix.lower() == _PACKED, _ending_of(path.name)
        # A file keeps its ids when it is packed.
        key = shown(self._name / (relative.with_suffix("") if packed else relative))
        if not _can_be_read(ending):
            yield Skipped(where, why_not_read(ending))
        elif not path.is_file():
            yield Skipped(where, "it is no regular file")
        elif read_many := _MANY.get(ending):
            yield from read_many(path, key, self._defaults, self._most, self._to_text)
        else:
            yield self._read_article(path, key, ending)

    def _read_article(self, path: Path, key: str, ending: str) -> Given:
        try:
            data, known = read_bytes(path, self._most), read_sidecar(path)
        except UnusableError as error:
            return unusable_item(shown(path), error)
        return self._unread(shown(path), key, ending, data, known)

    def _read_member(self, member: Member | Skipped, key: str) -> Iterator[Given]:
        """Read the articles in an archive's file; what has a URL, or no ending that tells more, is a page."""
        if isinstance(member, Skipped):
            yield member
            return
        key = f"{key}#{member.name}"
        ending = ".html" if "://" in member.name else PurePosixPath(member.name).suffix.lower()
        items: Iterable[LazyItem | Skipped]
        if read_many := _MANY_IN_MEMORY.get(ending):
            items = read_many(member.data, member.where, key, self._defaults, self._to_text)
        else:
            ending = ending if ending in _ONE else ".html"
            items = [self._unread(member.where, key, ending, member.data, member.known, member.taken)]
        yield from items

    def _unread(
        self,
        where: str,
        key: str,
        ending: str,
        data: bytes,
        known: ArticleMetadata,
        taken: float | None = None,
    ) -> LazyItem:
        fingerprint = Fingerprints(key, ending, known, self._defaults).of(data)
        make = partial(self._make, where, key, ending, data, known)
        return LazyItem(
            where,
            fingerprint,
            make,
            version=partial(version_of_file, ending, data, known, taken),
            size=len(data),
        )

    def _make(
        self, where: str, key: str, ending: str, data: bytes, known: ArticleMetadata
    ) -> ParsedArticle | Skipped:
        try:
            text, metadata = self._sandbox.run(_ONE[ending], data, known)
            return ParsedArticle(where, make_article(text, metadata.over(self._defaults), key))
        except UnusableError as error:
            return Skipped(where, str(error))

    def _to_text(self, markup: str, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
        """Read the HTML in a field of a record."""
        return self._sandbox.run(read_piece, markup.encode(errors="replace"), known)
