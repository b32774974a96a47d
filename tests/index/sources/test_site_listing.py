"""What a site names, where its sitemaps are many, odd, or partly out of order."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from config.settings import FetchSettings
from index.fetch import Fetcher, FetchError
from index.sandbox.sandbox import Sandbox
from index.sources.site_listing import SiteListing, list_site
from index.sources.source_list import Site
from tests.web.answers import status
from tests.web.feeds import SITEMAP, sitemap, sitemap_index
from tests.web.server import WebServer, web_server

SETTINGS = FetchSettings(delay_seconds=0, allowed_hosts=("127.0.0.1", "localhost"))


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with web_server() as opened:
        yield opened


async def listed(site: Site, sandbox: Sandbox) -> SiteListing:
    async with Fetcher(SETTINGS) as fetcher:
        return await list_site(site, fetcher, sandbox, lambda: False)


def put_sitemaps(server: WebServer, *names: str) -> None:
    """Put an index of sitemaps on the server, each of one page of its name."""
    server.put("/sitemap.xml", sitemap_index(server.url(f"/{name}.xml") for name in names), SITEMAP)
    for name in names:
        server.put(f"/{name}.xml", sitemap([server.url(f"/{name}/story")]), SITEMAP)


async def test_one_sitemap_that_fails_hides_no_other(server: WebServer, sandbox: Sandbox) -> None:
    put_sitemaps(server, "may", "june", "july", "august")
    server.remove("/june.xml")
    server.put("/july.xml", "<html><body>Sign in</body></html>")
    found = await listed(Site(site=server.url("/")), sandbox)
    assert {page.url for page in found.pages} == {server.url("/may/story"), server.url("/august/story")}
    assert found.remark is not None
    assert "/june.xml can't be read: it answers 404 (Not Found)" in found.remark
    assert "/july.xml can't be read: it is no sitemap" in found.remark


async def test_where_none_can_be_read_the_site_fails(server: WebServer, sandbox: Sandbox) -> None:
    server.robots = f"Sitemap: {server.url('/a.xml')}\nSitemap: {server.url('/b.xml')}"
    with pytest.raises(FetchError, match="404"):
        await listed(Site(site=server.url("/")), sandbox)


async def test_a_site_that_wants_rest_gets_it(server: WebServer, sandbox: Sandbox) -> None:
    put_sitemaps(server, "may", "june")
    server.fault("/june.xml", status(429, {"Retry-After": "900"}))
    with pytest.raises(FetchError) as raised:
        await listed(Site(site=server.url("/")), sandbox)
    assert raised.value.retry_after == 900


async def test_of_a_long_index_the_newest_are_read(server: WebServer, sandbox: Sandbox) -> None:
    names = [f"{year}-{month:02}" for year in range(2018, 2026) for month in range(1, 13)]
    put_sitemaps(server, *names)
    found = await listed(Site(site=server.url("/")), sandbox)
    urls = {page.url for page in found.pages}
    assert {server.url(f"/{name}/story") for name in names[-20:]} <= urls and len(urls) == 49
    assert found.remark == "47 more of its sitemaps are not read, only 50"
    few = await listed(Site(site=server.url("/"), most=3), sandbox)
    newest = [server.url(f"/{name}/story") for name in (names[-1], names[-2], names[-3])]
    assert [page.url for page in few.pages] == newest, "addresses grow with time"
    assert few.remark is None, "there are enough"


async def test_indexes_that_name_each_other_end(server: WebServer, sandbox: Sandbox) -> None:
    inner = [server.url("/sitemap.xml"), server.url("/inner.xml"), server.url("/pages.xml")]
    server.put("/sitemap.xml", sitemap_index([server.url("/inner.xml")]), SITEMAP)
    server.put("/inner.xml", sitemap_index(inner), SITEMAP)
    server.put("/pages.xml", sitemap([server.url("/story")]), SITEMAP)
    found = await listed(Site(site=server.url("/")), sandbox)
    assert [page.url for page in found.pages] == [server.url("/story")] and found.remark is None


async def test_with_and_without_www_and_tls(server: WebServer, sandbox: Sandbox) -> None:
    pages = [
        f"https://www.localhost:{server.port}/news/one",
        f"http://localhost:{server.port}/news/two",
        f"http://localhost:{server.port}/newsletter",
        "https://elsewhere.example/news/three",
    ]
    server.put("/sitemap.xml", sitemap(pages), SITEMAP)
    found = await listed(Site(site=server.url("/news", host="localhost")), sandbox)
    assert {page.url for page in found.pages} == set(pages[:2]) and found.remark is None


async def test_a_site_of_which_nothing_counts_says_so(server: WebServer, sandbox: Sandbox) -> None:
    server.put("/sitemap.xml", sitemap(["https://elsewhere.example/one"]), SITEMAP)
    found = await listed(Site(site=server.url("/")), sandbox)
    assert found == SiteListing((), f"of 1 pages in its sitemaps none is below {server.url('/')}")
    server.put("/sitemap.xml", sitemap([server.url("/a"), server.url("/b")]), SITEMAP)
    found = await listed(Site(site=server.url("/"), exclude=("*",)), sandbox)
    assert found == SiteListing((), "include and exclude leave out all 2 pages of it")


async def test_a_sitemap_that_is_named_like_a_page(server: WebServer, sandbox: Sandbox) -> None:
    put_sitemaps(server, "may")
    server.put("/map.php", sitemap([server.url("/june/story")]), SITEMAP)
    found = await listed(Site(site=server.url("/map.php")), sandbox)
    assert [page.url for page in found.pages] == [server.url("/june/story")] and found.remark is None
