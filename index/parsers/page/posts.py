"""The posts of a live page, and of others in which each piece of text has its own time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.parsers.page.blocks import Block, find_blocks
from index.parsers.page.boilerplate import leads_elsewhere
from index.parsers.page.choice import summed
from index.parsers.page.when import says_day, says_when, shown_when

_FEWEST_POSTS = 3
# So much of the page's running text, outside of its comments, stands in the posts.
_LEAST_SHARE = 0.5
_MOST_TEASERS = 0.3
_FEWEST_WORDS = 3
# A time with so many words beside it is a part of a sentence, or of the line that the text is on.
_PARAGRAPH_WORDS = 4
_LONGEST_WHEN = 60
# Names of what has entries with times besides.
_NO_POSTS = re.compile(
    r"(?<![a-z])(?:comments?|disqus|discussion|repl(?:y|ies)|respond|reviews?|related|recommended|teasers?|sidebar|trending"
    r"|most-?read|(?:latest|more)-?(?:news|stories)|newsletter|search-?results?|archive|listing|tweets?)(?![a-z])",
    re.IGNORECASE,
)
_AROUND = frozenset(("aside", "footer", "nav", "table"))
_MAY_BE_CALLED_ANYTHING = frozenset(("html", "body", "main"))
_TIME_TAGS = ("time", "h2", "h3", "h4", "h5", "h6", "span", "div", "p", "strong", "b", "a", "small")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_LIVE = re.compile(r"LiveBlogPosting|liveBlogUpdate")
_CALLED_LIVE = re.compile(
    r"\blive-?(?:blog|ticker|updates?)?\b|\b\w*ticker\b|as it happened|en directo?\b|en vivo\b"
    r"|ao vivo\b|\bdiretta\b|minuto a minuto|\bnewsblog\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Post:
    """One post.

    element: all of it, but for its time. when: the line that says when; empty where its own text does.
    """

    element: HtmlElement
    when: str


def take_posts(root: HtmlElement, url: str | None, language: str | None) -> list[Post]:
    """Find the posts of a page, and take their times out of it, to stand on lines of their own.

    root: the page; it is changed. url: its address. language: in which a day is written that the page shows
        as "two hours ago", or not at all.
    Returns: the posts in the page's order; none where it has none, or only teasers of articles.
    """
    times = _times(root)
    elements = _elements_around(root, times)
    if len(elements) < _FEWEST_POSTS or not _are_posts(root, elements, url):
        return []
    own: dict[HtmlElement, list[HtmlElement]] = {element: [] for element in elements}
    for time in times:
        if (post := _inside(time, own)) is not None:
            own[post].append(time)
    days = _days_above(root, own)
    written = {time.get("datetime", "")[:10] for times in own.values() for time in times[:1]}
    is_of_days = len(written - {""}) > 1
    return [
        Post(element, _take_time(times, days.get(element, ""), language, is_of_days=is_of_days))
        for element, times in own.items()
    ]


def sort_blocks(
    posts: Iterable[Post], blocks: Iterable[Block]
) -> tuple[list[Block], dict[Post, list[Block]]]:
    """Sort a page's blocks: those before the first post, and those of each post, which may have none."""
    of_element = {post.element: post for post in posts}
    within: dict[Post, list[Block]] = {post: [] for post in of_element.values()}
    before: list[Block] = []
    is_before = True
    for block in blocks:
        if (element := _inside(block.element, of_element)) is not None:
            within[of_element[element]].append(block)
            is_before = False
        elif is_before:
            before.append(block)
    return before, within


def _times(root: HtmlElement) -> list[HtmlElement]:
    """Find the elements that only say when, each but for those inside another."""
    found: dict[HtmlElement, None] = {}
    for element in root.iter(*_TIME_TAGS):
        if _is_time(element) and not any(
            around in found or _is_beside(around) for around in _out_from(element)
        ):
            found[element] = None
    return list(found)


def _is_time(element: HtmlElement) -> bool:
    if element.tag == "time":
        return True
    text = element.text or ""
    return not len(element) and 0 < len(text) <= _LONGEST_WHEN and says_when(" ".join(text.split()))


def _is_beside(element: HtmlElement) -> bool:
    if element.tag in _AROUND:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag not in _MAY_BE_CALLED_ANYTHING and bool(_NO_POSTS.search(names))


