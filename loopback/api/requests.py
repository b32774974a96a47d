"""Requests and responses as all routes need them: bodies, answers, and Discord's error codes."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MEMBER, UNKNOWN_MESSAGE, UNKNOWN_USER = (
    10003,
    10004,
    10007,
    10008,
    10013,
)
UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED = 10015, 10062, 40060
MISSING_ACCESS, NOT_YOURS, MISSING_PERMISSIONS = 50001, 50005, 50013
TOO_MANY_FOLLOW_UPS = 40094
WRONG_CHANNEL_TYPE, INVALID_WEBHOOK_TOKEN, INVALID_FORM = 50024, 50027, 50035
NO_HISTORY, HAS_A_THREAD, THREAD_LOCKED = 160002, 160004, 160005

_BODY, _FILES = web.RequestKey("body", object), web.RequestKey("files", dict[str, bytes])


class DiscordError(Exception):
    """An error with which Discord answers a request that can't be done."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


async def read_body(request: web.Request) -> None:
    """Read a request's JSON and files, for ``body_of`` and ``files_of``."""
    body, files = None, {}
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            data = bytes(await part.read())  # type: ignore[union-attr]  # discord.py nests nothing
            if part.name == "payload_json":  # type: ignore[union-attr]
                body = json.loads(data)
            else:
                files[part.filename or ""] = data  # type: ignore[union-attr]
    elif text := await request.text():
        body = json.loads(text)
    request[_BODY], request[_FILES] = body, files


def body_of(request: web.Request) -> Any:
    """Return the JSON of a request."""
    return request[_BODY]


def files_of(request: web.Request) -> dict[str, bytes]:
    """Return the files attached to a request, by name."""
    return request[_FILES]


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Make a response of JSON."""
    # Exactly this content type: discord.py reads anything else as text.
    kind = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(data).encode(), status=status, headers={**(headers or {}), **kind})


def done() -> web.Response:
    """Make a response that has nothing to say."""
    return web.Response(status=204)
