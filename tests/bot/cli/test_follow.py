"""``clippings follow``: what is new, for those without Discord."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from index.article import Article
from tests.bot.discord.feed import FERRY, Feed, article, yesterday
from tests.command import assert_one_sentence, clippings_here
from tests.conftest import ROOT

AGROUND = article(
    "aground",
    "Lake Aren ferry runs aground",
    "The Lake Aren ferry ran aground near Morwick. 12 people were injured, the lake police said.",
)
WIRE = article(
    "aground-wire",
    "Lake Aren ferry aground: 26 injured",
    "26 people were injured when the Lake Aren ferry ran aground near Morwick, the lake police said.",
    "Northern Wire",
)
MAIL = article(
    "aground-mail",
    "Ferry of Lake Aren runs aground near Morwick",
    "The Lake Aren ferry ran aground near Morwick, the lake police said. Divers look at its hull.",
    "Tessel Mail",
)


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    return Feed(tmp_path / "data")


def publish(feed: Feed, *articles: Article) -> None:
    asyncio.run(feed.publish(*articles))


def told(feed: Feed, *options: object, **environment: str) -> list[dict[str, Any]]:
    """What one look tells of the ferry, as JSON."""
    done = clippings_here("follow", "--topic", FERRY, "--once", *options, "--data", feed.data, **environment)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_comes_from_now_on_is_told_once(feed: Feed) -> None:
    first = clippings_here("follow", "--topic", FERRY, "--once", "--data", feed.data)
    assert (first.returncode, first.stdout) == (0, "")
    assert "Only what comes from now on is told" in first.stderr
    publish(feed, AGROUND)
    (line,) = told(feed)
    assert (line["event"], line["because"]) == ("new", {"kind": "topic", "text": FERRY})
    quote = line["quote"]
    assert AGROUND.text[quote["start"] : quote["end"]] == quote["text"]
    assert (quote["outlet"], quote["article_id"]) == ("Aren Herald", AGROUND.id)
    assert line["link"].startswith(AGROUND.url)
    assert told(feed) == []


def test_a_story_is_told_once_and_kept_up_to_date(feed: Feed) -> None:
    """Others that have it, a figure that rises, a correction, and an article that is taken back."""
    told(feed)
    publish(feed, AGROUND)
    (new,) = told(feed)
    publish(feed, MAIL)
    (also,) = told(feed)
    assert (also["event"], also["story"]) == ("also", new["story"])
    assert [one["outlet"] for one in also["articles"]] == ["Tessel Mail"]
    publish(feed, WIRE)
    (changed,) = told(feed)
    assert (changed["event"], changed["story"]) == ("changed", new["story"])
    assert (changed["before"]["text"], changed["now"]["text"]) == ("12", "26")
    assert changed["quote"]["outlet"] == "Northern Wire"
    publish(feed, replace(WIRE, text=WIRE.text.replace("near Morwick", "off Tessel")))
    (corrected,) = told(feed)
    assert (corrected["event"], corrected["story"]) == ("corrected", new["story"])
    asyncio.run(feed.withdraw(MAIL))
    (gone,) = told(feed)
    assert (gone["event"], gone["story"]) == ("withdrawn", new["story"])
    assert [(one["outlet"], one["kind"]) for one in gone["withdrawn"]] == [("Tessel Mail", "retracted")]
    assert told(feed) == []
    asyncio.run(feed.withdraw(WIRE))
    (last,) = told(feed)
    assert (last["event"], last["quote"], last["before"], last["now"]) == ("withdrawn", None, None, None)
    assert [one["outlet"] for one in last["others"]] == ["Aren Herald"]
    ids = [one["id"] for one in (new, also, changed, corrected, gone)]
    assert len(set(ids)) == len(ids)


def test_an_answer_and_that_a_later_one_says_otherwise(feed: Feed) -> None:
    question = "How many people were injured when the Lake Aren ferry ran aground?"

    def answers() -> list[dict[str, Any]]:
        done = clippings_here("follow", "--question", question, "--once", "--data", feed.data)
        return [json.loads(line) for line in done.stdout.splitlines()]

    assert answers() == []
    publish(feed, replace(AGROUND, published=article("a", "a", "a", day=yesterday()).published))
    (first,) = answers()
    assert (first["event"], first["because"]["kind"]) == ("new", "question")
    publish(feed, WIRE)
    (later,) = answers()
    assert later["event"] == "changed"
    assert (later["before"]["text"], later["now"]["text"]) == ("12", "26")


def test_what_is_there_already_is_told_from_a_day_on(feed: Feed) -> None:
    publish(feed, AGROUND)
    assert told(feed) == []
    (line,) = told(feed, "--since", yesterday())
    assert line["quote"]["article_id"] == AGROUND.id
    assert told(feed, "--since", yesterday()) == []
    other = feed.data / "other.json"
    assert len(told(feed, "--since", yesterday(), "--progress", other)) == 1
    assert other.exists()


def test_a_file_says_what_is_followed(feed: Feed, tmp_path: Path) -> None:
    wanted = tmp_path / "wanted.txt"
    wanted.write_text("# for the desk\n\ntopic: books of libraries\nOutlet: aren herald\n", "utf-8")

    def look() -> list[dict[str, Any]]:
        done = clippings_here("follow", "--file", wanted, "--once", "--data", feed.data)
        return [json.loads(line) for line in done.stdout.splitlines()]

    look()
    publish(feed, AGROUND)
    (line,) = look()
    assert line["because"] == {"kind": "outlet", "text": "aren herald"}
    wanted.write_text("topic: ferries\nferries too\n", "utf-8")
    assert_one_sentence(clippings_here("follow", "--file", wanted, "--data", feed.data), "Line 2", "topic:")


def test_what_cant_be_followed_is_one_sentence(feed: Feed, tmp_path: Path) -> None:
    data = ("--once", "--data", feed.data)
    assert_one_sentence(clippings_here("follow", *data), "nothing to follow", "--topic")
    assert_one_sentence(clippings_here("follow", "--topic", "…", *data), "no word")
    assert_one_sentence(clippings_here("follow", "--file", tmp_path / "none", *data), "can't be read")
    unknown = clippings_here("follow", "--outlet", "Nobody", *data)
    assert unknown.returncode == 0
    assert_one_sentence(
        clippings_here("follow", "--topic", "a1", "--progress", feed.data / "CURRENT" / "x.json", *data),
        "can't be written",
    )
    (feed.data / "follow.json").write_text("{", "utf-8")
    assert_one_sentence(clippings_here("follow", "--topic", FERRY, *data), "follow.json", "Put it aside")


def start(
    feed: Feed, *options: object, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.Popen[str]:
    """Begin to follow in a process of its own, which looks often."""
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "bot",
            "follow",
            "--topic",
            FERRY,
            *map(str, options),
            "--data",
            str(feed.data),
        ],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"CLIPPINGS_DISCORD__RELOAD_SECONDS": "0.1", "COLUMNS": "100"},
    )


def test_a_person_at_a_terminal_reads_of_it_and_hears_at_the_end_what_is_kept(feed: Feed) -> None:
    told(feed)
    publish(feed, AGROUND)
    terminal, inside = pty.openpty()
    running = start(feed, stdout=inside)
    os.close(inside)
    shown = ""
    while "because you follow" not in shown:
        shown += os.read(terminal, 4096).decode()
    assert "Lake Aren ferry runs aground" in shown
    assert "Aren Herald" in shown and str(AGROUND.url) in " ".join(shown.split())
    assert "{" not in shown
    second = clippings_here("follow", "--topic", FERRY, "--once", "--data", feed.data)
    assert_one_sentence(second, "Another `clippings follow`", "--progress")
    publish(feed, WIRE)
    while "12 → 26" not in shown:
        shown += os.read(terminal, 4096).decode()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    os.close(terminal)
    assert running.returncode == 130
    assert "Following 1 thing" in said
    assert "Stopped." in said and "follow.json" in said and "Traceback" not in said
    assert told(feed) == []


class Hook(ThreadingHTTPServer):
    """A webhook on this machine that answers as it is told to, and keeps what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[int] = []
        self.came: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.has_come, self.may_answer = threading.Event(), threading.Event()
        self.may_answer.set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/path-that-is-secret"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        hook = self.server
        assert isinstance(hook, Hook)
        hook.came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        hook.headers.append(dict(self.headers))
        hook.has_come.set()
        hook.may_answer.wait()
        self.send_response(hook.answers.pop(0) if hook.answers else 204)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.may_answer.set()
        server.shutdown()
        thread.join()


