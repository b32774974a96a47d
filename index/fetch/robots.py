"""What robots.txt allows, after RFC 9309."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic

from protego import Protego
from yarl import URL

from index.fetch.client import PRODUCT
from index.fetch.errors import FetchError, UnreachableError

# Bytes of a robots.txt that are read; the rest is ignored.
MOST_BYTES = 500 * 1024

_REMEMBERED_SECONDS = 24 * 3600.0
_LONGEST_DELAY = 60.0
_TOO_MANY_REQUESTS = 429

# Nothing is given back once taken: a long run of spaces would be tried with its square.
_GROUP = re.compile(r"\s*+user\s*+-?+\s*+agent[\s:]++([^#]*+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|/", re.IGNORECASE)
_US = re.compile(rf"{PRODUCT}(?:/.*|\*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """What one robots.txt says.

    delay: seconds that it wants between requests.
    """

    delay: float
    _parser: Protego

    def allow(self, link: URL) -> bool:
        """Tell whether a URL may be fetched, which costs its length for each rule at most."""
        return self._parser.can_fetch(str(link), PRODUCT)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of the site's sitemaps, as they are written there."""
        # Where there should be rules, there may be a page with any words.
        return tuple(place for place in self._parser.sitemaps if _ADDRESS.match(place))


@dataclass
class _Site:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    known: Rules | FetchError | None = None
    until: float = float("-inf")


class Robots:
    """The rules of every site asked so far."""

    def __init__(self, fetch: Callable[[URL], Awaitable[bytes]], refused_seconds: float) -> None:
        """Start with none known.

        fetch: gets a robots.txt, in turn like any other request, or raises FetchError.
        refused_seconds: for how long a site whose robots.txt can't be read is left alone.
        """
        self._fetch, self._refused_seconds = fetch, refused_seconds
        self._sites: defaultdict[URL, _Site] = defaultdict(_Site)

    async def rules(self, link: URL) -> Rules:
        """Get the rules of the site that a URL is of.

        Raises: FetchError where they can't be read for now, so that nothing may be fetched.
        """
        site = self._sites[link.origin()]
        async with site.lock:
            if site.known is None or monotonic() >= site.until:
                await self._refresh(site, link.origin().with_path("/robots.txt"))
            if isinstance(site.known, FetchError):
                raise site.known.telling(str(site.known))
            assert site.known is not None
            return site.known

    async def _refresh(self, site: _Site, link: URL) -> None:
        remembered = _REMEMBERED_SECONDS
        try:
            # Hundreds of kilobytes take a while.
            site.known = await asyncio.to_thread(read_rules, await self._fetch(link))
        except FetchError as error:
            if error.status is not None and _says_there_is_none(error.status):
                site.known = read_rules(b"")
            else:
                site.known = _in_robots_words(error)
                # A host that is to be left alone knows itself until when.
                remembered = self._refused_seconds if error.retry_after is None else 0.0
        site.until = monotonic() + remembered


def read_rules(data: bytes) -> Rules:
    """Read a robots.txt; lines that can't be understood are ignored."""
    lines = data[:MOST_BYTES].decode("utf-8-sig", "replace").splitlines()
    parser = Protego.parse("\n".join(map(_without_strangers, lines)))
    return Rules(min(parser.crawl_delay(PRODUCT) or 0.0, _LONGEST_DELAY), parser)


def _without_strangers(line: str) -> str:
    """Rewrite a line with one name for all other programs.

    Protego stores each rule once for each program that it names: with thousands of both, a hostile
    robots.txt would fill the memory.
    """
    named = _GROUP.match(line)
    if not named or named[1].strip() == "*":
        return line
    return f"User-agent: {PRODUCT if _US.fullmatch(named[1].strip()) else 'other'}"


def _says_there_is_none(status: int) -> bool:
    return 400 <= status < 500 and status != _TOO_MANY_REQUESTS


def _in_robots_words(error: FetchError) -> FetchError:
    if isinstance(error, UnreachableError):
        return error
    return error.telling(f"its site's robots.txt can't be read for now: {error}")
