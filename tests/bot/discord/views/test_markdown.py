"""Foreign text shows as it is and does nothing."""

from __future__ import annotations

import pytest

from bot.discord.views.markdown import block_quote, bold, escape, one_line, visible
from tests.bot.discord.nasty import NASTY
from tests.bot.discord.rendered import effects, quoted, shown


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_shows_as_it_is(text: str) -> None:
    """Escaped and quoted, all characters are there and none has an effect."""
    assert shown(escape(text)) == visible(text)
    assert not [effects(line) for line in escape(text).split("\n") if effects(line)]
    assert quoted(block_quote([(text, False)])) == visible(text)
    assert quoted(block_quote([(text, True)])) == visible(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc\u202edcba\u202c", "abcdcba"),
        ("\u2066isolated\u2069 \u200fmarks\u200e \u061c", "isolated marks "),
        ("zero\u200bwidth\ufeff\u2060 soft\xadhyphen", "zerowidth softhyphen"),
        ("a\u200db c\u200c\u200dd", "ab cd"),
        ("नमस्\u200dते и 👩\u200d🚀", "नमस्\u200dते и 👩\u200d🚀"),
        ("tab\tstays, bell\x07 goes", "tab\tstays, bell goes"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("tags\U000e0041\U000e0042", "tags"),
    ],
)
def test_what_hides_or_reorders_is_left_out(text: str, seen: str) -> None:
    """Controls, zero width and bidirectional characters go, whatever has a use stays."""
    assert visible(text) == seen
    assert quoted(block_quote([(text[:4], True), (text[4:], False)])) == seen


def test_ordinary_text_stays_readable() -> None:
    """Nothing is escaped that needn't be."""
    text = "It opened at 10:30 on Friday - well, almost - (said Ms. Ortiz), for $4.50 & 20% more."
    assert escape(text) == text


def test_bold_never_crosses_lines_or_doubles() -> None:
    """Highlights end with their line, and neighbours join."""
    assert block_quote([("one\ntwo", True)]) == "> **one**\n> **two**"
    assert block_quote([("one", True), (" two", True)]) == "> **one two**"
    assert block_quote([("a ", False), (" b ", True), ("c", False)]) == "> a  **b** c"
    assert block_quote([("a", False), (" ", True), ("b", False)]) == "> a b"


def test_line_start_made_of_two_pieces() -> None:
    """A list mark can't arise where pieces meet."""
    assert quoted(block_quote([("1", False), (". x", True)])) == "1. x"
    assert quoted(block_quote([("-", False), ("# x", True)])) == "-# x"


def test_one_line_is_cut_and_joined() -> None:
    """Titles and names stay on one line of limited length."""
    assert one_line("a\nb\n\n# c", 20) == r"a b \# c"
    assert one_line("x" * 30, 10) == "x" * 9 + "…"
    assert bold("five\nmillion *euros*") == r"**five million \*euros\***"
