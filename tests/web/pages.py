"""Pages as outlets make them: an article, and much around it that is none of its text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from tests.web.stories import Story

Link = tuple[str, str]  # URL and title


def news_page(story: Story, url: str, outlet: str, related: Iterable[Link] = ()) -> str:
    """A page with everything: JSON-LD, menus, cookie notice, share bar, newsletter, links, footer."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published,
        "dateModified": story.modified or story.published,
        "author": [{"@type": "Person", "name": name} for name in story.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet},
        "mainEntityOfPage": url,
        "inLanguage": story.language,
    }
    # So that no text can end the script.
    metadata = json.dumps(data).replace("<", "\\u003c")
    return f"""<!DOCTYPE html>
<html lang="{story.language}">
<head>
<meta charset="utf-8">
<title>{escape(story.title)} | {escape(outlet)}</title>
<link rel="canonical" href="{escape(url)}">
<meta property="og:site_name" content="{escape(outlet)}">
<script type="application/ld+json">{metadata}</script>
<style>body {{ font-family: serif }}</style>
</head>
<body>
<div id="cookie-banner" role="dialog"><p>We use cookies to improve your visit.</p>
<button>Accept all</button></div>
<header class="site-header"><a href="/" class="logo">{escape(outlet)}</a>
<nav class="main-menu"><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/subscribe">Subscribe</a></li></ul></nav></header>
<main>
<article>
<h1>{escape(story.title)}</h1>
<p class="byline">By {escape(" and ".join(story.authors))}</p>
<time datetime="{story.published}">{story.published[:10]}</time>
<div class="share-bar"><span>Share this</span>
<a href="#">Facebook</a><a href="#">WhatsApp</a><a href="#">Email</a></div>
<div class="article-body">
{_paragraphs(story)}
</div>
<aside class="newsletter"><p>Sign up for our morning newsletter</p></aside>
</article>
<section class="related"><h2>Read more</h2><ul>
{_items(related)}
</ul></section>
</main>
<footer class="site-footer"><p>All rights reserved by {escape(outlet)}</p>
<a href="/privacy">Privacy</a></footer>
<script>window.tracked = true;</script>
</body>
</html>
"""


def plain_page(story: Story, outlet: str) -> str:
    """A page of a small outlet, which tells little of itself: Open Graph, and a date in words only."""
    return f"""<!DOCTYPE html>
<html lang="{story.language}">
<head><meta charset="utf-8"><title>{escape(story.title)} - {escape(outlet)}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.title)}">
<meta property="article:published_time" content="{story.published}">
<meta name="author" content="{escape(", ".join(story.authors))}"></head>
<body>
<div class="menu"><a href="/">Home</a> <a href="/about">About</a></div>
<h2>{escape(story.title)}</h2>
<div class="post-content">
{_paragraphs(story)}
</div>
<div class="sidebar"><p>Follow us for more</p></div>
</body>
</html>
"""


def front_page(outlet: str, links: Iterable[Link]) -> str:
    """A page that only links to articles."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{escape(outlet)}</title>
<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>
<body><header><h1>{escape(outlet)}</h1></header><main><ul>
{_items(links)}
</ul></main></body>
</html>
"""


def deep_page(depth: int = 100_000) -> str:
    """Elements inside elements."""
    return f"<html><body>{'<div>' * depth}far down{'</div>' * depth}</body></html>"


def _paragraphs(story: Story) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)


def _items(links: Iterable[Link]) -> str:
    return "\n".join(f'<li><a href="{escape(url)}">{escape(title)}</a></li>' for url, title in links)
