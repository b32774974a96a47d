"""Looks at what is indexed, without a question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from index.article import Article, Span
from index.snapshot.history import Change
from index.snapshot.snapshot import Snapshot
from index.snapshot.store import OutletSummary
from index.text.passages import split_passages

# Sentences shown on each side of a quote.
_AROUND = 2
_ANY_WORDS = 120
_LEAD_CHARACTERS = 500
# Newest articles whose titles are looked at for examples.
_HEADLINES = 40
_LONGEST_TITLE = 90


@dataclass(frozen=True)
class Overview:
    """What is indexed.

    outlets: those with the most articles first. created: when the snapshot was made.
    """

    snapshot: str
    created: datetime
    articles: int
    passages: int
    outlets: Sequence[OutletSummary]


@dataclass(frozen=True)
class Headline:
    """What a list of articles shows of one."""

    id: str
    title: str
    outlet: str | None


@dataclass(frozen=True)
class Surroundings:
    """A quote with the sentences around it, at most two on each side.

    before, after: those of each side, the nearest first.
    corrected: when the article was seen to say something else; None where the quote stands in it today.
    """

    article: Article
    quote: Span
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()
    corrected: datetime | None = None

    def within(self, characters: int) -> Span:
        """Widen the quote, sentence by sentence, as long as few enough characters are around it.

        characters: around the quote, on both sides together.
        Returns: where all of that stands in the article's text; where not one sentence is so short, the words
            of the next ones that are.
        """
        start, end = self.quote.start, self.quote.end
        longest = end - start + characters
        for before, after in zip_longest(self.before, self.after):
            if before is not None and end - before.start <= longest:
                start = before.start
            if after is not None and after.end - start <= longest:
                end = after.end
        if start < self.quote.start or end > self.quote.end:
            return Span(start, end)
        side = characters // (len(self.before[:1]) + len(self.after[:1]) or 1)
        text = self.article.text
        if self.before and side:
            start = max(self.before[0].start, text.find(" ", start - side, start) + 1)
        if self.after and side:
            end = max(end, text.rfind(" ", end, end + side))
        return Span(start if start else self.quote.start, end)


def overview(snapshot: Snapshot) -> Overview:
    """Summarise what a snapshot holds."""
    manifest = snapshot.manifest
    return Overview(
        snapshot.name, manifest.created, manifest.articles, manifest.passages, snapshot.store.outlets()
    )


@dataclass(frozen=True)
class Opening:
    """An article and the sentences that it begins with."""

    article: Article
    lead: Span


def opening(snapshot: Snapshot, article_id: str) -> Opening | None:
    """Look up an article by its id, with as much of its first passage as fits a glance.

    Returns: None where there is none of that id.
    """
    number = snapshot.store.number_of(article_id)
    if number is None:
        return None
    found = snapshot.store.articles([number])[number]
    sentences = [one for passage in snapshot.store.passages_of(number)[:1] for one in passage.sentences]
    if not sentences:
        return Opening(found, Span(0, 0))
    start = sentences[0].start
    ends = [one.end for one in sentences if one.end - start <= _LEAD_CHARACTERS] or [sentences[0].end]
    return Opening(found, Span(start, ends[-1]))


def find_titles(snapshot: Snapshot, typed: str, limit: int) -> list[Headline]:
    """Find articles whose title holds all words typed, as parts of words; the newest first.

    typed: may be empty, which finds the newest of all.
    """
    return [Headline(*row) for row in snapshot.store.search_titles(typed.split(), limit)]


def example_questions(snapshot: Snapshot) -> list[str]:
    """Suggest questions that the newest articles invite; not all may have an answer.

    Returns: one for each outlet, then the second ones, and so on.
    """
    titles: dict[str | None, list[str]] = {}
    for headline in find_titles(snapshot, "", _HEADLINES):
        if len(headline.title) <= _LONGEST_TITLE:
            titles.setdefault(headline.outlet, []).append(headline.title)
    in_turn = (title for turn in zip_longest(*titles.values()) for title in turn if title is not None)
    return [f"What is known about “{title}”?" for title in in_turn]


def fingerprint(text: str) -> str:
    """Hash a quote's words, to know them by later without keeping them: 16 hexadecimal digits of SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def surroundings(
    snapshot: Snapshot, article_id: str, quote: Span, words: str
) -> Surroundings | Change | None:
    """Look up a quote that was given once, with two sentences on each side.

    quote: where it stood. words: its fingerprint; empty where it isn't known.
    Returns: from the article as it was then, where it has been corrected since. What became of the article,
        where its text isn't kept; None where nothing is known of it.
    """
    store = snapshot.store
    number = store.number_of(article_id)
    if number is not None:
        found = store.articles([number])[number]
        if _holds(found.text, quote, words):
            return _around(found, quote, store.sentences_of(number))
    history = store.history_of(article_id)
    for change in reversed(history):
        if change.text and words and _holds(change.text, quote, words):
            return _as_it_was(change, change.text, quote)
    return history[-1] if history else None


def _holds(text: str, quote: Span, words: str) -> bool:
    return quote.end <= len(text) and (not words or fingerprint(text[quote.start : quote.end]) == words)


def _as_it_was(change: Change, text: str, quote: Span) -> Surroundings:
    before = Article(
        change.article_id,
        text,
        title=change.title,
        url=change.url,
        outlet=change.outlet,
        published=change.published,
    )
    # How long passages are doesn't matter: all their sentences are wanted.
    passages = split_passages(text, _ANY_WORDS)
    sentences = [Span(one.start, one.end) for passage in passages for one in passage.sentences]
    return replace(_around(before, quote, sentences), corrected=change.seen)


def _around(article: Article, quote: Span, sentences: Sequence[Span]) -> Surroundings:
    before = [one for one in sentences if one.end <= quote.start][-_AROUND:]
    after = [one for one in sentences if one.start >= quote.end][:_AROUND]
    return Surroundings(article, quote, tuple(reversed(before)), tuple(after))
