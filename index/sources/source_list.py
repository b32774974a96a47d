"""The list of sources: what a maintainer wants indexed."""

from __future__ import annotations

import os
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from config.errors import ClippingsError
from config.wording import say_what_is_wrong, say_what_toml_lacks, suggestion


class SourceError(ClippingsError):
    """A source can't be read at all; the message names it and says what to do."""


def _web_address(value: str) -> str:
    parts = urlsplit(value.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is no web address; it begins with https:// or http://")
    return value.strip()


WebAddress = Annotated[str, AfterValidator(_web_address)]


class _Listed(BaseModel):
    """What every source may say.

    outlet: of its articles, whatever they name themselves; of those in files, where they name none.
    language: of its articles that don't name their own.
    every_minutes: how often ``clippings watch`` looks for something new; None: by the kind of source.
    paused: is it not looked at for now? Its articles stay as they are.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    usual_minutes: ClassVar[float]

    outlet: str | None = None
    language: str | None = None
    # What is later than in a year, or stays for more than a century, may be a day that no calendar has.
    every_minutes: float | None = Field(default=None, gt=0, le=525_600)
    paused: bool = False

    @property
    def interval(self) -> float:
        """Seconds between two looks."""
        return 60 * (self.usual_minutes if self.every_minutes is None else self.every_minutes)


class _Growing(_Listed):
    """What a source that names new articles for years may say besides.

    keep_days: articles leave so many days after they were published, or fetched where that isn't known.
    keep_most: the newest so many stay. None: all stay.
    """

    keep_days: int | None = Field(default=None, ge=1, le=36_500)
    keep_most: int | None = Field(default=None, ge=1)


class Files(_Listed):
    """Articles on this machine.

    path: a file or an archive, or a folder that is read with all folders in it.
    """

    usual_minutes = 1.0
    path: Path

    @property
    def location(self) -> str:
        """What the source is known by."""
        return str(self.path)


class Feed(_Growing):
    """The articles that an RSS, Atom or JSON feed names.

    feed: its address.
    """

    usual_minutes = 15.0
    feed: WebAddress

    @property
    def location(self) -> str:
        """What the source is known by."""
        return self.feed


class Pages(_Listed):
    """Single pages, an article each.

    pages: their addresses.
    """

    usual_minutes = 360.0
    pages: tuple[WebAddress, ...] = Field(min_length=1)

    @property
    def location(self) -> str:
        """What the source is known by."""
        more = len(self.pages) - 1
        return f"{self.pages[0]} and {more} more" if more else self.pages[0]


class Site(_Growing):
    """The articles of a site, or of a section of it, that its sitemap names.

    site: the address of its front page, of the section, or of the sitemap itself.
    include, exclude: patterns with ``*``; a page counts whose address fits one of include, if there are
        any, and none of exclude. most: the newest so many pages count.
    """

    usual_minutes = 60.0
    site: WebAddress
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    most: int = Field(default=500, ge=1)

    @property
    def location(self) -> str:
        """What the source is known by."""
        return self.site

    def wants(self, url: str) -> bool:
        """Tell whether the patterns let a page in."""
        included = not self.include or any(fnmatchcase(url, pattern) for pattern in self.include)
        return included and not any(fnmatchcase(url, pattern) for pattern in self.exclude)


Web = Feed | Pages | Site
Source = Files | Web
_KINDS: dict[str, type[Files | Feed | Pages | Site]] = {
    "path": Files,
    "feed": Feed,
    "pages": Pages,
    "site": Site,
}
_NEEDED = "It needs a [[source]] with path, feed, pages or site for each source."


def load_sources(file: Path) -> list[Source]:
    """Read the list of sources.

    file: TOML with a ``[[source]]`` for each; their paths are relative to its folder.
    Returns: the sources, at least one.
    Raises: SourceError saying what is wrong with the list.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SourceError(
            f"There is no list of sources {file}. Create it, or name files and folders."
        ) from error
    except OSError as error:
        raise SourceError(f"The list of sources {file} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"The list of sources {file} is no text in UTF-8. Save it as such.") from error
    return parse_sources(text, file)


def parse_sources(text: str, file: Path) -> list[Source]:
    """Read a list of sources that stands, or is to stand, in a file.

    Returns: the sources, at least one.
    Raises: SourceError saying what is wrong with the list.
    """
    try:
        content = tomllib.loads(text)
    except ValueError as error:
        raise SourceError(
            f"The list of sources {file} can't be read: {say_what_toml_lacks(error, text)}. Correct it."
        ) from error
    if wrong := next((name for name in content if name != "source"), None):
        raise SourceError(
            f"The list of sources {file} has {wrong}, which is no name in it{suggestion(wrong, ['source'])}."
            f" {_NEEDED}"
        )
    listed = content.get("source", [])
    if not isinstance(listed, list) or not listed:
        raise SourceError(f"The list of sources {file} names none. {_NEEDED}")
    sources = [_read(file, number, entry) for number, entry in enumerate(listed, start=1)]
    places = [source.location for source in sources]
    if twice := next((place for place in places if places.count(place) > 1), None):
        raise SourceError(f"The list of sources {file} names {twice} twice. Remove one.")
    return sources


def _read(file: Path, number: int, entry: object) -> Source:
    """Read one source of the list."""
    where = f"The list of sources {file} is wrong at source {number}"
    given = [name for name in _KINDS if isinstance(entry, dict) and name in entry]
    if not isinstance(entry, dict) or len(given) != 1:
        raise SourceError(f"{where}: it has {' and '.join(given) or 'neither'}. {_NEEDED}")
    try:
        return _KINDS[given[0]].model_validate(_with_places(file, entry))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        message = say_what_is_wrong(first, _KINDS[given[0]].model_fields)
        raise SourceError(f"{where}, {place}: {message}. Correct it.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{where}: {entry['pages']} can't be read: {error}. Correct it.") from error


def _with_places(file: Path, entry: dict[str, Any]) -> dict[str, Any]:
    """Complete an entry: its path, and its list of pages where that is a file."""
    if isinstance(path := entry.get("path"), str):
        return entry | {"path": beside(file, Path(path))}
    if isinstance(pages := entry.get("pages"), str):
        if "://" in pages:
            return entry | {"pages": (pages,)}
        lines = beside(file, Path(pages)).read_text(encoding="utf-8").splitlines()
        named = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
        return entry | {"pages": tuple(named)}
    return entry


def beside(file: Path, path: Path) -> Path:
    """Complete a path as the list of sources means it: relative to the folder of the list."""
    return Path(os.path.normpath(file.parent / path.expanduser()))
