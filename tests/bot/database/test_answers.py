"""Answers that were given: found again, and forgotten."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, settings
from hypothesis import given as for_any
from hypothesis import strategies as st

from bot.database.answers import QuoteRef
from bot.database.votes import Problem
from retrieval.answer import Question
from tests.bot.database.sample_rows import NOON, given, keeping

SECOND = timedelta(seconds=1)

EVERYTHING = given(
    1,
    asked_at=NOON.replace(microsecond=123456),
    guild_id=2**63 - 1,
    question=Question(
        "How long is the bridge?",
        as_of=date(2025, 8, 18),
        since=date(2025, 8, 1),
        until=date(2025, 8, 17),
        outlet="Der Bote",
        outlets=("Der Bote", "The Herald"),
        today=date(2025, 8, 18),
    ),
    quotes=(QuoteRef("0123456789abcdef", 3, 40), QuoteRef("fedcba9876543210", 0, 1)),
    private=True,
)
BARE = given(2, guild_id=None, refused=True, quotes=(), short_answer=None, confidence=0.0)


async def test_everything_about_an_answer_is_kept(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(EVERYTHING)
        await kept.answers.add(BARE)
    async with keeping(file) as kept:
        assert await kept.answers.get(EVERYTHING.id) == EVERYTHING
        assert await kept.answers.get(BARE.id) == BARE
        assert await kept.answers.get("another") is None


async def test_what_was_asked_before_is_found_where_it_was_asked(file: Path) -> None:
    first, second = given(1, "Is there a bridge?"), given(2, "Where?", follows=given(1).id)
    third = given(3, follows=second.id, question=Question("How long is it?", earlier=("a", "b")))
    async with keeping(file) as kept:
        for one in (first, second, third):
            await kept.answers.add(one)
        await kept.votes.cast(third.id, "eve", True, NOON)
        found = await kept.answers.get(third.id)
        assert found is not None
        assert found.asked == ("Is there a bridge?", "Where?", "How long is it?")
        assert [answer for answer, _ in await kept.votes.export()] == [found]
        await kept.database.change("DELETE FROM answer WHERE id = ?", (first.id,))
        found = await kept.answers.get(third.id)
        assert found is not None
        assert found.asked == ("Where?", "How long is it?")


async def test_times_come_back_in_utc(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given(asked_at=NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))))
        found = await kept.answers.get(given().id)
        assert found == given()
        assert found.asked_at.tzinfo is UTC


async def test_the_latest_of_a_person_in_a_channel(file: Path) -> None:
    async with keeping(file) as kept:
        assert await kept.answers.latest(10, "ada", NOON) is None
        await kept.answers.add(given(2, asked_at=NOON + SECOND))
        await kept.answers.add(given(1))
        await kept.answers.add(given(3, asked_at=NOON + 2 * SECOND, channel_id=11))
        await kept.answers.add(given(4, asked_at=NOON + 2 * SECOND, asker_hash="eve"))
    async with keeping(file) as kept:
        found = await kept.answers.latest(10, "ada", NOON)
        assert found
        assert found.id == given(2).id
        assert await kept.answers.latest(10, "ada", NOON + SECOND) == found, "that moment counts"
        assert await kept.answers.latest(10, "ada", NOON + 2 * SECOND) is None


async def test_the_later_of_two_in_one_instant(file: Path) -> None:
    async with keeping(file) as kept:
        for number in (5, 9, 1):
            await kept.answers.add(given(number))
        assert await kept.answers.latest(10, "ada", NOON) == given(1)


async def test_old_answers_are_dropped_with_their_votes(file: Path) -> None:
    async with keeping(file) as kept:
        for number in range(4):
            await kept.answers.add(given(number, asked_at=NOON + number * SECOND))
            await kept.votes.cast(given(number).id, "eve", True, NOON)
        assert await kept.answers.drop_before(NOON + 2 * SECOND) == 2
    async with keeping(file) as kept:
        assert [bool(await kept.answers.get(given(number).id)) for number in range(4)] == [0, 0, 1, 1]
        assert [len(await kept.votes.of(given(number).id)) for number in range(4)] == [0, 0, 1, 1]
        assert await kept.answers.drop_before(NOON + 2 * SECOND) == 0


async def test_a_person_is_forgotten_wholly(file: Path) -> None:
    """Their questions, the votes on these, and their votes on answers to others; nothing else."""
    async with keeping(file) as kept:
        await kept.answers.add(given(1, asker_hash="ada"))
        await kept.answers.add(given(2, asker_hash="ada"))
        await kept.answers.add(given(3, asker_hash="eve"))
        await kept.votes.cast(given(1).id, "eve", True, NOON)
        await kept.votes.cast(given(3).id, "ada", False, NOON)
        await kept.votes.explain(given(3).id, "ada", Problem.WRONG, "That is another bridge.")
        await kept.votes.cast(given(3).id, "bob", True, NOON)
        assert await kept.answers.forget("ada") == 3
    async with keeping(file) as kept:
        assert await kept.answers.get(given(1).id) is None
        assert await kept.answers.get(given(2).id) is None
        assert await kept.answers.get(given(3).id) == given(3, asker_hash="eve")
        assert await kept.votes.of(given(1).id) == []
        assert [vote.voter_hash for vote in await kept.votes.of(given(3).id)] == ["bob"]
        assert await kept.answers.forget("ada") == 0


async def test_one_person_is_forgotten_while_others_ask(file: Path) -> None:
    async with keeping(file) as kept:
        await asyncio.gather(*(kept.answers.add(given(n)) for n in range(50)))
        more = (kept.answers.add(given(n, asker_hash="eve")) for n in range(50, 100))
        forgotten, *_ = await asyncio.gather(kept.answers.forget("ada"), *more)
        assert forgotten == 50
        ((left,),) = await kept.database.rows("SELECT count(*) FROM answer WHERE asker = 'eve'")
        assert left == 50


async def test_fields_of_other_versions(file: Path) -> None:
    """A question that was stored with other fields than it has now is still one."""
    async with keeping(file) as kept:
        await kept.answers.add(given())
        await kept.database.change("UPDATE answer SET question = ?", ['{"text": "Why?", "mood": "curious"}'])
        assert await kept.answers.get(given().id) == given(text="Why?")


def whole(text: str) -> str:
    """The text without half characters, as it is kept."""
    return "".join("?" if "\ud800" <= character <= "\udfff" else character for character in text)


TEXTS = st.text(st.characters(exclude_categories=()))


@settings(max_examples=60, deadline=None)
@for_any(text=TEXTS, outlet=TEXTS, comment=TEXTS, custom_id=TEXTS)
@example("half \ud83d", "\ude00", "\x00'\"\\", "\ud800")
async def test_texts_of_any_characters(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    outlet: str,
    comment: str,
    custom_id: str,
) -> None:
    """Everything that people write comes back as written; half characters come back as question marks."""
    file = tmp_path_factory.mktemp("texts") / "bot.sqlite"

    async with keeping(file) as kept:
        asked = Question(text, outlet=outlet, outlets=(outlet,))
        await kept.answers.add(given(question=asked, short_answer=text, refused=True))
        await kept.votes.cast(given().id, "eve", False, NOON)
        await kept.votes.explain(given().id, "eve", Problem.WRONG, comment)
        assert await kept.answers.get(custom_id) is None
        await kept.votes.cast(custom_id, custom_id, True, NOON)
    async with keeping(file) as kept:
        ((answer, votes),) = await kept.votes.export()
        same = Question(whole(text), outlet=whole(outlet), outlets=(whole(outlet),))
        assert answer == given(question=same, short_answer=whole(text), refused=True)
        assert [vote.comment for vote in votes] == [whole(comment)]
        assert await kept.votes.most_refused(NOON, 5) == [(" ".join(whole(text).split()), 1)]
