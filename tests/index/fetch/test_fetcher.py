"""Answers, good and bad, over real connections."""

from __future__ import annotations

import asyncio
import gzip
import os
import random
import re
import socket
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.settings import FetchSettings
from index.fetch import Fetcher, FetchError
from tests.conftest import ROOT
from tests.web import answers
from tests.web.answers import redirect, status
from tests.web.feeds import RSS, rss
from tests.web.pages import news_page
from tests.web.server import HOST, WebServer, web_server, web_server_in_thread
from tests.web.site import Answer
from tests.web.stories import load_stories


async def failure(settings: FetchSettings, url: str) -> FetchError:
    async with Fetcher(settings) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(url)
    return caught.value


async def test_a_page_and_a_feed(server: WebServer, settings: FetchSettings) -> None:
    story = load_stories()[0]
    page = news_page(story, server.url(story.path), "The Bay Courier")
    server.put(story.path, page, modified=datetime(2024, 3, 4, 9, tzinfo=UTC))
    server.put("/feed.xml", rss("The Bay Courier", [(server.url(story.path), story)]), RSS)
    async with Fetcher(settings) as fetcher:
        fetched = await fetcher.get(server.url(story.path) + "#comments")
        feed = await fetcher.get(server.url("/feed.xml"))
    assert fetched.url == server.url(story.path)
    assert fetched.body.decode() == page
    assert (fetched.mime, fetched.charset) == ("text/html", "utf-8")
    assert fetched.last_modified == "Mon, 04 Mar 2024 09:00:00 GMT"
    assert not fetched.not_modified
    assert feed.mime == "application/rss+xml"
    assert feed.last_modified is None


async def test_what_servers_learn_of_us(server: WebServer, settings: FetchSettings) -> None:
    server.put("/a", "page", headers={"Set-Cookie": "track=me; Path=/"})
    server.put("/b", "page")
    server.fault("/c", redirect("/b"))
    named = settings.model_copy(update={"contact": "https://clippings.example/bot"})
    async with Fetcher(named) as fetcher:
        for path in ("/a", "/b", "/c"):
            await fetcher.get(server.url(path))
    for one in server.asked:
        assert re.fullmatch(
            r"Clippings/\d[\w.]* \(\+https://clippings\.example/bot\)", one.headers["User-Agent"]
        )
        assert set(one.headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
    assert server.asked[-1].path == "/b"


async def test_what_is_known_already(server: WebServer, settings: FetchSettings) -> None:
    changed = datetime(2024, 3, 4, 9, tzinfo=UTC)
    server.put("/", "old", modified=changed)
    async with Fetcher(settings) as fetcher:
        first = await fetcher.get(server.url())
        again = await fetcher.get(server.url(), first.etag, first.last_modified)
        by_date = await fetcher.get(server.url(), None, first.last_modified)
        server.put("/", "new", modified=changed.replace(day=5))
        latest = await fetcher.get(server.url(), first.etag, first.last_modified)
    for answer in (again, by_date):
        assert answer.not_modified
        assert answer.body == b""
        assert (answer.etag, answer.last_modified) == (first.etag, first.last_modified)
    assert not latest.not_modified
    assert latest.body == b"new"
    assert latest.etag != first.etag


async def test_validators_that_can_not_be_sent_back(server: WebServer, settings: FetchSettings) -> None:
    server.put("/", "page", headers={"ETag": '"ü"', "Last-Modified": "x" * 2000})
    async with Fetcher(settings) as fetcher:
        fetched = await fetcher.get(server.url())
    assert (fetched.etag, fetched.last_modified) == (None, None)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (401, "it answers 401 (Unauthorized): it isn't open to programs like this one"),
        (403, "it answers 403 (Forbidden): it isn't open to programs like this one"),
        (404, "it answers 404 (Not Found)"),
        (410, "it answers 410 (Gone): it was removed for good"),
        (451, "it answers 451 (Unavailable For Legal Reasons): it is withheld for legal reasons"),
        (202, "it answers 202 (Accepted)"),
        (204, "it answers 204 (No Content)"),
        (300, "it answers 300 (Multiple Choices)"),
        (302, "it answers 302 (Found) and doesn't say where it is"),
        (304, "it answers 304 (Not Modified)"),
        (799, "it answers 799"),
    ],
)
async def test_statuses(server: WebServer, settings: FetchSettings, code: int, reason: str) -> None:
    server.fault("/", status(code))
    error = await failure(settings, server.url())
    assert str(error) == reason
    assert error.gone is (code == 410)
    assert len(server.asked_for("/")) == 1


