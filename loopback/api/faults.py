"""Faults of HTTP requests: rate limits, errors, dropped and slow connections, when a test orders them."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from aiohttp import web

from loopback.api.requests import answer
from loopback.model.constants import Json
from loopback.world import World

# Requests to a route that Discord's headers promise to take within a second.
_ROUTE_LIMIT = 100
# Interactions are bound to no global limit.
_FREE_OF_GLOBAL = ("/interactions/", "/webhooks/")
# Clocks and sleeps are that exact.
_JITTER_SECONDS = 0.005
_MAJOR = re.compile(r"^/(?:channels|guilds)/\d+|^/webhooks/\d+/[^/]+|^/interactions/\d+/[^/]+")


@dataclass
class Fault:
    """A fault, to happen a number of times.

    method, path: of the requests concerned; ``*`` stands for anything.
    """

    method: str
    path: str
    times: int
    status: int | None = None
    seconds: float = 0.0
    is_global: bool = False
    is_dropped: bool = False
    code: int = 0


@dataclass
class Faults:
    """Lets requests fail as a test orders it, and keeps the limits that the client has to obey since.

    Paths are written as in Discord's documentation without ``/api/v10``, with ``*`` for ids and
    tokens, as in ``/channels/*/messages``.
    """

    world: World
    # How often each kind of fault has happened.
    happened: int = 0
    _ordered: list[Fault] = field(default_factory=list)
    # Until when no request may come: by request refused, by route, and for all ("").
    _until: dict[str, float] = field(default_factory=dict)

    def rate_limit(
        self, method: str, path: str, *, retry_after: float = 0.2, times: int = 1, everywhere: bool = False
    ) -> None:
        """Answer 429 to the next requests.

        retry_after: seconds that the client has to wait.
        everywhere: is it the global limit rather than the route's?
        """
        self._ordered.append(Fault(method, path, times, 429, retry_after, is_global=everywhere))

    def fail(self, method: str, path: str, *, status: int = 500, code: int = 0, times: int = 1) -> None:
        """Answer the next requests with a mistake of Discord's own.

        code: Discord's for what is wrong.
        """
        self._ordered.append(Fault(method, path, times, status, code=code))

    def drop(self, method: str, path: str, *, times: int = 1) -> None:
        """Break the connection instead of answering the next requests.

        The client's aiohttp tries a GET, PUT or DELETE once more by itself.
        """
        self._ordered.append(Fault(method, path, times, is_dropped=True))

    def delay(self, method: str, path: str, seconds: float, *, times: int = 1) -> None:
        """Let the next requests take long, as the loopback Discord's clock goes."""
        self._ordered.append(Fault(method, path, times, seconds=seconds))

    def end(self) -> None:
        """Let nothing go wrong any more that was ordered."""
        self._ordered.clear()

    async def before(self, request: web.Request, path: str, body: bytes) -> web.Response | None:
        """Let go wrong what is to go wrong with a request.

        Returns: what to answer instead of doing it; None where it is to be done.
        """
        route = f"{request.method} {_route(path)}"
        same = f"{route} {hashlib.sha256(body).hexdigest()}"
        if (early := self._too_early(path, route, same)) is not None:
            return early
        fault = self._take(request.method, path)
        if fault is None:
            return None
        self.happened += 1
        if fault.status == 429:
            until = self.world.clock.now() + fault.seconds
            self._until |= {"": until} if fault.is_global else {route: until, same: until}
            return _refusal(fault.seconds, is_global=fault.is_global)
        if fault.is_dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        self.world.clock.advance(fault.seconds)
        said = {"message": "Discord's own mistake", "code": fault.code}
        return answer(said, fault.status) if fault.status else None

    def _too_early(self, path: str, route: str, same: str) -> web.Response | None:
        """Refuse a request before its time.

        It is the client's fault where everything was to wait or the very same request comes again;
        others on the same route may have been under way already.
        """
        now = self.world.clock.now() + _JITTER_SECONDS
        if now < self._until.get("", 0.0) and not path.startswith(_FREE_OF_GLOBAL):
            self.world.violations.append(f"{route}: came before the global Retry-After had passed")
            return _refusal(self._until[""] - now, is_global=True)
        if now < self._until.get(route, 0.0):
            if now < self._until.get(same, 0.0):
                self.world.violations.append(f"{route}: came again before its Retry-After had passed")
            return _refusal(self._until[route] - now, is_global=False)
        return None

    def _take(self, method: str, path: str) -> Fault | None:
        for fault in self._ordered:
            if fault.times > 0 and fnmatchcase(method, fault.method) and fnmatchcase(path, fault.path):
                fault.times -= 1
                return fault
        return None


def limit_headers(method: str, path: str, *, remaining: int = _ROUTE_LIMIT - 1) -> dict[str, str]:
    """Return the headers by which Discord tells of its limits."""
    bucket = hashlib.sha256(f"{method} {re.sub(r'/[0-9]+', '/*', path)}".encode()).hexdigest()[:16]
    return {
        "X-RateLimit-Limit": str(_ROUTE_LIMIT),
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": f"{time.time() + 1:.3f}",
        "X-RateLimit-Reset-After": "1.000",
        "X-RateLimit-Bucket": bucket,
        # discord.py takes what comes without it for a ban.
        "Via": "1.1 loopback",
    }


def _refusal(seconds: float, *, is_global: bool) -> web.Response:
    said: Json = {"message": "You are being rate limited.", "retry_after": seconds, "global": is_global}
    headers = {"Retry-After": str(int(seconds) + 1), "X-RateLimit-Scope": "global" if is_global else "user"}
    if is_global:
        headers["X-RateLimit-Global"] = "true"
    return answer(said, 429, headers)


def _route(path: str) -> str:
    """Return the part of a path that Discord counts by: a channel, server or interaction, and what of it."""
    major = _MAJOR.match(path)
    start = major.end() if major else 0
    return path[:start] + re.sub(r"/\d+", "/*", path[start:])
