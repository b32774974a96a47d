"""Files of older programs, and what is done to them."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from pathlib import Path

from bot.database.database import MIGRATIONS, Database
from bot.database.servers import ServerSettings
from bot.database.votes import Problem, Vote
from retrieval.answer import Question
from tests.bot.database.opening import as_another_program, refused
from tests.bot.database.sample_rows import NOON, contents, given, keeping

# A column more, and a table made anew that others refer to.
ADDS_A_COLUMN = "ALTER TABLE answer ADD COLUMN colour TEXT NOT NULL DEFAULT 'green'"
MAKES_ANEW = """
    CREATE TABLE anew AS SELECT * FROM answer;
    DROP TABLE answer;
    CREATE TABLE answer (id TEXT PRIMARY KEY, text TEXT NOT NULL, colour TEXT NOT NULL);
    INSERT INTO answer SELECT id, text, colour FROM anew;
    DROP TABLE anew;
"""


async def test_a_file_of_version_1_is_read(file: Path) -> None:
    file.parent.mkdir()
    with as_another_program(file) as other:
        other.executescript((Path(__file__).parent / "version_1.sql").read_text("utf-8"))
    answer = given(
        question=Question(
            "How long is the bridge?",
            since=date(2025, 8, 1),
            today=date(2025, 8, 18),
        ),
    )
    for _ in range(2):
        async with keeping(file) as kept:
            digest = hmac.new(bytes(range(32)), b"5", hashlib.sha256).hexdigest()
            assert kept.database.hashed(5) == digest[:32]
            assert await kept.servers.get(1) == ServerSettings(
                ask_channels=frozenset({10, 11}), private=True, outlets=("Der Bote",), language="de"
            )
            vote = Vote(answer.id, "eve", False, Problem.WRONG, "It is longer.", NOON)
            assert await kept.votes.export() == [(answer, [vote])]
    with as_another_program(file) as other:
        assert other.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


async def test_earlier_questions_become_references(file: Path) -> None:
    """Of a file of version 1: words of earlier questions stay where they were asked alone."""
    file.parent.mkdir()
    with as_another_program(file) as other:
        other.executescript((Path(__file__).parent / "version_1.sql").read_text("utf-8"))
        other.execute(
            "INSERT INTO answer SELECT 'answer-000000007', '2025-08-18T11:00:00.000000+00:00', asker, server,"
            " channel, 'Is there a bridge?', json_set(question, '$.text', 'Is there a bridge?', '$.earlier',"
            " json_array()), refused, quotes, short_answer, private, confidence FROM answer"
        )
    async with keeping(file) as kept:
        found = await kept.answers.get(given().id)
        assert found is not None
        assert found.follows == given(7).id
        assert found.question.earlier == ("Is there a bridge?",)
        ((count,),) = await kept.database.rows(
            "SELECT count(*) FROM answer WHERE question LIKE '%Is there a bridge%'"
        )
        assert count == 1


async def test_steps_are_taken_once_and_keep_the_data(file: Path) -> None:
    async with keeping(file) as kept:
        hashed = kept.database.hashed(5)
        await kept.answers.add(given())
        await kept.votes.cast(given().id, "eve", True, NOON)
    steps = [*MIGRATIONS]
    for step in (ADDS_A_COLUMN, MAKES_ANEW):
        steps.append(step)
        for _ in range(2):
            opened = await Database.open(file, steps)
            assert [*map(tuple, await opened.rows("PRAGMA user_version"))] == [(len(steps),)]
            assert [*map(tuple, await opened.rows("SELECT id, colour FROM answer"))] == [
                (given().id, "green")
            ]
            assert [*map(tuple, await opened.rows("SELECT voter FROM vote"))] == [("eve",)]
            assert opened.hashed(5) == hashed
            await opened.close()


async def test_several_steps_at_once(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given())
    opened = await Database.open(file, (*MIGRATIONS, ADDS_A_COLUMN, MAKES_ANEW))
    assert [*map(tuple, await opened.rows("SELECT id, colour FROM answer"))] == [(given().id, "green")]
    await opened.close()


async def test_a_step_that_fails_leaves_all_as_it_was(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given())
    told = await refused(file, *MIGRATIONS, ADDS_A_COLUMN, "DROP TABLE vote; DROP TABLE nowhere")
    assert "nowhere" in told
    assert "the version of Clippings before it still works" in told
    with as_another_program(file) as other:
        assert other.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    async with keeping(file) as kept:
        assert await kept.answers.get(given().id) == given()
        assert await kept.votes.of(given().id) == []
        assert not await kept.database.rows("SELECT 1 FROM pragma_table_info('answer') WHERE name = 'colour'")


async def test_a_new_file_whose_first_step_fails_can_be_opened_later(file: Path) -> None:
    await refused(file, "DROP TABLE nowhere")
    async with keeping(file) as kept:
        assert await kept.servers.known() == set()


async def test_a_file_of_a_newer_program_is_refused(file: Path) -> None:
    newer = await Database.open(file, (*MIGRATIONS, ADDS_A_COLUMN))
    await newer.close()
    before = contents(file)
    told = await refused(file)
    assert "newer version of Clippings" in told
    assert "Update Clippings" in told
    assert contents(file) == before
