"""robots.txt is read and obeyed."""

from __future__ import annotations

import asyncio
import threading
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from config.settings import FetchSettings
from index.fetch import Fetcher, FetchError, robots
from index.fetch.robots import MOST_BYTES, Rules, read_rules
from tests.web.answers import endless, packed, redirect, status, truncated
from tests.web.server import HOST, WebServer, web_server
from tests.web.site import Answer

FORBIDDEN = r"^its site's robots\.txt forbids it$"


def allows(rules: str, path: str) -> bool:
    return read_rules(rules.encode()).allow(URL(f"https://news.example{path}"))


@pytest.mark.parametrize(
    ("robots", "allowed", "forbidden"),
    [
        ("", ["/", "/a"], []),
        ("User-agent: *\nDisallow: /private", ["/", "/public"], ["/private", "/private/a?b"]),
        ("User-agent: *\nDisallow:\n", ["/"], []),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a/b"], ["/a", "/a/c"]),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?x"], ["/a.pdf"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Clippings\nDisallow: /no", ["/yes"], ["/no"]),
        ("User-agent: clippings/2.0\nDisallow: /no", ["/yes"], ["/no"]),
        ("User-agent: Clip\nUser-agent: ClippingsImages\nDisallow: /", ["/"], []),
        ("User-agent: Other\nDisallow: /", ["/"], []),
        ("User-agent: Other\nUser-agent: Clippings # us\nDisallow: /no", ["/yes"], ["/no"]),
        ("User-agent: Clippings\nDisallow: /a\nUser-agent: x\nDisallow: /b\n"
         "User-agent: CLIPPINGS\nDisallow: /c", ["/b"], ["/a", "/c"]),
        ("\ufeffuser agent *\r\ndisallow: /ü", ["/u"], ["/%C3%BC"]),
        ("<html><body>Not found</body></html>", ["/"], []),
    ],
)  # fmt: skip
def test_what_is_allowed(robots: str, allowed: list[str], forbidden: list[str]) -> None:
    assert [path for path in [*allowed, *forbidden] if allows(robots, path)] == allowed


@pytest.mark.parametrize(
    ("line", "delay"),
    [
        ("Crawl-delay: 2.5", 2.5),
        ("Crawl-delay: 86400", 60),
        ("Crawl-delay: soon", 0),
        ("Crawl-delay: inf", 0),
    ],
)
def test_the_delay_asked_for(line: str, delay: float) -> None:
    assert read_rules(f"User-agent: *\n{line}".encode()).delay == delay


