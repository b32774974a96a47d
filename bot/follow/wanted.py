"""Reads what a maintainer wants to be told, from options and from a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.database.follows import Follow, FollowedKind
from config.errors import ClippingsError

# All is told in one place, so that a story comes once, whichever topic has it.
_PLACE = 0
_KINDS = {kind.value: kind for kind in (FollowedKind.TOPIC, FollowedKind.QUESTION, FollowedKind.OUTLET)}


def read_wanted(
    topics: Sequence[str], questions: Sequence[str], outlets: Sequence[str], file: Path | None
) -> list[Follow]:
    """List what is wanted, each once.

    file: of more, a line each, such as "topic: Lake Aren ferry"; lines that begin with "#" say nothing.
    Raises: ClippingsError where nothing is wanted, or a line says nothing.
    """
    given = [
        *((FollowedKind.TOPIC, one, "--topic") for one in topics),
        *((FollowedKind.QUESTION, one, "--question") for one in questions),
        *((FollowedKind.OUTLET, one, "--outlet") for one in outlets),
        *(_lines(file) if file else ()),
    ]
    found = {follow.id: follow for follow in _follows(given)}
    if not found:
        where = f"{file} names nothing to follow" if file else "There is nothing to follow"
        raise ClippingsError(f"{where}. Give a --topic, a --question or an --outlet, or a --file of such.")
    return list(found.values())


def _follows(given: Iterable[tuple[FollowedKind, str, str]]) -> Iterator[Follow]:
    for kind, text, where in given:
        if not any(map(str.isalnum, text)):
            raise ClippingsError(f"{where} has no word to follow. Write it as: Lake Aren ferry")
        plain = " ".join(text.split())
        follow = Follow("", kind, plain, None, _PLACE, "", "en", datetime.now(UTC))
        # The same id each time, as what was told is kept under it.
        yield Follow(_id(follow.key), kind, plain, None, _PLACE, "", "en", follow.created_at)


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _lines(file: Path) -> Iterator[tuple[FollowedKind, str, str]]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ClippingsError(f"{file} can't be read: {error.strerror}. Name another file.") from error
    except UnicodeDecodeError as error:
        raise ClippingsError(f"{file} can't be read: it is no text in UTF-8. Save it as such.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, _, text = line.partition(":")
        kind = _KINDS.get(name.strip().casefold())
        if kind is None:
            raise ClippingsError(
                f"Line {number} of {file} doesn't say what it is. Begin it with topic:, question: or outlet:."
            )
        yield kind, text, f"Line {number} of {file}"
