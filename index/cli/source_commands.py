"""The commands that change and check the list of sources."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from config.settings import Settings, load_settings
from index.build.indexer import Indexer
from index.build.source_check import SourceCheck, check_sources
from index.cli.console import interruptible, nothing_changed, open_console
from index.cli.options import AsJson, DataFolder, SourceList
from index.fetch import Fetcher
from index.sandbox.sandbox import Sandbox
from index.snapshot.history import Change
from index.snapshot.snapshot import NothingIndexedError, open_live
from index.snapshot.store import KnownArticle
from index.sources.detect import detect
from index.sources.edit import Entry, add_to_list, remove_from_list
from index.sources.source_list import load_sources

# Pages and files of one source that can't be used, named on the screen.
_SHOWN = 10


def add(
    what: Annotated[
        str,
        typer.Argument(
            metavar="URL|FILE",
            help="A feed, a page, a site, or a sitemap; a file, folder or archive; an OPML list of feeds.",
            show_default=False,
        ),
    ],
    outlet: Annotated[
        str | None, typer.Option(help="The outlet of articles that name none.", metavar="NAME")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The language of articles that name none.", metavar="CODE")
    ] = None,
    every: Annotated[
        float | None, typer.Option(help="How often `watch` looks at it.", metavar="MINUTES")
    ] = None,
    include: Annotated[
        list[str] | None, typer.Option(help="Of a site, only addresses that fit this.", metavar="PATTERN")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(help="Of a site, no addresses that fit this.", metavar="PATTERN")
    ] = None,
    most: Annotated[
        int | None, typer.Option(help="Of a site, the newest so many pages.", metavar="COUNT")
    ] = None,
    sources: SourceList = None,
) -> None:
    """Add a source to the list, after a look at what it is."""
    settings = load_settings()
    file = sources or settings.sources
    with interruptible(nothing_changed), Sandbox(settings.fetch) as sandbox:
        found = asyncio.run(detect(what, settings.fetch, sandbox, settings.index.max_article_bytes))
    told = {
        "outlet": outlet,
        "language": language,
        "every_minutes": every,
        "include": include,
        "exclude": exclude,
        "most": most,
    }
    said = {name: value for name, value in told.items() if value}
    entries: list[Entry] = [{**entry, **said} for entry in found]
    added = add_to_list(file, entries)
    console = open_console()
    for entry in entries:
        kind, location = next(iter(entry.items()))
        done = "added" if location in added else "listed already"
        console.print(Text.assemble((f"{done} ", "cyan"), f"{kind} {location}"))
    if added:
        console.print("`clippings index` fetches and indexes it.")


def remove(
    location: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="Its path or address, as the list has it.", show_default=False),
    ],
    sources: SourceList = None,
    data: DataFolder = None,
) -> None:
    """Remove a source from the list; its articles leave with the next index."""
    settings = load_settings()
    file = sources or settings.sources
    remove_from_list(file, location)
    with Indexer(settings, data or settings.data) as indexer:
        indexer.cache.forget(location)
    open_console().print(
        Text(
            f"{location} is removed. `clippings index` drops its articles; where they are many, with --drop."
        )
    )


def check(
    sources: SourceList = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Look at each source: can it be read, what has it, what would change? Nothing is changed."""
    settings = load_settings()
    folder = data or settings.data
    known, retractions = _indexed(folder)
    with interruptible(nothing_changed):
        checks = asyncio.run(_check(settings, folder, sources or settings.sources, known))
    if as_json:
        report = {
            "sources": [asdict(one) for one in checks],
            "retracted": [one.as_json() for one in retractions],
        }
        print(json.dumps(report, default=str, ensure_ascii=False, indent=2))
    else:
        _show(checks, retractions, open_console())


async def _check(
    settings: Settings, data: Path, file: Path, known: dict[str, KnownArticle]
) -> list[SourceCheck]:
    listed = await asyncio.to_thread(load_sources, file)
    with Indexer(settings, data) as indexer:
        async with Fetcher(settings.fetch) as fetcher:
            return await check_sources(listed, indexer, fetcher, known)


def _indexed(data: Path) -> tuple[dict[str, KnownArticle], list[Change]]:
    try:
        with open_live(data) as snapshot:
            return snapshot.store.known(), snapshot.store.retractions()
    except NothingIndexedError:
        return {}, []


def _changes(check: SourceCheck) -> list[tuple[str, int]]:
    return [("new", check.new), ("changed", check.changed), ("gone", check.gone)]


def _show(checks: list[SourceCheck], retractions: list[Change], console: Console) -> None:
    for one in checks:
        console.print(Text(one.location, style="bold"))
        if one.problem:
            console.print(Text(f"  can't be read: {one.problem}", style="red"))
        for item in one.skipped[:_SHOWN]:
            console.print(Text(f"  {item.where}: {item.reason}", style="yellow"))
        if len(one.skipped) > _SHOWN:
            console.print(f"  … and {len(one.skipped) - _SHOWN:,} more; --json names all.")
        last = f", last read {one.succeeded:%Y-%m-%d %H:%M} UTC" if one.succeeded else ""
        items = "" if one.items is None else f"items: {one.items:,}, "
        console.print(Text(f"  {items}articles indexed: {one.indexed:,}{last}"))
        changes = [f"{count:,} {name}" for name, count in _changes(one) if count]
        console.print(Text(f"  the next index would change: {', '.join(changes) or 'nothing'}"))
    if retractions:
        console.print("\nTaken back by their outlets, and no longer indexed:")
    for change in retractions:
        name = change.title or change.url or change.article_id
        outlet = change.outlet or "outlet unknown"
        console.print(Text(f"  {change.seen:%Y-%m-%d} {outlet}: {name} ({change.article_id})"))
