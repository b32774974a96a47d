"""The file itself: opened, refused, shared, killed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.database import database as module
from bot.database.answers import Answers
from bot.database.database import Database
from bot.database.errors import DatabaseError
from bot.database.servers import Servers, ServerSettings
from bot.database.votes import Problem
from config.errors import ClippingsError
from retrieval.answer import Question
from tests.bot.database.opening import as_another_program, refused
from tests.bot.database.sample_rows import NOON, Keeping, contents, given, keeping


async def test_a_new_file_is_for_its_owner_alone(file: Path) -> None:
    before = os.umask(0)
    try:
        async with keeping(file) as kept:
            await kept.answers.add(given())
            modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == {"bot.sqlite": 0o600, "bot.sqlite-wal": 0o600, "bot.sqlite-shm": 0o600}


async def test_people_are_hashed_with_a_secret_made_once(file: Path, tmp_path: Path) -> None:
    async with keeping(file) as kept:
        hashed = kept.database.hashed(80351110224678912)
        assert kept.database.hashed(80351110224678913) != hashed
    with as_another_program(file) as other:
        ((secret,),) = other.execute("SELECT secret FROM installation").fetchall()
    assert len(secret) == 32
    assert hashed == hmac.new(secret, b"80351110224678912", hashlib.sha256).hexdigest()[:32]
    async with keeping(file) as kept:
        assert kept.database.hashed(80351110224678912) == hashed
        assert [*map(tuple, await kept.database.rows("SELECT secret FROM installation"))] == [(secret,)]
    async with keeping(tmp_path / "elsewhere.sqlite") as kept:
        assert kept.database.hashed(80351110224678912) != hashed


async def test_nothing_else_is_stored(file: Path) -> None:
    """What is kept of people is known, column by column: /privacy names it."""
    async with keeping(file):
        pass
    with as_another_program(file) as other:
        columns = other.execute(
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        ).fetchall()
    assert {table: " ".join(c for t, c in columns if t == table) for table, _ in columns} == {
        "installation": "secret",
        "server": "id settings left_at",
        "answer": "id asked_at asker server channel text question refused quotes short_answer private"
        " confidence follows is_claim",
        "blocked": "kind id",
        "registered": "place hash",
        "waiting": "id since person channel token language",
        "vote": "answer voter good problem comment at",
        "follow": "id kind text server channel owner language created_at paused trouble role reply_to ends_at"
        " last_answer",
        "channel_rule": "channel server most_a_day quiet_from quiet_until zone",
        "post": "id follow articles quote before state planned_at nonce tried_at message is_stale",
        "digest": "id server channel owner language created_at every at weekday zone outlets topics silent"
        " paused trouble next_at last_at told nonce tried_at message",
        "progress": "name value",
    }


def no_database(whole: bytes) -> bytes:
    return b"no database at all, but long enough to hold the header of one: " + bytes(100)


def cut_off(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def a_hole_in_the_middle(whole: bytes) -> bytes:
    page, pages = 4096, len(whole) // 4096
    return whole[: page * (pages // 2)] + bytes(page * 4) + whole[page * (pages // 2 + 4) :]


def broken_by(damage: Callable[[bytes], bytes], file: Path) -> bytes:
    file.write_bytes(damage(file.read_bytes()))
    return file.read_bytes()


@pytest.mark.parametrize("damage", [no_database, cut_off, a_hole_in_the_middle])
async def test_a_damaged_file_is_refused(file: Path, damage: Callable[[bytes], bytes]) -> None:
    async with keeping(file) as kept:
        for number in range(200):
            await kept.answers.add(given(number, "Is it long? " * 30))
    broken = broken_by(damage, file)
    assert "It is damaged: restore a copy" in await refused(file)
    assert contents(file) == broken, "it may be mended yet"


async def test_a_place_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder", "utf-8")
    assert "may write there" in await refused(tmp_path / "taken" / "bot.sqlite")
    assert "may write there" in await refused(tmp_path)


async def test_waits_for_another_program(file: Path) -> None:
    """Opening and changing wait until the other one is done; reading doesn't, nor does the loop."""
    async with keeping(file) as kept:
        with as_another_program(file) as other:
            other.execute("BEGIN IMMEDIATE")
            opening = asyncio.create_task(Database.open(file))
            assert await kept.answers.get(given().id) is None
            adding = asyncio.create_task(kept.answers.add(given()))
            await asyncio.sleep(0.2)
            assert not opening.done()
            assert not adding.done()
            other.execute("COMMIT")
            await adding
            second = await opening
        assert await Answers(second).get(given().id) == given()
        await second.close()


