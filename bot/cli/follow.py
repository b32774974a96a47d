"""The command that tells what is new of what is followed, for maintainers without Discord."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.ask import day_option
from bot.cli.terminal import print_indented, show_quotes, source_line
from bot.database.follows import Follow
from bot.follow.progress import FILE_NAME, EventKind, ProgressFile
from bot.follow.rounds import Rounds, Tell, Telling
from bot.follow.wanted import read_wanted
from bot.follow.webhook import Webhook, send_again
from bot.links import article_link
from bot.records.told_record import telling_record
from bot.texts import ENGLISH, texts_for
from bot.texts.outlets import outlet_name
from config.errors import ClippingsError
from config.settings import Settings, load_settings
from index.article import Published
from index.cli.console import interruptible, open_console, print_json
from index.cli.options import AsJson, DataFolder
from retrieval.live import LiveAnswerer

_LOG = logging.getLogger(__name__)
# How often a webhook is tried where this looks once; what it doesn't take waits for the next time.
_TRIES_ONCE = 3


def follow(
    topic: Annotated[list[str] | None, typer.Option(help="A topic, in a few words; again for more.")] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(help="A question, told once an article answers it surely; again for more."),
    ] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="An outlet; again for more.")] = None,
    file: Annotated[
        Path | None,
        typer.Option(help='A file of more, a line each: "topic: Lake Aren ferry".', metavar="FILE"),
    ] = None,
    since: Annotated[
        datetime | None, day_option("Tell, once, what was published from that day on, too.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once, tell what is new, and end.")] = False,
    webhook: Annotated[
        str | None,
        typer.Option(help="Send it there as JSON by POST, instead.", metavar="URL", show_default=False),
    ] = None,
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help="Send to other machines without encryption, too.")
    ] = False,
    progress: Annotated[
        Path | None,
        typer.Option(
            help="Where it is kept how far this is.", metavar="FILE", show_default=f"data/{FILE_NAME}"
        ),
    ] = None,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Tell what is new of topics, questions and outlets as soon as it is indexed, until Ctrl-C.

    At a terminal a clipping a story; elsewhere, and with --json, a line of JSON each.
    """
    settings = load_settings()
    folder = data or settings.data
    follows = read_wanted(topic or [], question or [], outlet or [], file)
    address = webhook or (settings.webhook.get_secret_value() if settings.webhook else "")
    hook = (
        Webhook(address, settings.webhook_token, settings.fetch.timeout_seconds, allow_http=allow_http)
        if address
        else None
    )
    kept = ProgressFile(progress or folder / FILE_NAME)
    live = LiveAnswerer(folder, settings.answers, settings.index.threads)
    try:
        with interruptible(lambda: _kept(kept)), kept.held():
            _name_unknown(live, follows)
            rounds = Rounds(live, follows, kept, since.date() if since else None)
            _say_begin(rounds, follows, kept, once=once)
            tell = _printing(as_json=as_json)
            asyncio.run(_run(live, rounds, tell, hook, settings, once=once))
    except BrokenPipeError as error:
        # Whoever read it, `head` perhaps, has enough; what it didn't take waits for the next time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from error
    finally:
        live.close()


def show_telling(telling: Telling, console: Console) -> None:
    """Print what is told of a story: what became of it, its quote and its source, and why it came."""
    texts, clipping = texts_for(ENGLISH), telling.clipping
    for line in _heads(telling):
        console.print(line)
    if telling.event.kind is EventKind.ALSO:
        for article in telling.articles:
            print_indented(console, source_line(article, article_link(article)))
    elif clipping.quote is not None and telling.event.kind is not EventKind.WITHDRAWN:
        show_quotes([clipping.quote], console)
        if clipping.corrected:
            day = clipping.corrected.date()
            print_indented(console, Text(texts.plain("follow-corrected", day=day), style="italic"))
    others = ", ".join(name for one in clipping.others if (name := outlet_name(one)))
    if others and telling.event.kind is not EventKind.ALSO:
        print_indented(console, Text(texts.plain("follow-also", outlets=others), style="dim"))
    wanted = telling.follow
    why = texts.plain("terminal-told-why", kind=wanted.kind.value, text=wanted.text)
    print_indented(console, Text(why, style="dim"))
    console.print()


