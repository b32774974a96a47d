"""A web server on 127.0.0.1, in this thread's event loop or in a thread of its own."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager

import trustme
from aiohttp import web

from tests.web.site import Site

HOST = "127.0.0.1"
# What is still being answered at the end gets so long.
_LAST_SECONDS = 0.1


class WebServer(Site):
    """A site that is served, and where.

    authority: who signed its certificate, which nobody trusts; None: it is plain http.
    """

    def __init__(self, port: int, authority: trustme.CA | None) -> None:
        super().__init__()
        self.port, self.authority = port, authority

    def url(self, path: str = "/", host: str = HOST) -> str:
        """The URL of a path; ``localhost`` is another host that leads here."""
        return f"{'https' if self.authority else 'http'}://{host}:{self.port}{path}"


@asynccontextmanager
async def web_server(*, tls: bool = False) -> AsyncIterator[WebServer]:
    """A running web server with nothing on it.

    tls: does it speak https?
    """
    authority = trustme.CA() if tls else None
    server = WebServer(0, authority)
    app = web.Application()
    app.router.add_get("/{path:.*}", server.handle)
    runner = web.AppRunner(
        app, access_log=None, handler_cancellation=True, shutdown_timeout=_LAST_SECONDS, handle_signals=False
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0, ssl_context=_context(authority)).start()
        server.port = runner.addresses[0][1]
        yield server
    finally:
        await runner.cleanup()


@contextmanager
def web_server_in_thread(*, tls: bool = False) -> Iterator[WebServer]:
    """The same for tests that have no event loop, and for those that start other programs."""
    started: Future[tuple[WebServer, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        async with web_server(tls=tls) as server:
            stop = asyncio.Event()
            started.set_result((server, asyncio.get_running_loop(), stop))
            await stop.wait()

    def run() -> None:
        try:
            asyncio.run(serve())
        except BaseException as error:
            if started.done():
                raise
            started.set_exception(error)

    thread = threading.Thread(target=run, name="web server")
    thread.start()
    server, loop, stop = started.result()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


async def eventually(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is so.

    Raises: TimeoutError where it isn't in time.
    """
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110  # another thread may make it so
            await asyncio.sleep(0.001)


def _context(authority: trustme.CA | None) -> ssl.SSLContext | None:
    if authority is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(HOST, "localhost").configure_cert(context)
    return context
