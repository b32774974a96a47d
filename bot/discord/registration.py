"""Registers the commands with Discord: only where they changed, and without keeping the bot from its work."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging

import discord
from discord import app_commands

from bot.database.database import Database
from bot.database.errors import DatabaseError
from bot.discord.base import UNREACHABLE, BaseClient
from bot.discord.command_mentions import CommandMentions

_log = logging.getLogger(__name__)

# Between two tries; the pause doubles up to the longest.
_FIRST_PAUSE, _LONGEST_PAUSE = 30.0, 600.0


class Registration:
    """Makes Discord know the commands of a tree, in all servers or in one."""

    def __init__(
        self,
        tree: app_commands.CommandTree[BaseClient],
        database: Database,
        mentions: CommandMentions,
        home: discord.Object | None = None,
    ) -> None:
        """Prepare it.

        database: remembers what was registered. mentions: hears the ids of the commands.
        home: the server that they are for; None: for all.
        """
        self._tree, self._database, self._mentions, self._home = tree, database, mentions, home
        # A server may come while its commands are registered already.
        self._trying = asyncio.Lock()
        # What was registered since the start: it is stored a moment later.
        self._latest: str | None = None

    def is_for(self, guild_id: int) -> bool:
        """Tell whether the commands are for one server alone, and that is it."""
        return self._home is not None and self._home.id == guild_id

    async def keep_trying(self) -> None:
        """Register the commands; where that fails, again and again until it succeeds."""
        pause = _FIRST_PAUSE
        while True:
            try:
                async with self._trying:
                    await self._register()
                return
            except (discord.Forbidden, discord.NotFound) as error:
                if self._home is not None:
                    _log.warning(
                        "no /admin: the bot isn't in the server %s (CLIPPINGS_DISCORD__HOME_SERVER): %s",
                        self._home.id,
                        error.text,
                    )
                    return
                _log.warning("the commands can't be registered: %s", error)
            except (*UNREACHABLE, app_commands.AppCommandError) as error:
                _log.warning(
                    "the commands can't be registered now, those before stand; again in %.0f s: %s",
                    pause,
                    error,
                )
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _register(self) -> None:
        translator = self._tree.translator
        assert translator is not None
        commands = self._tree.get_commands(guild=self._home)
        payload = [await command.get_translated_payload(self._tree, translator) for command in commands]
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        place = f"{self._tree.client.application_id}/{self._home.id if self._home else 'everywhere'}"
        if (self._latest or await self._registered(place)) == digest:
            there = await self._tree.fetch_commands(guild=self._home)
            if {command.name for command in there} == {command.name for command in commands}:
                self._mentions.learn(there)
                return
        self._mentions.learn(await self._tree.sync(guild=self._home))
        self._latest = digest
        self._database.later.add(
            lambda: self._database.change("INSERT OR REPLACE INTO registered VALUES (?, ?)", (place, digest))
        )

    async def _registered(self, place: str) -> str | None:
        """Tell what was registered last; None where that isn't known: once more does no harm."""
        statement = "SELECT hash FROM registered WHERE place = ?"
        try:
            rows = await self._database.rows_soon(statement, (place,))
        except DatabaseError as error:
            _log.info("what was registered before isn't known, so the commands are again: %s", error)
            return None
        return rows[0][0] if rows else None
