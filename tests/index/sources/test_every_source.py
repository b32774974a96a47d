"""The list of docs/sources.md, as it stands there: an example of each kind of source, indexed end to end."""

from __future__ import annotations

import gzip
import io
import json
import mailbox
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from index.snapshot.snapshot import open_live
from index.sources.source_list import Files, load_sources
from tests.command import environment
from tests.conftest import ROOT
from tests.web.feeds import ATOM, RSS, SITEMAP, atom, rss, sitemap
from tests.web.pages import news_page, plain_page
from tests.web.server import WebServer, web_server_in_thread
from tests.web.stories import Story, load_stories

DOCS = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
STORIES = load_stories()
OUTLET = "The Example Times"


@dataclass(frozen=True)
class World:
    """A list of sources of every kind, and all that it leads to.

    stories: the titles that each source gives, by its location.
    """

    file: Path
    server: WebServer
    stories: dict[str, set[str]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("sources")
    code = re.search(r"## An example of each\n\n```toml\n(.*?)```", DOCS, re.DOTALL)
    assert code
    with web_server_in_thread() as server:
        file = folder / "sources.toml"
        listed = code[1].replace("https://www.example.org", server.url(""))
        # Here each of them is looked at.
        file.write_text(listed.replace("paused = true", "paused = false"), encoding="utf-8")
        yield World(file, server, _make_all(folder, server))


def _make_all(folder: Path, server: WebServer) -> dict[str, set[str]]:
    """Make what the list leads to: a story or two in each source."""
    stories = iter(STORIES)
    made: dict[str, list[Story]] = {}

    def take(location: str, count: int = 1) -> list[Story]:
        made[location] = [next(stories) for _ in range(count)]
        return made[location]

    def published(story: Story, path: str | None = None) -> str:
        path = path or story.path
        server.put(path, news_page(story, server.url(path), OUTLET))
        return path

    def page(story: Story) -> bytes:
        return plain_page(story, OUTLET).encode()

    text, saved = take(str(folder / "clippings"), 2)
    inner = folder / "clippings" / "2024"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text("\n\n".join([text.title, *text.paragraphs]), encoding="utf-8")
    (inner / "b.html").write_bytes(page(saved))
    [dumped] = take(str(folder / "dump.jsonl.gz"))
    line = {"maintext": " ".join(dumped.paragraphs), "title": dumped.title, "date_publish": dumped.published}
    (folder / "dump.jsonl.gz").write_bytes(gzip.compress(json.dumps(line).encode() + b"\n"))
    _write_warc(folder / "crawl.warc.gz", page(*take(str(folder / "crawl.warc.gz"))))
    with zipfile.ZipFile(folder / "pages.zip", "w") as packed:
        packed.writestr("news/a.html", page(*take(str(folder / "pages.zip"))))
    with tarfile.open(folder / "more-pages.tar.gz", "w:gz") as archive:
        data = page(*take(str(folder / "more-pages.tar.gz")))
        info = tarfile.TarInfo("news/b.html")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    _write_mail(folder / "newsletters.mbox", *take(str(folder / "newsletters.mbox")))

    [full] = take(server.url("/full.xml"))
    long = Story(full.slug, full.title, full.authors, full.published, full.paragraphs * 3)
    server.put("/full.xml", rss(OUTLET, [(server.url(full.path), long)], full=True), RSS)
    listed = [(server.url(published(story)), story) for story in take(server.url("/summaries.atom"), 2)]
    server.put("/summaries.atom", atom(OUTLET, listed), ATOM)
    [story] = take(server.url("/feed.json"))
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": OUTLET,
        "items": [{"id": "1", "url": server.url(published(story)), "title": story.title, "summary": "…"}],
    }
    server.put("/feed.json", json.dumps(feed), "application/feed+json")
    [ferry] = take(server.url("/about-the-ferry.html"))
    published(ferry, "/about-the-ferry.html")
    one, two = take(f"{server.url('/one.html')} and 1 more", 2)
    published(one, "/one.html")
    published(two, "/two.html")
    [listed_one] = take(server.url("/listed.html"))
    published(listed_one, "/listed.html")
    (folder / "addresses.txt").write_text(f"# Ours\n{server.url('/listed.html')}\n", encoding="utf-8")
    section, video = take(server.url("/news/"), 2)
    paths = [published(section, "/news/2024/a.html"), published(video, "/news/2024/video/b.html")]
    server.put("/sitemap.xml", sitemap(map(server.url, paths)), SITEMAP)
    made[server.url("/news/")].remove(video)
    return {location: {story.title for story in stories} for location, stories in made.items()}


