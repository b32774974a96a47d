"""What the server has, what it was asked, and what it is to answer instead."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from time import monotonic

from aiohttp import web
from multidict import CIMultiDictProxy

HTML, XML, TEXT = "text/html; charset=utf-8", "application/xml", "text/plain; charset=utf-8"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Page:
    """One thing that the server has.

    mime: the whole Content-Type.
    modified: when it was changed last; None isn't told.
    """

    body: bytes
    mime: str
    headers: Mapping[str, str]
    modified: datetime | None

    @property
    def etag(self) -> str:
        """Changes when the body does."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True)
class Asked:
    """One request.

    path: with the query.
    at: when it came, on the monotonic clock.
    """

    path: str
    headers: CIMultiDictProxy[str]
    at: float


@dataclass
class _Fault:
    answer: Answer
    times: int | None


@dataclass
class Site:
    """Pages by path; all of it can be changed while the server runs, from any thread.

    robots: the text of robots.txt; None: there is none.
    asked: every request, in order.
    busiest: how many requests were in progress at most, by host asked.
    """

    robots: str | None = None
    asked: list[Asked] = field(default_factory=list)
    busiest: Counter[str] = field(default_factory=Counter)
    _pages: dict[str, Page] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)
    _faults: dict[str, _Fault] = field(default_factory=dict)
    _in_progress: Counter[str] = field(default_factory=Counter)

    def put(
        self,
        path: str,
        body: str | bytes,
        mime: str = HTML,
        *,
        headers: Mapping[str, str] | None = None,
        modified: datetime | None = None,
    ) -> None:
        """Add a page, or change it."""
        data = body.encode() if isinstance(body, str) else body
        self._pages[path] = Page(data, mime, headers or {}, modified)
        self._gone.discard(path)

    def remove(self, path: str) -> None:
        """Let there be no such page (404)."""
        self._pages.pop(path, None)

    def retract(self, path: str) -> None:
        """Let a page be gone for good (410)."""
        self.remove(path)
        self._gone.add(path)

    def fault(self, path: str, answer: Answer, times: int | None = None) -> None:
        """Let something go wrong with a path, whatever page is there.

        times: how often, until all is well again; None: always.
        """
        self._faults[path] = _Fault(answer, times)

    def mend(self, path: str) -> None:
        """End a fault."""
        self._faults.pop(path, None)

    def asked_for(self, path: str) -> list[Asked]:
        """The requests for one path."""
        return [one for one in self.asked if one.path == path]

    @property
    def is_busy(self) -> bool:
        """Is anyone being answered?"""
        return any(self._in_progress.values())

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a request, and remember it."""
        host = request.url.host or ""
        self.asked.append(Asked(request.path_qs, request.headers, monotonic()))
        self._in_progress[host] += 1
        self.busiest[host] = max(self.busiest[host], self._in_progress[host])
        try:
            answer = self._faulty(request.path) or self._answer
            return await answer(request)
        finally:
            self._in_progress[host] -= 1

    def _faulty(self, path: str) -> Answer | None:
        fault = self._faults.get(path)
        if fault is None:
            return None
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.mend(path)
        return fault.answer

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if path == "/robots.txt" and self.robots is not None:
            return web.Response(text=self.robots)
        page = self._pages.get(path)
        if page is None:
            return web.Response(status=410 if path in self._gone else 404, text="There is nothing here.")
        headers = {"ETag": page.etag, **page.headers}
        if page.modified:
            headers["Last-Modified"] = format_datetime(page.modified.astimezone(UTC), usegmt=True)
        if _has_latest(request, page):
            return web.Response(status=304, headers=headers)
        return web.Response(body=page.body, headers={"Content-Type": page.mime, **headers})


def _has_latest(request: web.Request, page: Page) -> bool:
    known = request.headers.get("If-None-Match")
    if known is not None:
        return known == page.etag
    since = request.if_modified_since
    return since is not None and page.modified is not None and page.modified.replace(microsecond=0) <= since
