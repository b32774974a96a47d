"""Articles that tell of one event are found together: across outlets, with their copies, in order of days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.settings import IndexSettings
from index.article import Article, Published, article_id
from index.build.build import BuildOptions, build
from index.snapshot.snapshot import open_live
from index.snapshot.verify import check_snapshot
from retrieval.search.stories import Stories
from tests.index.sample_articles import found

SETTINGS = IndexSettings(threads=1)
FERRY = {
    "Tolver Post": (
        "Ferry runs aground off Tolver Point",
        "The ferry Marigold ran aground off Tolver Point on Tuesday evening with 214 people on board. Nobody"
        " was hurt, the coast guard said, and all passengers were brought ashore before midnight.",
    ),
    "Harbour Times": (
        "Marigold passengers rescued after ferry hits rocks",
        "More than two hundred travellers left the Marigold in lifeboats when the ferry struck rocks near"
        " Tolver Point. The coast guard reported no injuries among the passengers.",
    ),
    "Island Radio": (
        "Why the ferry Marigold hit the rocks at Tolver Point",
        "The light at Tolver Point was dark when the ferry Marigold ran aground on the rocks, says the coast"
        " guard, which has begun to question the captain about the passengers' rescue.",
    ),
    "Morning Echo": (
        "Aboard the Marigold as the ferry struck the rocks",
        "A teacher who was among the passengers of the Marigold tells how the lifeboats took them off the"
        " ferry after it ran aground at Tolver Point, and how villagers took them in.",
    ),
}
BUDGET = (
    "Council of Eastwick passes its budget",
    "The council of Eastwick passed a budget of 40 million crowns, with more money for schools and less for"
    " roads, after a debate of nine hours that ended with the mayor's vote.",
)


def told(outlet: str, day: str, title: str, text: str) -> Article:
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{article_id(title)}"
    return Article(article_id(url), text, title, url, outlet, (), Published(day), "en")


TUESDAY, WEDNESDAY, LATE = (
    told(outlet, f"2025-03-1{day}", *FERRY[outlet])
    for outlet, day in (("Tolver Post", 1), ("Harbour Times", 2), ("Island Radio", 3))
)
COPY = told("Example Wire", "2025-03-14", *FERRY["Tolver Post"])
UNDATED = told("Morning Echo", "2025-03", *FERRY["Morning Echo"])
COUNCIL = told("Tolver Post", "2025-03-12", *BUDGET)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    build(found(TUESDAY, WEDNESDAY, COPY, UNDATED, COUNCIL), tmp_path / "index", SETTINGS)
    return tmp_path / "index"


def story_of(data: Path, article: Article) -> list[str | None] | None:
    """The outlets of an article's story, in its order."""
    with open_live(data) as live:
        number = live.store.number_of(article.id)
        assert number is not None
        story = Stories(live).of(number)
        if story is None:
            return None
        articles = live.store.articles(list(story.articles))
        assert story.first == story.articles[0]
        return [articles[one].outlet for one in story.articles]


def test_two_outlets_and_a_copy_are_one_story(data: Path) -> None:
    expected = ["Tolver Post", "Harbour Times", "Example Wire"]
    assert story_of(data, WEDNESDAY) == story_of(data, COPY) == story_of(data, TUESDAY) == expected
    assert story_of(data, COUNCIL) == ["Tolver Post"]


def test_an_article_whose_day_is_not_known_is_in_no_story(data: Path) -> None:
    assert story_of(data, UNDATED) is None


def test_copies_are_in_the_story_of_the_one_whose_day_is_known(data: Path) -> None:
    """Here the longest is quoted for all, and its day isn't known."""
    title, text = FERRY["Harbour Times"]
    longest = told(
        "Daily Sound", "2025", title, f"{text} It rained, and the wind blew from the west all night."
    )
    build(found(TUESDAY, WEDNESDAY, COUNCIL, longest), data, SETTINGS)
    with open_live(data) as live:
        number = live.store.number_of(longest.id)
        assert set(live.store.copies().values()) == {number}
        assert list(check_snapshot(live)) == []
    assert story_of(data, longest) == ["Tolver Post", "Harbour Times", "Daily Sound"]


def test_one_that_comes_late_joins_the_story_of_days_back(data: Path) -> None:
    report = build(found(TUESDAY, WEDNESDAY, COPY, UNDATED, COUNCIL, LATE), data, SETTINGS)
    assert (report.new, report.unchanged) == (1, 5)
    expected = ["Tolver Post", "Harbour Times", "Island Radio", "Example Wire"]
    assert story_of(data, LATE) == story_of(data, TUESDAY) == expected
    build(found(TUESDAY, WEDNESDAY, COPY, UNDATED, COUNCIL, LATE), data, SETTINGS, BuildOptions(full=True))
    assert story_of(data, LATE) == expected


def test_a_copy_stays_in_the_story_when_the_other_one_is_gone(data: Path) -> None:
    build(found(WEDNESDAY, COPY, UNDATED, COUNCIL), data, SETTINGS)
    assert story_of(data, COPY) == ["Harbour Times", "Example Wire"]


def test_stories_of_some_days_are_listed_the_largest_first(data: Path) -> None:
    with open_live(data) as live:
        stories = Stories(live)
        sizes = [len(one.articles) for one in stories.between(date(2025, 3, 12), date(2025, 3, 12))]
        assert sizes == [3, 1]
        ferry = stories.between(date(2025, 3, 1), date(2025, 3, 11))
        assert [(one.first_day, one.last_day) for one in ferry] == [(date(2025, 3, 11), date(2025, 3, 14))]
        assert stories.between(date(2025, 3, 15), date(2025, 4, 1)) == []
