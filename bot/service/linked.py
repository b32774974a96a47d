"""Links in what people write, and the indexed articles that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.service.services import Services
from index.article import article_id
from index.parsers.urls import canonical_url
from retrieval.browse import Opening
from retrieval.live import Live

# Links of one message that are looked up.
_MOST_LINKS = 5
_LINK = re.compile(r"<?\bhttps?://[^\s<>|]{1,2000}>?", re.IGNORECASE)
# What ends a sentence, or stands around a link, and isn't part of it.
_AFTER = ".,;:!?'\"*_~`»”’"


def links_in(text: str) -> list[str]:
    """List the links in a text, in order, as written."""
    return [_trimmed(found.strip("<>")) for found in _LINK.findall(text)]


def without_links(text: str) -> str:
    """Take the links out of a text."""
    return " ".join(_LINK.sub(" ", text).split())


async def linked_article(services: Services, links: Iterable[str]) -> Opening | None:
    """Find the first indexed article that one of some links leads to.

    links: addresses as people have them, with whatever they are followed by.
    Returns: None where none of their articles is indexed.
    Raises: BusyError where too much waits already.
    """
    ids = [one for link in list(dict.fromkeys(links))[:_MOST_LINKS] for one in _ids(link)]
    return await services.look_up(lambda index: _first(index, ids)) if ids else None


def _first(index: Live, ids: list[str]) -> Opening | None:
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
