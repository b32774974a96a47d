"""Settings of servers, kept across restarts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.database.servers import Servers, ServerSettings
from tests.bot.database.sample_rows import NOON, keeping

EVERYTHING = ServerSettings(
    ask_channels=frozenset({1, 2**63 - 1}),
    forum_channels=frozenset({3}),
    allowed_channels=frozenset({4, 5}),
    allowed_roles=frozenset({6}),
    private=True,
    threads=True,
    outlets=("Der Bote", "The Herald"),
    language="de",
    cooldown_seconds=7.5,
)
DAY = timedelta(days=1)


async def test_nothing_set_yet(file: Path) -> None:
    async with keeping(file) as kept:
        assert await kept.servers.get(1) == ServerSettings()
        assert await kept.servers.known() == set()


async def test_every_setting_is_kept(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.servers.put(1, EVERYTHING)
        assert await kept.servers.get(1) == EVERYTHING
        assert await kept.servers.get(2) == ServerSettings()
    async with keeping(file) as kept:
        assert await kept.servers.get(1) == EVERYTHING
        assert await kept.servers.known() == {1}


async def test_settings_change(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.servers.put(1, EVERYTHING)
        assert await kept.servers.get(1) == EVERYTHING
        await kept.servers.put(1, ServerSettings())
        assert await kept.servers.get(1) == ServerSettings()
    async with keeping(file) as kept:
        assert await kept.servers.get(1) == ServerSettings()


async def test_the_last_of_many_changes_stands(file: Path) -> None:
    async with keeping(file) as kept:
        changes = (kept.servers.put(1, ServerSettings(cooldown_seconds=float(n))) for n in range(50))
        await asyncio.gather(*changes, *(kept.servers.get(1) for _ in range(50)))
        assert (await kept.servers.get(1)).cooldown_seconds == 49.0
        assert (await Servers(kept.database).get(1)).cooldown_seconds == 49.0


async def test_changes_at_once_undo_none_of_each_other(file: Path) -> None:
    async with keeping(file) as kept:

        def block(person: int) -> Callable[[ServerSettings], ServerSettings]:
            return lambda settings: replace(settings, blocked=settings.blocked | {person})

        await asyncio.gather(*(kept.servers.change(1, block(person)) for person in range(50)))
        assert (await kept.servers.get(1)).blocked == frozenset(range(50))


async def test_read_once(file: Path) -> None:
    """A message in a busy server costs no query; after a start, nor does the first one in any."""
    asked: list[str] = []
    async with keeping(file) as kept:
        await kept.servers.put(1, EVERYTHING)
        await kept.database._opened.reader.set_trace_callback(asked.append)
        for server in (1, 2, 1, 2):
            await kept.servers.get(server)
        assert len([statement for statement in asked if "SELECT" in statement]) == 1
        started = Servers(kept.database)
        await started.load()
        asked.clear()
        assert [await started.get(server) for server in (1, 2)] == [EVERYTHING, ServerSettings()]
        assert not asked


async def test_what_is_set_while_all_are_read_is_known_with_the_others(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with keeping(file) as kept:
        await kept.servers.put(1, EVERYTHING)
        started, read = Servers(kept.database), kept.database.rows

        async def and_then_one_is_stored(statement: str, values: tuple[object, ...] = ()) -> list[Any]:
            monkeypatch.undo()
            found = await read(statement, values)
            await started.put(2, ServerSettings(threads=True))
            return found

        monkeypatch.setattr(kept.database, "rows", and_then_one_is_stored)
        await started.load()
        await kept.database.change("DELETE FROM server", [])
        assert [await started.get(server) for server in (1, 2)] == [EVERYTHING, ServerSettings(threads=True)]


async def test_fields_of_other_versions(file: Path) -> None:
    """One that came later has its default; one that is gone is ignored."""
    async with keeping(file) as kept:
        await kept.database.change(
            "INSERT INTO server VALUES (1, ?, NULL)", ['{"threads": true, "mascot": {"name": "Quill"}}']
        )
        assert await kept.servers.get(1) == ServerSettings(threads=True)


async def test_forgotten_some_time_after_the_bot_was_removed(file: Path) -> None:
    async with keeping(file) as kept:
        for server in (1, 2, 3):
            await kept.servers.put(server, EVERYTHING)
        await kept.servers.left(1, NOON)
        await kept.servers.left(2, NOON + DAY)
        await kept.servers.left(9, NOON)  # never set anything
    async with keeping(file) as kept:
        assert await kept.servers.known() == {1, 2, 3}
        assert await kept.servers.get(1) == EVERYTHING
        assert await kept.servers.drop_left(NOON) == 0, "not before that moment"
        assert await kept.servers.drop_left(NOON + DAY) == 1
        assert await kept.servers.get(1) == ServerSettings()
        assert await kept.servers.get(2) == EVERYTHING
    async with keeping(file) as kept:
        assert await kept.servers.known() == {2, 3}
        assert await kept.servers.get(1) == ServerSettings()


async def test_the_first_leaving_counts(file: Path) -> None:
    """Told again and again that a server is gone, the bot still forgets it in time."""
    async with keeping(file) as kept:
        await kept.servers.put(1, EVERYTHING)
        for days in range(5):
            await kept.servers.left(1, NOON + days * DAY)
        assert await kept.servers.drop_left(NOON + DAY) == 1


async def test_a_server_that_comes_back_keeps_its_settings(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.servers.put(1, EVERYTHING)
        await kept.servers.left(1, NOON)
        await kept.servers.came_back(1)
    async with keeping(file) as kept:
        assert await kept.servers.drop_left(NOON + 100 * DAY) == 0
        assert await kept.servers.get(1) == EVERYTHING
        await kept.servers.left(1, NOON + 100 * DAY)
        assert await kept.servers.drop_left(NOON + 100 * DAY) == 0, "it is counted anew"


async def test_times_of_any_zone(file: Path) -> None:
    async with keeping(file) as kept:
        await kept.servers.put(1, EVERYTHING)
        await kept.servers.left(1, NOON.astimezone(timezone(timedelta(hours=-9))))
        assert await kept.servers.drop_left(NOON.astimezone(timezone(timedelta(hours=9)))) == 0
        assert await kept.servers.drop_left(NOON.astimezone(timezone(timedelta(hours=9))) + DAY) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=())), max_size=3))
@example(["half \ud83d", '"\x00\\', "\udfff"])
async def test_outlets_of_any_name(tmp_path_factory: pytest.TempPathFactory, outlets: list[str]) -> None:
    file = tmp_path_factory.mktemp("outlets") / "bot.sqlite"
    whole = tuple("".join("?" if "\ud800" <= c <= "\udfff" else c for c in outlet) for outlet in outlets)
    async with keeping(file) as kept:
        await kept.servers.put(1, ServerSettings(outlets=tuple(outlets)))
        assert (await kept.servers.get(1)).outlets == whole
    async with keeping(file) as kept:
        assert (await kept.servers.get(1)).outlets == whole
