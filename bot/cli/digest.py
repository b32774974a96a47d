"""The command that tells what happened in some days: its stories, the largest first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.ask import day_option
from bot.cli.terminal import print_indented, show_quotes
from bot.records.digest_record import digest_record
from bot.texts import ENGLISH, texts_for
from bot.texts.outlets import outlet_name
from config.errors import ClippingsError
from config.settings import load_settings
from index.cli.console import interruptible, nothing_changed, open_console, print_json
from index.cli.options import AsJson, DataFolder
from index.snapshot.snapshot import Snapshot, open_live
from retrieval.digest.digest import MOST_STORIES, Digest, DigestRequest, DigestStory, make_digest
from retrieval.search.stories import Stories


def digest(
    since: Annotated[datetime | None, day_option("From that day on; without it, from yesterday on.")] = None,
    until: Annotated[datetime | None, day_option("Up to that day.")] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="Only this outlet; again for more.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="Only this topic; again for more.")] = None,
    stories: Annotated[int, typer.Option(min=1, help="Most stories that are told.")] = MOST_STORIES,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Tell what happened in some days: the largest stories, each with a sentence and its outlets."""
    settings = load_settings()
    request = DigestRequest(
        first=since.date() if since else date.today() - timedelta(days=1),
        # Where the day has begun already, articles are dated tomorrow.
        last=until.date() if until else date.today() + timedelta(days=1),
        outlets=tuple(outlet or ()),
        topics=tuple(topic or ()),
        most=stories,
    )
    if request.last < request.first:
        raise ClippingsError(f"There is no day from {request.first} to {request.last}. Swap the two.")
    with interruptible(nothing_changed):
        with open_live(data or settings.data) as snapshot:
            _check_outlets(snapshot, request)
            found = make_digest(snapshot, Stories(snapshot), request)
        if as_json:
            print_json(digest_record(found).model_dump_json(indent=2))
        else:
            show_digest(found, open_console())


def show_digest(found: Digest, console: Console) -> None:
    """Print a digest, each story with its sentence and who has it."""
    texts = texts_for(ENGLISH)
    if found.is_empty:
        said = texts.plain("digest-nothing", day=found.request.first)
        newest = texts.plain("digest-newest", day=found.newest) if found.newest else ""
        console.print(Text(f"{said} {newest}".strip()))
        return
    for number, story in enumerate(found.stories, start=1):
        if number > 1:
            console.print()
        show_quotes([story.quote], console, first_number=number)
        if others := _others(story):
            print_indented(console, Text(texts.plain("digest-also", outlets=others), style="dim"))
    if found.left_out:
        console.print(Text("\n" + texts.plain("digest-left-out", count=found.left_out), style="dim"))


def _others(story: DigestStory) -> str:
    """Name the outlets that have a story beside the quoted one."""
    return ", ".join(name for one in story.reports[1:] if (name := outlet_name(one)))


def _check_outlets(snapshot: Snapshot, request: DigestRequest) -> None:
    """Check that outlets are indexed.

    Raises: ClippingsError where one isn't.
    """
    known = {one.outlet.casefold() for one in snapshot.store.outlets() if one.outlet}
    for name in request.outlets:
        if name.casefold() not in known:
            raise ClippingsError(
                f"There is no outlet {name!r}. `clippings sources` lists those that there are."
            )
