"""Text out of PDFs: broken words, heads and feet of pages, ligatures."""

from __future__ import annotations

import pytest

from index.parsers.metadata import NOTHING_KNOWN
from index.parsers.plain.markdown import read_markdown
from index.parsers.plain.plain_text import read_plain
from index.parsers.plain.typeset import mend
from index.parsers.plain.wrapped import unwrap

FIRST = (
    "The lido of Wren will open again in May, the council\n"
    "decided by nine votes to two on Tuesday, and the slide"
)
LAST = (
    "will be taken down because nobody could pay for the\n"
    "new one. The mayor, Dora Lamb, said so to reporters."
)
WHOLE = f"{FIRST} {LAST}".replace("\n", " ")


def text_of(content: str) -> str:
    return read_plain(content.encode(), NOTHING_KNOWN)[0]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the coun-\ncil met", "the council met"),
        ("the coun\u00ad\ncil met", "the council met"),
        ("the oﬃ-\nce of the ﬂeet", "the office of the fleet"),
        ("un-\nim-\nportant", "unimportant"),
        ("its well-\nknown slide", "its well-known slide"),
        ("for twenty-\none months", "for twenty-one months"),
        ("a five-\nyear plan, a two-year-\nold", "a five-year plan, a two-year-old"),
        ("two-\nand three-year-olds", "two-\nand three-year-olds"),
        ("the Anglo-\nSaxon grave", "the Anglo-Saxon grave"),
        ("with Covid-\n19 and a 12-\nfold rise", "with Covid-19 and a 12-fold rise"),
        ("a re-\nsort; it is a re-sort", "a re-sort; it is a re-sort"),
        ("the NORTH-\nEAST; NORTHEAST", "the NORTHEAST; NORTHEAST"),
        ("she said -\nand went", "she said -\nand went"),
        ("she said --\nand went", "she said --\nand went"),
    ],
)
def test_words_that_are_broken(broken: str, whole: str) -> None:
    assert text_of(broken) == whole


@pytest.mark.parametrize(
    "between",
    [
        "\n\nPage 3 of 12\n\n",
        "\n\n- 3 -\n\n",
        "\n\n3\n\n",
        "\n3\n",
        "\nWREN HERALD                           4\n",
        "\n\nWren Herald  Page 4\n\n",
        "\n\nSeite 3\n\nThe Wren Herald\n\n",
        "\n\n3\n\f",
        "\f",
        "\nPage 3\n\f4 November 2026            The Wren Herald\n",
    ],
)
def test_what_stands_between_pages(between: str) -> None:
    assert text_of(FIRST + between + LAST) == WHOLE
    paragraphs = FIRST.replace("\n", " "), LAST.replace("\n", " ")
    assert text_of(between.join(paragraphs)) == WHOLE


def test_a_word_broken_across_pages() -> None:
    assert "be taken down" in text_of(
        f"{FIRST}\nwill be ta-\n\n- 3 -\n\nken down because nobody could pay for it."
    )


def test_a_line_on_every_page() -> None:
    head = "News from Wren and the valley"
    pages = [
        f"{head}\n\n{FIRST}",
        f"{head}\n\n{LAST}",
        f"{head}\n\nSwimmers were glad to hear of it on Wednesday.",
    ]
    assert text_of("\n\n".join(pages)).strip() == f"{WHOLE}\n\nSwimmers were glad to hear of it on Wednesday."


def test_numbers_that_count_on() -> None:
    pages = [f"Swimmer {name} was glad.\nSo was the dog.\nIt barked.\nThen all went home.\n\n{number}"
             for number, name in enumerate(("Al", "Bo", "Cy"), start=7)]  # fmt: skip
    assert not any(line.isdigit() for line in text_of("\n\n".join(pages)).split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "Killed\n\n3\n\nInjured\n\n41\n\nThe fair of Wren was closed early on Monday.",
        "The paper of Wren ends its page 3",
        "The toll rose to\n3\nin the night, and to\n\n41\n\nby the next day.",
        "The clubs of the valley that will go up\n\nWren United      12\nLamb Town      9\n\nin May.",
        "He told of two goals, of a dog that ran\n\nWren goal\n\nonto the field, and of rain.",
        "Ann Lee:\nIt was late.\nBo Ray:\nIt was not.\nAnn Lee:\nSo you say, and nobody else.",
        "so much depends\nupon\n\na red barrow\nglazed with rain\n\nbeside the white chickens.",
    ],
)
def test_what_stays_as_it_is(text: str) -> None:
    assert mend(text) == text
    assert unwrap(text.split("\n")) == text.split("\n")


def test_markdown() -> None:
    source = f"# Lido opens\n\nThe coun-\ncil met. {FIRST}\n\nPage 3\n\n{LAST}\n\n- one\n- two"
    text, metadata = read_markdown(source.encode(), NOTHING_KNOWN)
    assert text.rstrip() == f"The council met. {WHOLE}\n\n- one\n- two"
    assert metadata.title == "Lido opens"


def test_a_wrapped_paragraph_is_one_line() -> None:
    text = (
        "They came with Mrs. Lamb and with the old chief of the St.\n"
        "Ann brigade. Some sang a song on the steps.\n"
        "Others, who had walked, sat down. It was late, and the dog\n"
        "barked at what it took for a thief. So all of\n"
        "them went home, and nobody came back."
    )
    assert unwrap(text.split("\n")) == [text.replace("\n", " ")]


def test_a_text_without_any_of_it_is_as_it_was() -> None:
    text = "One line.\r\n\r\n  Another one,\twith a tab.\n\n\nThe end"
    assert mend(text).split("\n") == text.replace("\r\n", "\n").split("\n")