def test_only_so_much_is_read() -> None:
    comment = "# " + "x" * 100 + "\n"
    start = "User-agent: *\nDisallow: /early\n" + comment * (MOST_BYTES // len(comment))
    rules = start + comment + "Disallow: /late"
    assert not allows(rules, "/early")
    assert allows(rules, "/late")


def test_many_programs_with_many_rules_do_no_harm() -> None:
    agents = "".join(f"User-agent: a{n}\n" for n in range(15_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(15_000))
    assert not allows(agents + "User-agent: *\n" + rules, "/14999")


@pytest.mark.parametrize(
    ("start", "piece", "end"),
    [
        ("user", " ", "x"),
        ("", "\n", "x"),
        ("", " ", "x"),
        ("user-agent", ":", "#"),
        ("sitemap", " ", "x"),
        ("", "\r", ""),
        ("User-agent: *\nDisallow: /", "*", "$"),
    ],
)
def test_no_line_takes_longer_than_its_length(start: str, piece: str, end: str) -> None:
    # At this length, what grows with the square would never end.
    rules = read_rules((start + piece * (MOST_BYTES - 100) + end + "\nSitemap: /map.xml").encode())
    assert rules.sitemaps == ("/map.xml",)


@pytest.mark.parametrize(
    ("robots", "sitemaps"),
    [
        ("", ()),
        ("Sitemap: https://news.example/a.xml", ("https://news.example/a.xml",)),
        (
            "\ufeff  SITEMAP :/a.xml # new\r\nUser-agent: *\nDisallow: /\nsitemap:\nSitemap:/b c.xml",
            ("/a.xml", "/b c.xml"),
        ),
        ("# Sitemap: /a.xml\nNo sitemap: /b.xml\nSitemap of this site\nSitemap: none", ()),
    ],
)
def test_the_sitemaps_that_it_names(robots: str, sitemaps: tuple[str, ...]) -> None:
    assert read_rules(robots.encode()).sitemaps == sitemaps


@given(
    st.binary(max_size=300) | st.from_regex(r"\A(user-?agent:? ?[*a-z]{0,3}\n(dis)?allow: ?/[*$%a\n]{0,9})*")
)
def test_anything_at_all(data: bytes | str) -> None:
    rules = read_rules(data if isinstance(data, bytes) else data.encode())
    rules.allow(URL("https://news.example/a?b"))
    assert 0 <= rules.delay <= 60


async def test_it_is_asked_once_and_first(server: WebServer, settings: FetchSettings) -> None:
    server.robots = "User-agent: Clippings\nDisallow: /no"
    server.put("/yes", "yes")
    server.put("/no", "no")
    async with Fetcher(settings) as fetcher:
        answers = await asyncio.gather(*(fetcher.get(server.url("/yes")) for _ in range(5)))
        with pytest.raises(FetchError, match=FORBIDDEN):
            await fetcher.get(server.url("/no"))
    assert [answer.body for answer in answers] == [b"yes"] * 5
    assert [one.path for one in server.asked] == ["/robots.txt", *["/yes"] * 5]


async def test_rules_are_followed_beside_all_else(
    server: WebServer, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, is_served = asyncio.get_running_loop(), threading.Event()

    def allow(rules: Rules, link: URL) -> bool:
        loop.call_soon_threadsafe(is_served.set)
        return is_served.wait(30) and real(rules, link)

    real = Rules.allow
    monkeypatch.setattr(Rules, "allow", allow)
    server.put("/", "page")
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(server.url())).body == b"page"


async def test_redirects_lead_under_other_rules(server: WebServer, settings: FetchSettings) -> None:
    server.robots = "User-agent: *\nDisallow: /no"
    server.fault("/yes", redirect("/no"))
    async with Fetcher(settings) as fetcher:
        with pytest.raises(FetchError, match=rf"^after a redirect to {server.url('/no')}: {FORBIDDEN[1:]}"):
            await fetcher.get(server.url("/yes"))
    assert not server.asked_for("/no")


async def test_redirects_lead_under_the_rules_of_others(server: WebServer, settings: FetchSettings) -> None:
    async with web_server() as other:
        other.robots = "User-agent: *\nDisallow: /no"
        server.fault("/no", redirect(other.url("/no")))
        async with Fetcher(settings) as fetcher:
            with pytest.raises(FetchError, match=FORBIDDEN[1:]):
                await fetcher.get(server.url("/no"))
        assert server.asked_for("/no")
        assert not other.asked_for("/no")


@pytest.mark.parametrize("code", [401, 403, 404, 410, 451])
async def test_none_means_all_is_allowed(server: WebServer, settings: FetchSettings, code: int) -> None:
    server.fault("/robots.txt", status(code))
    server.put("/", "page")
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(server.url())).body == b"page"


@pytest.mark.parametrize(
    "answer",
    [
        *(status(500), status(503), status(429, {"Retry-After": "3600"}), status(302)),
        *(truncated(), redirect("/robots.txt"), packed(b"x", "br"), packed(b"x", "gzip")),
    ],
)
async def test_unreadable_means_nothing_is(
    server: WebServer, settings: FetchSettings, answer: Answer
) -> None:
    server.fault("/robots.txt", answer)
    server.put("/", "page")
    async with Fetcher(settings.model_copy(update={"delay_seconds": 0.01})) as fetcher:
        with pytest.raises(FetchError, match=r"robots\.txt can't be read for now: it "):
            await fetcher.get(server.url())
        asked = len(server.asked)
        with pytest.raises(FetchError):
            await fetcher.get(server.url("/other"))
    assert len(server.asked) == asked
    assert not server.asked_for("/")


async def test_a_site_that_is_to_be_left_alone(server: WebServer, settings: FetchSettings) -> None:
    server.fault("/robots.txt", status(429, {"Retry-After": "3600"}))
    async with Fetcher(settings) as fetcher:
        with pytest.raises(FetchError, match=r"and asks to be left alone for 60 min$"):
            await fetcher.get(server.url())
        with pytest.raises(
            FetchError, match=r"its server asks to be left alone for another (?:60|59) min$"
        ) as caught:
            await fetcher.get(server.url())
    assert caught.value.retry_after == pytest.approx(3600, abs=60)


async def test_unreadable_is_tried_again_later(
    server: WebServer, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.fault("/robots.txt", status(500), times=3)
    server.put("/", "page")
    async with Fetcher(settings) as fetcher:
        with pytest.raises(FetchError, match=r"500 \(Internal Server Error\)"):
            await fetcher.get(server.url())
        later = monotonic() + 60 * settings.delay_seconds
        monkeypatch.setattr(robots, "monotonic", lambda: later)
        assert (await fetcher.get(server.url())).body == b"page"


async def test_an_endless_one_is_read_in_part(server: WebServer, settings: FetchSettings) -> None:
    server.fault("/robots.txt", endless())
    server.put("/", "page")
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(server.url())).body == b"page"


async def test_it_may_be_elsewhere(server: WebServer, settings: FetchSettings) -> None:
    server.fault("/robots.txt", redirect(server.url("/rules", "localhost")))
    server.put("/rules", "User-agent: *\nDisallow: /no", "text/plain")
    allowed = settings.model_copy(update={"allowed_hosts": (HOST, "localhost")})
    async with Fetcher(allowed) as fetcher:
        with pytest.raises(FetchError, match=FORBIDDEN):
            await fetcher.get(server.url("/no"))
