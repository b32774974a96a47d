"""Feeds and sitemaps, good ones and bad ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from tests.web.stories import Story

RSS, ATOM, SITEMAP = "application/rss+xml; charset=utf-8", "application/atom+xml", "application/xml"

Item = tuple[str, Story]  # URL and what is there


def rss(title: str, items: Iterable[Item], *, full: bool = False) -> str:
    """An RSS feed.

    full: does it carry the whole text, or a summary only?
    """
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{escape(title)}</title><link>/</link><description>News from {escape(title)}</description>
{"".join(_rss_item(url, story, full) for url, story in items)}
</channel>
</rss>
"""


def atom(title: str, items: Iterable[Item], *, full: bool = False) -> str:
    """An Atom feed.

    full: does it carry the whole text, or a summary only?
    """
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(title)}</title>
<id>urn:feed:{escape(title.replace(" ", "-"))}</id><updated>2024-04-01T00:00:00Z</updated>
{"".join(_atom_entry(url, story, full) for url, story in items)}
</feed>
"""


def sitemap(urls: Iterable[str | Item]) -> str:
    """A sitemap; an item brings the date of its last change along."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{"".join(f"<url>{_location(each)}</url>" for each in urls)}
</urlset>
"""


def sitemap_index(urls: Iterable[str]) -> str:
    """A sitemap of sitemaps."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{"".join(f"<sitemap>{_location(each)}</sitemap>" for each in urls)}
</sitemapindex>
"""


def entity_bomb() -> str:
    """A feed of some hundred bytes whose title would be a billion words."""
    levels = "".join(f'<!ENTITY w{n} "{f"&w{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY w0 "word ">{levels}]>'
        '<rss version="2.0"><channel><title>&w9;</title><item><title>&w9;</title></item></channel></rss>'
    )


def prying_feed(url: str) -> str:
    """A feed whose title is to be what is found at a URL, such as a file of this machine."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY pried SYSTEM "{url}">]>'
        '<rss version="2.0"><channel><title>News</title>'
        "<item><title>&pried;</title></item></channel></rss>"
    )


def _rss_item(url: str, story: Story, full: bool) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    content = f"<content:encoded>{escape(text)}</content:encoded>" if full else ""
    return (
        f"<item><title>{escape(story.title)}</title><link>{escape(url)}</link>"
        f'<guid isPermaLink="true">{escape(url)}</guid><pubDate>{_mail_date(story.published)}</pubDate>'
        f"{''.join(f'<dc:creator>{escape(name)}</dc:creator>' for name in story.authors)}"
        f"<description>{escape(_summary(story))}</description>{content}</item>\n"
    )


def _atom_entry(url: str, story: Story, full: bool) -> str:
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    content = f'<content type="html">{escape(text)}</content>' if full else ""
    return (
        f"<entry><title>{escape(story.title)}</title><id>{escape(url)}</id><link href={quoteattr(url)}/>"
        f"<published>{_instant(story.published)}</published>"
        f"<updated>{_instant(story.modified or story.published)}</updated>"
        f"{''.join(f'<author><name>{escape(name)}</name></author>' for name in story.authors)}"
        f"<summary>{escape(_summary(story))}</summary>{content}</entry>\n"
    )


def _location(each: str | Item) -> str:
    if isinstance(each, str):
        return f"<loc>{escape(each)}</loc>"
    url, story = each
    return f"<loc>{escape(url)}</loc><lastmod>{story.modified or story.published}</lastmod>"


def _summary(story: Story) -> str:
    return story.paragraphs[0].partition(". ")[0] + " …"


def _read(date: str) -> datetime:
    read = datetime.fromisoformat(date)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _instant(date: str) -> str:
    return _read(date).isoformat()


def _mail_date(date: str) -> str:
    return format_datetime(_read(date))