async def test_a_retracted_page_is_gone(server: WebServer, settings: FetchSettings) -> None:
    server.put("/a", "page")
    server.retract("/a")
    assert (await failure(settings, server.url("/a"))).gone


@pytest.mark.parametrize(
    "answer", [status(500), status(502), status(503), status(504), answers.reset(), answers.truncated()]
)
async def test_what_passes_is_tried_again(server: WebServer, settings: FetchSettings, answer: Answer) -> None:
    server.put("/", "page")
    server.fault("/", answer, times=2)
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(server.url())).body == b"page"
        server.fault("/", answer)
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url())
    assert caught.value.passing
    assert len(server.asked_for("/")) == 6


async def test_attempts_are_further_and_further_apart(server: WebServer, settings: FetchSettings) -> None:
    server.fault("/", status(500))
    await failure(settings.model_copy(update={"delay_seconds": 0.05}), server.url())
    first, second, third = server.asked_for("/")
    assert second.at - first.at >= 0.1
    assert third.at - second.at >= 0.2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (answers.reset(), "its server breaks the connection off"),
        (answers.truncated(), "it breaks off before its end"),
        (answers.nonsense(), "its server's answer is no HTTP that can be understood"),
        (answers.endless(), "it is larger than 100,000 bytes (fetch.max_bytes)"),
        (answers.one_line(), "it is larger than 100,000 bytes (fetch.max_bytes)"),
        (answers.truncated(promised=10**12), "it is larger than 100,000 bytes (fetch.max_bytes)"),
        (answers.gzip_bomb(20), "it is larger than 100,000 bytes (fetch.max_bytes)"),
        (
            answers.packed(gzip.compress(random.Random(5).randbytes(150_000)), "gzip"),
            "it is larger than 100,000 bytes (fetch.max_bytes)",
        ),
        (answers.packed(gzip.compress(b"page")[:-9], "gzip"), "it breaks off before its end"),
        (answers.packed(b"page", "gzip"), "its gzip packing is damaged"),
        (answers.packed(b"page", "br"), "it is packed as br, which it wasn't asked for"),
        (answers.redirect("/"), "it redirects in a circle"),
        (
            answers.status(302, {"Location": "/", "Set-Cookie": "seen=1"}),
            "it redirects in a circle, as where cookies are needed; none are kept",
        ),
        (
            answers.redirect("file:///etc/passwd"),
            "it redirects to what can't be fetched: only addresses that begin with http:// or https:// are "
            "fetched",
        ),
        (
            answers.redirect("http://me:secret@localhost/"),
            "it redirects to what can't be fetched: its address holds a user name or password; give it "
            "without",
        ),
    ],
)
async def test_faults(server: WebServer, settings: FetchSettings, answer: Answer, reason: str) -> None:
    server.fault("/", answer)
    assert str(await failure(settings, server.url())) == reason


@pytest.mark.parametrize("answer", [answers.slow(), answers.silent()])
async def test_what_takes_too_long(server: WebServer, settings: FetchSettings, answer: Answer) -> None:
    server.fault("/", answer)
    hasty = settings.model_copy(update={"timeout_seconds": 0.3})
    assert str(await failure(hasty, server.url())) == "it takes longer than 0.3 s (fetch.timeout_seconds)"
    assert len(server.asked_for("/")) == 1


async def test_nobody_listens(settings: FetchSettings) -> None:
    with socket.socket() as unused:
        unused.bind((HOST, 0))
        error = await failure(settings, f"http://{HOST}:{unused.getsockname()[1]}/")
    assert str(error) == "no connection to it can be made: Connection refused"
    assert error.passing


async def test_no_such_host(settings: FetchSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    error = await failure(settings, "http://news.invalid/")
    assert str(error) == "no host has its name"
    assert not error.passing


async def test_redirects(server: WebServer, settings: FetchSettings) -> None:
    for number in range(6):
        server.fault(f"/{number}", redirect(f"/{number + 1}", code=(301, 302, 303, 307, 308, 302)[number]))
    server.put("/6", "page")
    async with Fetcher(settings) as fetcher:
        fetched = await fetcher.get(server.url("/1"))
        with pytest.raises(FetchError) as caught:
            await fetcher.get(server.url("/0"))
    assert (fetched.url, fetched.body) == (server.url("/6"), b"page")
    assert str(caught.value) == (
        f"after a redirect to {server.url('/6')}: it redirects more than 5 times (fetch.max_redirects)"
    )


async def test_a_status_after_a_redirect(server: WebServer, settings: FetchSettings) -> None:
    server.retract("/b")
    server.fault("/a", redirect("/b"))
    error = await failure(settings, server.url("/a"))
    assert error.gone
    assert str(error).startswith(f"after a redirect to {server.url('/b')}: it answers 410")


@pytest.mark.parametrize(
    "answer",
    [
        answers.packed(gzip.compress(b"page" * 1000), "gzip"),
        answers.packed(zlib.compress(b"page" * 1000), "deflate"),
        answers.packed(answers.deflated(b"page" * 1000), "deflate"),
        answers.packed(b"page" * 1000, "identity"),
    ],
)
async def test_packed_bodies(server: WebServer, settings: FetchSettings, answer: Answer) -> None:
    server.fault("/", answer)
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(server.url())).body == b"page" * 1000