def _heads(telling: Telling) -> list[Text]:
    """Say what became of a story that was told before."""
    texts, kind = texts_for(ENGLISH), telling.event.kind
    if kind is EventKind.CHANGED and telling.clipping.post.before:
        before, now = telling.clipping.post.before
        day = str(Published(before.published))
        said = texts.plain("follow-figure", before=before.text, now=now.text, day=day)
        return [Text(said, style="bold green")]
    if kind is EventKind.WITHDRAWN:
        lines = []
        for one in telling.withdrawn:
            outlet = one.outlet or texts.plain("outlet-unknown")
            title = one.title or texts.plain("title-unknown")
            lines.append(
                Text(texts.plain("terminal-told-withdrawn", outlet=outlet, title=title), style="bold")
            )
        return lines
    names = {EventKind.ALSO: "terminal-told-also", EventKind.CORRECTED: "terminal-told-corrected"}
    return [Text(texts.plain(names[kind]), style="bold")] if kind in names else []


async def _run(
    live: LiveAnswerer, rounds: Rounds, tell: Tell, hook: Webhook | None, settings: Settings, *, once: bool
) -> None:
    """Look at each new snapshot, and tell what is new; once: only at the live one."""
    async with AsyncExitStack() as stack:
        if hook is not None:
            tell = _sending(await stack.enter_async_context(hook), _TRIES_ONCE if once else None)
        said, is_new = "", True
        while True:
            if is_new:
                await rounds.look(datetime.now(UTC))
            await rounds.tell(tell)
            if once:
                return
            await asyncio.sleep(settings.discord.reload_seconds)
            try:
                is_new, said = await asyncio.to_thread(live.refresh), ""
            except ClippingsError as error:
                is_new = False
                if str(error) != said:
                    said = str(error)
                    _LOG.warning("The new index can't be used: %s", said)


def _printing(*, as_json: bool) -> Tell:
    """Make what prints: for people at a terminal, for programs elsewhere."""
    console = open_console()

    async def tell(telling: Telling) -> None:
        if as_json or not console.is_terminal:
            print_json(telling_record(telling).model_dump_json())
        else:
            show_telling(telling, console)
        sys.stdout.flush()

    return tell


def _sending(hook: Webhook, tries: int | None) -> Tell:
    """Make what sends to a webhook; tries: how often each is tried, None: until it is taken."""

    async def tell(telling: Telling) -> None:
        record = telling_record(telling)
        await send_again(hook, record.model_dump_json(), record.id, tries, _LOG.warning)

    return tell


def _name_unknown(live: LiveAnswerer, follows: list[Follow]) -> None:
    """Warn of outlets that have no article; they may come."""
    known = {one.outlet.casefold() for one in live.snapshot.store.outlets() if one.outlet}
    for one in follows:
        if one.kind.value == "outlet" and one.text.casefold() not in known:
            _LOG.warning(
                "There is no outlet %r yet. `clippings sources` lists those that there are.", one.text
            )


def _say_begin(rounds: Rounds, follows: list[Follow], kept: ProgressFile, *, once: bool) -> None:
    """Say where errors go what this does, to whoever sits there."""
    console = open_console(stderr=True)
    if rounds.is_first:
        console.print(Text("Only what comes from now on is told; --since DATE tells what is there, too."))
    if not once:
        things = "1 thing" if len(follows) == 1 else f"{len(follows)} things"
        console.print(Text(f"Following {things}, from {kept.path} on; Ctrl-C ends it."))


def _kept(kept: ProgressFile) -> str:
    return f"How far this is, and what is still to be told, is kept in {kept.path}; run it again to go on."
