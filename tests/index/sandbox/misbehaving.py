"""Parsers as a sandbox runs them; each misbehaves in its own way."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata

MEGABYTE = 1_000_000


def repeat(data: bytes, known: ArticleMetadata) -> tuple[str, ArticleMetadata]:
    print("A parser prints what it likes.", data)
    return data.decode(), known


def refuse(data: bytes, known: ArticleMetadata) -> str:
    raise UnusableError("it is no page")


def fail(data: bytes, known: ArticleMetadata) -> str:
    raise KeyError(data.decode())


def recurse(data: bytes, known: ArticleMetadata) -> str:
    return recurse(data, known)


def hang(data: bytes, known: ArticleMetadata) -> str:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(1)


def sleep(data: bytes, known: ArticleMetadata) -> str:
    time.sleep(float(data))
    return ""


def grow(data: bytes, known: ArticleMetadata) -> int:
    return len(bytes(int(data) * MEGABYTE))


def grow_and_hide(data: bytes, known: ArticleMetadata) -> int:
    try:
        return grow(data, known)
    except MemoryError as error:
        raise UnusableError("it can't be parsed") from error


def crash(data: bytes, known: ArticleMetadata) -> str:
    return ctypes.string_at(0).decode()


def leave(data: bytes, known: ArticleMetadata) -> str:
    os._exit(3)


def swell(data: bytes, known: ArticleMetadata) -> str:
    return "a" * 51 * MEGABYTE


def mix_up(data: bytes, known: ArticleMetadata) -> int:
    return "a text"  # type: ignore[return-value]


def surrogate(data: bytes, known: ArticleMetadata) -> str:
    return "\ud800"


def environment(data: bytes, known: ArticleMetadata) -> tuple[str, ...]:
    return tuple(f"{name}={value}" for name, value in os.environ.items())


def write(data: bytes, known: ArticleMetadata) -> str:
    Path(os.fsdecode(data)).write_bytes(b"written")
    return ""


def process(data: bytes, known: ArticleMetadata) -> int:
    return os.getpid()
