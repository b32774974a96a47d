"""Adding, checking, indexing and removing sources, as a maintainer types it."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import article_id
from index.sources.page_cache import PageCache
from tests.command import assert_one_sentence, clippings_here, environment
from tests.conftest import ROOT
from tests.web.answers import slow, status
from tests.web.feeds import RSS, SITEMAP, rss, sitemap
from tests.web.pages import front_page, news_page
from tests.web.server import WebServer, web_server_in_thread
from tests.web.stories import Story, load_stories

BRIDGE, LUNCHES, OTTERS, TRAIN = load_stories()[:4]
OUTLET = "The Example Times"


class Maintainer:
    """Someone with a list of sources, an index, and a web server to add from."""

    def __init__(self, server: WebServer, folder: Path, data: Path) -> None:
        self.server, self.data = server, data
        self.file = folder / "sources.toml"

    def run(self, *arguments: object, ok: bool = True) -> str:
        """Run a command; returns what it printed."""
        done = self.process(*arguments)
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return " ".join(done.stdout.split())

    def lines(self, *arguments: object) -> list[str]:
        """Run a command; returns the lines that it printed."""
        return self.process(*arguments).stdout.splitlines()

    def process(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        settings = {"CLIPPINGS_SOURCES": str(self.file), "CLIPPINGS_DATA": str(self.data)}
        fetch = {name: value for name, value in environment().items() if "CLIPPINGS_FETCH" in name}
        return clippings_here(*arguments, **settings, **fetch)

    def publish(self, *stories: Story) -> list[tuple[str, Story]]:
        listed = [(self.server.url(story.path), story) for story in stories]
        for url, story in listed:
            self.server.put(story.path, news_page(story, url, OUTLET))
        return listed


@pytest.fixture
def maintainer(data: Path, tmp_path: Path) -> Iterator[Maintainer]:
    with web_server_in_thread() as server:
        yield Maintainer(server, tmp_path, data)


def test_from_adding_to_removing(maintainer: Maintainer) -> None:
    server = maintainer.server
    server.put("/feed.xml", rss(OUTLET, maintainer.publish(BRIDGE, LUNCHES)), RSS)
    server.put("/", front_page(OUTLET, []))
    [(page, _)] = maintainer.publish(OTTERS)
    assert f"added feed {server.url('/feed.xml')}" in maintainer.run(
        "add", server.url("/"), "--outlet", OUTLET
    )
    assert "listed already feed" in maintainer.run("add", server.url("/feed.xml"))
    assert f"added pages {page}" in maintainer.run("add", page)

    checks = json.loads(maintainer.run("sources", "check", "--json"))["sources"]
    assert [(one["location"], one["problem"], one["items"], one["new"]) for one in checks] == [
        (server.url("/feed.xml"), None, 2, 2),
        (page, None, 1, 1),
    ]
    assert "new" in maintainer.run("index", "--dry-run")
    assert "articles new 3" in maintainer.run("index", "--drop"), "the examples go"
    assert "Nothing has changed" in maintainer.run("index")
    assert "9,000" not in maintainer.run("ask", "How many children get free school lunches?")
    shown = maintainer.run("article", page)
    assert OTTERS.title in shown and OTTERS.paragraphs[0].split()[0] and "source" in shown

    maintainer.publish(replace(OTTERS, paragraphs=(*OTTERS.paragraphs, "A fourth cub was seen on Sunday.")))
    server.retract(LUNCHES.path)
    maintainer.run("remove", server.url("/feed.xml"))
    report = maintainer.run("index")
    assert "articles changed 1" in report and "articles gone 2" in report
    history = maintainer.run("article", article_id(page), "--history")
    assert "corrected" in history and "A fourth cub was seen on Sunday." in history
    assert "dropped" in maintainer.run("article", server.url(BRIDGE.path))


def test_what_is_taken_back_is_listed(maintainer: Maintainer) -> None:
    [(bridge, _), (lunches, _)] = maintainer.publish(BRIDGE, LUNCHES)
    maintainer.file.write_text(f'[[source]]\npages = ["{bridge}", "{lunches}"]\n')
    maintainer.run("index", "--drop")
    maintainer.server.retract(LUNCHES.path)
    assert "articles retracted 1" in maintainer.run("index")
    maintainer.server.fault(BRIDGE.path, status(500))
    maintainer.run("index")
    checked = maintainer.run("sources", "check")
    assert f"{OUTLET}: {LUNCHES.title}" in checked
    assert f"{bridge}: it answers 500" in checked, "a page that can't be read is named"
    assert "No longer indexed: retracted" in maintainer.run("article", lunches)


def test_what_can_be_added(maintainer: Maintainer, tmp_path: Path) -> None:
    server = maintainer.server
    server.put("/news.xml", sitemap(maintainer.publish(BRIDGE)), SITEMAP)
    server.put("/section/", front_page(OUTLET, []).replace("application/rss+xml", "text/plain"))
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="All">'
        '<outline type="rss" text="A" xmlUrl="https://a.example/feed"/>'
        '<outline type="rss" text="B" xmlUrl="https://b.example/feed"/></outline></body></opml>'
    )
    folder = tmp_path / "news"
    folder.mkdir()
    assert f"added site {server.url('/news.xml')}" in maintainer.run("add", server.url("/news.xml"))
    assert f"added site {server.url('/section/')}" in maintainer.run("add", server.url("/section/"))
    both = maintainer.run("add", opml)
    assert "added feed https://a.example/feed added feed https://b.example/feed" in both
    assert f"added path {folder}" in maintainer.run("add", folder)


def test_what_cant_be_added_is_one_sentence(maintainer: Maintainer, tmp_path: Path) -> None:
    server = maintainer.server
    server.put("/picture", b"\x89PNG\r\n\x1a\n", "image/png")
    empty = tmp_path / "empty.opml"
    empty.write_text('<opml version="2.0"><body/></opml>')
    cases: list[tuple[object, list[str]]] = [
        (server.url("/none"), ["404"]),
        (server.url("/picture"), ["image/png"]),
        ("http://10.1.2.3/feed", ["private", "allowed_hosts"]),
        ("ftp://a.example/feed", ["http"]),
        (tmp_path / "nowhere", ["no file or folder"]),
        (empty, ["no feeds"]),
    ]
    for what, words in cases:
        assert_one_sentence(maintainer.process("add", what), *words)
    assert not maintainer.file.exists()
    assert_one_sentence(maintainer.process("remove", "https://a.example"), "sources.toml")
    assert_one_sentence(maintainer.process("article", "0123456789abcdef"), "0123456789abcdef")


def test_ctrl_c_finishes_the_pages_under_way_and_keeps_them(maintainer: Maintainer, tmp_path: Path) -> None:
    server = maintainer.server
    listed = maintainer.publish(BRIDGE, LUNCHES, OTTERS, TRAIN)
    server.fault(TRAIN.path, slow())
    maintainer.file.write_text(f"[[source]]\npages = {json.dumps([url for url, _ in reversed(listed)])}\n")
    given = ["--sources", str(maintainer.file), "--data", str(maintainer.data)]
    command = [sys.executable, "-m", "index", *given]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment())
    while not server.asked_for(TRAIN.path):
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 130 and "What was fetched is kept" in said and "Traceback" not in said
    server.mend(TRAIN.path)
    assert "articles new 4" in maintainer.run("index", "--drop")
    asked = [one for story in (BRIDGE, LUNCHES) for one in server.asked_for(story.path)]
    assert sum("If-None-Match" not in one.headers for one in asked) == 2, "none is sent twice"


def test_a_failing_source_keeps_its_articles(maintainer: Maintainer, tmp_path: Path) -> None:
    server = maintainer.server
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("\n\n".join([OTTERS.title, *OTTERS.paragraphs]))
    server.put("/feed", rss(OUTLET, maintainer.publish(BRIDGE)), RSS)
    maintainer.file.write_text(f'[[source]]\nfeed = "{server.url("/feed")}"\n[[source]]\npath = "news"\n')
    maintainer.run("index", "--drop")
    server.remove("/feed")
    shutil.rmtree(news)
    report = maintainer.run("index")
    assert "articles unchanged 2" in report and "articles gone 0" in report
    assert "404" in report and "no file or folder" in report
    checks = maintainer.run("sources", "check")
    assert "404" in checks and "no file or folder" in checks


def test_the_table_of_sources(maintainer: Maintainer) -> None:
    server = maintainer.server
    server.put("/good", rss(OUTLET, maintainer.publish(BRIDGE, LUNCHES)), RSS)
    server.put("/bad", rss(OUTLET, maintainer.publish(OTTERS)), RSS)
    feeds = "".join(f'[[source]]\nfeed = "{server.url(path)}"\n' for path in ("/good", "/bad"))
    maintainer.file.write_text(feeds)
    assert "next look" not in maintainer.run("sources"), "nothing was fetched yet"
    maintainer.run("index", "--drop")
    server.remove("/bad")
    with PageCache(maintainer.data) as cache:
        cache.keep_source(replace(cache.source(server.url("/bad")), due=0.0))
    maintainer.run("index")
    *outlets, head, good, bad = maintainer.lines("sources")
    assert any(line.startswith(OUTLET) for line in outlets) and "new today" in head
    assert "\t2\t2\t" in good and "404" not in good
    assert "\t1\t1\t" in bad and "404" in bad


def test_a_check_says_once_why_files_cant_be_read(maintainer: Maintainer, tmp_path: Path) -> None:
    """And what a folder that has a part that can't be read holds all the same."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "ferry.txt").write_text(
        "The ferry to Osk Island sails twice a day from Monday, the port said.\n"
    )
    (shelf / "cut.zip").write_bytes(b"PK\x03\x04")
    missing = tmp_path / "missing"
    maintainer.file.write_text(f'[[source]]\npath = "{missing}"\n\n[[source]]\npath = "{shelf}"\n')
    said = maintainer.lines("sources", "check")
    assert said[1].startswith("  can't be read: there is no file or folder of that name; correct the path")
    assert said[1].count("can't be read") == 1 and str(missing) not in said[1]
    assert said[said.index(str(shelf)) + 1].startswith(f"  {shelf / 'cut.zip'}: the zip file is damaged")
    assert said[said.index(str(shelf)) + 2] == "  items: 1, articles indexed: 0"
