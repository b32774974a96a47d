"""A process beside the bot, and what is heard of it."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE

import pytest

from bot.discord.index_process import IndexProcess, index_process

# Says where it is, then waits to be asked to end, and says that it was.
WAITS = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore Ctrl-C
try:
    print('{"at": "work"}', flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    raise SystemExit(7)
"""
# Hears nothing of being asked to end.
STUBBORN = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
print('{"at": "work"}', flush=True)
time.sleep(60)
"""


def python(code: str) -> list[str]:
    """A command that runs some code."""
    return [sys.executable, "-c", code]


async def heard(process: IndexProcess) -> list[dict[str, object]]:
    """All that a process says."""
    return [line async for line in process.lines()]


async def test_json_lines_are_heard_and_others_passed_over() -> None:
    says = "print('{\"read\": 1}'); print('Warning: old'); print(); print('{\"report\": {}}')"
    async with index_process(python(says)) as process:
        assert await heard(process) == [{"read": 1}, {"report": {}}]
        assert await process.exit_code() == 0


async def test_a_line_may_be_longer_than_any_buffer() -> None:
    async with index_process(python("print('{\"skipped\": \"' + 'x' * 3_000_000 + '\"}')")) as process:
        ((line,),) = [one.values() for one in await heard(process)]
        assert line == "x" * 3_000_000


async def test_errors_and_exit_code_of_one_that_fails() -> None:
    """Much is said to standard error without holding it up."""
    fails = "import sys; sys.stderr.write('x' * 1_000_000); sys.exit('\\nThe disk is full.')"
    async with index_process(python(fails), stderr=PIPE) as process:
        assert await heard(process) == []
        assert (await process.errors()).splitlines()[-1] == "The disk is full."
        assert await process.exit_code() == 1


async def test_what_is_no_whole_object_is_passed_over() -> None:
    """A process that is killed may leave half a line."""
    says = """print('[1]\\nno JSON\\n{"at": "work"}\\n{"rep', end="", flush=True)"""
    async with index_process(python(says)) as process:
        assert [line async for line in process.lines()] == [{"at": "work"}]


async def test_it_is_asked_to_end_with_the_block() -> None:
    async with index_process(python(WAITS)) as process:
        assert await anext(aiter(process.lines())) == {"at": "work"}
    assert await process.exit_code() == 7


async def test_it_ends_where_whoever_listens_is_cancelled() -> None:
    started: asyncio.Future[IndexProcess] = asyncio.get_running_loop().create_future()

    async def listen() -> None:
        async with index_process(python(WAITS)) as process:
            async for _ in process.lines():
                started.set_result(process)

    listening = asyncio.create_task(listen())
    process = await started
    listening.cancel()
    await asyncio.wait({listening})
    assert await process.exit_code() == 7


async def test_it_is_killed_where_it_doesnt_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord.index_process._FAREWELL_SECONDS", 0.1)
    async with index_process(python(STUBBORN)) as process:
        assert await anext(aiter(process.lines())) == {"at": "work"}
    assert await process.exit_code() == -9
