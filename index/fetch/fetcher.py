"""Fetching one URL after another: redirects, attempts, and what each answer means."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType

from aiohttp import ClientResponse
from yarl import URL

from config.settings import FetchSettings
from index.fetch.client import Client
from index.fetch.errors import FetchError, SlowError, in_words
from index.fetch.fetched import Fetched
from index.fetch.link import host_of, read_link
from index.fetch.pace import Pace
from index.fetch.robots import MOST_BYTES, Robots, Rules, read_rules
from index.fetch.unpack import GZIP_MAGIC, unpack

_ATTEMPTS = 3
# A server that wants to be left alone for longer isn't waited for.
_PATIENCE_SECONDS = 30.0
# For how long a server that says "too many requests" but not until when is left alone; and at most.
_USUAL_REST, _LONGEST_REST = 60.0, 24 * 3600.0
# How long a site whose robots.txt can't be read is left alone, in delays between requests.
_DELAYS_REFUSED = 60

_REDIRECTS = {301, 302, 303, 307, 308}
_PASSING = {500, 502, 503, 504}
_MEANINGS = {
    401: ": it isn't open to programs like this one",
    403: ": it isn't open to programs like this one",
    410: ": it was removed for good",
    451: ": it is withheld for legal reasons",
}
_LONGEST_VALIDATOR = 1000


@dataclass(frozen=True)
class _Wanted:
    """What is asked for.

    most: bytes taken, packed or unpacked.
    is_cut: is a longer answer cut, rather than refused?
    """

    headers: Mapping[str, str]
    most: int
    is_cut: bool = False


@dataclass(frozen=True)
class _Elsewhere:
    """Where else to ask; sets_cookie: is a cookie to be brought along?"""

    link: URL
    sets_cookie: bool


class Fetcher:
    """Fetches pages, feeds and sitemaps; an async context manager.

    It remembers robots.txt and when each host was asked last, so use one for as long as possible.
    """

    def __init__(self, settings: FetchSettings) -> None:
        """Prepare to fetch; nothing is opened yet.

        settings: limits, delays, and hosts that may be private.
        """
        self._settings = settings
        self._client = Client(settings)
        self._pace = Pace(settings.hosts_at_once)
        self._robots = Robots(self._get_robots, _DELAYS_REFUSED * settings.delay_seconds)

    async def __aenter__(self) -> Fetcher:
        """Get ready."""
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        await self._client.__aexit__(kind, error, trace)

    def stop(self) -> None:
        """Begin no other request; who waits for a turn gets a FetchError at once."""
        self._pace.stop()

    async def get(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch a URL, as soon as it is its host's turn.

        etag, last_modified: of what was fetched before; the answer may then be that it is the latest.
        Returns: the answer.
        Raises: FetchError where there is none that can be used.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        told = {name: value for name, value in headers.items() if value}
        wanted = _Wanted(told, self._settings.max_bytes)
        return await self._follow(read_link(url), wanted, self._robots.rules)

    async def _get_robots(self, link: URL) -> bytes:
        async def anything(_: URL) -> Rules:
            return read_rules(b"")

        return (await self._follow(link, _Wanted({}, MOST_BYTES, is_cut=True), anything)).body

    async def _follow(
        self, start: URL, wanted: _Wanted, rules_for: Callable[[URL], Awaitable[Rules]]
    ) -> Fetched:
        """Ask where redirects lead; each place is checked like the first."""
        link, seen, sets_cookie = start, set[URL](), False
        while True:
            try:
                self._check_way(link, seen, sets_cookie)
                rules = await rules_for(link)
                # Thousands of rules take a while.
                if not await asyncio.to_thread(rules.allow, link):
                    raise FetchError("its site's robots.txt forbids it")
                answer = await self._ask(link, wanted, rules.delay)
            except FetchError as error:
                if link == start:
                    raise
                raise error.telling(f"after a redirect to {str(link)[:200]}: {error}") from error
            if isinstance(answer, Fetched):
                return answer
            seen.add(link)
            link, sets_cookie = answer.link, sets_cookie or answer.sets_cookie

    def _check_way(self, link: URL, seen: set[URL], sets_cookie: bool) -> None:
        if link in seen:
            why = ", as where cookies are needed; none are kept" if sets_cookie else ""
            raise FetchError(f"it redirects in a circle{why}")
        if len(seen) > self._settings.max_redirects:
            raise FetchError(
                f"it redirects more than {self._settings.max_redirects} times (fetch.max_redirects)"
            )

    async def _ask(self, link: URL, wanted: _Wanted, delay: float) -> Fetched | _Elsewhere:
        """Ask in turn, and again where that may help.

        delay: seconds that the site wants between requests.
        Returns: the answer, or where else to ask.
        """
        attempt = 0
        while True:
            attempt += 1
            async with self._pace.turn(host_of(link), max(delay, self._settings.delay_seconds)) as host:
                try:
                    return await self._request(link, wanted)
                except FetchError as error:
                    wait = error.retry_after
                    if wait is not None and wait > _PATIENCE_SECONDS:
                        host.close(error, wait)
                        raise
                    is_vain = isinstance(error, SlowError) or (wait is None and not error.passing)
                    if attempt == _ATTEMPTS or is_vain:
                        raise
                    host.rest(2**attempt * self._settings.delay_seconds if wait is None else wait)

    async def _request(self, link: URL, wanted: _Wanted) -> Fetched | _Elsewhere:
        """Ask once.

        Returns: the answer, or where else to ask.
        """
        async with self._client.ask(link, wanted.headers) as response:
            is_known = response.status == HTTPStatus.NOT_MODIFIED and bool(wanted.headers)
            if response.status in _REDIRECTS:
                return _Elsewhere(_target(response, link), "Set-Cookie" in response.headers)
            if response.status != HTTPStatus.OK and not is_known:
                raise _refusal(response)
            body = b"" if is_known else await _read(response, wanted)
        # In a thread: unpacking megabytes takes a while.
        coding = response.headers.get("Content-Encoding", "")
        body = await asyncio.to_thread(_unpacked, body, coding, wanted)
        before = wanted.headers if is_known else {}
        return Fetched(
            url=str(link),
            body=body,
            mime=response.content_type if "Content-Type" in response.headers else "",
            charset=response.charset,
            etag=_validator(response, "ETag") or before.get("If-None-Match"),
            last_modified=_validator(response, "Last-Modified") or before.get("If-Modified-Since"),
            not_modified=is_known,
        )


async def _read(response: ClientResponse, wanted: _Wanted) -> bytes:
    """Read a body as it was sent, and no further than is wanted."""
    _check_size(response.content_length or 0, wanted)
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > wanted.most:
            break
    return bytes(body)


def _unpacked(body: bytes, coding: str, wanted: _Wanted) -> bytes:
    """Unpack what was packed for sending, and a file that is packed itself, such as a ``sitemap.xml.gz``.

    No page, feed or sitemap begins as packed bytes do, whatever its address and its server say.
    """
    body = unpack(body, coding, wanted.most)
    if body.startswith(GZIP_MAGIC):
        body = unpack(body, "gzip", wanted.most)
    _check_size(len(body), wanted)
    return body


def _check_size(size: int, wanted: _Wanted) -> None:
    if size > wanted.most and not wanted.is_cut:
        raise FetchError(f"it is larger than {wanted.most:,} bytes (fetch.max_bytes)")


def _target(response: ClientResponse, link: URL) -> URL:
    """Resolve where a redirect leads."""
    location = response.headers.get("Location")
    if not location:
        raise FetchError(f"it answers {_status(response.status)} and doesn't say where it is")
    try:
        return read_link(location, link)
    except FetchError as error:
        raise FetchError(f"it redirects to what can't be fetched: {error}", status=response.status) from error


def _refusal(response: ClientResponse) -> FetchError:
    """Make the error that a status stands for."""
    status = response.status
    says, rest = f"it answers {_status(status)}", None
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        rest = _seconds(response.headers.get("Retry-After"), _USUAL_REST)
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        rest = _seconds(response.headers.get("Retry-After"), None)
    if rest is not None:
        says += f" and asks to be left alone for {in_words(rest)}"
    return FetchError(
        says + _MEANINGS.get(status, ""), status=status, retry_after=rest, passing=status in _PASSING
    )


def _status(status: int) -> str:
    """Write a status as people know it: "404 (Not Found)"."""
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _seconds(retry_after: str | None, otherwise: float | None) -> float | None:
    """Read a Retry-After: seconds, or a date; what has no time left in it says nothing."""
    told = (retry_after or "").strip()
    if told.isascii() and told.isdigit():
        left = float(told)
    else:
        try:
            until = parsedate_to_datetime(told)
        except (ValueError, OverflowError):
            return otherwise
        left = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(left, _LONGEST_REST) if left > 0 else otherwise


def _validator(response: ClientResponse, name: str) -> str | None:
    """Return a header field that is sent back next time, if it can be."""
    value = response.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and 0 < len(value) <= _LONGEST_VALIDATOR else None
