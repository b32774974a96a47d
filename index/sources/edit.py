"""Changes the list of sources, and leaves the comments in it alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from index.sources.source_list import Source, SourceError, beside, load_sources, parse_sources

# What a source says in the list: path, feed, pages or site, and what holds for it.
Entry = Mapping[str, str | float | list[str]]


def add_to_list(file: Path, entries: Iterable[Entry]) -> list[str]:
    """Add sources to a list; it is made where it is missing.

    entries: those that are listed already are left out.
    Returns: the locations of those added.
    Raises: SourceError where the list, or what would become of it, can't be used.
    """
    document = _parse(file) if file.exists() else tomlkit.document()
    listed = {source.location for source in load_sources(file)} if document.get("source") else set()
    tables = document.setdefault("source", tomlkit.aot())
    added = []
    for entry in entries:
        table = tomlkit.table()
        table.update(entry)
        location = next(str(entry[name]) for name in ("path", "feed", "pages", "site") if name in entry)
        if location not in listed and str(beside(file, Path(location))) not in listed:
            tables.append(table)
            added.append(location)
    if added:
        _write(file, document)
    return added


def remove_from_list(file: Path, location: str) -> None:
    """Remove a source, or one page of a source that lists several.

    location: a source's path or address, or a page's.
    Raises: SourceError where nothing of that name is listed, or the list can't be changed.
    """
    document = _parse(file)
    tables = document.get("source", [])
    for number, (source, table) in enumerate(zip(load_sources(file), tables, strict=True)):
        pages = table.get("pages")
        if _is_called(source, table, location):
            del tables[number]
            if not tables:
                del document["source"]
        elif isinstance(pages, list) and location in pages:
            pages.remove(location)
        else:
            continue
        _write(file, document)
        return
    raise _not_listed(file, location)


def pause_in_list(file: Path, location: str, *, paused: bool) -> None:
    """Let a source rest, or have it looked at again.

    location: its path or address.
    Raises: SourceError where nothing of that name is listed, or the list can't be changed.
    """
    document = _parse(file)
    for source, table in zip(load_sources(file), document.get("source", []), strict=True):
        if _is_called(source, table, location):
            table.pop("paused", None)
            if paused:
                table["paused"] = True
            _write(file, document)
            return
    raise _not_listed(file, location)


def _is_called(source: Source, table: Any, location: str) -> bool:
    return source.location in (location, str(Path(location).absolute())) or table.get("path") == location


def _not_listed(file: Path, location: str) -> SourceError:
    return SourceError(f"{file} lists no source {location}. `clippings sources check` shows what it lists.")


def _parse(file: Path) -> Any:
    try:
        return tomlkit.parse(file.read_text(encoding="utf-8"))
    except TOMLKitError as error:
        # Whoever reads the list says better what is wrong with it.
        load_sources(file)
        raise SourceError(f"The list of sources {file} can't be read: {error}. Correct it.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"The list of sources {file} can't be read: {error}. Correct it.") from error


def _write(file: Path, document: Any) -> None:
    """Put the new list in the place of the old one at once; its rights stay, and links that lead to it."""
    text = tomlkit.dumps(document)
    if document.get("source"):
        parse_sources(text, file)
    place = file.resolve()
    draft = place.with_name(f".{place.name}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        if place.exists():
            draft.chmod(place.stat().st_mode)
        draft.replace(place)
    except OSError as error:
        raise SourceError(f"The list of sources {file} can't be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
