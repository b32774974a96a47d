"""What a new snapshot has that the one before hadn't."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

from config.settings import AnswerSettings, IndexSettings
from index.build.build import BuildOptions, build
from index.build.drops import OnManyDrops
from index.parsers import ParsedArticle
from retrieval.live import LiveAnswerer
from retrieval.matching.followed import Followed, FollowKind
from tests.bot.discord.feed import Feed, article

NEW = article("new", "Ferry on Lake Aren runs aground", "The ferry ran aground. 12 people were injured.")
COPY = article("copy", "Lake Aren ferry runs aground", NEW.text, "Tessel Mail")
OLD = article(
    "old", "Ferry on Lake Aren is built", "The Lake Aren ferry was built in a year.", day="2024-05-01"
)
UNDATED = article(
    "undated", "Ferry on Lake Aren is painted", "The Lake Aren ferry is painted green.", day="2024"
)


def test_news_are_what_was_published_lately_and_what_became_of_articles(tmp_path: Path) -> None:
    """From the first look on: what is there then is no news."""
    feed = Feed(tmp_path)
    live = LiveAnswerer(tmp_path, AnswerSettings())
    begun = live.news(None)
    assert not begun.added
    asyncio.run(feed.publish(NEW, COPY, OLD, UNDATED))
    live.refresh()
    news = live.news(begun.until)
    assert set(news.added) == {NEW.id, COPY.id}

    looked = live.look([Followed("a", FollowKind.TOPIC, "Lake Aren ferry")], news.added)
    assert {NEW.id, COPY.id} == set(looked.found[0].story)

    question = Followed("b", FollowKind.QUESTION, "How many people were injured when the ferry ran aground?")
    (due,) = live.look([question], news.added).due
    (found,) = live.ask_due(due, news.added, date.today())
    assert found.said == "12"
    assert live.ask_due(due, [OLD.id], date.today()) == ()

    asyncio.run(feed.publish(replace(NEW, text=NEW.text.replace("12", "17"))))
    asyncio.run(feed.withdraw(COPY))
    live.refresh()
    later = live.news(news.until)
    assert not later.added
    assert later.corrected == (NEW.id,)
    assert later.retracted == (COPY.id,)
    assert (later.mended[NEW.id].before, later.mended[NEW.id].figure) == ("12", "17")
    live.close()


def test_another_index_in_the_place_of_the_one_before_floods_nobody(tmp_path: Path) -> None:
    """Nor does a rebuild of everything; what comes after that is news again."""
    feed = Feed(tmp_path)
    live = LiveAnswerer(tmp_path, AnswerSettings())
    begun = live.news(None)
    swapped = [ParsedArticle(f"other:{one.id}", one) for one in (NEW, OLD)]
    build(swapped, tmp_path, IndexSettings(), BuildOptions(many_drops=OnManyDrops.DROP))
    live.refresh()
    other = live.news(begun.until)
    assert other.until != begun.until
    assert not other.added

    build(swapped, tmp_path, IndexSettings(), BuildOptions(full=True))
    live.refresh()
    rebuilt = live.news(other.until)
    assert rebuilt.until != other.until
    assert not rebuilt.added

    asyncio.run(feed.publish(NEW, OLD, COPY))
    live.refresh()
    assert live.news(rebuilt.until).added == (COPY.id,)
    live.close()
