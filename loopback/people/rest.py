"""Waiting for a bot that has nothing left to do."""

from __future__ import annotations

import asyncio

from loopback.gateway.gateway import Gateway

# What discord.py calls the tasks in which it runs a bot's events, commands, buttons and forms.
_WORK = ("discord.py: ", "CommandTree-invoker", "discord-ui-")


async def at_rest(gateway: Gateway, seconds: float) -> None:
    """Wait until a bot of discord.py in this process is done with all that it was told.

    First it must have heard it, which it is asked for by its connections; then no task may be left
    in which it works on an event, command, button or form.

    seconds: how long at most.
    Raises: AssertionError where it still works then.
    """
    try:
        async with asyncio.timeout(seconds):
            while True:
                await gateway.heard()
                tasks = [task for task in asyncio.all_tasks() if task.get_name().startswith(_WORK)]
                if not tasks:
                    return
                await asyncio.wait(tasks)
    except TimeoutError:
        raise AssertionError(f"the bot didn't come to rest within {seconds} s") from None
