"""The command lines of the measurements."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path


def plain_parser(description: str | None) -> ArgumentParser:
    """Make a parser whose help shows a module's docstring as it is written."""
    return ArgumentParser(description=description, formatter_class=RawDescriptionHelpFormatter)


def news_parser(description: str | None) -> ArgumentParser:
    """Make a parser of measurements on real news: ``--shared`` holds it, ``--data`` the indexes of it."""
    parser = plain_parser(description)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--data", type=Path, default=Path("build/quality"))
    return parser
