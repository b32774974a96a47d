"""Links in what people write, the indexed articles that they lead to, and questions asked beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.service.services import Services
from index.article import Article, article_id
from index.parsers.urls import canonical_url
from retrieval.answer import Answer, Question, Refusal
from retrieval.browse import Opening
from retrieval.live import Live

# Links of one message that are looked up.
_MOST_LINKS = 5
_LINK = re.compile(r"<?\bhttps?://[^\s<>|]{1,2000}>?", re.IGNORECASE)
# A link behind words, and one in parentheses.
_MASKED = re.compile(r"\[([^][\n]{1,500})\]\(<?https?://[^\s<>|()]{1,2000}>?\)", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\(<?https?://[^\s<>|()]{1,2000}>?\)", re.IGNORECASE)
# What ends a sentence, or stands around a link, and isn't part of it.
_AFTER = ".,;:!?'\"*_~`»”’"


def links_in(text: str) -> list[str]:
    """List the links in a text, in order, as written."""
    return [_trimmed(found.strip("<>")) for found in _LINK.findall(text)]


def without_links(text: str) -> str:
    """Take the links out of a text, and leave the words that they stand behind."""
    text = _IN_PARENTHESES.sub(" ", _MASKED.sub(r"\1", text))
    return " ".join(_LINK.sub(" ", text).split())


async def linked_article(services: Services, links: Iterable[str]) -> Opening | None:
    """Find the first indexed article that one of some links leads to.

    links: addresses as people have them, with whatever they are followed by.
    Returns: None where none of their articles is indexed.
    Raises: BusyError where too much waits already.
    """
    wanted = tuple(links)
    return await services.look_up(lambda index: _first(index, wanted)) if wanted else None


@dataclass(frozen=True)
class BesideLinks:
    """Holds what a question got.

    question: as it may be asked again, without what stood beside it.
    note: the key of a word on where the answer is from, where that isn't the linked article.
    """

    result: Answer | Refusal
    question: Question
    note: str | None = None


def answer_beside_links(index: Live, question: Question, links: Sequence[str]) -> BesideLinks:
    """Answer a question that may have links beside it: from the linked article, else from all that count.

    links: as for ``linked_article``.
    """
    linked = _first(index, links)
    if linked is None:
        result = index.answer(question)
        return BesideLinks(result, question, _note("link-not-indexed", result) if links else None)
    # "Who signed it?" asks about what the article is about.
    about = replace(question, earlier=(*question.earlier, linked.article.title or ""))
    limited = _limited_to(linked.article, about)
    own = _only_from(linked.article, index.answer(limited))
    result = own or index.answer(about)
    asked = limited if own else about
    again = replace(asked, text=result.read_as or question.text, earlier=question.earlier)
    return BesideLinks(
        replace(result, question=question), again, None if own else _note("link-silent", result)
    )


def _note(key: str, result: Answer | Refusal) -> str | None:
    return key if isinstance(result, Answer) else None


def _limited_to(article: Article, question: Question) -> Question:
    """Limit a question to articles of an article's outlet and day, as far as they are known."""
    return replace(
        question,
        outlet=question.outlet or article.outlet,
        since=question.since or article.published.first_day,
        until=question.until or article.published.last_day,
    )


def _only_from(article: Article, result: Answer | Refusal) -> Answer | None:
    """Keep what an article says of an answer, or one with the same words; None where that is nothing."""
    if isinstance(result, Refusal):
        return None
    quotes = tuple(
        quote
        for quote in result.quotes
        if article.id in {quote.article.id, *(other.id for other in quote.also)}
    )
    if not quotes or quotes == result.quotes:
        return result if quotes else None
    # What was found out about all of them together may be about the others.
    short = result.short_answer if quotes[0] is result.quotes[0] else None
    return replace(result, quotes=quotes, short_answer=short, differing=None, earlier=(), has_more=False)


def _first(index: Live, links: Iterable[str]) -> Opening | None:
    """Look up the first indexed article that one of some links leads to."""
    ids = [one for link in list(dict.fromkeys(links))[:_MOST_LINKS] for one in _ids(link)]
    return next((found for one in ids if (found := index.opening(one))), None)


def _ids(link: str) -> list[str]:
    """List the ids that the article behind a link may have: they are made of canonical addresses."""
    addresses = [canonical_url(link, with_fragment=True), canonical_url(link)]
    for address in list(addresses):
        scheme, separator, rest = address.partition("://")
        other = "http" if scheme.lower() == "https" else "https"
        addresses += [
            f"{other}{separator}{rest}",
            address.removesuffix("/") if address.endswith("/") else address + "/",
        ]
    return [article_id(one) for one in dict.fromkeys(addresses)]


def _trimmed(link: str) -> str:
    link = link.rstrip(_AFTER)
    # A link in parentheses ends before the one that closes them.
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(_AFTER)
    return link
