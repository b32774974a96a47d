"""Reading costs twice as much for twice the text, whatever the text is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest

from index.parsers.items import UnusableError
from index.parsers.mail import read_mail
from index.parsers.metadata import NOTHING_KNOWN
from index.parsers.plain.markdown import read_markdown
from index.parsers.plain.plain_text import read_plain

# So many characters take no tenth of this where the cost is linear, and minutes where it isn't.
_SIZE, _SECONDS = 300_000, 20.0
_WORDS = " says it\n\nAnd then we have five words here now."

TEXTS: dict[str, Callable[[int], str]] = {
    "a first word": lambda n: "a" * n + _WORDS,
    "a first word with a capital": lambda n: "A" + "-" * n + _WORDS,
    "full stops": lambda n: ". " * (n // 2),
    "one line": lambda n: "word " * (n // 5),
    "marks": lambda n: "a" + "\u0301\u0323" * (n // 2) + _WORDS,
    "broken words": lambda n: "a-\n" * (n // 3),
    "page numbers": lambda n: "3\n\n" * (n // 3),
    "page breaks": lambda n: "\f" * n,
    "a head on each page": lambda n: "A Head\n\nword\n" * (n // 14),
    "shortcodes": lambda n: "{{< a {% b " * (n // 11),
    "marked words": lambda n: "==a ==b " * (n // 8),
    "buttons": lambda n: "Related topics\nShare\n" * (n // 21),
    "names": lambda n: "A headline of five words\n" + "Mara Lindqvist\n" * (n // 15),
    "blank lines": lambda n: "a b c d e f g\n" + "\n" * n + "Page 3\n" + "\n" * n + "b",
}
MAILS: dict[str, Callable[[int], str]] = {
    "labels": lambda n: "<p>Sponsored</p><p>x</p>" * (n // 24),
    "labels in lines": lambda n: "<div>" + "<b>ad</b> " * (n // 10) + "</div><p>" + "word " * n + "</p>",
    "links": lambda n: "<a href=http://example.org/a>x</a> " * (n // 35),
    "quotations": lambda n: "<blockquote type=cite>x" * (n // 23),
    "heads": lambda n: "<p>From: a<br>Date: b<br>Subject: Fwd: c<p>" * (n // 43),
    "names of headers": lambda n: "<p>To:<p>x" * (n // 10),
}


def _seconds(read: Callable[[], object]) -> float:
    began = process_time()
    with suppress(UnusableError):
        read()
    return process_time() - began


@pytest.mark.parametrize("name", TEXTS)
def test_plain_files(name: str) -> None:
    data = TEXTS[name](_SIZE).encode()
    assert _seconds(lambda: read_plain(data, NOTHING_KNOWN)) < _SECONDS
    assert _seconds(lambda: read_markdown(data[: _SIZE // 4], NOTHING_KNOWN)) < _SECONDS


@pytest.mark.parametrize("name", MAILS)
def test_mails(name: str) -> None:
    data = f"From: x\nSubject: Fwd: y\nContent-Type: text/html\n\n{MAILS[name](_SIZE)}".encode()
    assert _seconds(lambda: read_mail(data, NOTHING_KNOWN)) < _SECONDS
