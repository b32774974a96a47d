"""The address that a newsletter can be read at."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections import Counter
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.mail.lines import Line
from index.parsers.metadata import clean_url
from index.parsers.page.titles import same_words
from index.parsers.urls import canonical_url, is_same_site, site_of

IN_BROWSER = re.compile(
    r"\b(?:(?:view|read|open|see)\b.{0,40}\b(?:browser|online|web\s?site|on the web)|(?:web|online) version"
    r"|im browser|online lesen|version en ligne|dans (?:votre|le) navigateur|en el navegador|nel browser)\b",
    re.IGNORECASE,
)
URL = r"https?://[^\s<>()\[\]]+"
_URL = re.compile(URL)
_LONGEST_CALL = 200
_LONGEST_URL = 4_000
# A link in a mail may be its reader's own: whoever follows it is taken for them, and may unsubscribe them.
_TOKEN = r"(?<![A-Za-z0-9_])(?![a-z_]+(?![A-Za-z0-9_]))[A-Za-z0-9_]{20,}"  # noqa: S105 - no secret
_PERSONAL = re.compile(rf"{_TOKEN}|[=~@]|%3D|%40", re.IGNORECASE | re.ASCII)
_COUNTS_CLICKS = re.compile(r"(?:clicks?|links?|track(?:ing)?|trk|e?mail|t|e|url\d*|go)\d*\.", re.IGNORECASE)
# Where such a link says itself where it leads: written out, or in base64, as it is or within JSON.
_TARGET = re.compile(r"https?(?::|%3A)(?:/|%2F){2}[^\s?&\"'\\<>]+", re.IGNORECASE)
_BASE64 = re.compile(r"(?<![\w-])(?:aHR0c|eyJ)[\w-]{10,}")
_MOST_REDIRECTS = 3
# What names an article in an address that does so behind a question mark.
_NAMING = re.compile(
    r"(?:p|id|article|issue|edition|letter|newsletter|story|post|n|nr|no)=[\w-]{1,16}", re.ASCII
)
_NAMES_NOTHING = re.compile(
    r"(?:view|web|webversion|email|mail|browser|online|read|open|index|show|archive|campaign|newsletter|post|posts"
    r"|article|app-link|click|redirect|r|u|p)(?:\.\w{2,5})?",
    re.IGNORECASE,
)
_FEWEST_LINKS = 3
_CALL_WITH_URL = re.compile(rf"\W{{0,5}}(?P<words>[^.!?<>]{{3,80}}?)[\s:<(\[]{{0,5}}{URL}")


@dataclass(frozen=True)
class Link:
    """A link in a mail: its words, and the address on the web that it leads to."""

    words: str
    url: str


def links_in(root: HtmlElement) -> list[Link]:
    """List the links of a mail in HTML, in order; those that are redirected lead to where they end."""
    found = []
    for element in root.iter("a"):
        if url := clean_url((element.get("href") or "")[:_LONGEST_URL]):
            words = " ".join(element.text_content().split())
            if not words or _URL.match(words):
                words = _text_before(element) or words
            found.append(Link(words, _destination(url)))
    return found


def links_of_plain(lines: list[str]) -> list[Link]:
    """List the links of a mail without markup; their words are the rest of their line, or the line above."""
    found: list[Link] = []
    above = ""
    for line in lines:
        words = _URL.sub("", line[:_LONGEST_URL]).strip()
        urls = [clean_url(given.rstrip(".,;")) for given in _URL.findall(line[:_LONGEST_URL])]
        found += [Link(words or above, _destination(url)) for url in urls if url]
        above = words or above
    return found


def without_calls(lines: list[Line]) -> list[Line]:
    """Take off a text without markup what calls to read it in a browser, before its lines are joined."""
    kept: list[Line] = []
    is_below_call = False
    for line in lines:
        text = line.text[:_LONGEST_CALL]
        call = _CALL_WITH_URL.match(text)
        if call and IN_BROWSER.search(call["words"]):
            kept += [Line("", line.depth), Line(line.text[call.end() :].lstrip(" >)]."), line.depth)]
        elif not (is_below_call and _URL.fullmatch(line.text)):
            kept.append(line)
        is_below_call = IN_BROWSER.match(text) is not None
    return kept


def own_page(links: list[Link], title: str | None, address: str, archived_at: str) -> str | None:
    """Find the page that a newsletter is read at: what its title, or "view in browser", leads to.

    title: of the newsletter. address: of who sent it. archived_at: what its headers say.
    Returns: the address without what tells who the reader is; None where it isn't the sender's own, or where
        without that it names no page.
    """
    titles = [link for link in links if title and same_words(link.words, title)]
    calls = [link for link in links if len(link.words) <= _LONGEST_CALL and IN_BROWSER.search(link.words)]
    given = clean_url(archived_at.strip().strip("<>"))
    own = [Link("", given)] if given else []
    others = [link for link in links if link not in titles and link not in calls]
    most = main_site(others)
    for link in [*own, *titles, *calls]:
        if (_is_senders(link.url, address) or _site(link.url) == most) and (url := _public(link.url)):
            return url
    return None


def _text_before(link: HtmlElement) -> str:
    """Return the words that stand right before a link."""
    before = link.getprevious()
    text = (
        before.tail if before is not None else link.getparent().text if link.getparent() is not None else ""
    )
    return " ".join((text or "").split())


def _destination(url: str) -> str:
    """Follow redirects as far as an address itself says where they lead."""
    for _ in range(_MOST_REDIRECTS):
        target = _target(url)
        if not target:
            break
        url = target
    return url


def _target(url: str) -> str | None:
    parts = urlsplit(url)
    given = [value for _, value in parse_qsl(parts.query) if value.startswith(("http://", "https://"))]
    if not given and (found := _TARGET.search(parts.path)):
        given = [unquote(found[0].partition("/")[0] if "%2f%2f" in found[0].lower() else found[0])]
    for found in _BASE64.finditer(f"{parts.path}?{parts.query}"):
        given += _TARGET.findall(_from_base64(found[0]))
    return next((target for each in given if (target := clean_url(each))), None)


def _from_base64(text: str) -> str:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError:
        return ""


def _public(url: str) -> str | None:
    """Take off an address what tells who the reader is; None where that is a part of its path."""
    parts = urlsplit(canonical_url(url))
    path = parts.path.strip("/")
    if not path or _COUNTS_CLICKS.match(parts.netloc) or _PERSONAL.search(parts.path):
        return None
    naming = [part for part in parts.query.split("&") if _NAMING.fullmatch(part)]
    if not naming and parts.query and _NAMES_NOTHING.fullmatch(path.rpartition("/")[2]):
        return None
    return parts._replace(query="&".join(naming), fragment="").geturl()


def _is_senders(url: str, address: str) -> bool:
    """Tell whether a page is on the site of a mail's sender."""
    name, _, domain = address.lower().rpartition("@")
    host = urlsplit(url).hostname or ""
    if not domain or not host:
        return False
    if _site(url) == _site(f"https://{domain}"):
        return True
    # Where many share a domain, each has a name before it, and writes from an address with that name.
    owner, _, shared = host.partition(".")
    return owner == name and (domain == shared or domain.endswith(f".{shared}"))


def main_site(links: list[Link]) -> str | None:
    """Find the site that most of a mail's links lead to."""
    sites = Counter(_site(link.url) for link in links)
    site, count = next(iter(sites.most_common(1)), (None, 0))
    return site if count >= _FEWEST_LINKS and 2 * count > len(links) else None


def _site(url: str) -> str:
    """Find the site of an address; a domain that no registry knows is taken for one of its last two names."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    ending = host.rpartition(".")[2]
    if ending.isalpha() and not is_same_site(f"https://a.b.{ending}", f"https://b.{ending}"):
        return ".".join(host.split(".")[-2:])
    return site_of(url)
