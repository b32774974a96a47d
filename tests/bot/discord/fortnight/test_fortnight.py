"""A fortnight in which outlets publish, correct and take back, as those see it who are told of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from discord import Client

from bot.discord import digests, tasks
from tests.bot.discord.fortnight.clock import day_clock
from tests.bot.discord.fortnight.pieces import AGROUND, CAPTAIN, HURT, MUSEUM, OWLS, SOLD, TEACHERS
from tests.bot.discord.fortnight.timetable import live_through
from tests.bot.discord.fortnight.world import Diary


def impatient(patch: pytest.MonkeyPatch) -> None:
    """Let the bot look often at what it looks at now and then."""

    async def at_once(client: Client, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for nothing."""

    patch.setattr(Client, "before_identify_hook", at_once)
    patch.setattr(digests, "_EVERY_SECONDS", 0.05)
    patch.setattr(tasks, "_CLEAN_UP_SECONDS", 0.1)


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Diary]:
    """What people saw of a fortnight that was lived through once."""
    folder = tmp_path_factory.mktemp("fortnight")
    with pytest.MonkeyPatch.context() as patch, day_clock() as clock:
        impatient(patch)
        yield asyncio.run(live_through(folder, clock))


def test_discord_had_nothing_to_complain_of(diary: Diary) -> None:
    assert not diary.complaints, "\n".join(diary.complaints)


def test_the_channel_gets_one_post_when_the_ferry_runs_aground(diary: Diary) -> None:
    assert not diary.channel("digest monday", "ferry")
    (post,) = diary.channel("aground", "ferry")
    assert "ran aground near Morwick" in post.text
    assert "Aren Herald" in post.text
    assert "because this channel follows “Lake Aren ferry”" in post.text
    assert post.buttons == ["Stop", "🗑️"]


def test_another_outlet_prints_the_same_and_the_post_names_it(diary: Diary) -> None:
    (before,), (post,) = diary.channel("aground", "ferry"), diary.channel("copied", "ferry")
    assert post.id == before.id
    assert "told by [Tessel Mail" in post.text
    assert before.text.partition("\n")[0] in post.text


def test_the_outlet_corrects_12_to_26_and_the_post_says_so(diary: Diary) -> None:
    (before,), (post,) = diary.channel("copied", "ferry"), diary.channel("corrected", "ferry")
    assert post.id == before.id
    assert post.text.startswith("12 → **26** · earlier: ")
    assert "> **26** people were injured" in post.text


def test_whoever_follows_the_question_is_told_12_then_26_then_31(diary: Diary) -> None:
    (_, first) = diary.channel("copied", "zoe")
    assert "**12** people were injured" in first.text
    (_, corrected, second) = diary.channel("corrected", "zoe")
    assert corrected.id == first.id
    assert "Corrected since" in corrected.text
    assert second.text.startswith("12 → **26**")
    third = diary.channel("forgotten", "zoe")[-1]
    assert third.text.startswith("26 → **31**")
    assert len(diary.channel("weeks later", "zoe")) == 4


def test_bob_wanted_to_know_when_the_bridge_opens_and_is_told_on_saturday_once(diary: Diary) -> None:
    assert "The articles don't answer this." in diary.said["refused bob"].text
    assert "30 days" in diary.said["noted bob"].text
    waiting = {one.id for one in diary.channel("digest friday", "general")}
    (answer,) = [one for one in diary.channel("bridge", "general") if one.id not in waiting]
    assert answer.text.startswith("-# You wanted to know: When does the new bridge at Corrow open?")
    assert "**12 June**" in answer.text
    assert answer.replies_to == diary.said["refused bob"].replies_to
    assert diary.channel("weeks later", "general")[-1].id == answer.id


def test_what_zoe_wanted_to_know_comes_too_late_and_has_ended_by_itself(diary: Diary) -> None:
    assert "until it has an answer" in diary.said["list of mod"].text
    assert "until it has an answer" not in diary.said["list of zoe"].text
    assert not [one for one in diary.channel("weeks later", "general") if "Edda Lorenz" in one.text]


def test_nothing_is_said_at_night_and_the_owls_come_in_the_morning(diary: Diary) -> None:
    assert diary.said["rules"].text == "Here: quiet from 22:00 to 07:00, Europe/Berlin"
    assert not diary.channel("in the night", "courier")
    (post,) = diary.channel("after the night", "courier")
    assert OWLS.title in post.text


