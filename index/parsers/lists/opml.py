"""Lists of feeds, as feed readers export them."""

from __future__ import annotations

from dataclasses import dataclass

from index.parsers.items import UnusableError
from index.parsers.markup import decode_xml, local_name, parse_xml, web_link
from index.parsers.metadata import ArticleMetadata, clean_line


@dataclass(frozen=True)
class OpmlFeed:
    """A feed of such a list; title: None where it has none."""

    url: str
    title: str | None


def read_opml(data: bytes, known: ArticleMetadata) -> tuple[OpmlFeed, ...]:
    """Read an OPML file.

    data: the file's bytes.
    known: its url, for addresses that are relative to it.
    Returns: its feeds, those in folders too, each once.
    Raises: UnusableError where it is no OPML.
    """
    root = parse_xml(decode_xml(data))
    if local_name(root) != "opml":
        raise UnusableError("it is no OPML")
    feeds: dict[str, OpmlFeed] = {}
    for outline in root.iter("{*}outline"):
        # Some programs write xmlurl or XMLURL.
        given = {name.lower(): value for name, value in outline.items()}
        if url := web_link(known.url, given.get("xmlurl")):
            title = clean_line(given.get("title")) or clean_line(given.get("text"))
            feeds.setdefault(url, OpmlFeed(url, title))
    return tuple(feeds.values())
