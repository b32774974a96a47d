"""Fetches what is new of sources on the web into the cache."""

from __future__ import annotations

import asyncio
import math
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from config.errors import ClippingsError, first_error
from index.fetch import Fetched, Fetcher, FetchError
from index.parsers.items import UnusableError
from index.parsers.lists.feed import FeedEntry, read_feed
from index.parsers.metadata import NOTHING_KNOWN, ArticleMetadata, without_future
from index.parsers.page.next_page import MOST_PARTS, find_next_page
from index.parsers.page.not_an_article import TAKEN_BACK
from index.parsers.page.page import read_page
from index.parsers.urls import canonical_url, is_same_site
from index.progress import Progress
from index.sandbox.sandbox import Sandbox
from index.sources.outcomes import (
    check_not_less,
    check_same_place,
    check_same_story,
    is_same_entry,
    join_metadata,
    taken_back_page,
    unchanged_page,
    unreadable_page,
    unreadable_source,
    with_article,
)
from index.sources.page_cache import CachedPage, PageCache, SourceState
from index.sources.site_listing import list_site
from index.sources.source_list import Feed, Pages, Site, Web

# Articles of one source looked at again in one run.
_RECHECKS = 50
# A host that fails so many times in a row is left alone for the rest of a run.
_FAILURES = 5
# New pages of one source in one look of many: so nobody waits for all of a large one.
_AT_A_LOOK = 200
# Pages of one source under way at once; a host is asked for one at a time.
_AT_ONCE = 4
_DAY = 24 * 3600.0
# Entries of a feed without use that are named.
_REMARKS = 5
# Without this word a page names no next one.
_NEXT = b"next"
_PAGE_MIMES = ("", "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


@dataclass(frozen=True)
class _Listing:
    """What a source names now.

    only: it names all that count; what it named before counts no longer.
    """

    entries: tuple[FeedEntry, ...] = ()
    only: bool = False
    etag: str | None = None
    last_modified: str | None = None
    remark: str | None = None


class Crawler:
    """Brings the cache up to date."""

    def __init__(self, cache: PageCache, fetcher: Fetcher, sandbox: Sandbox, progress: Progress) -> None:
        """Fetch into a cache, parse in a sandbox."""
        self._cache, self._fetcher, self._sandbox = cache, fetcher, sandbox
        self._progress = progress
        self._stopping = asyncio.Event()
        self._changed: set[str] = set()
        # Of pages that are being fetched: whoever else wants one waits for it.
        self._turns: dict[str, asyncio.Lock] = {}

    def stop(self) -> None:
        """Finish the pages under way and begin no others; one that waits for its turn isn't under way."""
        self._stopping.set()
        self._fetcher.stop()

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stopping.is_set()

    async def refresh(self, sources: Iterable[Web]) -> set[str]:
        """Fetch all that is new of sources, side by side. What fails is remembered in the cache.

        Returns: the locations of those in which something is other than before.
        Raises: ClippingsError where the cache can't be used.
        """
        try:
            async with asyncio.TaskGroup() as tasks:
                for source in sources:
                    tasks.create_task(self.look(source, most=sys.maxsize))
        except* ClippingsError as group:
            # All of them use one cache: what is wrong with it is said once.
            raise first_error(group) from group
        return self.take_changed()

    def take_changed(self) -> set[str]:
        """Return the locations in which something came, or went, since the last call."""
        changed, self._changed = self._changed, set()
        return changed

    async def look(self, source: Web, *, most: int = _AT_A_LOOK) -> None:
        """Look at a source, and fetch what is new in it; what fails is remembered in the cache.

        most: pages that were never fetched; where there are more, it is due again at once.
        """
        cache, location = self._cache, source.location
        state = await asyncio.to_thread(cache.source, location)
        now = time.time()
        if self.is_stopping:
            return
        try:
            listing = await self._list(source, state)
        except (FetchError, UnusableError) as error:
            if self.is_stopping:
                return
            failed = unreadable_source(state, time.time(), source.interval, error)
            await asyncio.to_thread(cache.keep_source, failed)
            self._progress.crawled(location, str(error))
            return
        entries = [_at_clean_address(entry) for entry in listing.entries]
        await self._take_back_moved(source, entries, now)
        await asyncio.to_thread(cache.enlist, location, entries, only=listing.only)
        # Pages that a maintainer names one by one are looked at each time.
        until, rechecks = (math.inf, len(listing.entries)) if isinstance(source, Pages) else (now, _RECHECKS)
        new, again = await asyncio.to_thread(cache.due, location, until, rechecks)
        pages = [*new[:most], *again]
        self._progress.listed(location, len(pages))
        failing = Counter[str]()
        await self._side_by_side(pages, lambda entry: self._page_once(source, entry, failing, now))
        if self.is_stopping:
            return
        # Only now: a run that is killed before looks at the whole listing again.
        found = SourceState(
            location,
            listing.etag,
            listing.last_modified,
            checked=now,
            succeeded=now,
            due=now if len(new) > most else now + source.interval,
            remark=listing.remark,
        )
        await asyncio.to_thread(cache.keep_source, found)
        self._progress.crawled(location, None)

    async def _take_back_moved(self, source: Web, entries: Sequence[FeedEntry], now: float) -> None:
        """Take articles back that their feed gives another address now: it withdrew them from the old one.

        Of another site's articles no feed can say so, nor while another source names them.
        """
        location = source.location
        given = {entry.url for entry in entries}
        by_guid = {entry.guid: entry for entry in entries if entry.guid}
        for old in await asyncio.to_thread(self._cache.entries_known_as, location, by_guid.keys()):
            is_own = is_same_site(old.url, location) and is_same_site(by_guid[old.guid].url, location)
            if old.url in given or not is_own or not is_same_entry(old, by_guid[old.guid]):
                continue
            if await asyncio.to_thread(self._cache.sources_of, old.url) != [location]:
                continue
            page = await asyncio.to_thread(self._cache.page, old.url)
            if page is not None and page.text is not None:
                reason = f"its feed has it at {by_guid[old.guid].url} now"
                moved = taken_back_page(page, now, 0.0, reason)
                # Whatever stands there still, it is not looked at again.
                await asyncio.to_thread(self._cache.keep_page, replace(moved, due=math.inf))
                self._changed.add(location)

    async def _side_by_side(
        self, entries: list[FeedEntry], work: Callable[[FeedEntry], Awaitable[None]]
    ) -> None:
        """Do a piece of work for each entry, a few at once, none begun after the stop."""
        waiting = iter(entries)

        async def one_after_another() -> None:
            for entry in waiting:
                if self.is_stopping:
                    return
                await work(entry)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(min(_AT_ONCE, len(entries))):
                tasks.create_task(one_after_another())

    # What a source names.

    async def entries(self, source: Web) -> list[FeedEntry]:
        """List what a source names now; nothing is remembered.

        Raises: FetchError or UnusableError where it can't be read.
        """
        listing = await self._list(source, SourceState(source.location))
        return [_at_clean_address(entry) for entry in listing.entries]

    async def _list(self, source: Web, state: SourceState) -> _Listing:
        match source:
            case Feed():
                return await self._list_feed(source, state)
            case Pages():
                return _Listing(tuple(map(_bare_entry, source.pages)), only=True)
            case Site():
                return await self._list_site(source)

    async def _list_feed(self, source: Feed, state: SourceState) -> _Listing:
        # Once a day all of it: some servers go on saying that nothing has changed.
        is_asked_today = state.checked // _DAY == time.time() // _DAY
        known = (state.etag, state.last_modified) if is_asked_today else (None, None)
        fetched = await self._fetcher.get(source.feed, *known)
        if fetched.not_modified:
            return _Listing(etag=state.etag, last_modified=state.last_modified, remark=state.remark)
        feed = await asyncio.to_thread(
            self._sandbox.run, read_feed, fetched.text_bytes, ArticleMetadata(url=fetched.url)
        )
        # A feed's own name is its outlet's at best: what its pages say comes first.
        common = ArticleMetadata(
            outlet=source.outlet or feed.title, language=source.language or feed.language
        )
        places = (source.feed, fetched.url)
        entries = tuple(
            replace(entry, metadata=entry.metadata.over(common))
            if any(is_same_site(entry.url, place) for place in places)
            else _of_another_site(entry)
            for entry in feed.entries
        )
        remark = "; ".join(feed.skipped[:_REMARKS]) or None
        if not feed.is_whole:
            # What follows comes with the next look, though the server may call that unchanged.
            return _Listing(entries, remark=remark)
        return _Listing(entries, etag=fetched.etag, last_modified=fetched.last_modified, remark=remark)

    async def _list_site(self, source: Site) -> _Listing:
        found = await list_site(source, self._fetcher, self._sandbox, self._stopping.is_set)
        pages = (_bare_entry(p.url, replace(p.metadata, modified=p.modified)) for p in found.pages)
        return _Listing(tuple(pages), remark=found.remark)

    # What a page says.

    async def _page_once(self, source: Web, entry: FeedEntry, failing: Counter[str], since: float) -> None:
        """Fetch a page, unless another source that names it has done so meanwhile.

        since: when this look began, in seconds since 1970.
        """
        turn = self._turns.setdefault(entry.url, asyncio.Lock())
        async with turn:
            known = await asyncio.to_thread(self._cache.page, entry.url)
            # Where it was checked later than now, that was before the clock was put back.
            if known is None or not since <= known.checked <= time.time():
                await self._page(source, entry, known or CachedPage(entry.url), failing)
            else:
                # It came for another source: what came counts for this one too.
                self._changed.add(source.location)
                self._progress.fetched(source.location, entry.url, known.problem)
        self._turns.pop(entry.url, None)

    async def _page(self, source: Web, entry: FeedEntry, before: CachedPage, failing: Counter[str]) -> None:
        """Fetch a page into the cache.

        before: as it was. failing: how often each host failed in a row in this run.
        """
        host = urlsplit(entry.url).hostname or ""
        if failing[host] >= _FAILURES and entry.needs_page:
            self._progress.fetched(source.location, entry.url, "its host fails; the next run asks again")
            return
        now = time.time()
        entry = replace(entry, metadata=without_future(entry.metadata, now))
        try:
            page = await self._fetch(before, entry, now, source.interval)
            failing[host] = 0
        except FetchError as error:
            failing[host] = failing[host] + 1 if error.passing else 0
            if error.retry_after is not None or self.is_stopping:
                # The host is busy, or nobody asked it, which says nothing about the page.
                self._progress.fetched(source.location, entry.url, str(error))
                return
            page = unreadable_page(before, entry, now, source.interval, error)
        except UnusableError as error:
            if str(error) == TAKEN_BACK and before.text is not None:
                page = taken_back_page(before, now, source.interval, TAKEN_BACK)
            else:
                page = unreadable_page(before, entry, now, source.interval, error)
        await asyncio.to_thread(self._cache.keep_page, page)
        if (page.text, page.metadata, page.gone) != (before.text, before.metadata, before.gone):
            self._changed.add(source.location)
        self._progress.fetched(source.location, entry.url, page.problem)

    async def _fetch(self, page: CachedPage, entry: FeedEntry, now: float, interval: float) -> CachedPage:
        """Fetch a page as it is now.

        Raises: FetchError, or UnusableError where there is no article in it.
        """
        if entry.is_full:
            if entry.has_left:
                await self._check_is_there(page.url)
            return with_article(page, entry.text, entry.metadata, now, interval)
        fetched = await self._fetcher.get(page.url, page.etag, page.last_modified)
        if fetched.not_modified:
            return unchanged_page(page, now, interval)
        if fetched.mime not in _PAGE_MIMES:
            raise UnusableError(f"it is {fetched.mime}, no page")
        check_same_place(page.url, fetched.url)
        text, metadata = await self._read(fetched)
        text, is_beginning = await self._with_parts(fetched, text, metadata)
        metadata = without_future(replace(metadata, is_beginning=is_beginning), now)
        if page.text is not None:
            check_same_story(page, fetched.url, text, metadata.title)
            if is_beginning:
                check_not_less(page, text)
            # An article keeps the address that it is known by, wherever that leads today.
            metadata = replace(metadata, url=page.metadata.url or metadata.url)
        read = with_article(page, text, join_metadata(metadata, entry.metadata), now, interval)
        if is_beginning:
            return read  # its rest may come though this page stays as it is
        return replace(read, etag=fetched.etag, last_modified=fetched.last_modified)

    async def _check_is_there(self, url: str) -> None:
        """Ask for a page whose article its feed brought; what is there now makes no difference.

        Raises: FetchError where it is gone, or its host wants to be left alone.
        """
        try:
            await self._fetcher.get(url)
        except FetchError as error:
            if error.gone or error.retry_after is not None:
                raise

    async def _with_parts(self, first: Fetched, text: str, metadata: ArticleMetadata) -> tuple[str, bool]:
        """Join the text of an article's first page with those on which it goes on.

        text, metadata: of the first page.
        Returns: the text, and whether some of it is missing.
        Raises: FetchError where the host wants to be left alone.
        """
        page, parts, last = first, [text], metadata
        while _NEXT in page.body.lower():
            known = ArticleMetadata(url=page.url)
            following = await asyncio.to_thread(self._sandbox.run, find_next_page, page.text_bytes, known)
            if following is None:
                break
            if len(parts) == MOST_PARTS:
                return "\n\n".join(parts), True
            try:
                page = await self._fetcher.get(following)
                part, last = await self._read(page)
            except FetchError as error:
                if error.retry_after is not None:
                    raise
                return "\n\n".join(parts), True
            except UnusableError:
                # Its last link leads to what is no part of it.
                break
            if part in parts:
                break  # the number in the address means nothing to the server
            parts.append(part)
        return "\n\n".join(parts), last.is_beginning

    async def _read(self, fetched: Fetched) -> tuple[str, ArticleMetadata]:
        known = ArticleMetadata(url=fetched.url)
        return await asyncio.to_thread(self._sandbox.run, read_page, fetched.text_bytes, known)


def _of_another_site(entry: FeedEntry) -> FeedEntry:
    """Take off an entry what only the page that it links to can tell.

    Else a feed could put its own words under another outlet's name and address.
    """
    return replace(entry, text="", is_full=False, metadata=replace(entry.metadata, outlet=None))


def _at_clean_address(entry: FeedEntry) -> FeedEntry:
    """Give an entry the address that its article is known by: whatever names it, it is fetched once."""
    return replace(entry, url=entry.metadata.url or canonical_url(entry.url))


def _bare_entry(url: str, metadata: ArticleMetadata = NOTHING_KNOWN) -> FeedEntry:
    """Make an entry of which nothing but the address, and perhaps metadata, is known."""
    return FeedEntry(url, metadata, "", is_full=False)
