"""A small bot that uses everything, for the loopback Discord to be tried with."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands, ui

from loopback.server import LoopbackDiscord

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
NOBODY = discord.AllowedMentions.none()


class Form(ui.Modal, title="Tell us"):
    """A form with a text, and a menu under a label."""

    what: ui.TextInput[Form] = ui.TextInput(label="What is wrong")
    kind = ui.Label[Any](
        text="Kind",
        component=ui.Select(
            options=[discord.SelectOption(label="Wrong", value="w"), discord.SelectOption(label="Late")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what was filled in."""
        assert isinstance(self.kind.component, ui.Select)
        told = f"{self.what.value} / {self.kind.component.values[0]}"
        await interaction.response.send_message(told, ephemeral=True)


class Buttons(ui.View):
    """A button for a form, one that changes its message, and two menus."""

    def __init__(self) -> None:
        """Stay for ever."""
        super().__init__(timeout=None)

    @ui.button(label="Form", custom_id="form")
    async def form(self, interaction: discord.Interaction, _: ui.Button[Buttons]) -> None:
        """Show the form."""
        await interaction.response.send_modal(Form())

    @ui.button(emoji="👍", custom_id="good")
    async def good(self, interaction: discord.Interaction, _: ui.Button[Buttons]) -> None:
        """Change the message."""
        await interaction.response.edit_message(content="thanks")

    @ui.select(
        cls=ui.ChannelSelect,
        custom_id="channels",
        placeholder="Channels",
        channel_types=[discord.ChannelType.text],
        max_values=2,
    )
    async def channels(self, interaction: discord.Interaction, menu: ui.ChannelSelect[Buttons]) -> None:
        """Name the channels."""
        await interaction.response.defer()
        await interaction.followup.send(" ".join(one.name for one in menu.values), ephemeral=True)

    @ui.select(cls=ui.RoleSelect, custom_id="roles", placeholder="Roles")
    async def roles(self, interaction: discord.Interaction, menu: ui.RoleSelect[Buttons]) -> None:
        """Name the role."""
        await interaction.response.send_message(menu.values[0].name, ephemeral=True)


class Sample(discord.AutoShardedClient):
    """The bot; ``failures`` gets each request that failed in a command, ``seen`` each message heard.

    ``go`` lets /expired end.
    """

    def __init__(self, intents: discord.Intents = INTENTS, **options: Any) -> None:
        """Prepare the commands."""
        # So long it waits for further servers before it calls itself ready.
        options.setdefault("guild_ready_timeout", 0.1)
        super().__init__(intents=intents, allowed_mentions=NOBODY, **options)
        self.tree = app_commands.CommandTree(self)
        self.failures: asyncio.Queue[discord.HTTPException] = asyncio.Queue()
        self.seen: list[discord.Message] = []
        self.go = asyncio.Event()
        self.events: list[str] = []
        commands: list[app_commands.Command[Any, ..., Any]] = [ask, named, twice, think, expired, report]
        for command in commands:
            self.tree.add_command(command)
        self.tree.add_command(Setup())
        self.tree.add_command(look_up)

    async def setup_hook(self) -> None:
        """Register all."""
        self.add_view(Buttons())
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Log in at once: nobody counts here."""

    async def on_message(self, message: discord.Message) -> None:
        """Note it; answer what is meant for the bot."""
        self.seen.append(message)
        if message.author == self.user or self.user not in message.mentions:
            return
        if "thread" in message.content:
            thread = await message.create_thread(name="Here")
            await thread.send("in here")
        else:
            try:
                await message.reply(f"{message.author.name}: {message.clean_content}")
            except discord.HTTPException as error:
                self.failures.put_nowait(error)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note it."""
        self.events.append(f"joined {guild.name}")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note it."""
        self.events.append(f"left {guild.name}")

    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Note it."""
        self.events.append(f"thread {thread.name} in {thread.parent}")

    async def attempt(self, request: Any) -> None:
        """Do it, and pass on how it failed."""
        try:
            await request
        except discord.HTTPException as error:
            self.failures.put_nowait(error)


_Use = discord.Interaction[Sample]


@app_commands.command()
@app_commands.describe(outlet="from where", rating="how good")
@app_commands.choices(mood=[app_commands.Choice(name="Kind", value="k")])
async def ask(
    interaction: _Use,
    question: app_commands.Range[str, 2, 50],
    outlet: str = "",
    rating: app_commands.Range[float, 0, 1] = 0.5,
    mood: str = "",
) -> None:
    """Answer, with buttons, to whoever asked alone."""
    told = f"{question} {outlet} {rating} {mood} {interaction.locale} {interaction.guild_locale}"
    await interaction.response.send_message(told, ephemeral=True, view=Buttons())


@ask.autocomplete("outlet")
async def outlets(interaction: _Use, typed: str) -> list[app_commands.Choice[str]]:
    """Offer what begins like that."""
    names = ["Guardian", "Gazette", "Times"]
    return [app_commands.Choice(name=one, value=one.lower()) for one in names if one.startswith(typed)]


@app_commands.command()
async def named(
    interaction: _Use, who: discord.User, where: discord.TextChannel, role: discord.Role, loud: bool
) -> None:
    """Name what was chosen."""
    await interaction.response.send_message(f"{who.name} {where.name} {role.name} {loud}")


@app_commands.command()
async def twice(interaction: _Use) -> None:
    """Say a second thing, change the first, take it back."""
    await interaction.response.send_message("one")
    later = await interaction.followup.send("two", wait=True)
    await interaction.edit_original_response(content="changed")
    await later.edit(content="two, changed")
    await interaction.delete_original_response()


@app_commands.command()
async def think(interaction: _Use) -> None:
    """Never come to an end."""
    await interaction.response.defer(thinking=True)


@app_commands.command()
async def expired(interaction: _Use) -> None:
    """Come to an end when told to."""
    await interaction.response.defer(thinking=True)
    await interaction.client.go.wait()
    await interaction.client.attempt(interaction.edit_original_response(content="late"))


@app_commands.command()
async def report(interaction: _Use) -> None:
    """Send a file."""
    await interaction.response.defer(ephemeral=True)
    await interaction.followup.send(file=discord.File(io.BytesIO(b'{"a": 1}\n'), "votes.jsonl"))


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Setup(app_commands.Group):
    """Set the bot up."""

    @app_commands.command()
    async def show(self, interaction: _Use) -> None:
        """Show what holds."""
        may = interaction.permissions.manage_guild
        await interaction.response.send_message(f"manages: {may}", ephemeral=True)


@app_commands.context_menu(name="Look Up")
async def look_up(interaction: _Use, message: discord.Message) -> None:
    """Say what a message says."""
    await interaction.response.send_message(f"it says {message.content}", ephemeral=True)


@asynccontextmanager
async def running(server: LoopbackDiscord, client: Sample | None = None) -> AsyncIterator[Sample]:
    """A bot that is connected until the block ends."""
    async with client or Sample() as bot:
        task = asyncio.create_task(bot.start(server.world.token))
        connected = asyncio.create_task(server.connected())
        await asyncio.wait({task, connected}, return_when=asyncio.FIRST_COMPLETED)
        try:
            if task.done():
                connected.cancel()
                await task
            await connected
            yield bot
        finally:
            await bot.close()
            await asyncio.wait({task})