def _write_warc(path: Path, page: bytes) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Date: 2024-04-01T00:00:00Z\r\n"
        "WARC-Target-URI: https://www.example.org/archived.html\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    path.write_bytes(gzip.compress(head.encode() + answer + b"\r\n\r\n"))


def _write_mail(path: Path, story: Story) -> None:
    message = EmailMessage()
    message["From"] = f"{OUTLET} <letters@example.org>"
    message["Subject"] = story.title
    message["Date"] = "Mon, 04 Mar 2024 08:15:00 +0000"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("\n\n".join(story.paragraphs))
    box = mailbox.mbox(path)
    box.add(message)
    box.close()


@pytest.fixture(scope="module")
def filled(world: World, example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after the first run."""
    data = tmp_path_factory.mktemp("every") / "data"
    shutil.copytree(example_data, data)  # brings the exported encoder along, which takes seconds to make
    report = run_index(world, data, "--drop")
    assert report["skipped"] == []
    assert report["new"] == sum(map(len, world.stories.values())) and report["is_new"]
    return data


def run_index(world: World, data: Path, *options: str) -> dict[str, Any]:
    """Run ``clippings index`` as a process of its own; returns its report."""
    given = ["--json", "--sources", str(world.file), "--data", str(data), *options]
    command = [sys.executable, "-m", "index", *given]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment(), check=False)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])["report"]
    return report


def test_every_kind_of_source_gives_its_articles(world: World, filled: Path) -> None:
    listed = load_sources(world.file)
    assert len(listed) >= 12
    assert {source.location for source in listed} == set(world.stories)
    with open_live(filled) as snapshot:
        store = snapshot.store
        articles = store.articles(store.numbers())
        given: dict[str, set[str]] = {}
        for number, article in articles.items():
            given.setdefault(store.source_of(number), set()).add(article.title or "")
    assert given == world.stories


def test_nothing_new_makes_no_snapshot_and_fetches_no_page(world: World, filled: Path) -> None:
    before = len(world.server.asked)
    report = run_index(world, filled)
    assert not report["is_new"] and report["unchanged"] == sum(map(len, world.stories.values()))
    sent = [one for one in world.server.asked[before:] if "If-None-Match" not in one.headers]
    assert {one.path for one in sent} <= {"/robots.txt", "/sitemap.xml"}


def test_a_dry_run_names_what_would_change(world: World, filled: Path) -> None:
    server = world.server
    story = STORIES[-1]
    server.put(story.path, news_page(story, server.url(story.path), OUTLET))
    feed = rss(OUTLET, [(server.url(story.path), story)])
    [name] = [path for path in ("/full.xml",) if server.asked_for(path)]
    server.put(name, feed, RSS)
    folder = next(source.path for source in load_sources(world.file) if isinstance(source, Files))
    (text,) = folder.rglob("a.txt")
    kept = text.read_text(encoding="utf-8")
    text.unlink()
    try:
        report = run_index(world, filled, "--dry-run")
    finally:
        text.write_text(kept, encoding="utf-8")
    assert not report["is_new"]
    named = {(one["what"], one["where"].removeprefix(server.url(""))) for one in report["touched"]}
    assert named == {("new", story.path), ("gone", str(folder))}
    with open_live(filled) as snapshot:
        assert snapshot.name == "000002"
