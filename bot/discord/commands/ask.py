"""The commands for everyone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands, ui

from bot.discord.base import Interaction, client_of, handled
from bot.discord.views.article import article_view
from bot.discord.views.render import LONGEST_NAME, layout
from bot.discord.views.sources import LONGEST_FILTER, Listing, sources_view
from bot.monitoring.metrics import Way
from bot.service.asker import place_of
from bot.service.errors import ToldError, apologise
from bot.service.parse import day, without_markup
from bot.service.queue import BusyError
from bot.texts import Texts
from bot.texts.commands import named

if TYPE_CHECKING:
    from bot.discord.client import ClippingsClient

_log = logging.getLogger(__name__)

T = TypeVar("T")
_Command = TypeVar("_Command", bound=Callable[..., Any])

# The longest that the setting discord.question_characters can allow.
_MOST_CHARACTERS = 2000
# What Discord shows at most while someone types.
_MOST_CHOICES = 25
_EXAMPLES = 3


class Tree(app_commands.CommandTree["ClippingsClient"]):
    """The commands, which never leave anyone without a word."""

    async def interaction_check(self, interaction: Interaction) -> bool:
        """Let everything through, noting that someone waits."""
        interaction.client.note_reply()
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Tell what went wrong."""
        texts = await interaction.client.desk.texts(place_of(interaction), private=True)
        await apologise(interaction, error, texts)


def options(command: str, *names: str) -> Callable[[_Command], _Command]:
    """Name and describe a command's options in every language.

    command: as its texts call it. names: of the options.
    """

    def add(function: _Command) -> _Command:
        titles = {name: named(f"option-{command}-{name.replace('_', '-')}") for name in names}
        about = {name: named(f"option-{command}-{name.replace('_', '-')}-about") for name in names}
        described: _Command = app_commands.describe(**about)(app_commands.rename(**titles)(function))
        return described

    return add


@app_commands.command(name=named("command-ask"), description=named("command-ask-about"))
@options("ask", "question", "since", "until", "outlet", "private")
async def ask(
    interaction: discord.Interaction,
    question: app_commands.Range[str, 1, _MOST_CHARACTERS],
    since: str | None = None,
    until: str | None = None,
    outlet: app_commands.Range[str, 1, LONGEST_NAME] | None = None,
    private: bool | None = None,
) -> None:
    """Answer a question."""
    desk, place = client_of(interaction).desk, place_of(interaction)
    if reply := desk.small_talk(question, Way.SLASH, await desk.texts(place, private=True)):
        await interaction.response.send_message(reply, ephemeral=True)
        return
    wanted = desk.question(Way.SLASH, question, since=since, until=until, outlet=outlet)
    request = await desk.request(wanted, Way.SLASH, place, private=private)
    # Joining the queue takes no time, and only before a public reply has begun can "busy" be private.
    job = desk.begin(request)
    await interaction.response.defer(thinking=True, ephemeral=request.private)
    await interaction.edit_original_response(view=await desk.finish(request, job, echo=True))


