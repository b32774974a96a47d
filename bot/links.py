"""Links that lead to a quote inside its article."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

import idna

from index.article import Article
from retrieval.answer import Quote

# Longest link that is made: terminals take little more, and two of them fit into a message on Discord.
LONGEST_LINK = 1800

# Quotes up to this many words stand in the fragment whole; longer ones by their first and last words, as
# many as stand nowhere else.
_WHOLE_WORDS = 10
_FEWEST_END_WORDS, _MOST_END_WORDS = 5, 10

# What texts have and pages haven't: the mark of an item and the border between two cells.
_ITEM_MARK = re.compile(r"\A(?:(?:[-*•–‣▪·]|\d{1,3}[.)])\s+)+")
_CELL_BORDER = re.compile(r"(?:^|\s)\|(?=\s|$)")

# What RFC 3986 allows in a path or query, "%" for what is already encoded, less what could end a
# masked link early: parentheses, brackets, quotation marks, "*".
_KEPT = "%/:;@!$&+,=?-._~"
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")


def quote_link(quote: Quote) -> str | None:
    """Make the link to a quote, scrolled to and marked by browsers that know text fragments.

    quote: the quote to link to.
    Returns: the article's link with ``#:~:text=…``, or without where the fragment could lead
        elsewhere or the link would be too long; None where the article has no http(s) link.
    """
    url = article_link(quote.article)
    if url is None or "#" in url:
        return url
    directive = _directive(quote)
    link = f"{url}#:~:text={directive}"
    return link if directive and len(link) <= LONGEST_LINK else url


def article_link(article: Article) -> str | None:
    """Make the link to an article, encoded so that no character of it can break a masked link.

    article: the article to link to.
    Returns: its URL; None where it has none, it isn't http(s), or it hides where it leads.
    """
    try:
        parts = urlsplit(article.url or "")
        host = _host(parts)
    except ValueError:
        return None
    # A user name before the host ("https://bank.example@elsewhere.example") only misleads.
    if parts.scheme not in {"http", "https"} or host is None or "@" in parts.netloc:
        return None
    query = f"?{_encode(parts.query)}" if parts.query else ""
    fragment = f"#{_encode(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{_encode(parts.path)}{query}{fragment}"


def _host(parts: SplitResult) -> str | None:
    host = parts.hostname or ""
    if not host.isascii():
        # As browsers do: by the rules of 2003 "ß" would be "ss", and lead to somebody else.
        host = idna.encode(host, uts46=True).decode("ascii")
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{host}{port}" if _HOST.fullmatch(host) else None


def _encode(part: str) -> str:
    return quote(part, safe=_KEPT, errors="replace")


def _directive(quote: Quote) -> str | None:
    """Write the text to look for; None where it stands on the page more than once."""
    # Browsers compare without case, with every run of spaces as one; the headline comes first.
    page = " ".join(f"{quote.article.title or ''}\n{quote.article.text}".split()).casefold()
    blocks = _blocks(quote.text)
    if len(blocks) == 1 and len(blocks[0]) <= _WHOLE_WORDS:
        whole = " ".join(blocks[0])
        return _encode_text(whole) if _is_unique(whole, page) else None
    # Neither end may cross a block: browsers look for each inside one. Where all that a block begins or ends
    # with stands elsewhere too, as in the cells of a table, its neighbour is taken.
    first = next(filter(None, (_unique_opening(words, page) for words in blocks)), None)
    last = next(filter(None, (_unique_closing(words, page) for words in reversed(blocks))), None)
    if first is None:
        return None
    if last is None or page.find(last.casefold()) < page.find(first.casefold()) + len(first):
        return _encode_text(first)
    return f"{_encode_text(first)},{_encode_text(last)}"


def _blocks(text: str) -> list[list[str]]:
    """List the words of each block of a quote on its page: each paragraph, heading, item and cell."""
    cells = (
        cell.split() for line in text.splitlines() for cell in _CELL_BORDER.split(_ITEM_MARK.sub("", line))
    )
    return [words for words in cells if words]


def _unique_opening(words: list[str], page: str) -> str | None:
    texts = (" ".join(words[:count]) for count in range(_FEWEST_END_WORDS, _MOST_END_WORDS + 1))
    return next((text for text in texts if _is_unique(text, page)), None)


def _unique_closing(words: list[str], page: str) -> str | None:
    texts = (" ".join(words[-count:]) for count in range(_FEWEST_END_WORDS, _MOST_END_WORDS + 1))
    return next((text for text in texts if _is_unique(text, page)), None)


def _is_unique(text: str, page: str) -> bool:
    folded = text.casefold()
    first = page.find(folded)
    return first >= 0 and page.find(folded, first + 1) < 0


def _encode_text(text: str) -> str:
    # "-", "," and "&" mean something in a text fragment; quote() leaves the first as it is.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