def _elements_around(root: HtmlElement, times: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Find elements of one make that stand side by side, each around a time of its own."""
    held: Counter[HtmlElement] = Counter()
    for time in times:
        held.update(_out_from(time))
    # Some posts have two times, of which one is of their last change.
    for most in (1, 2):
        groups: defaultdict[tuple[HtmlElement | None, str], dict[HtmlElement, None]] = defaultdict(dict)
        for time in times:
            element = time
            while (parent := element.getparent()) is not None and held[parent] <= most:
                element = parent
            if element is not time:
                make = _make(element)
                groups[None if _is_telling(make) else parent, make][element] = None
        (_, make), elements = max(groups.items(), key=lambda group: len(group[1]), default=((None, ""), {}))
        if len(elements) >= _FEWEST_POSTS:
            return _all_of(root, make, held) if _is_telling(make) else list(elements)
    return []


def _is_telling(make: str) -> bool:
    """Tell whether elements of a make are posts wherever they stand, as those of another day do."""
    return make == "article" or "." in make


def _all_of(root: HtmlElement, make: str, held: Counter[HtmlElement]) -> list[HtmlElement]:
    alike: dict[HtmlElement, None] = {}
    for element in root.iter(make.partition(".")[0]):
        if held[element] and _make(element) == make and not any(e in alike for e in element.iterancestors()):
            alike[element] = None
    return list(alike)


def _make(element: HtmlElement) -> str:
    """Tell what an element is: its tag, and the first of its classes that isn't its own alone."""
    names = (element.get("class") or "").split()
    name = next((name for name in names if not any(map(str.isdigit, name))), "")
    return f"{element.tag}.{name}" if name else str(element.tag)


def _are_posts(root: HtmlElement, elements: Sequence[HtmlElement], url: str | None) -> bool:
    """Tell whether elements with times are posts, and no teasers of other articles."""
    own: Counter[HtmlElement] = Counter()
    for block in find_blocks(root):
        if _is_of_post(block):
            own[block.element] += len(block.text)
    held = summed(own)
    if sum(held[element] > 0 for element in elements) < _FEWEST_POSTS:
        return False
    if _is_declared_live(root):
        return True
    if sum(held[element] for element in elements) < _LEAST_SHARE * held[root]:
        return False
    # A page that is called live has posts that lead to more about what they tell.
    title = " ".join(root.xpath("string(//title)").split())
    by_title = _CALLED_LIVE.search(f"{url or ''} {title}") is not None
    teasers = sum(_is_teaser(element, url, by_title=by_title) for element in elements)
    return teasers <= _MOST_TEASERS * len(elements)


def _is_of_post(block: Block) -> bool:
    return (
        len(block.text.split()) >= _FEWEST_WORDS
        and block.link_share < _LEAST_SHARE
        and not says_when(block.text)
        and not any(map(_is_beside, _out_from(block.element)))
    )


def _is_declared_live(root: HtmlElement) -> bool:
    scripts = root.xpath('//script[contains(@type, "ld+json")]')
    return any(_LIVE.search(script.text or "") for script in scripts) or bool(
        root.xpath('//*[contains(@itemtype, "LiveBlogPosting") or contains(@itemprop, "liveBlogUpdate")]')
    )


def _is_teaser(element: HtmlElement, url: str | None, *, by_title: bool) -> bool:
    """Tell whether a piece of a page leads to the article that it is about, by its title or a "read more"."""
    if element.tag == "a" or any(around.tag == "a" for around in islice(element.iterancestors(), 2)):
        return True
    for link in element.iter("a"):
        is_title = any(around.tag in _HEADINGS for around in [*_out_from(link), *link])
        leads_on = not by_title and leads_elsewhere(" ".join(link.text_content().split()))
        if (is_title or leads_on) and _leads_away(link.get("href") or "", url):
            return True
    return False


def _leads_away(target: str, url: str | None) -> bool:
    try:
        path = urlsplit(target).path.rstrip("/")
        return bool(path) and path != urlsplit(url or "").path.rstrip("/")
    except ValueError:
        return False


def _days_above(root: HtmlElement, posts: Mapping[HtmlElement, object]) -> dict[HtmlElement, str]:
    """Tell under which day each post stands, where headings between them say so."""
    days: dict[HtmlElement, str] = {}
    day = ""
    for element in root.iter():
        if element in posts:
            days[element] = day
        elif element.tag in _HEADINGS and _inside(element, posts) is None:
            text = " ".join(element.text_content().split())
            day = text if says_day(text) else day
    return days


def _take_time(times: Sequence[HtmlElement], day: str, language: str | None, *, is_of_days: bool) -> str:
    """Take the time of a post out of it; return it, with its day where the page gives that elsewhere."""
    if not times:
        return ""
    shown = " ".join(times[0].text_content().split())
    line = times[0].getparent()
    words = len(line.text_content().split()) if line is not None and line.tag in ("p", "li") else 0
    if says_when(shown) and words >= len(shown.split()) + _PARAGRAPH_WORDS:
        return ""
    given = times[0].get("datetime")
    for time in times:
        time.drop_tree()
    return shown_when(shown, given, day, language, is_of_days=is_of_days)


def _out_from(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]


def _inside(element: HtmlElement, posts: Mapping[HtmlElement, object]) -> HtmlElement | None:
    return next((around for around in _out_from(element) if around in posts), None)