async def test_packed_files(server: WebServer, settings: FetchSettings) -> None:
    assert len(answers.zeros(20)) < settings.max_bytes
    server.put("/sitemap.xml.gz", gzip.compress(b"<urlset/>"), "application/gzip")
    server.put("/plain.xml.gz", b"<urlset/>", "application/xml")
    server.put("/bomb.xml.gz", answers.zeros(20), "application/gzip")
    server.put("/feed", gzip.compress(b"<rss/>"), "application/rss+xml")
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(server.url("/sitemap.xml.gz"))).body == b"<urlset/>"
        assert (await fetcher.get(server.url("/plain.xml.gz"))).body == b"<urlset/>"
        assert (await fetcher.get(server.url("/feed"))).body == b"<rss/>", "whatever its name"
        with pytest.raises(FetchError, match="it is larger than 100,000 bytes"):
            await fetcher.get(server.url("/bomb.xml.gz"))


async def test_exactly_as_large_as_allowed(server: WebServer, settings: FetchSettings) -> None:
    server.put("/fits", b"x" * settings.max_bytes)
    server.put("/larger", b"x" * (settings.max_bytes + 1))
    async with Fetcher(settings) as fetcher:
        assert len((await fetcher.get(server.url("/fits"))).body) == settings.max_bytes
        with pytest.raises(FetchError, match="it is larger"):
            await fetcher.get(server.url("/larger"))


async def test_types_that_are_not_told(server: WebServer, settings: FetchSettings) -> None:
    server.put("/picture", b"\x89PNG", "image/png")
    server.put("/odd", b"page", "nonsense;;charset")
    async with Fetcher(settings) as fetcher:
        picture, odd = await fetcher.get(server.url("/picture")), await fetcher.get(server.url("/odd"))
    assert (picture.mime, picture.charset) == ("image/png", None)
    assert odd.body == b"page"


async def test_a_certificate_that_nobody_trusts(settings: FetchSettings) -> None:
    async with web_server(tls=True) as server:
        error = await failure(settings, server.url())
        assert str(error).startswith("its TLS certificate can't be trusted: ")
        assert not server.asked
        plain = await failure(settings, server.url().replace("https", "http"))
        assert plain.passing


async def test_no_tls_where_it_is_expected(server: WebServer, settings: FetchSettings) -> None:
    error = await failure(settings, server.url().replace("http", "https"))
    assert str(error) == "no secure connection (TLS) to it can be made"


FETCH = """
import asyncio, sys
from config.settings import FetchSettings
from index.fetch import Fetcher
async def main():
    async with Fetcher(FetchSettings(delay_seconds=0.001, allowed_hosts=("127.0.0.1",))) as fetcher:
        print((await fetcher.get(sys.argv[1])).body.decode())
asyncio.run(main())
"""


def test_a_certificate_that_is_trusted(tmp_path: Path) -> None:
    with web_server_in_thread(tls=True) as server:
        server.put("/", "page")
        assert server.authority
        server.authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        done = subprocess.run(
            [sys.executable, "-c", FETCH, server.url()],
            cwd=ROOT,
            env={**os.environ, "SSL_CERT_FILE": str(tmp_path / "authority.pem")},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.stdout == "page\n", done.stderr


async def test_hundreds_of_pages(server: WebServer, settings: FetchSettings) -> None:
    for number in range(200):
        server.put(f"/{number}", f"page {number}")
    async with Fetcher(settings.model_copy(update={"delay_seconds": 0})) as fetcher:
        fetched = await asyncio.gather(*(fetcher.get(server.url(f"/{number}")) for number in range(200)))
    assert [each.body for each in fetched] == [b"page %d" % number for number in range(200)]
    assert server.busiest[HOST] == 1
