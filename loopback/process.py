"""A bot in a process of its own, which can be stopped and killed.

    python -m loopback.process API GATEWAY MODULE [ARGUMENT…]

runs a module as ``python -m`` does, with discord.py pointed at a Discord.
"""

from __future__ import annotations

import asyncio
import runpy
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from loopback.address import Address
from loopback.server import LoopbackDiscord

# A start may have to load models on a busy machine.
_START_SECONDS = 60.0


@dataclass(eq=False)
class BotProcess:
    """A bot that runs. log: what it wrote, line by line."""

    process: Process
    log: list[str] = field(default_factory=list)

    async def end(self, number: signal.Signals) -> int:
        """Send a signal, and wait for the end.

        Returns: the exit code; that of a killed process is negative.
        """
        self.process.send_signal(number)
        return await self.process.wait()

    async def read(self) -> None:
        """Keep what it writes, until it ends."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.log.append(line.decode(errors="replace").rstrip())


@asynccontextmanager
async def bot_process(
    discord: LoopbackDiscord, module: str, *arguments: object, environment: Mapping[str, str], folder: Path
) -> AsyncIterator[BotProcess]:
    """Run a module that is a bot in a process of its own; it is killed where it still runs at the end.

    environment: all its variables. folder: where it runs.
    Yields: the bot, connected.
    Raises: AssertionError where it doesn't connect.
    """
    address = discord.address
    command = [sys.executable, "-m", "loopback.process", address.api, address.gateway, module]
    process = await asyncio.create_subprocess_exec(
        *command, *map(str, arguments), env=environment, cwd=folder, stdout=PIPE, stderr=STDOUT
    )
    bot = BotProcess(process)
    reading = asyncio.create_task(bot.read())
    connected = asyncio.create_task(discord.connected(_START_SECONDS))
    try:
        await asyncio.wait({reading, connected}, return_when=asyncio.FIRST_COMPLETED)
        if not connected.done():
            connected.cancel()
            raise AssertionError("\n".join(["the bot ended:", *bot.log]))
        await connected
        yield bot
    finally:
        if process.returncode is None:
            await bot.end(signal.SIGKILL)
        await reading


def main() -> None:
    """Run what the command line says."""
    api, gateway, module, *arguments = sys.argv[1:]
    Address(api, gateway).use()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
