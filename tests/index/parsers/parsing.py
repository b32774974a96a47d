"""Reads a file or a folder for the tests of the parsers."""

from __future__ import annotations

import atexit
import gzip
from functools import cache
from pathlib import Path

from config.settings import FetchSettings
from index.article import Article
from index.parsers import ParsedArticle, Skipped, read_all
from index.sandbox.sandbox import Sandbox
from index.sources.local import read_files
from index.sources.source_list import Files

CAP = 100_000
BODY = (
    "The council of Ardmoor opened a new bridge on Monday after three years of work.\n"
    "Buses will cross it every ten minutes, the mayor said."
)


def read(path: Path, cap: int = CAP) -> list[ParsedArticle | Skipped]:
    """Everything that reading the path gives."""
    items = read_all(read_files(Files(path=path), cap, _sandbox()))
    return [item for item in items if isinstance(item, ParsedArticle | Skipped)]


@cache
def _sandbox() -> Sandbox:
    """One for all tests: a process takes longer to start than to parse."""
    sandbox = Sandbox(FetchSettings())
    atexit.register(sandbox.close)
    return sandbox


def article(path: Path, content: str | bytes) -> Article:
    """The one article in a file with this content."""
    [item] = read(written(path, content))
    assert isinstance(item, ParsedArticle), item
    return item.article


def reason(path: Path, content: str | bytes, cap: int = CAP) -> str:
    """Why the one item in a file with this content is skipped."""
    [item] = read(written(path, content), cap)
    assert isinstance(item, Skipped), item
    return item.reason


def written(path: Path, content: str | bytes) -> Path:
    """The path, with the content written to it; packed where it ends in .gz."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path
