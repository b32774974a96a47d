"""What is read out of a topic as people type it."""

from __future__ import annotations

import pytest

from retrieval.answerer import Answerer
from retrieval.matching.topic import Topic, TopicParser


@pytest.fixture(scope="module")
def parser(answerer: Answerer) -> TopicParser:
    return TopicParser(answerer.snapshot)


def parse(parser: TopicParser, text: str) -> Topic:
    topic = parser.parse([text], {})[text]
    assert topic is not None
    return topic


@pytest.mark.parametrize(
    ("typed", "words", "needed"),
    [
        ("Lake Aren ferry", ["Lake", "Aren", "ferry"], ["Aren"]),
        ("ferry on Lake Aren", ["ferry", "Lake", "Aren"], ["Aren"]),
        ("the lake isn't clean", ["lake", "clean"], []),
        ("tax haven", ["tax", "haven"], []),
        ("putin's war", ["Putin", "war"], ["Putin"]),
        ("TRUMP AND PUTIN", ["Trump", "Putin"], ["Trump", "Putin"]),
        ("Trump And Putin", ["Trump", "Putin"], ["Trump", "Putin"]),
        ("mayor of New York", ["mayor", "New", "York"], ["York"]),
        ("New York", ["New", "York"], ["York"]),
        ("Peace Talks", ["Peace", "Talks"], []),
        ("russian sanctions", ["russian", "sanctions"], []),
        ("What happened to Flight MH370?", ["Flight", "MH370"], ["MH370"]),
        ("wars wars war", ["wars"], []),
        ("c", ["c"], []),
    ],
)
def test_words_and_needed_names_of_a_topic(
    parser: TopicParser, typed: str, words: list[str], needed: list[str]
) -> None:
    topic = parse(parser, typed)
    assert [word.word.text for word in topic.words] == words
    assert [word.word.text for word in topic.words if word.is_needed] == needed
    assert sum(word.weight for word in topic.words) == pytest.approx(1)


@pytest.mark.parametrize("typed", ["", "   ", "news", "any updates?", "how are you", "湖のフェリー"])
def test_what_says_nothing_is_no_topic(parser: TopicParser, typed: str) -> None:
    assert parser.parse([typed], {}) == {typed: None}


def test_a_topic_lies_under_the_name_that_it_needs_else_under_its_rarest_word(parser: TopicParser) -> None:
    assert parse(parser, "phone call with Putin").rarest.word.text == "Putin"
    assert parse(parser, "zymurgical call").rarest.word.text == "zymurgical"


def test_a_topic_that_is_parsed_again_keeps_its_vector(parser: TopicParser) -> None:
    first = parse(parser, "zymurgical call")
    assert first.unseen
    again = parser.parse([], {first.typed: first})[first.typed]
    assert again is not None
    assert again.vector is first.vector


def test_a_book_is_read_as_far_as_anybody_types(parser: TopicParser) -> None:
    topic = parse(parser, " ".join(f"word{at}" for at in range(100_000)))
    assert len(topic.words) <= 24
