"""What a digest says in Discord, whatever its articles hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.database.digests import DigestPlan
from bot.discord.views.digest import head_of, write_digest
from bot.schedule import Every, Schedule
from bot.texts import texts_for
from index.article import Article, Published, Span, article_id
from index.snapshot.history import Change, ChangeKind
from retrieval.answer import Quote
from retrieval.digest.digest import Digest, DigestRequest, DigestStory, StoryChange

EN = texts_for("en")
DAY = date(2026, 3, 2)
REQUEST = DigestRequest(DAY, DAY)


def report(outlet: str, title: str = "River floods Venn", text: str = "The river flooded Venn.") -> Article:
    """An article of an outlet."""
    url = f"https://{outlet.lower().replace(' ', '')}.example/{len(title)}"
    return Article(
        article_id(url), text, title, url, outlet, (), Published("2026-03-02"), is_outlet_given=True
    )


def story(
    *reports: Article, change: StoryChange | None = None, highlights: tuple[Span, ...] = ()
) -> DigestStory:
    """A story of which the first article is quoted, whole."""
    first = reports[0]
    quote = Quote(first, Span(0, len(first.text)), first.text, highlights)
    return DigestStory(quote, tuple(one.id for one in reports), reports, len(reports), change)


def written(*stories: DigestStory, left_out: int = 0, withdrawn: tuple[Change, ...] = ()) -> str:
    """What a digest of these says."""
    return write_digest(EN, Digest(REQUEST, stories, left_out, withdrawn), [], DAY).content


def plan(every: Every = Every.DAY) -> DigestPlan:
    """A digest at eight in Berlin."""
    now = datetime(2026, 3, 1, tzinfo=UTC)
    schedule = Schedule(every, time(8), "Europe/Berlin")
    return DigestPlan("a" * 16, 1, 2, "hash", "en", now, schedule, now)


def test_a_story_has_its_title_as_link_its_sentence_and_its_outlets() -> None:
    names = ("Venn Herald", "Northern Wire", "Radio Toft", "Harbour Daily", "Lake Post")
    lines = written(story(*map(report, names))).split("\n")
    assert lines[0].startswith("**[River floods Venn](<https://vennherald.example/")
    assert lines[1] == "> The river flooded Venn."
    assert lines[2] == "-# Venn Herald, Northern Wire, Radio Toft and 2 more"


def test_what_changed_stands_beside_the_outlets() -> None:
    text = "The flood killed 26 people."
    at = text.index("26")
    risen = story(
        report("Venn Herald", text=text),
        report("Radio Toft"),
        change=StoryChange(1, "12", "26", (report("Radio Toft"),)),
        highlights=(Span(at, at + 2),),
    )
    said = written(risen)
    assert "killed **26** people" in said
    assert "**12 → 26**" in said
    assert "from one to 2 outlets" in said
    assert "corrected since: Radio Toft" in said


def test_a_story_that_only_goes_on_says_so() -> None:
    assert written(story(report("Venn Herald"), change=StoryChange(1))).endswith("goes on")


def test_what_was_taken_back_stands_at_the_end() -> None:
    seen = datetime(2026, 3, 3, tzinfo=UTC)
    gone = Change(
        "id", seen, ChangeKind.RETRACTED, "", "Owl elected", None, "Lake Post", Published("2026-03-02"), None
    )
    assert written(withdrawn=(gone,)).endswith("Lake Post has taken back what I told: Owl elected")


def test_many_long_stories_fit_one_message_and_the_others_are_counted() -> None:
    long = [
        story(report(f"Outlet {n}", title=f"{n} " + "very long title " * 20, text="Word after word. " * 18))
        for n in range(8)
    ]
    digest = write_digest(EN, Digest(REQUEST, tuple(long), 5), [], DAY)
    assert len(digest.content) <= 2000
    assert 0 < len(digest.shown) < 8
    assert digest.content.endswith(f"{8 - len(digest.shown) + 5} further stories")


def test_one_story_with_an_address_that_no_message_holds_is_told_without_it() -> None:
    endless = replace(report("Venn Herald"), url="https://venn.example/" + "a" * 1790)
    said = written(story(endless))
    assert len(said) <= 2000
    assert "**River floods Venn**" in said
    assert "> The river flooded Venn." in said


@pytest.mark.parametrize(
    "nasty", ["@everyone", "**bold**", "<@123456789012345678>", "[a](https://x.example)"]
)
def test_nothing_foreign_is_obeyed(nasty: str) -> None:
    article = report(f"Herald {nasty}", title=f"{nasty} floods", text=f"The river {nasty} flooded Venn.")
    said = written(story(article), left_out=1)
    assert not re.search(rf"(?<!\\){re.escape(nasty)}", said)


def test_a_quote_that_isnt_what_the_article_says_is_left_out() -> None:
    wrong = story(report("Venn Herald"))
    wrong = replace(wrong, quote=replace(wrong.quote, text="The river flooded Toft."))
    assert "flooded Toft" not in written(wrong, story(report("Lake Post")))


def test_the_head_names_the_day_in_the_zone_and_says_when_it_is_late() -> None:
    due = datetime(2026, 3, 2, 7, tzinfo=UTC)
    assert head_of(EN, plan(), due, late=False) == ["**The day's stories · 2 March 2026**"]
    assert head_of(EN, plan(Every.WEEK), due, late=False) == ["**The week's stories · 2 March 2026**"]
    late = head_of(EN, plan(), due, late=True)
    assert late[1] == "-# This was due on 2 March 2026 at 08:00, when I wasn't there."


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_nothing_new_is_one_line_in_every_language(language: str) -> None:
    nothing = write_digest(texts_for(language), Digest(REQUEST, ()), [], DAY)
    assert nothing.shown == ()
    assert "\n" not in nothing.content
    assert "2026" in nothing.content
