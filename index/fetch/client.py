"""One request, through aiohttp: which connections it may use, and its errors in words."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from importlib.metadata import version
from types import TracebackType

import aiohttp
from yarl import URL

from config.settings import FetchSettings
from index.fetch.errors import FetchError, SlowError, UnreachableError
from index.fetch.guard import REFUSED, guarded_socket
from index.fetch.link import host_named, host_of
from index.fetch.unpack import ACCEPTED

# By which robots.txt knows this program.
PRODUCT = "Clippings"
# Large news sites send longer header fields than aiohttp takes by default.
_LONGEST_FIELD = 65_536
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8"


class Client:
    """Sends requests, to public addresses and to allowed hosts only; an async context manager."""

    def __init__(self, settings: FetchSettings) -> None:
        """Prepare to send; nothing is opened yet.

        settings: how long a request may take, which hosts are allowed, who asks.
        """
        self._timeout = settings.timeout_seconds
        self._allowed = {host_named(name) for name in settings.allowed_hosts}
        contact = f" (+{settings.contact})" if settings.contact else ""
        self._headers = {
            "User-Agent": f"{PRODUCT}/{version('clippings')}{contact}",
            "Accept": _ACCEPT,
            "Accept-Encoding": ACCEPTED,
        }

    async def __aenter__(self) -> Client:
        """Open the sessions: connections of the one are never used by the other."""
        self._guarded = self._session(aiohttp.TCPConnector(socket_factory=guarded_socket))
        self._unguarded = self._session(aiohttp.TCPConnector())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection."""
        await self._guarded.close()
        await self._unguarded.close()

    @asynccontextmanager
    async def ask(self, link: URL, headers: Mapping[str, str]) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send one request and hear its answer, all of it in the time allowed.

        link: as ``read_link`` gives it; redirects aren't followed.
        Raises: FetchError where no whole answer comes, also out of the ``async with`` block.
        """
        session = self._unguarded if host_of(link) in self._allowed else self._guarded
        with _in_words(self._timeout):
            async with (
                asyncio.timeout(self._timeout),
                session.get(link, headers=headers, allow_redirects=False) as response,
            ):
                yield response

    def _session(self, connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None),
            max_line_size=_LONGEST_FIELD,
            max_field_size=_LONGEST_FIELD,
            middlewares=[_once],
        )


class _BrokenOffError(aiohttp.ClientError):
    """The server ended the connection before it answered."""


async def _once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Keep aiohttp from asking again by itself, at once and out of turn."""
    try:
        return await send(request)
    except (aiohttp.ClientConnectorError, aiohttp.ClientSSLError):
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _BrokenOffError from error


@contextmanager
def _in_words(timeout_seconds: float) -> Iterator[None]:
    """Raise FetchError for whatever goes wrong with a connection."""
    try:
        yield
    except aiohttp.ClientConnectorCertificateError as error:
        why = getattr(error.certificate_error, "verify_message", None) or "it isn't valid"
        raise UnreachableError(f"its TLS certificate can't be trusted: {why.rstrip('.')}") from error
    except aiohttp.ClientSSLError as error:
        raise UnreachableError("no secure connection (TLS) to it can be made") from error
    except aiohttp.ClientConnectorDNSError as error:
        is_unknown = error.errno == socket.EAI_NONAME
        why = "no host has its name" if is_unknown else "its host's name can't be looked up now"
        raise UnreachableError(why, passing=not is_unknown) from error
    except aiohttp.ClientConnectorError as error:
        raise _no_connection(error.os_error) from error
    except aiohttp.ClientPayloadError as error:
        raise FetchError("it breaks off before its end", passing=True) from error
    except (_BrokenOffError, aiohttp.ClientConnectionError) as error:
        raise FetchError("its server breaks the connection off", passing=True) from error
    except aiohttp.ClientResponseError as error:
        raise FetchError("its server's answer is no HTTP that can be understood") from error
    except (aiohttp.ClientError, UnicodeError) as error:
        raise FetchError(f"it can't be asked for: {error}") from error
    except TimeoutError as error:
        why = f"it takes longer than {timeout_seconds:g} s (fetch.timeout_seconds)"
        raise SlowError(why, passing=True) from error


def _no_connection(error: OSError) -> UnreachableError:
    if error.errno == REFUSED:
        refused = str(error.strerror).removeprefix("Multiple exceptions: ")
        return UnreachableError(f"its address {refused} (fetch.allowed_hosts would allow its host)")
    # The system's words for its number; those in the error are asyncio's.
    why = os.strerror(error.errno) if error.errno else str(error)
    return UnreachableError(f"no connection to it can be made: {why}", passing=True)
