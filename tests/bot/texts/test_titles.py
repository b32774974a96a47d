"""What an article is called where it is only named."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from bot.texts.titles import short_title
from tests.bot.discord.articles import article

LONG = "The council of Venn met for hours and hours to speak about the old harbour and its new lights. "


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("It rained.", "Rain in Venn", "Rain in Venn"),
        ("It rained.", None, "It rained."),
        (
            "It rained all day in the hills above Venn, and nobody went out.",
            None,
            "It rained all day in the hills above …",
        ),
        ("丘に雨\n" + "朝から夜まで雨が降り続いて人々は家にいた。" * 9, None, "丘に雨"),
    ],
)
def test_a_title_or_the_opening_words(text: str, title: str | None, name: str) -> None:
    assert short_title(article(text, title=title)) == name


def test_what_is_long_is_cut_at_a_word_or_where_there_are_no_spaces_anywhere() -> None:
    cut = short_title(article("It rained.", title=LONG * 5))
    assert cut.removesuffix("…") in LONG * 5
    assert (LONG * 5)[len(cut) - 1] == " "
    unspaced = short_title(article("朝から夜まで雨が降り続いて人々は家にいた。" * 9, title=None))
    assert 60 < cell_len(unspaced) <= 80
