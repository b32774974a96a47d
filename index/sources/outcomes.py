"""What came of asking for a page or a source, as the cache keeps it, and when it is to be asked for again.

Times are in seconds since 1970, intervals and pauses in seconds.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from index.article import Precision
from index.fetch import FetchError
from index.parsers.dates import UNKNOWN
from index.parsers.items import UnusableError
from index.parsers.lists.feed import FeedEntry
from index.parsers.metadata import FEWEST_WORDS_OF_BEGINNING, ArticleMetadata
from index.sources.page_cache import CachedPage, SourceState
from index.text.shingles import shingles

# A source or page that fails is asked again after twice the time, each time, up to so many seconds.
_LONGEST_PAUSE = 24 * 3600.0
# An article is looked at again after its interval, then after twice as long each time, up to a month:
# most corrections come soon.
_LONGEST_RECHECK = 30 * 24 * 3600.0
# What addresses have at their ends for another form of the same article.
_FORMS = ("amp", "print", "full", "all", "index.html")
# So few words may be a notice in place of an article.
_NOTICE_WORDS = 80
# Two forms of one story share a run of so many words.
_RUN = 6


def join_metadata(read: ArticleMetadata, listed: ArticleMetadata) -> ArticleMetadata:
    """Join what a page and the list that names it tell: the page counts more, an exact time more still.

    When a list says that a page was changed, that may be its frame: the page alone tells of its article.
    """
    both = read.over(replace(listed, modified=UNKNOWN))
    if both.published.precision is not Precision.MOMENT and listed.published.precision is Precision.MOMENT:
        return replace(both, published=listed.published)
    return both


def with_article(
    page: CachedPage, text: str, metadata: ArticleMetadata, now: float, interval: float
) -> CachedPage:
    """Update a page with the article that it holds now."""
    if text == page.text and metadata == page.metadata:
        return unchanged_page(page, now, interval)
    return CachedPage(page.url, text, metadata, fetched=now, checked=now, due=now + interval)


def unchanged_page(page: CachedPage, now: float, interval: float) -> CachedPage:
    """Update a page whose article is still the same."""
    age = now - (page.fetched or now)
    pause = min(max(interval, age), _LONGEST_RECHECK)
    return replace(page, checked=now, due=now + pause, failures=0, problem=None, gone=False)


def unreadable_page(
    page: CachedPage, entry: FeedEntry, now: float, interval: float, error: FetchError | UnusableError
) -> CachedPage:
    """Update a page that can't be read: what was read before stays, unless its outlet took it back."""
    if isinstance(error, FetchError) and error.gone:
        return taken_back_page(page, now, interval, str(error))
    failures = page.failures + 1
    due = now + _pause(interval, failures)
    failed = replace(page, checked=now, due=due, failures=failures, problem=str(error))
    if page.text is None and len(entry.text.split()) >= FEWEST_WORDS_OF_BEGINNING:
        metadata = replace(entry.metadata, is_beginning=True)
        return replace(failed, text=entry.text, metadata=metadata, fetched=now)
    return failed


def taken_back_page(page: CachedPage, now: float, interval: float, reason: str) -> CachedPage:
    """Update a page whose outlet took its article back."""
    failures = page.failures + 1
    return CachedPage(
        page.url,
        # Where the article was stays known: the index must learn what to drop.
        metadata=ArticleMetadata(url=page.metadata.url),
        checked=now,
        due=now + _pause(interval, failures),
        failures=failures,
        problem=reason,
        gone=True,
    )


def is_same_entry(before: FeedEntry, now: FeedEntry) -> bool:
    """Tell whether two entries that a feed knows by one name are of one article; some count their entries."""
    old, new = before.metadata, now.metadata
    # Midnight is the time of what has none.
    has_moment = old.published.precision is Precision.MOMENT and not old.published.iso.endswith("T00:00:00Z")
    is_of_one_moment = has_moment and old.published == new.published
    return before.guid == now.guid != "" and (is_of_one_moment or old.title == new.title is not None)


def check_same_place(asked: str, answered: str) -> None:
    """Raise UnusableError where the address of an article leads to a front page, or to what lists articles.

    asked: the article's address. answered: where its redirects end.
    """
    old, new = (urlsplit(url).path.rstrip("/") for url in (asked, answered))
    if old != new and (not new and not urlsplit(answered).query):
        raise UnusableError("it leads to the front page of a site now, as where an article was taken away")
    # Numbers name an article: what such an address loses is the words behind them.
    is_list = bool(new) and not any(map(str.isdigit, new.rpartition("/")[2]))
    if is_list and old.startswith(f"{new}/") and old[len(new) + 1 :].lower() not in _FORMS:
        raise UnusableError(f"it leads to the page above it now, {answered}")


def check_same_story(page: CachedPage, answered: str, text: str, title: str | None) -> None:
    """Raise UnusableError where nothing is left of what stood there before.

    Nobody corrects an article so: redirects lead to another one, a few words say why it is gone, or a notice
    stands in place of all pages of a site.
    page: as it was. answered: where its redirects end. text, title: of what stands there.
    """
    if _runs(page.text or "") & _runs(text):
        return
    if urlsplit(page.url).path.rstrip("/") != urlsplit(answered).path.rstrip("/"):
        raise UnusableError(f"it leads to another page now, which has another article: {answered}")
    is_short = len(text.split()) <= _NOTICE_WORDS and len(text) < len(page.text or "") / 2
    if is_short or (title and page.metadata.title and title != page.metadata.title):
        raise UnusableError("other words stand in place of its article now, and none of its own")


def check_not_less(page: CachedPage, beginning: str) -> None:
    """Raise UnusableError where a page has only the beginning now of what was read of it before.

    page: as it was.
    """
    if not page.metadata.is_beginning and page.text != beginning and (page.text or "").startswith(beginning):
        raise UnusableError("only the beginning of its article can be read now")


def _runs(text: str) -> set[tuple[str, ...]]:
    return set(shingles(text.casefold().split(), _RUN))


def unreadable_source(
    state: SourceState, now: float, interval: float, error: FetchError | UnusableError
) -> SourceState:
    """Update a source that can't be read now."""
    failures = state.failures + 1
    asked = error.retry_after if isinstance(error, FetchError) else None
    due = now + max(_pause(interval, failures), asked or 0.0)
    return replace(state, checked=now, failures=failures, due=due, problem=str(error))


def is_due(state: SourceState, interval: float, now: float) -> bool:
    """Tell whether a source is to be looked at now.

    Its interval may have become shorter since it was looked at, and the clock may have been put back.
    """
    if not state.failures:
        return now >= min(state.due, state.checked + interval) or state.checked > now
    return now >= state.due or state.due > now + _LONGEST_PAUSE


def _pause(interval: float, failures: int) -> float:
    return min(interval * 2.0 ** min(failures - 1, 20), _LONGEST_PAUSE)
