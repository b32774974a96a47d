"""What a page says of its article in JSON-LD, however untidily."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.titles import same_words

Node = dict[str, Any]

_ARTICLES = re.compile(
    r"(?:https?://schema\.org/)?(?:(?:\w*News|Tech|Scholarly|Satirical|AdvertiserContent)?Article|BlogPosting"
    r"|LiveBlogPosting|Report|Review|ReviewNewsArticle|DiscussionForumPosting)"
)
_OUTLETS = frozenset(("NewsMediaOrganization", "WebSite"))
_PAGES = frozenset(("WebPage", "ItemPage", "CreativeWork"))
_SCRIPTS = '//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]'
_SCRIPT_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
# What may be read one by one where the whole can't be parsed.
_SAID = {
    name: re.compile(rf'"{name}"\s*:\s*"([^"\\]{{2,500}})"')
    for name in ("@type", "headline", "datePublished", "dateModified")
}
_AUTHOR = re.compile(r'"author"\s*:\s*(\[[^\[\]]{0,2000}\]|\{[^{}]{0,1000}\}|"[^"\\]{2,100}")')
_NAME = re.compile(r'"name"\s*:\s*"([^"\\]{2,100})"|\A"([^"]+)"\Z')
_PUBLISHER = re.compile(
    r'"publisher"\s*:\s*(?:\{(?:(?!"(?:author|creator|headline|publisher)").){0,600}?"name"\s*:\s*)?"([^"\\]{2,100})"',
    re.DOTALL,
)
# Scripts longer than this hold a database, not what a page says of itself.
_LONGEST_SCRIPT = 1_000_000
_MOST_NODES = 1_000
# A headline of so many words shares this much of them with what its page is called.
_TELLING_WORDS, _LEAST_SHARED = 4, 0.2


class LinkedData:
    """The JSON-LD of one page.

    article: what it says of the page's one article; None where it says nothing, or speaks of several.
    dates: when anything was published, from what can't be told to be the article.
    """

    def __init__(self, root: HtmlElement, titles: list[str]) -> None:
        """Read it.

        titles: what the page calls itself elsewhere, by which its own article is known among others.
        """
        texts = [script.text_content() for script in root.xpath(_SCRIPTS)]
        values = [(text, _parse(text)) for text in texts if len(text) <= _LONGEST_SCRIPT]
        values = [(text, _salvaged(text) if value is None else value) for text, value in values]
        self._nodes = [node for _, value in values for node in _nodes(value)][:_MOST_NODES]
        self._named = {node["@id"]: node for node in self._nodes if isinstance(node.get("@id"), str)}
        articles = [node for node in self._nodes if _is_article(node) and not _is_of_another(node, titles)]
        self.article = _the_one(articles, titles)
        untyped = {str(node["datePublished"]) for node in self._nodes if _may_date_article(node, titles)}
        broken = {date for text, value in values if value is None for date in _DATE.findall(text)}
        self.dates = untyped | broken if self.article is None else set()

    def publisher(self) -> str | None:
        """Find the name of who publishes the page."""
        for node in [self.article, *self._nodes] if self.article else self._nodes:
            if name := self._name(node.get("publisher")):
                return name
        sites = (node for node in self._nodes if _types(node) & _OUTLETS)
        return next((name for node in sites if (name := self._name(node))), None)

    def authors(self) -> tuple[list[str], list[str]]:
        """Return the article's authors: persons, and others."""
        persons: list[str] = []
        others: list[str] = []
        given = (self.article or {}).get("author")
        for author in given if isinstance(given, list) else [given]:
            node = self._resolved(author)
            names = node.get("name") if isinstance(node, dict) else node
            kinds = _types(node) if isinstance(node, dict) else set()
            to = others if kinds and "Person" not in kinds else persons
            to += [name for name in (names if isinstance(names, list) else [names]) if isinstance(name, str)]
        return persons, others

    def said(self, key: str) -> str | None:
        """Return what the article says under a name: "headline", "inLanguage"."""
        value = (self.article or {}).get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("@id") or value.get("alternateName") or value.get("name")
        return value if isinstance(value, str) else None

    def is_closed(self) -> bool:
        """Tell whether the article, or the page of it, isn't for everybody to read."""
        return any(_says_closed(node) for node in self._own())

    def closed_parts(self) -> list[str]:
        """List the selectors of the page's parts that aren't for everybody to read."""
        given = [node.get("hasPart") for node in self._own()]
        parts = [part for value in given for part in (value if isinstance(value, list) else [value])]
        selectors = [
            part.get("cssSelector") for part in parts if isinstance(part, dict) and _says_closed(part)
        ]
        flat = [one for value in selectors for one in (value if isinstance(value, list) else [value])]
        return [one for one in flat if isinstance(one, str)]

    def _own(self) -> list[Node]:
        """List what speaks of the page and its article."""
        pages = [node for node in self._nodes if {kind.rpartition("/")[2] for kind in _types(node)} & _PAGES]
        return [*([self.article] if self.article else []), *pages]

    def _name(self, value: object) -> str | None:
        if isinstance(value, list):
            value = value[0] if value else None
        value = self._resolved(value)
        name = value.get("name") if isinstance(value, dict) else value
        return name if isinstance(name, str) and name.strip() else None

    def _resolved(self, value: object) -> object:
        """Resolve a reference to another part of the page's data."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self._named.get(value["@id"], value)
        return value


def _the_one(articles: list[Node], titles: list[str]) -> Node | None:
    """Choose the page's own article among those it names."""
    if len(articles) > 1:
        own = [
            node
            for node in articles
            if any(same_words(str(node.get("headline") or node.get("name") or ""), title) for title in titles)
        ]
        # Several plugins may each describe the same article; the fullest description is the best.
        headlines = {str(node.get("headline")) for node in articles}
        articles = own or (articles if len(headlines) == 1 else [])
    return max(articles, key=len, default=None)