def test_after_a_pause_two_stories_come_as_one_message(diary: Diary) -> None:
    assert "paused" in diary.said["list paused"].text
    assert len(diary.channel("digest of the second monday", "courier")) == 1
    _, post = diary.channel("resumed", "courier")
    assert "2 stories" in post.text
    assert MUSEUM.title in post.text
    assert TEACHERS.title in post.text
    assert post.buttons == ["Stop", "🗑️"]


def test_the_sale_is_taken_back_and_no_word_of_it_stays(diary: Diary) -> None:
    _, told = diary.channel("sold", "ferry")
    assert "nine million crowns" in told.text
    _, post = diary.channel("taken back", "ferry")
    assert post.id == told.id
    assert "Aren Herald has taken this article back" in post.text
    assert "nine million" not in post.text


def test_a_bot_that_is_killed_after_it_has_spoken_doesnt_say_it_again(diary: Diary) -> None:
    killed, after = (diary.channel(when, "ferry") for when in ("killed", "after the kill"))
    assert CAPTAIN.title in killed[-1].text
    assert [one.id for one in after] == [one.id for one in killed]


def test_a_week_later_a_new_report_on_the_ferry_is_a_new_story(diary: Diary) -> None:
    posts = diary.channel("weeks later", "ferry")
    assert len(posts) == 4
    assert HURT.title in posts[-1].text


def test_a_digest_comes_each_day_and_says_what_is_new(diary: Diary) -> None:
    monday, tuesday, wednesday, thursday, friday, saturday = diary.channel("digest saturday", "digest")
    assert "Nothing new" in monday.text
    assert "The day's stories · 4 March 2025" in tuesday.text
    assert "ran aground near Morwick" in tuesday.text
    assert "Aren Herald" in tuesday.text and "Tessel Mail" in tuesday.text
    assert "**12 → 26**" in wednesday.text
    assert "corrected since: Aren Herald" in wednesday.text
    assert OWLS.title in thursday.text and "ferry" not in thursday.text
    assert "Nothing new" in friday.text
    assert "opens on 12 June" in saturday.text


def test_the_digest_says_that_the_sale_was_taken_back(diary: Diary) -> None:
    assert SOLD.title in diary.channel("digest of the sale", "digest")[-1].text
    after = diary.channel("digest after the sale", "digest")[-1].text
    assert f"Aren Herald has taken back what I told: {SOLD.title}" in after
    assert "nine million" not in after


def test_every_day_had_its_digest_and_none_came_twice(diary: Diary) -> None:
    digests_ = diary.channel("digest of the last day", "digest")
    assert [one.text.partition("\n")[0] for one in digests_] == [
        f"**The day's stories · {day} March 2025**" for day in range(3, 17)
    ]


def test_the_weekly_digest_tells_the_week_with_the_largest_story_first(diary: Diary) -> None:
    weekly = diary.channel("digest sunday", "ada")[-1].text
    assert weekly.startswith("**The week's stories · 9 March 2025**\n**[")
    ferry, bridge, owls = (weekly.index(word) for word in ("aground", "12 June", "Barn owls"))
    assert ferry < bridge < owls


def test_delete_what_is_mine_ends_what_ada_followed_and_her_digest(diary: Diary) -> None:
    assert diary.said["deleted"].text == "Ended: 2 things that you followed, and digests of yours."
    assert "You follow nothing" in diary.said["list of ada"].text
    before = diary.channel("digest after the kill", "ada")
    assert diary.channel("weeks later", "ada") == before


def test_somebody_who_is_blocked_is_told_nothing_of_what_they_follow(diary: Diary) -> None:
    (welcome,) = diary.channel("weeks later", "bob")
    assert "From now on I tell of what Tessel Mail publishes" in welcome.text


def test_a_channel_that_is_deleted_is_followed_by_nobody_and_the_rest_goes_on(diary: Diary) -> None:
    assert "Corrow Courier" in diary.said["list"].text
    assert "Corrow Courier" not in diary.said["list of mod"].text
    assert "Lake Aren ferry" in diary.said["list of mod"].text


def test_the_timeline_agrees_with_what_was_told(diary: Diary) -> None:
    timeline = diary.said["timeline"].text
    assert "**26** people were injured" in timeline
    assert "before: “12 people were injured" in timeline
    assert "**31** people were injured" in timeline
    assert "nine million" not in timeline


def test_the_coverage_agrees_with_what_was_told(diary: Diary) -> None:
    thursday = diary.said["coverage on thursday"].text
    assert AGROUND.title in thursday
    assert "2 articles of 2 outlets" in thursday
    differing = thursday.partition("Figures that differ")[2]
    assert "**26**" in differing and "**12**" in differing
    later = diary.said["coverage"].text
    assert "3 articles of 2 outlets" in later
    assert "31 people were injured" in later.partition("only here:")[2]
