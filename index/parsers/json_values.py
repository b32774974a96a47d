"""JSON as people write it into files: one value, or several one behind the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from index.parsers.items import UnusableError

# What stands between values: nothing, spaces, or the mark of a text sequence.
_BETWEEN = re.compile(r"[\s\x1e]*")


def load_value(data: bytes) -> object:
    """Load a JSON value. Raises: UnusableError with where it isn't valid."""
    with _told(data):
        return json.loads(data.decode("utf-8-sig"))


def values_in(data: bytes) -> Iterator[object]:
    """Load the JSON values that stand one behind the other, with or without line ends between them.

    Raises: UnusableError at the first that isn't valid, or where there is none at all.
    """
    with _told(data):
        text = data.decode("utf-8-sig")
    decoder, at = json.JSONDecoder(), _behind_space(text, 0)
    while True:
        with _told(data):
            value, at = decoder.raw_decode(text, at)
        yield value
        if (at := _behind_space(text, at)) == len(text):
            return


def _behind_space(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


@contextmanager
def _told(data: bytes) -> Iterator[None]:
    """Say in a clause what is wrong with JSON."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise UnusableError(f"it is not UTF-8 (byte {error.start + 1:,})") from error
    except json.JSONDecodeError as error:
        line = f"line {error.lineno:,}, " if b"\n" in data.strip() else ""
        raise UnusableError(f"it is not valid JSON from its {line}character {error.colno:,} on") from error
    except ValueError as error:
        raise UnusableError(f"it is not valid JSON: {error}") from error
    except RecursionError as error:
        raise UnusableError("its JSON is nested too deeply") from error
