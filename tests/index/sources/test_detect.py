"""What an address turns out to be."""

from __future__ import annotations

import pytest

from config.settings import FetchSettings
from index.sandbox.sandbox import Sandbox
from index.sources.detect import detect
from tests.web.feeds import RSS, rss
from tests.web.server import web_server

SETTINGS = FetchSettings(delay_seconds=0, timeout_seconds=30, allowed_hosts=("127.0.0.1",))


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ({"/rss": None, "/atom": "feed"}, {"feed": "/atom"}),
        ({"/rss": "page", "/atom": "feed"}, {"feed": "/atom"}),
        ({"/rss": "feed", "/atom": "feed"}, {"feed": "/rss"}),
        ({"/rss": None, "/atom": "page"}, {"site": "/"}),
    ],
)
async def test_of_the_feeds_that_a_page_names_the_first_is_taken_that_is_one(
    there: dict[str, str | None], expected: dict[str, str]
) -> None:
    links = "".join(f'<link rel="alternate" type="{RSS}" href="{path}">' for path in there)
    home = f"<html><head><title>Quay News</title>{links}</head><body><h1>Quay News</h1></body></html>"
    async with web_server() as server:
        server.put("/", home)
        for path, kind in there.items():
            if kind:
                server.put(path, rss("Quay News", []) if kind == "feed" else home)
        with Sandbox(SETTINGS) as sandbox:
            [entry] = await detect(server.url(), SETTINGS, sandbox, 1_000_000)
        assert entry == {name: server.url(path) for name, path in expected.items()}
