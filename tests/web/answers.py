"""What a server answers when something is wrong, or seems so; for ``Site.fault``."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from functools import cache

from aiohttp import web

from tests.web.site import HTML, Answer

_MEGABYTE = 1_000_000


def status(code: int, headers: Mapping[str, str] | None = None) -> Answer:
    """An error, or anything else that has only a status."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=code, headers=headers, text=f"This is a {code}.")

    return answer


def redirect(to: str, code: int = 302) -> Answer:
    """It is elsewhere: at a path, or a whole URL."""
    return status(code, {"Location": to})


def slow(seconds: float = 0.05) -> Answer:
    """A byte now and then, without end."""

    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b"a"
            await asyncio.sleep(seconds)

    return _stream(drops)


def silent() -> Answer:
    """No answer at all, on a connection that stays open."""

    async def answer(request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError("nothing sets it")

    return answer


def endless() -> Answer:
    """More and more lines, as fast as they are taken."""

    async def lines() -> AsyncIterator[bytes]:
        while True:
            yield b"<p>And another line of this page.</p>\n" * 1000

    return _stream(lines)


def one_line(megabytes: int = 100) -> Answer:
    """A page that is one very long line."""

    async def pieces() -> AsyncIterator[bytes]:
        yield b"<html><body><p>"
        for _ in range(megabytes):
            yield b"word " * (_MEGABYTE // 5)
        yield b"</p></body></html>"

    return _stream(pieces)


def truncated(body: bytes = b"<p>This page breaks off", promised: int = 10_000) -> Answer:
    """Less than the Content-Length says."""
    return _raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (promised, body)
    )


def nonsense() -> Answer:
    """An answer that isn't HTTP."""
    return _raw(b"220 this is a mail server\r\n")


def reset() -> Answer:
    """No answer: the connection is reset."""

    async def answer(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
        return web.Response()

    return answer


def packed(body: bytes, coding: str, mime: str = HTML) -> Answer:
    """A body that says to be packed, whether it is or not, without saying how long it is."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.Response(body=body, headers={"Content-Type": mime, "Content-Encoding": coding})
        response.enable_chunked_encoding()
        return response

    return answer


def gzip_bomb(megabytes: int = 100) -> Answer:
    """A small body that unpacks to a large one."""

    async def answer(request: web.Request) -> web.StreamResponse:
        bomb = await asyncio.to_thread(zeros, megabytes)
        return web.Response(body=bomb, headers={"Content-Type": HTML, "Content-Encoding": "gzip"})

    return answer


@cache
def zeros(megabytes: int) -> bytes:
    """Nothing but zeros, in gzip."""
    return gzip.compress(bytes(megabytes * _MEGABYTE), compresslevel=1)


def deflated(body: bytes) -> bytes:
    """Packed as some servers understand "deflate": without zlib's header."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def _stream(pieces: Callable[[], AsyncIterator[bytes]]) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": HTML})
        await response.prepare(request)
        async for piece in pieces():
            await response.write(piece)
        return response

    return answer


def _raw(sent: bytes) -> Answer:
    """Send exactly this, and end the connection."""

    async def answer(request: web.Request) -> web.StreamResponse:
        transport = request.transport
        assert isinstance(transport, asyncio.Transport)
        transport.write(sent)
        transport.close()
        return web.Response()

    return answer