@ask.autocomplete("outlet")
async def outlets_like(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """The outlets that are indexed and match what is typed so far, those with most articles first."""
    overview = await _looked_up(interaction, client_of(interaction).live.overview)
    names = [one.outlet for one in overview.outlets if one.outlet] if overview else []
    fitting = [name for name in names if len(name) <= LONGEST_NAME and typed.casefold() in name.casefold()]
    return [app_commands.Choice(name=name, value=name) for name in fitting[:_MOST_CHOICES]]


async def _looked_up(interaction: discord.Interaction, call: Callable[[], T]) -> T | None:
    """Look something up for a list of choices; None where it can't be had just now, whatever the reason."""
    client = client_of(interaction)
    try:
        client.desk.light(place_of(interaction))
        return await client.desk.look_up(call)
    except (ToldError, BusyError):
        return None
    except Exception:  # nobody can be told: the list stays empty
        _log.exception("no choices for %s", interaction.command and interaction.command.qualified_name)
        return None


@app_commands.context_menu(name=named("command-find-sources"))
async def find_sources(interaction: discord.Interaction, message: discord.Message) -> None:
    """Look up what a message claims; for whoever wants to know alone."""
    desk, place = client_of(interaction).desk, place_of(interaction)
    text = without_markup(message.content)[: desk.settings.question_characters]
    if not text:
        raise ToldError("no-text")
    request = await desk.request(desk.question(Way.MENU, text), Way.MENU, place, private=True)
    job = desk.begin(request)
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(view=await desk.finish(request, job, echo=True))


@app_commands.command(name=named("command-sources"), description=named("command-sources-about"))
@options("sources", "outlet", "since")
async def sources(
    interaction: discord.Interaction,
    outlet: app_commands.Range[str, 1, LONGEST_FILTER] | None = None,
    since: str | None = None,
) -> None:
    """List the outlets."""
    client, place = client_of(interaction), place_of(interaction)
    client.desk.light(place)
    listing = Listing(0, outlet.strip() if outlet else "", day("since", since))
    texts = await client.desk.texts(place, private=True)
    job = client.desk.worker.submit(client.live.overview)
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(view=sources_view(texts, await job, listing))


@app_commands.command(name=named("command-article"), description=named("command-article-about"))
@options("article", "title")
async def article(interaction: discord.Interaction, title: app_commands.Range[str, 1, 100]) -> None:
    """Show one article."""
    client, place = client_of(interaction), place_of(interaction)
    client.desk.light(place)
    texts = await client.desk.texts(place, private=True)
    job = client.desk.worker.submit(partial(client.live.opening, title))
    await interaction.response.defer(thinking=True, ephemeral=True)
    opening = await job
    if opening is None:
        raise ToldError("article-unknown")
    await interaction.edit_original_response(view=article_view(texts, opening))


@article.autocomplete("title")
async def titles_like(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """The newest articles whose titles match what is typed so far; each choice stands for an article's id."""
    call = partial(client_of(interaction).live.headlines, typed, _MOST_CHOICES)
    found = await _looked_up(interaction, call) or []
    return [app_commands.Choice(name=_choice(one.title, one.outlet), value=one.id) for one in found]


@app_commands.command(name=named("command-help"), description=named("command-help-about"))
async def help_(interaction: discord.Interaction) -> None:
    """Say how to ask."""
    client, place = client_of(interaction), place_of(interaction)
    client.desk.light(place)
    texts = await client.desk.texts(place, private=True)
    job = client.desk.worker.submit(partial(client.live.examples, _EXAMPLES))
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(view=layout(_help(texts, client, await job)))


@app_commands.command(name=named("command-privacy"), description=named("command-privacy-about"))
async def privacy(interaction: discord.Interaction) -> None:
    """Say what is stored, with a button to delete it."""
    client, place = client_of(interaction), place_of(interaction)
    client.desk.light(place)
    texts = await client.desk.texts(place, private=True)
    text = texts("privacy-text", days=client.settings.remember_days)
    view = layout([f"**{texts('privacy-head')}**", text])
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(DeleteMine(texts))
    view.add_item(row)
    await interaction.response.send_message(view=view, ephemeral=True)


class DeleteMine(ui.DynamicItem[ui.Button[Any]], template="privacy:delete"):
    """Deletes what is stored of whoever presses it."""

    def __init__(self, texts: Texts) -> None:
        """Make the button."""
        label = texts("button-delete-mine")
        super().__init__(ui.Button(label=label, custom_id="privacy:delete", style=discord.ButtonStyle.danger))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: object, /
    ) -> DeleteMine:
        """The button that was pressed."""
        del item, match
        return cls(await client_of(interaction).desk.texts(place_of(interaction), private=True))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Delete, and say how much there was."""
        async with handled(interaction) as texts:
            desk = client_of(interaction).desk
            desk.light(place_of(interaction))
            count = await desk.answers.forget(desk.database.hashed(interaction.user.id))
            await interaction.response.send_message(texts("privacy-deleted", count=count), ephemeral=True)


FOR_EVERYONE: tuple[Any, ...] = (ask, sources, article, help_, privacy, find_sources)


def _help(texts: Texts, client: ClippingsClient, examples: list[str]) -> list[str]:
    mention = client.user.mention if client.user else ""
    shown = "\n".join(f"- {one}" for one in examples) if examples else texts("help-nothing")
    return [
        f"**{texts('help-head')}**",
        texts("help-how", mention=mention),
        f"**{texts('help-examples')}**\n{shown}",
    ]


def _choice(title: str, outlet: str | None) -> str:
    """A title for a list of choices, which holds 100 characters."""
    whole = f"{title} · {outlet}" if outlet else title
    return whole if len(whole) <= 100 else f"{whole[:99]}…"
