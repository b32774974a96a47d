"""What a digest tells of a fortnight of news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.article import Article
from index.parsers import Retraction
from index.snapshot.snapshot import open_live
from retrieval.digest.digest import Digest, DigestRequest, DigestStory, make_digest
from retrieval.search.stories import Stories
from tests.retrieval.digest.fortnight import (
    BRIDGE,
    BRIDGE_AGAIN,
    BRIDGE_MENDED,
    FLOOD_WIRE,
    MIXED,
    MONDAY,
    NEWSLETTER,
    OWL,
    TEACHERS,
    TUESDAY,
    index_articles,
    taken_back,
)

MONDAY_REQUEST = DigestRequest(date(2026, 3, 2), date(2026, 3, 2))


def digest_of(data: Path, request: DigestRequest) -> Digest:
    """The digest of what is indexed."""
    with open_live(data) as snapshot:
        return make_digest(snapshot, Stories(snapshot), request)


def outlets_of(story: DigestStory) -> set[str | None]:
    """The outlets that have a story."""
    return {article.outlet for article in story.reports}


def titles(digest: Digest) -> list[str | None]:
    """The titles that a digest names."""
    return [story.quote.article.title for story in digest.stories]


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of Monday's articles."""
    return index_articles(tmp_path_factory.mktemp("monday"), *MONDAY)


class Feed:
    """A feed that is indexed day by day, and a digest after each."""

    def __init__(self, data: Path) -> None:
        """Begin with nothing."""
        self.data = data
        self.told: Digest | None = None
        self.told_at = datetime.now(UTC)

    def has(self, *items: Article | Retraction) -> None:
        """Index what the feed has now."""
        index_articles(self.data, *items)

    def digest(self) -> Digest:
        """The next digest, of what came since the one before."""
        since = self.told_at if self.told else None
        told = self.told.remembered(self.told.stories, self.told_at) if self.told else ()
        request = DigestRequest(date(2026, 3, 1), date(2026, 3, 15), since=since, told=told)
        digest = digest_of(self.data, request)
        # Changes are noted to the second.
        self.told, self.told_at = digest, datetime.now(UTC) - timedelta(seconds=1)
        return digest


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with Monday's articles, of which a digest told."""
    feed = Feed(tmp_path)
    feed.has(*MONDAY)
    feed.digest()
    feed.told_at = datetime.now(UTC)
    return feed


def test_the_story_that_most_outlets_have_comes_first(monday: Path) -> None:
    digest = digest_of(monday, MONDAY_REQUEST)
    first, second, *_ = digest.stories
    assert outlets_of(first) == {"Venn Herald", "Northern Wire", "Radio Toft"}
    assert "Ansel" in first.quote.text
    assert outlets_of(second) == {"Northern Wire", "Radio Toft"}
    assert "strike" in second.quote.text
    assert len(digest.stories) == 3
    assert digest.left_out == 0


def test_each_story_has_a_whole_sentence_that_says_of_whom_it_tells(monday: Path) -> None:
    for story in digest_of(monday, MONDAY_REQUEST).stories:
        quote = story.quote
        assert quote.is_verbatim
        assert quote.text.endswith(".")
        assert quote.text.split()[0] not in ("They", "It", "She", "He")
        assert story.change is None


def test_the_sentence_is_the_one_that_the_articles_share(monday: Path) -> None:
    flood = digest_of(monday, MONDAY_REQUEST).stories[0]
    assert "flooded the old town of Venn" in flood.quote.text
    assert "12 people died" in flood.quote.text


def test_a_newsletter_is_no_story_and_is_quoted_for_none(monday: Path) -> None:
    assert NEWSLETTER.title not in titles(digest_of(monday, MONDAY_REQUEST))


def test_a_round_up_is_known_by_its_passages_whatever_its_title(tmp_path: Path) -> None:
    index_articles(tmp_path, *MONDAY, MIXED)
    digest = digest_of(tmp_path, MONDAY_REQUEST)
    assert MIXED.title not in titles(digest)
    assert len(digest.stories) == 3


def test_no_more_stories_than_wanted_and_the_others_are_counted(monday: Path) -> None:
    digest = digest_of(monday, replace(MONDAY_REQUEST, most=1))
    assert (len(digest.stories), digest.left_out) == (1, 2)


