"""Votes: one a person, changeable, exported, and what was refused most."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.database.votes import Problem, Vote
from tests.bot.database.sample_rows import NOON, given, keeping

SECOND = timedelta(seconds=1)
ANSWER = given().id


async def test_a_vote_is_kept(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given())
        await kept.votes.cast(ANSWER, "ada", True, NOON)
        await kept.votes.cast(ANSWER, "eve", False, NOON + SECOND)
    async with keeping(file) as kept:
        assert await kept.votes.of(ANSWER) == [
            Vote(ANSWER, "ada", True, None, "", NOON),
            Vote(ANSWER, "eve", False, None, "", NOON + SECOND),
        ]
        assert await kept.votes.of("another") == []


async def test_what_is_wrong_is_kept(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given())
        for number, problem in enumerate(Problem):
            await kept.votes.cast(ANSWER, problem, False, NOON + number * SECOND)
            await kept.votes.explain(ANSWER, problem, problem, f"It is {problem}.")
    async with keeping(file) as kept:
        assert await kept.votes.of(ANSWER) == [
            Vote(ANSWER, problem, False, problem, f"It is {problem}.", NOON + number * SECOND)
            for number, problem in enumerate(Problem)
        ]


async def test_what_is_wrong_can_be_said_anew(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given())
        await kept.votes.cast(ANSWER, "ada", False, NOON)
        await kept.votes.explain(ANSWER, "ada", Problem.WRONG, "It is longer.")
        await kept.votes.explain(ANSWER, "ada", Problem.OUTDATED, "")
    async with keeping(file) as kept:
        assert await kept.votes.of(ANSWER) == [Vote(ANSWER, "ada", False, Problem.OUTDATED, "", NOON)]


async def test_a_changed_vote_is_one_vote_and_drops_what_was_said(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given())
        await kept.votes.cast(ANSWER, "ada", False, NOON)
        await kept.votes.explain(ANSWER, "ada", Problem.WRONG, "It is longer.")
        await kept.votes.cast(ANSWER, "ada", True, NOON + SECOND)
    async with keeping(file) as kept:
        assert await kept.votes.of(ANSWER) == [Vote(ANSWER, "ada", True, None, "", NOON + SECOND)]
        await kept.votes.cast(ANSWER, "ada", False, NOON + 2 * SECOND)
        assert await kept.votes.of(ANSWER) == [Vote(ANSWER, "ada", False, None, "", NOON + 2 * SECOND)]


async def test_the_same_vote_again_keeps_what_was_said(file: Path) -> None:
    """Whoever presses the button twice and leaves the form empty took nothing back."""
    async with keeping(file) as kept:
        await kept.answers.add(given())
        await kept.votes.cast(ANSWER, "ada", False, NOON)
        await kept.votes.explain(ANSWER, "ada", Problem.WRONG, "It is longer.")
        await kept.votes.cast(ANSWER, "ada", False, NOON + SECOND)
    async with keeping(file) as kept:
        assert await kept.votes.of(ANSWER) == [
            Vote(ANSWER, "ada", False, Problem.WRONG, "It is longer.", NOON + SECOND)
        ]


async def test_only_a_bad_vote_that_stands_can_be_explained(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given())
        await kept.votes.explain(ANSWER, "eve", Problem.WRONG, "She never voted.")
        await kept.votes.cast(ANSWER, "ada", True, NOON)
        await kept.votes.explain(ANSWER, "ada", Problem.WRONG, "She finds it good.")
        assert await kept.votes.of(ANSWER) == [Vote(ANSWER, "ada", True, None, "", NOON)]


async def test_no_vote_on_an_answer_that_is_gone(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.votes.cast(ANSWER, "ada", True, NOON)
        assert await kept.votes.of(ANSWER) == []


async def test_many_presses_at_once_are_one_vote(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given())
        presses = (kept.votes.cast(ANSWER, "ada", n % 2 == 0, NOON + n * SECOND) for n in range(30))
        await asyncio.gather(*presses)
        assert await kept.votes.of(ANSWER) == [Vote(ANSWER, "ada", False, None, "", NOON + 29 * SECOND)]


async def test_export_of_all_that_was_voted_on(file: Path) -> None:
    """Answers oldest first, however they were added, and their votes in the order of voting."""
    async with keeping(file) as kept:
        assert await kept.votes.export() == []
        for number in (3, 1, 2):
            await kept.answers.add(given(number, asked_at=NOON + number * SECOND))
        await kept.votes.cast(given(3).id, "ada", True, NOON + 9 * SECOND)
        await kept.votes.cast(given(3).id, "eve", False, NOON + 8 * SECOND)
        await kept.votes.explain(given(3).id, "eve", Problem.MISSING, "No word of its width.")
        await kept.votes.cast(given(1).id, "eve", True, NOON + 8 * SECOND)
    async with keeping(file) as kept:
        assert await kept.votes.export() == [
            (
                given(1, asked_at=NOON + SECOND),
                [Vote(given(1).id, "eve", True, None, "", NOON + 8 * SECOND)],
            ),
            (
                given(3, asked_at=NOON + 3 * SECOND),
                [
                    Vote(
                        given(3).id,
                        "eve",
                        False,
                        Problem.MISSING,
                        "No word of its width.",
                        NOON + 8 * SECOND,
                    ),
                    Vote(given(3).id, "ada", True, None, "", NOON + 9 * SECOND),
                ],
            ),
        ]


async def test_answers_of_one_instant_are_exported_apart(file: Path) -> None:
    async with keeping(file) as kept:
        for number in (2, 1):
            await kept.answers.add(given(number))
        for voter in ("ada", "eve"):
            for number in (1, 2):
                await kept.votes.cast(given(number).id, voter, True, NOON)
        exported = await kept.votes.export()
        assert [answer.id for answer, _ in exported] == [given(2).id, given(1).id]
        assert [[vote.voter_hash for vote in votes] for _, votes in exported] == [["ada", "eve"]] * 2


async def test_what_was_refused_most(file: Path) -> None:
    """However it was typed; the latest wording is shown."""
    asked = [
        "Who won?",
        "Wie heißt die ÄRZTIN?",
        "who  won?",
        "wie heisst die ärztin?",
        "Where?",
        " WHO\nWON? ",
        "When?",
    ]
    async with keeping(file) as kept:
        for number, text in enumerate(asked):
            await kept.answers.add(given(number, text, refused=True, asked_at=NOON + number * SECOND))
        for number in range(10, 15):
            await kept.answers.add(given(number, "How?", asked_at=NOON + number * SECOND))
    async with keeping(file) as kept:
        assert await kept.votes.most_refused(NOON, 10) == [
            ("WHO WON?", 3),
            ("wie heisst die ärztin?", 2),
            ("When?", 1),
            ("Where?", 1),
        ]
        assert await kept.votes.most_refused(NOON, 1) == [("WHO WON?", 3)]
        assert await kept.votes.most_refused(NOON + SECOND, 10) == [
            ("WHO WON?", 2),
            ("wie heisst die ärztin?", 2),
            ("When?", 1),
            ("Where?", 1),
        ]


async def test_the_latest_wording_is_the_latest_asked_not_the_latest_stored(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given(1, "WHO?", refused=True, asked_at=NOON + SECOND))
        await kept.answers.add(given(2, "who?", refused=True, asked_at=NOON))
        assert await kept.votes.most_refused(NOON, 1) == [("WHO?", 2)]
