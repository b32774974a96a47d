"""Links that lead to a quote inside its article."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

from index.article import Article
from retrieval.answer import Quote

# Longest link with a text fragment; it is also what a Discord link button takes.
LONGEST_LINK = 512

# Quotes up to this many words stand in the fragment whole; longer ones by their first and last words.
_WHOLE_WORDS = 10
_END_WORDS = 5

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
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{host}{port}" if _HOST.fullmatch(host) else None


def _encode(part: str) -> str:
    return quote(part, safe=_KEPT, errors="replace")


def _directive(quote: Quote) -> str | None:
    """Write the text to look for; None where it stands in the article more than once."""
    lines = [line.split() for line in quote.text.splitlines() if line.strip()]
    if not lines:
        return None
    if len(lines) == 1 and len(lines[0]) <= _WHOLE_WORDS:
        ends = [lines[0]]
    else:
        # Neither end may cross a line: browsers look for each inside one paragraph.
        ends = [lines[0][:_END_WORDS], lines[-1][-_END_WORDS:]]
    texts = [" ".join(words) for words in ends]
    # Browsers compare without case, with every run of spaces as one.
    article = " ".join(quote.article.text.split()).casefold()
    if not all(_is_unique(text.casefold(), article) for text in texts):
        return None
    return ",".join(_encode_text(text) for text in texts)


def _is_unique(text: str, article: str) -> bool:
    first = article.find(text)
    return first >= 0 and article.find(text, first + 1) < 0


def _encode_text(text: str) -> str:
    # "-", "," and "&" mean something in a text fragment; quote() leaves the first as it is.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