def test_only_chosen_outlets_are_told_of(monday: Path) -> None:
    digest = digest_of(monday, replace(MONDAY_REQUEST, outlets=("radio toft",)))
    assert len(digest.stories) == 2
    assert all(outlets_of(story) == {"Radio Toft"} for story in digest.stories)


def test_only_chosen_topics_are_told_of(monday: Path) -> None:
    digest = digest_of(monday, replace(MONDAY_REQUEST, topics=("teachers strike",)))
    assert [story.quote.article.title for story in digest.stories if "strike" not in story.quote.text] == []
    assert len(digest.stories) == 1


def test_a_day_without_news_is_empty_and_the_newest_day_is_known(monday: Path) -> None:
    digest = digest_of(monday, DigestRequest(date(2026, 3, 5), date(2026, 3, 6)))
    assert digest.is_empty
    assert digest.newest == date(2026, 3, 2)


def test_a_figure_that_rose_is_told_with_what_it_was(feed: Feed) -> None:
    feed.has(*MONDAY, *TUESDAY)
    flood = next(story for story in feed.digest().stories if "Ansel" in story.quote.text)
    assert flood.change is not None
    assert str(flood.change.figure_before).casefold() == "at least 12"
    assert flood.change.figure == "26"
    (marked,) = flood.quote.highlights
    assert flood.quote.article.text[marked.start : marked.end] == "26"


def test_a_story_that_more_outlets_have_says_how_many_had_it(feed: Feed) -> None:
    feed.has(*MONDAY, *TUESDAY)
    strike = next(story for story in feed.digest().stories if "strike" in story.quote.text)
    assert strike.change is not None
    assert strike.change.outlets_before == 2
    assert outlets_of(strike) == {"Northern Wire", "Radio Toft", "Harbour Daily"}


def test_what_is_new_is_told_and_what_is_as_it_was_isnt(feed: Feed) -> None:
    feed.has(*MONDAY, *TUESDAY)
    digest = feed.digest()
    assert OWL.title in titles(digest)
    assert BRIDGE.title not in titles(digest)
    feed.told_at = datetime.now(UTC)
    assert feed.digest().is_empty


def test_the_same_again_from_an_outlet_that_had_it_isnt_told_again(feed: Feed) -> None:
    feed.has(*MONDAY, replace(BRIDGE_AGAIN, outlet=BRIDGE.outlet))
    assert feed.digest().is_empty


def test_a_correction_of_what_was_told_is_told(feed: Feed) -> None:
    feed.has(*(BRIDGE_MENDED if one is BRIDGE else one for one in MONDAY))
    (bridge,) = feed.digest().stories
    assert bridge.change is not None
    assert [one.id for one in bridge.change.corrected] == [BRIDGE.id]
    assert bridge.quote.is_verbatim


def test_what_an_outlet_took_back_is_told_once(feed: Feed) -> None:
    rest = [one for one in MONDAY if one is not BRIDGE]
    feed.has(*rest, taken_back(BRIDGE))
    digest = feed.digest()
    assert [change.title for change in digest.withdrawn] == [BRIDGE.title]
    assert not digest.stories
    feed.told_at = datetime.now(UTC) + timedelta(seconds=1)
    assert feed.digest().is_empty


def test_a_story_is_remembered_over_a_digest_that_doesnt_tell_of_it(feed: Feed) -> None:
    feed.has(*MONDAY, OWL)
    assert titles(feed.digest()) == [OWL.title]
    feed.has(*MONDAY, OWL, *TUESDAY[:1])
    (flood,) = feed.digest().stories
    assert flood.change is not None
    assert str(flood.change.figure_before).casefold() == "at least 12"


def test_what_was_told_holds_no_text_but_figures(feed: Feed) -> None:
    assert feed.told is not None
    told = feed.told.remembered(feed.told.stories, feed.told_at)
    assert {figure.text.casefold() for story in told for figure in story.figures} == {"at least 12"}
    assert FLOOD_WIRE.text[:40] not in repr(told)
    assert str(TEACHERS.title) not in repr(told)
