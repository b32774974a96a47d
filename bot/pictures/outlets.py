"""What an outlet is called in a picture where no font has the letters of its name."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.links import article_link
from index.article import Article


def plain_name(article: Article) -> str:
    """Name an outlet by the address of its article: Latin letters alone; empty where it has none."""
    link = article_link(article)
    return (urlsplit(link).hostname or "").removeprefix("www.") if link else ""
