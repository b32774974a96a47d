"""A web server on this machine, and settings under which it may be asked, and quickly."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from config.settings import FetchSettings
from tests.web.server import HOST, WebServer, web_server

QUICK = FetchSettings(delay_seconds=0.002, timeout_seconds=10, max_bytes=100_000, allowed_hosts=(HOST,))


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    """A server with nothing on it."""
    async with web_server() as running:
        yield running


@pytest.fixture
def settings() -> FetchSettings:
    """Small limits, short delays, and the server's address allowed."""
    return QUICK
