"""What is told of a story, however long what strangers and followers wrote is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.database.follows import Follow, FollowedKind
from bot.database.posts import Post, PostedQuote, Told
from bot.discord.views.clipping import catch_up_content, clipping_content
from bot.discord.views.origin import size
from bot.discord.views.render import LONGEST_CONTENT
from bot.service.clippings import Clipping
from bot.texts import texts_for
from index.article import Article, Published, Span, article_id
from index.snapshot.history import Change, ChangeKind
from retrieval.answer import Quote

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = Published("2026-03-01")
EN = texts_for("en")


def follow(topic: str, role: int | None = None) -> Follow:
    """What a channel follows."""
    return Follow("a" * 16, FollowedKind.TOPIC, topic, 1, 2, "hash", "en", NOW, role_id=role)


def report(title: str, outlet: str, number: int = 0, path: str = "") -> Article:
    """An article of a story."""
    url = f"https://outlet-{number}.example/{path}"
    return Article(article_id(url), f"{title}. " * 3, title, url, outlet, (), DAY, "en")


def post(figure: str = "") -> Post:
    """What is stored of a story."""
    before = (Told(figure, DAY.iso), Told(figure, DAY.iso)) if figure else None
    return Post("p", "a" * 16, ("x",), PostedQuote("x", 0, 10, "w"), NOW, before=before)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("sign", ["*", "[", "word ", "🔥", "字", "@everyone "])
@pytest.mark.parametrize("path", ["", "y" * 1500])
def test_no_message_is_longer_than_discord_takes(language: str, sign: str, path: str) -> None:
    """What Discord refuses would be lost, and all stories of a message with it."""
    texts, long = texts_for(language), sign * (400 // len(sign))
    article = report(long, long, path=path)
    quote = Quote(article, Span(0, len(long)), article.text[: len(long)], ())
    others = tuple(report(long, f"{number}{long}", number, path) for number in range(6))
    taken_back = Change("x", NOW, ChangeKind.RETRACTED, long, long, None, long, DAY, None)
    clippings = [
        Clipping(post(long), quote, NOW, others=others),
        Clipping(post(long), None, others=others),
        Clipping(post(long), None, change=taken_back, others=others),
    ]
    for clipping in clippings:
        alone = clipping_content(texts, follow(long[:100], role=2**63), clipping)
        assert size(alone) <= LONGEST_CONTENT
        for count in (2, 4, 10, 15):
            many = [(follow(f"{number}{long[:98]}", role=2**63), clipping) for number in range(count)]
            assert size(catch_up_content(texts, many)) <= LONGEST_CONTENT


def test_ten_stories_of_ten_wordy_topics_come_in_one_message_and_the_reasons_are_counted() -> None:
    told = []
    for number in range(10):
        article = report(f"The council of Morwick talks about street number {number}", "Aren Herald", number)
        quote = Quote(article, Span(0, 20), article.text[:20], ())
        topic = f"what the council of Morwick wants to do about its street number {number} and its trees"
        told.append((follow(topic), Clipping(post(), quote)))
    written = catch_up_content(EN, told)
    assert size(written) <= LONGEST_CONTENT
    assert all(f"street number {number}](" in written for number in range(10))
    assert "because of “what the council of Morwick wants" in written
    assert written.endswith("more")