def test_a_webhook_is_tried_again_and_no_secret_is_shown(feed: Feed, hook: Hook) -> None:
    told(feed)
    publish(feed, AGROUND)
    hook.answers = [500]
    done = clippings_here(
        "follow", "--topic", FERRY, "--once", "--webhook", hook.address, "--data", feed.data,
        CLIPPINGS_WEBHOOK_TOKEN="token-that-is-secret",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert [one["event"] for one in hook.came] == ["new", "new"]
    assert hook.came[0] == hook.came[1]
    for headers in hook.headers:
        assert headers["Authorization"] == "Bearer token-that-is-secret"
        assert headers["Idempotency-Key"] == hook.came[0]["id"]
    assert "secret" not in done.stderr + (feed.data / "follow.json").read_text("utf-8")
    assert told(feed) == []


def test_what_a_webhook_doesnt_take_waits_for_the_next_time(feed: Feed, hook: Hook) -> None:
    """Redirects aren't followed; the address may stand in the environment, where nobody sees it."""
    told(feed)
    publish(feed, AGROUND)
    hook.answers = [307, 307, 307]
    given = ("follow", "--topic", FERRY, "--once", "--data", feed.data)
    failed = clippings_here(*given, CLIPPINGS_WEBHOOK=hook.address)
    assert_one_sentence(failed, "127.0.0.1 answered with 307", "isn't followed")
    assert "secret" not in failed.stderr
    assert len(hook.came) == 3
    assert clippings_here(*given, CLIPPINGS_WEBHOOK=hook.address).returncode == 0
    assert {one["id"] for one in hook.came} == {hook.came[0]["id"]}
    assert len(hook.came) == 4


def test_killed_before_it_knows_that_something_arrived_it_sends_the_same_again(
    feed: Feed, hook: Hook
) -> None:
    told(feed)
    publish(feed, AGROUND)
    hook.may_answer.clear()
    running = start(feed, "--webhook", hook.address)
    assert hook.has_come.wait(60)
    running.kill()
    running.communicate()
    hook.may_answer.set()
    assert told(feed, "--webhook", hook.address) == []
    assert len(hook.came) == 2
    assert hook.came[0] == hook.came[1]


def test_addresses_that_give_something_away_are_refused(feed: Feed) -> None:
    for address, words in {
        "http://hooks.example/a": ("--allow-http",),
        "http://localhost.hooks.example/a": ("--allow-http",),
        "https://me:pass@hooks.example/a": ("CLIPPINGS_WEBHOOK_TOKEN",),
        "file:///etc/passwd": ("https://",),
        "hooks.example": ("https://",),
    }.items():
        done = clippings_here("follow", "--topic", FERRY, "--once", "--webhook", address, "--data", feed.data)
        assert_one_sentence(done, *words)
        assert "pass@" not in done.stderr
