"""Parsing in processes that may fail in every way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from config.settings import FetchSettings
from index.article import Published
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.sandbox.sandbox import Sandbox
from tests.index.sandbox.misbehaving import (
    MEGABYTE,
    crash,
    environment,
    fail,
    grow,
    grow_and_hide,
    hang,
    leave,
    mix_up,
    process,
    recurse,
    refuse,
    repeat,
    sleep,
    surrogate,
    swell,
    write,
)

SETTINGS = FetchSettings(parse_seconds=3.0, parse_megabytes=300)
KNOWN = ArticleMetadata("Bridge opens", "https://example.org/a", published=Published("2025-03-10"))
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory, and has /proc")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SETTINGS) as opened:
        yield opened


def test_a_reader_runs_elsewhere(sandbox: Sandbox) -> None:
    data = "Wörter, words".encode() * 1_000_000
    assert sandbox.run(repeat, data, KNOWN) == (data.decode(), KNOWN)
    assert sandbox.run(process, b"", KNOWN) != os.getpid()


@pytest.mark.parametrize(
    ("reader", "data", "why"),
    [
        (refuse, b"", "it is no page"),
        (fail, b"title", "its parser fails: KeyError('title')"),
        (fail, b"a" * 1000, "its parser fails: KeyError('aaa"),
        (recurse, b"", "it is nested too deeply"),
        (hang, b"", "it takes longer than 3 s to parse"),
        (crash, b"", "its parser crashed on it (SIGSEGV)"),
        (leave, b"", "its parser crashed on it"),
        (swell, b"", "what its parser gives is larger than 50,000,000 bytes"),
        (mix_up, b"", "its parser gave no answer that makes sense"),
        (surrogate, b"", "its parser fails: "),
        pytest.param(grow, b"600", "it needs more than 300 MB to parse", marks=needs_linux),
        pytest.param(grow_and_hide, b"600", "it needs more than 300 MB to parse", marks=needs_linux),
    ],
)
def test_whatever_a_reader_does_is_a_reason(sandbox: Sandbox, reader: Any, data: bytes, why: str) -> None:
    with pytest.raises(UnusableError) as raised:
        sandbox.run(reader, data, KNOWN)
    assert str(raised.value).startswith(why) and len(str(raised.value)) <= 500
    assert sandbox.run(repeat, b"and on", KNOWN)[0] == "and on"


def test_a_process_serves_again_and_memory_is_given_back(sandbox: Sandbox) -> None:
    first = sandbox.run(process, b"", KNOWN)
    for _ in range(5):
        assert sandbox.run(grow, b"200", KNOWN) == 200 * MEGABYTE
    assert sandbox.run(process, b"", KNOWN) == first


def test_a_process_that_died_meanwhile_is_no_harm(sandbox: Sandbox) -> None:
    first = sandbox.run(process, b"", KNOWN)
    os.kill(first, signal.SIGKILL)
    while os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT) is None:
        pass
    assert sandbox.run(process, b"", KNOWN) != first


def test_no_secrets_get_there(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("CLIPPINGS_FETCH__CONTACT", "secret")
    with Sandbox(SETTINGS) as opened:
        assert not [line for line in opened.run(environment, b"", KNOWN) if "secret" in line]


def test_no_file_is_written(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "file"
    with pytest.raises(UnusableError, match="File too large"):
        sandbox.run(write, os.fsencode(file), KNOWN)
    assert not file.exists() or not file.read_bytes()


def test_threads_share_it(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(8) as threads:
        texts = [f"text {number}" for number in range(50)]
        read = threads.map(lambda text: sandbox.run(repeat, text.encode(), KNOWN)[0], texts)
        assert list(read) == texts
        pids = set(threads.map(lambda _: sandbox.run(process, b"", KNOWN), range(50)))
    assert len(pids) <= (os.cpu_count() or 1)


def test_closing_leaves_nothing_and_ends_what_runs() -> None:
    opened = Sandbox(FetchSettings())
    pid = opened.run(process, b"", KNOWN)
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(opened.run, sleep, b"60", KNOWN)
        while opened._idle:
            time.sleep(0.01)
        opened.close()
        with pytest.raises(RuntimeError, match="closed"):
            running.result()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError, match="closed"):
        opened.run(repeat, b"", KNOWN)
    opened.close()


# A program that says which process parses for it, and is then ended while that sleeps.
PARENT = """
import signal, sys
from config.settings import FetchSettings
from index.parsers.metadata import ArticleMetadata
from index.sandbox.sandbox import Sandbox
from tests.index.sandbox.misbehaving import process, sleep
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore Ctrl-C
try:
    with Sandbox(FetchSettings(parse_seconds=5.0)) as sandbox:
        print(sandbox.run(process, b"", ArticleMetadata()), flush=True)
        sandbox.run(sleep, b"60", ArticleMetadata())
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_it_ends_with_its_parent(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PARENT],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as parent:
        assert parent.stdout and parent.stderr
        child = parent.stdout.readline()
        assert child, parent.stderr.read()
        os.killpg(parent.pid, number)  # as a terminal does for Ctrl-C: all that belongs to it
        said, complaints = parent.communicate()
    assert (said, complaints) == (("interrupted\n" if number == signal.SIGINT else ""), "")
    deadline = time.monotonic() + 30
    while _is_running(int(child)):
        assert time.monotonic() < deadline, "it outlives its parent"
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    # Where nobody asks how it ended, it stays listed as a zombie.
    return not status.exists() or "State:\tZ" not in status.read_text()
