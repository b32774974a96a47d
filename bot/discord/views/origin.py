"""Where a quote is from: its article, as one line of a message."""

from __future__ import annotations

from datetime import datetime

from bot.discord.views.markdown import dotted, link_label, masked_link, moment, name, unbroken
from bot.links import LONGEST_LINK, article_link
from bot.texts import Markdown, Texts
from bot.texts.outlets import outlet_name
from bot.texts.titles import short_title
from index.article import Article, Precision, Published

# Discord's limit on all text of a layout.
LONGEST_MESSAGE = 4000
LONGEST_NAME = 80
# A title takes no more than two lines of a phone; in Latin letters.
_WIDEST_TITLE = 75


def source(
    texts: Texts,
    article: Article,
    link: str | None,
    *,
    room: int = LONGEST_MESSAGE,
    before: Article | None = None,
) -> Markdown:
    """Name an article: its title, which leads to it, outlet, date, and whether only its beginning is there.

    link: where it leads; None: the article has none.
    room: characters that it may have; words stand for a link that is longer.
    before: the article that was named last; of the same one only that is said.
    """
    if before is not None and before.id == article.id:
        title, known = str(texts("same-article")), published_by(texts, article)[2:]
    else:
        title, known = short_title(article, _WIDEST_TITLE), published_by(texts, article)
    if link is not None and len(link) <= LONGEST_LINK:
        line = dotted([*_linked(texts, title, link), *known])
        if size(line) <= room:
            return line
    missing = unbroken(texts("no-link" if link is None else "link-too-long"))
    return dotted([name(title, LONGEST_MESSAGE), *known, missing])


def published_by(texts: Texts, article: Article) -> list[Markdown]:
    """Tell of an article its outlet, its date, and if so that only its beginning is there."""
    part = [texts("only-beginning")] if article.is_beginning else []
    return [outlet(texts, article), day(texts, article.published), *part]


def reading_link(texts: Texts, link: str | None, room: int) -> Markdown:
    """Write a link in our own words, or why there is none.

    room: characters that it may have.
    """
    if link is None:
        return unbroken(texts("no-link"))
    masked = masked_link(texts("read-the-article"), link)
    return masked if len(link) <= LONGEST_LINK and size(masked) <= room else texts("link-too-long")


def outlet(texts: Texts, article: Article) -> Markdown:
    """Name the outlet of an article."""
    return name(outlet_name(article) or "", LONGEST_NAME) or texts("outlet-unknown")


def linked_outlet(article: Article) -> Markdown:
    """Name the outlet of an article, with a link to that article where there is one."""
    link, named = article_link(article), outlet_name(article) or ""
    if not link_label(named) or link is None or len(link) > LONGEST_LINK:
        return name(named, LONGEST_NAME)
    return masked_link(named, link)


def day(texts: Texts, published: Published) -> Markdown:
    """Write a date as far as it is known; a moment as a timestamp, which shows in the reader's own time."""
    if published.precision is Precision.MOMENT:
        then = datetime.fromisoformat(published.iso)
        if then.year >= 1970:
            return moment(then, "D")
    return unbroken(texts.day(published))


def size(text: str) -> int:
    """Count characters as UTF-16 does: never fewer than Discord does."""
    return len(text.encode("utf-16-le")) // 2


def _linked(texts: Texts, title: str, link: str) -> list[Markdown]:
    """Write a title as a link; one of signs that no link shows, before a link of our own words."""
    if link_label(title):
        return [masked_link(title, link)]
    return [name(title, LONGEST_MESSAGE), masked_link(texts("read-the-article"), link)]