async def test_waits_for_another_program_that_makes_the_file(file: Path) -> None:
    """Here SQLite itself doesn't wait: the file is no WAL yet, and the other one is writing to it."""
    file.parent.mkdir()
    with as_another_program(file) as other:
        other.executescript((Path(__file__).parent / "version_1.sql").read_text("utf-8"))
        other.execute("BEGIN IMMEDIATE")
        opening = asyncio.create_task(Database.open(file))
        await asyncio.sleep(0.2)
        assert not opening.done()
        other.execute("COMMIT")
        opened = await opening
        assert [*map(tuple, await opened.rows("PRAGMA journal_mode"))] == [("wal",)]
        await opened.close()


async def test_another_program_that_never_ends_its_work(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUSY_SECONDS", 0.05)
    monkeypatch.setattr(module, "_WRITE_SECONDS", 0.05)
    async with keeping(file) as kept:
        with as_another_program(file) as other:
            other.execute("BEGIN IMMEDIATE")
            assert "Another program is writing to it" in await refused(file)
            with pytest.raises(ClippingsError, match="Another program is writing to it"):
                await kept.answers.add(given())
        await kept.answers.add(given())
        assert await kept.answers.get(given().id) == given()


async def test_a_full_disk_is_told_and_outlived(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given(0))
        ((pages,),) = await kept.database.rows("PRAGMA page_count")
        await kept.database.change(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DatabaseError, match=r"disk is full\. Nothing was changed"):
            await kept.answers.add(given(1, "Is it long? " * 2000))
        assert await kept.answers.get(given(1).id) is None
        await kept.database.change("PRAGMA max_page_count = 100000")
        await kept.answers.add(given(1))
    async with keeping(file) as kept:
        assert await kept.answers.get(given(0).id) == given(0)
        assert await kept.answers.get(given(1).id) == given(1)


async def test_two_connections_see_each_others_changes(file: Path) -> None:
    async with keeping(file) as one, keeping(file) as two:
        assert one.database.hashed(5) == two.database.hashed(5)
        await asyncio.gather(
            *(kept.answers.add(given(2 * n + i)) for n in range(50) for i, kept in enumerate((one, two)))
        )
        for kept in (one, two):
            for n in range(100):
                assert await kept.answers.get(given(n).id) == given(n)


OPENER = """
import asyncio, sys
from pathlib import Path
from bot.database.database import Database

async def hashed(path):
    database = await Database.open(Path(path))
    try:
        return database.hashed(5)
    finally:
        await database.close()

print("ready", flush=True)
for line in sys.stdin:
    print(asyncio.run(hashed(line.strip())), flush=True)
"""


def test_programs_that_open_a_new_file_at_the_same_moment(tmp_path: Path) -> None:
    """All of them get it, with one secret."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    try:
        lines = [p.stdout.readline() for p in programs if p.stdout]
        assert lines == ["ready\n"] * 4
        for turn in range(40):
            for program in programs:
                assert program.stdin
                program.stdin.write(f"{tmp_path / str(turn)}.sqlite\n")
                program.stdin.flush()
            hashes = [p.stdout.readline() for p in programs if p.stdout]
            assert re.fullmatch("[0-9a-f]{32}\n", hashes[0])
            assert len(set(hashes)) == 1
    finally:
        for program in programs:
            program.communicate()


WRITER = """
import asyncio, sys
from pathlib import Path
from tests.bot.database.opening import as_another_program, refused
from tests.bot.database.sample_rows import NOON, contents, given, keeping

async def write():
    async with keeping(Path(sys.argv[1])) as kept:
        for number in range(10**9):
            await kept.answers.add(given(number))
            await kept.votes.cast(given(number).id, "eve", False, NOON)
            print(number + 1, flush=True)

asyncio.run(write())
"""


async def count_of_whole_answers(file: Path, told: int) -> int:
    """How many answers there are; those that the writer told of must be whole."""
    async with keeping(file) as kept:
        for number in range(told):
            assert await kept.answers.get(given(number).id) == given(number)
            assert len(await kept.votes.of(given(number).id)) == 1
        ((count,),) = await kept.database.rows("SELECT count(*) FROM answer")
        return int(count)


def test_killed_while_it_writes(file: Path) -> None:
    """What was written before a kill is there after it."""
    told = 0
    for turn in range(4):
        file_of_turn = file.with_name(f"{turn}.sqlite")
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file_of_turn)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout
        for _ in range(5 + 20 * turn):
            told = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        # It went on between the last line read and the kill; a line may be cut off.
        rest = writer.communicate()[0].splitlines(keepends=True)
        told = max([told, *(int(line) for line in rest if line.endswith("\n"))])
        assert file_of_turn.with_name(f"{turn}.sqlite-wal").exists(), "it wasn't closed"
        # One more may have been under way.
        assert asyncio.run(count_of_whole_answers(file_of_turn, told)) - told in {0, 1}


async def test_many_tasks_at_once(file: Path) -> None:
    """Each reads what it wrote, whatever the others do meanwhile."""

    async def use(number: int) -> None:
        mine = given(number, asker_hash=f"asker {number % 7}")
        await kept.answers.add(mine)
        await kept.votes.cast(mine.id, "eve", False, NOON)
        await kept.votes.explain(mine.id, "eve", Problem.WRONG, f"comment {number}")
        await kept.servers.put(number, ServerSettings(language=f"language {number}"))
        assert await kept.answers.get(mine.id) == mine
        assert [vote.comment for vote in await kept.votes.of(mine.id)] == [f"comment {number}"]
        assert (await kept.servers.get(number)).language == f"language {number}"
        if number % 2:
            assert await kept.answers.drop_before(NOON - timedelta(days=1)) == 0

    async with keeping(file) as kept:
        await asyncio.gather(*(use(number) for number in range(200)))
        assert len(await kept.votes.export()) == 200
        for number in range(7):
            mine = len(range(number, 200, 7))
            assert await kept.answers.forget(f"asker {number}") == mine
        assert await kept.votes.export() == []


async def test_a_task_cancelled_at_its_work_harms_no_other(file: Path) -> None:
    async with keeping(file) as kept:
        assert await kept.servers.get(1) == ServerSettings()
        with as_another_program(file) as other:
            other.execute("BEGIN IMMEDIATE")
            putting = asyncio.create_task(kept.servers.put(1, ServerSettings(private=True)))
            await asyncio.sleep(0.05)
            waiting = asyncio.create_task(kept.answers.add(given()))
            putting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await putting
            other.execute("COMMIT")
            await waiting
        assert await kept.answers.get(given().id) == given()
        # Under way already, it can't be called back; memory and file must agree on it.
        here, there = await kept.servers.get(1), await Servers(kept.database).get(1)
        assert here == there == ServerSettings(private=True)


async def test_no_query_reads_a_whole_table(file: Path) -> None:
    """Everything that is looked up, changed or deleted is found through an index."""
    statements: list[str] = []
    async with keeping(file) as kept:
        await kept.answers.add(given())
        await kept.votes.cast(given().id, "eve", False, NOON)
        both = (kept.database._opened.writer, kept.database._opened.reader)
        for connection in both:
            await connection.set_trace_callback(statements.append)
        await kept.answers.get(given().id)
        await kept.answers.latest(10, "ada", NOON)
        await kept.votes.of(given().id)
        await kept.votes.explain(given().id, "eve", Problem.WRONG, "")
        await kept.votes.most_refused(NOON, 5)
        await kept.servers.get(1)
        await kept.answers.drop_before(NOON)
        await kept.answers.forget("ada")
        for connection in both:
            await connection.set_trace_callback(None)  # type: ignore[arg-type]
        # One that deletes from another table too is told of twice.
        asked = {
            statement for statement in statements if not statement.startswith(("--", "PRAGMA", "VACUUM"))
        }
        assert len(asked) == 10
        for statement in asked:
            plan = [row[3] for row in await kept.database.rows(f"EXPLAIN QUERY PLAN {statement}")]
            assert plan
            assert not [step for step in plan if step.startswith("SCAN")], statement


async def test_what_is_deleted_is_overwritten(file: Path) -> None:
    async with keeping(file) as kept:
        for number in range(40):
            await kept.answers.add(given(number, f"Who built the bridge of Xylophonia {number}?"))
        await kept.votes.cast(given(5).id, "ada", False, NOON)
        await kept.votes.explain(given(5).id, "ada", Problem.WRONG, "Xylophonia has none.")
        await kept.answers.add(given(99, "Is it long?", asker_hash="eve"))
    assert b"Xylophonia" in contents(file)
    async with keeping(file) as kept:
        await kept.answers.forget("ada")
    assert b"Xylophonia" not in contents(file)
    assert b"Is it long?" in contents(file)


async def test_deleting_what_is_mine_leaves_no_byte_in_any_file(file: Path) -> None:
    """While the bot runs, too: neither words, nor votes, nor what others carried along of them."""
    async with keeping(file) as kept:
        for number in range(120):
            who = ("ada", "eve", "bob")[number % 3]
            words = f"Who painted the {who}-harbour of {number}? {who.upper() * (number % 40)}"
            await kept.answers.add(given(number, words, asker_hash=who))
        asked = given(200, "Where is the ada-lighthouse?")
        kept.answers.remember(asked)
        question = Question("How tall is it?", earlier=("Where is the ada-lighthouse?",))
        follower = given(201, question=question, asker_hash="eve", follows=asked.id)
        kept.answers.remember(follower)
        await kept.votes.cast(given(1).id, "ada", False, NOON)
        await kept.votes.explain(given(1).id, "ada", Problem.WRONG, "The ada-pier is older.")
        assert await kept.answers.forget("ada") == 42
        for path in file.parent.iterdir():
            found = path.read_bytes()
            assert b"ada-" not in found and b"ADAADA" not in found, path.name
        assert await kept.answers.get(asked.id) is None
        assert await kept.answers.get(given(1).id) == given(1, (await the_words(kept, 1)), asker_hash="eve")
        assert (await kept.votes.of(given(1).id)) == []


async def the_words(kept: Keeping, number: int) -> str:
    ((words,),) = await kept.database.rows("SELECT text FROM answer WHERE id = ?", [given(number).id])
    return str(words)


async def test_deleting_while_another_program_writes_is_refused_and_done_later(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.database.answers._FINISH_SECONDS", 0.1)
    monkeypatch.setattr(module, "_WRITE_SECONDS", 0.05)
    async with keeping(file) as kept:
        with as_another_program(file) as other:
            other.execute("BEGIN IMMEDIATE")
            kept.answers.remember(given())
            with pytest.raises(DatabaseError):
                await kept.answers.forget("ada")
            other.execute("COMMIT")
        await kept.database.later.finish(10)
        assert await kept.answers.forget("ada") == 1


async def test_a_file_that_is_locked_or_full_delays_no_answer(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was given is known at once, is read past the lock, and is written when the lock is gone."""
    monkeypatch.setattr(module, "_WRITE_SECONDS", 0.05)
    caplog.set_level("INFO")
    async with keeping(file) as kept:
        await kept.answers.add(given(0))
        await kept.servers.put(1, ServerSettings(private=True))
        with as_another_program(file) as other:
            other.execute("BEGIN IMMEDIATE")
            for number in range(1, 5):
                kept.answers.remember(given(number, channel_id=number))
            kept.votes.cast_soon(given(1).id, "eve", True, NOON)
            assert await kept.answers.get(given(1).id) == given(1, channel_id=1)
            assert await kept.answers.latest(3, "ada", NOON) == given(3, channel_id=3)
            assert await kept.answers.get(given(0).id) == given(0)
            assert (await kept.servers.get(1)).private
            assert not await kept.database.later.finish(0.2)
            other.execute("ROLLBACK")
        assert await kept.database.later.finish(10)
        assert [vote.voter_hash for vote in await kept.votes.of(given(1).id)] == ["eve"]
        assert await Answers(kept.database).get(given(4).id) == given(4, channel_id=4)
    assert caplog.text.count("Answers go on, and are kept in memory") == 1
    assert "can be written again" in caplog.text


async def test_a_write_that_can_never_succeed_stops_no_other(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.answers.add(given(0))
        kept.answers.remember(given(0))
        kept.answers.remember(given(1))
        assert await kept.database.later.finish(10)
        assert await Answers(kept.database).get(given(1).id) == given(1)


async def test_a_deleted_file_is_noticed_and_made_anew(file: Path) -> None:
    async with keeping(file) as kept:
        hashed = kept.database.hashed(5)
        await kept.servers.put(1, ServerSettings(private=True))
        assert (await kept.servers.get(1)).private
        assert not await kept.database.is_replaced()
        for path in list(file.parent.iterdir()):
            path.unlink()
        assert await kept.database.is_replaced()
        assert await kept.database.reopen()
        await kept.servers.store_all()
        await kept.answers.add(given())
        assert not await kept.database.is_replaced()
        assert kept.database.hashed(5) == hashed
    async with keeping(file) as kept:
        assert (await kept.servers.get(1)).private
        assert await kept.answers.get(given().id) == given()


async def test_a_file_put_in_its_place_is_taken(file: Path, tmp_path: Path) -> None:
    async with keeping(tmp_path / "other.sqlite") as other:
        await other.answers.add(given(7))
    async with keeping(file) as kept:
        (tmp_path / "other.sqlite").replace(file)
        assert await kept.database.is_replaced()
        assert not await kept.database.reopen()
        assert await kept.answers.get(given(7).id) == given(7)


async def test_names_of_people_are_in_no_file(file: Path) -> None:
    async with keeping(file) as kept:
        person = kept.database.hashed(80351110224678912)
        await kept.answers.add(given(asker_hash=person))
        await kept.votes.cast(given().id, person, True, NOON)
        for path in file.parent.iterdir():
            assert b"80351110224678912" not in path.read_bytes()