def _is_article(node: Node) -> bool:
    return any(_ARTICLES.fullmatch(kind) for kind in _types(node))


def _is_of_another(node: Node, titles: list[str]) -> bool:
    """Tell whether a node is about another article: its headline has next to no word of the page's titles."""
    words = set(str(node.get("headline") or "").casefold().split())
    others = [set(title.casefold().split()) for title in titles]
    return len(words) >= _TELLING_WORDS and not any(
        len(words & other) >= _LEAST_SHARED * min(len(words), len(other)) for other in others
    )


def _may_date_article(node: Node, titles: list[str]) -> bool:
    """Tell whether a node's date may be the article's: that of a site, a video or an event isn't."""
    kinds = {kind.rpartition("/")[2] for kind in _types(node)}
    is_page = not kinds or _is_article(node) or bool(kinds & _PAGES)
    return "datePublished" in node and is_page and not _is_of_another(node, titles)


def _says_closed(node: Node) -> bool:
    return str(node.get("isAccessibleForFree")).rpartition("/")[2].casefold() == "false"


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _nodes(value: object) -> Iterator[Node]:
    """Give what stands at the top, alone, in a list or in a graph; lists of other pages are deeper down."""
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item) if isinstance(item, dict) else ()
    elif isinstance(value, dict):
        yield value
        if isinstance(graph := value.get("@graph"), list):
            yield from (node for node in graph if isinstance(node, dict))
        if isinstance(entity := value.get("mainEntity"), dict):
            yield entity


def _salvaged(text: str) -> Node | None:
    """Take out of JSON that can't be parsed what it says of its one article; None where it isn't of one."""
    said = {name: _SAID[name].findall(text) for name in _SAID}
    kind = next((kind for kind in said["@type"] if _ARTICLES.fullmatch(kind)), None)
    if kind is None or len(said["headline"]) != 1 or len(said["datePublished"]) > 1:
        return None
    node: Node = {name: found[0] for name, found in said.items() if found} | {"@type": kind}
    if author := _AUTHOR.search(text):
        node["author"] = [name for pair in _NAME.findall(author[1]) for name in pair if name]
    if publisher := _PUBLISHER.search(text):
        node["publisher"] = publisher[1]
    return node


def _parse(text: str) -> object:
    """Parse a script's JSON; None where it is none, even with what is usually wrong put right."""
    text = _SCRIPT_WRAPPING.sub("", _SCRIPT_WRAPPING.sub("", text))
    for attempt in (text, _LAST_COMMA.sub("", text)):
        try:
            value: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None
