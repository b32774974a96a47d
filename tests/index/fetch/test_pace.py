"""One request at a time to a host, and not one after another at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from aiohttp import web

from config.settings import FetchSettings
from index.fetch import Fetcher, FetchError
from tests.web.answers import silent, status
from tests.web.server import HOST, WebServer, eventually
from tests.web.site import Answer


@pytest.fixture
def both(settings: FetchSettings) -> FetchSettings:
    """The server has two names, and is two hosts by them."""
    return settings.model_copy(update={"allowed_hosts": (HOST, "localhost")})


def meeting(guests: int) -> Answer:
    """Nobody is answered until so many have asked."""
    all_there = asyncio.Barrier(guests)

    async def answer(request: web.Request) -> web.StreamResponse:
        async with asyncio.timeout(10):
            await all_there.wait()
        return web.Response(text="hello")

    return answer


async def test_one_at_a_time_with_a_delay(server: WebServer, settings: FetchSettings) -> None:
    server.put("/", "page")
    delay = 0.03
    async with Fetcher(settings.model_copy(update={"delay_seconds": delay})) as fetcher:
        await asyncio.gather(*(fetcher.get(server.url()) for _ in range(6)))
    assert server.busiest[HOST] == 1
    assert len(server.asked) == 7
    assert all(later.at - earlier.at >= delay for earlier, later in pairwise(server.asked))


async def test_the_site_may_want_a_longer_delay(server: WebServer, settings: FetchSettings) -> None:
    server.robots = "User-agent: *\nCrawl-delay: 0.2"
    server.put("/", "page")
    async with Fetcher(settings) as fetcher:
        await asyncio.gather(*(fetcher.get(server.url()) for _ in range(3)))
    assert all(later.at - earlier.at >= 0.2 for earlier, later in pairwise(server.asked))


async def test_hosts_are_asked_side_by_side(server: WebServer, both: FetchSettings) -> None:
    server.fault("/", meeting(2))
    async with Fetcher(both) as fetcher:
        answers = await asyncio.gather(fetcher.get(server.url()), fetcher.get(server.url(host="localhost")))
    assert [answer.body for answer in answers] == [b"hello"] * 2


async def test_but_only_so_many(server: WebServer, both: FetchSettings) -> None:
    server.put("/", "page")
    server.fault("/slow", silent())
    async with Fetcher(both.model_copy(update={"hosts_at_once": 1})) as fetcher:
        await fetcher.get(server.url())
        await fetcher.get(server.url(host="localhost"))
        asked = len(server.asked)
        first = asyncio.create_task(fetcher.get(server.url("/slow")))
        await eventually(lambda: len(server.asked) > asked)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await fetcher.get(server.url(host="localhost"))
        assert len(server.asked) == asked + 1
        first.cancel()
        await asyncio.wait([first])
        assert (await fetcher.get(server.url(host="localhost"))).body == b"page"


@pytest.mark.parametrize("code", [429, 503])
async def test_a_short_rest_is_waited_for(server: WebServer, settings: FetchSettings, code: int) -> None:
    server.put("/", "page")
    server.fault("/", status(code, {"Retry-After": "1"}), times=1)
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(server.url())).body == b"page"
    first, second = server.asked_for("/")
    assert second.at - first.at >= 1


def in_an_hour() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)


@pytest.mark.parametrize("told", ["3600", "date"])
async def test_a_long_rest_is_told_and_kept(server: WebServer, both: FetchSettings, told: str) -> None:
    server.put("/", "page")
    server.put("/other", "page")
    server.fault("/", status(429, {"Retry-After": in_an_hour() if told == "date" else told}))
    async with Fetcher(both) as fetcher:
        with pytest.raises(
            FetchError, match=r"^it answers 429 \(Too Many Requests\) and asks to be"
        ) as caught:
            await fetcher.get(server.url())
        assert caught.value.status == 429
        assert caught.value.retry_after == pytest.approx(3600, abs=60)
        with pytest.raises(
            FetchError, match=r"^its server asks to be left alone for another \d\d min"
        ) as further:
            await fetcher.get(server.url("/other"))
        assert further.value.retry_after == pytest.approx(3600, abs=60)
        assert (await fetcher.get(server.url("/other", "localhost"))).body == b"page"
    assert len(server.asked_for("/")) == 1


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ({}, 60),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "0"}, 60),
        ({"Retry-After": "Wed, 01 Jan 2020 00:00:00 GMT"}, 60),
        ({"Retry-After": "Mon, 99 Foo 2024"}, 60),
        ({"Retry-After": "9" * 5000}, 86_400),
    ],
)
async def test_unusual_rests(
    server: WebServer, settings: FetchSettings, told: dict[str, str], seconds: float
) -> None:
    server.fault("/", status(429, told))
    async with Fetcher(settings) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url())
    assert caught.value.retry_after == seconds


async def test_a_server_that_never_has_time(server: WebServer, settings: FetchSettings) -> None:
    past = "Wed, 01 Jan 2020 00:00:00 GMT"
    server.fault("/", status(503, {"Retry-After": past}))
    async with Fetcher(settings) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url())
    assert caught.value.retry_after is None and caught.value.passing
    assert len(server.asked_for("/")) == 3


async def test_cancelling_leaves_nothing_behind(server: WebServer, settings: FetchSettings) -> None:
    server.put("/", "page")
    server.fault("/slow", silent())
    async with Fetcher(settings) as fetcher:
        await fetcher.get(server.url())
        before = asyncio.all_tasks()
        asked = len(server.asked)
        gets = [asyncio.create_task(fetcher.get(server.url("/slow"))) for _ in range(3)]
        await eventually(lambda: len(server.asked) > asked)
        for get in gets:
            get.cancel()
        await asyncio.wait(gets)
        await eventually(lambda: not server.is_busy and asyncio.all_tasks() <= before)
        assert (await fetcher.get(server.url())).body == b"page"


async def test_cancelling_at_any_moment(server: WebServer, settings: FetchSettings) -> None:
    server.put("/", "page" * 10_000)
    for steps in range(60):
        async with Fetcher(settings) as fetcher:
            get = asyncio.create_task(fetcher.get(server.url()))
            for _ in range(steps):
                await asyncio.sleep(0)
            get.cancel()
            await asyncio.wait([get])
            async with asyncio.timeout(10):
                assert (await fetcher.get(server.url())).body == b"page" * 10_000
