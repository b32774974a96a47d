"""What a post is made of, as the index has it when it is sent or edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.database.posts import Post, PostedQuote
from index.article import Article, Span
from index.snapshot.history import Change
from retrieval.answer import Quote
from retrieval.browse import Surroundings, fingerprint
from retrieval.live import Live

# Other articles of a story that are named.
_MOST_OTHERS = 6


@dataclass(frozen=True)
class Clipping:
    """Holds what is shown of a post.

    quote: None where its article was taken back or has left the index.
    corrected: when its article was seen to say something else; change: what became of it.
    others: further articles of its story that are indexed, of other outlets each.
    """

    post: Post
    quote: Quote | None
    corrected: datetime | None = None
    change: Change | None = None
    others: tuple[Article, ...] = ()

    @property
    def has_anything(self) -> bool:
        """Tell whether there is anything to say."""
        return self.quote is not None or self.change is not None or bool(self.others)


def look_up_clipping(index: Live, post: Post) -> Clipping:
    """Look up what a post shows; blocks."""
    at = post.quote
    found = index.surroundings(at.article, Span(at.start, at.end), at.words)
    others = _others(index, post, found.article if isinstance(found, Surroundings) else None)
    if not isinstance(found, Surroundings):
        return Clipping(post, None, change=found, others=others)
    article, marks = found.article, tuple(Span(start, end) for start, end in at.marks)
    quote = Quote(article, found.quote, article.text[found.quote.start : found.quote.end], marks)
    return Clipping(post, quote, found.corrected, others=others)


def posted_quote(quote: Quote) -> PostedQuote:
    """Make what is stored of a quote."""
    marks = tuple((mark.start, mark.end) for mark in quote.highlights)
    return PostedQuote(quote.article.id, quote.span.start, quote.span.end, fingerprint(quote.text), marks)


def _others(index: Live, post: Post, quoted: Article | None) -> tuple[Article, ...]:
    """Find the other articles of a story, one of each outlet."""
    named = {(quoted.outlet or "").casefold()} if quoted else set()
    found: list[Article] = []
    for article_id in post.articles:
        if article_id == post.quote.article or len(found) == _MOST_OTHERS:
            continue
        opening = index.opening(article_id)
        if opening and (outlet := (opening.article.outlet or "").casefold()) not in named:
            named.add(outlet)
            found.append(opening.article)
    return tuple(found)
