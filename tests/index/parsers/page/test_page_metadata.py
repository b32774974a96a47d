"""What a page tells about its article."""

from __future__ import annotations

import json
from typing import Any

import pytest

from index.article import Published
from index.parsers.metadata import ArticleMetadata, make_article
from index.parsers.page.page import read_page
from tests.index.parsers.page.sample_page import PARAGRAPHS, STORY, TITLE

URL = "https://example.org/news/bridge"


def facts(
    head: str = "", before: str = "", known: ArticleMetadata | None = None, title: str | None = None
) -> ArticleMetadata:
    """What is found of a page with this in its head, and before its article."""
    data = (
        f"<!doctype html><html><head><title>{title or TITLE}</title>{head}</head><body><h1>{TITLE}</h1>"
        f"{before}<article>{PARAGRAPHS}</article></body></html>"
    )
    return read_page(data.encode(), ArticleMetadata(url=URL) if known is None else known)[1]


def ld(*values: object) -> str:
    """JSON-LD in a script."""
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def meta(**values: str) -> str:
    """Meta elements; in their names, a double underscore stands for a colon."""
    return "".join(f'<meta property="{k.replace("__", ":")}" content="{v}">' for k, v in values.items())


def article(**fields: Any) -> dict[str, Any]:
    """An article in JSON-LD."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("", f"{TITLE} | Example Wire"),
        ("", f"{TITLE} - News - Example Wire"),
        (meta(og__title=f"{TITLE} — Example Wire", og__site_name="Example Wire"), TITLE),
        (meta(og__title=f"{TITLE} | example.org"), TITLE),
        (meta(og__title=TITLE), "Example Wire"),
        (ld(article()), f"{TITLE} » Example Wire"),
    ],
)
def test_the_title_is_without_its_outlet(head: str, title: str) -> None:
    assert facts(head, title=title).title == TITLE


@pytest.mark.parametrize(
    ("head", "title", "body", "outlet"),
    [
        (f'<link rel="canonical" href="{URL}">', f"{TITLE} - The Example", "", "The Example"),
        (f'<link rel="canonical" href="{URL}">', f"The Example: {TITLE}", f"<h2>{TITLE}</h2>", "example.org"),
        (f'<link rel="canonical" href="{URL}">', f"The Example – {TITLE}", "", "The Example"),
        (f'<link rel="canonical" href="{URL}">', f"{TITLE} | Harbour", "", "example.org"),
        (
            ld({"@type": "NewsArticle", "publisher": {"name": "Example Wire"}}),
            f"{TITLE} – Example Wire",
            "",
            "Example Wire",
        ),
        (meta(og__title=f"{TITLE} - Example Wire"), f"{TITLE} | News | Example Wire", "", "Example Wire"),
        ("", f"{TITLE} | Example Wire", "", "Example Wire"),
        ("", f"{TITLE} - Example Wire", f"<h2>{TITLE}</h2>", "Example Wire"),
        ("", f"{TITLE}_Example Wire", f"<div>{TITLE}</div>", "Example Wire"),
    ],
)
def test_the_title_is_without_its_outlet_where_no_heading_tells(
    head: str, title: str, body: str, outlet: str
) -> None:
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}<article>{PARAGRAPHS}</article>"
    _, found = read_page(page.encode(), ArticleMetadata())
    assert found.title == TITLE
    assert make_article("A text of a few words.", found, "a").outlet == outlet


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Bridge opens – at last", URL),
        ("Ferry or bridge: who pays?", URL),
        ("Ardmoor | Elmstead: two towns, one bridge", URL),
        ("Bridge opens - Gaza", "https://gazanews.example.com/a/1"),
    ],
)
def test_what_may_belong_to_a_headline_stays_in_it(title: str, url: str) -> None:
    head = f'<title>{title}</title><link rel="canonical" href="{url}">'
    page = f"<html><head>{head}</head><body>{PARAGRAPHS}</body>"
    assert read_page(page.encode(), ArticleMetadata())[1].title == title


def test_a_printed_version_is_called_by_its_heading() -> None:
    page = (
        "<html><head><title>Ardmoor Post - Printable version</title></head><body><b>Ardmoor Post</b><hr>"
        f"<h2>{TITLE}</h2>Ardmoor Post, 12 March 2026<br>By Ida Roll<br><br>{PARAGRAPHS}</body></html>"
    )
    text, found = read_page(page.encode(), ArticleMetadata())
    assert (found.title, found.outlet, found.authors) == (TITLE, "Ardmoor Post", ("Ida Roll",))
    assert found.published == Published("2026-03-12") and text.split("\n") == STORY


def test_a_title_may_hold_a_dash() -> None:
    title = "Bridge opens – at last"
    assert facts(meta(og__title=title, og__site_name="Example Wire")).title == title


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        (meta(og__site_name="Example Wire"), None, "Example Wire"),
        (
            meta(og__site_name="example.org") + ld(article(publisher={"name": "Example Wire"})),
            None,
            "Example Wire",
        ),
        (
            meta(og__site_name="example") + ld(article(publisher={"name": "Example Wire"})),
            None,
            "Example Wire",
        ),
        (meta(og__site_name="example.org"), None, "example.org"),
        (meta(og__site_name="example.org"), f"{TITLE} | The Example", "The Example"),
        (meta(og__site_name="example.org"), f"{TITLE} | Local News", "example.org"),
        ('<meta name="application-name" content="Example Wire">', None, "Example Wire"),
        ("", f"{TITLE} | Example Wire", "Example Wire"),
        ("", TITLE, None),
        (meta(og__site_name="Home"), None, None),
        (
            ld(
                {
                    "@graph": [
                        article(publisher={"@id": "#us"}),
                        {"@type": "Organization", "@id": "#us", "name": "Us Now"},
                    ]
                }
            ),
            None,
            "Us Now",
        ),
    ],
)
def test_the_outlet_is_a_name(head: str, title: str | None, outlet: str | None) -> None:
    assert facts(head, title=title).outlet == outlet


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        (ld(article(author={"@type": "Person", "name": "Ann Lee"})), "", ("Ann Lee",)),
        (ld(article(author=[{"name": "Ann Lee"}, {"name": "Bob Roe"}])), "", ("Ann Lee", "Bob Roe")),
        (ld(article(author=["Ann Lee", "https://example.org/bob"])), "", ("Ann Lee",)),
        (meta(author="By Ann Lee and Bob Roe"), "", ("Ann Lee", "Bob Roe")),
        (meta(author="Ann Lee, Staff Writer"), "", ("Ann Lee",)),
        (meta(article__author="https://social.example/annlee", author="Ann Lee"), "", ("Ann Lee",)),
        (meta(author="admin"), '<p class="byline">Written by <a>Ann Lee</a></p>', ("Ann Lee",)),
        ("", '<a rel="author" href="/ann">Ann Lee</a>', ("Ann Lee",)),
        ("", '<div class="comment"><a rel="author">Some Body</a></div>', ()),
        (meta(author="Example Wire", og__site_name="Example Wire"), "", ("Example Wire",)),
        (
            ld(article(author=[{"@type": "Organization", "name": "Example Wire"}])) + meta(author="Ann Lee"),
            "",
            ("Ann Lee",),
        ),
        (meta(author="ann@example.org"), "", ()),
        ("", "", ()),
    ],
)
def test_authors_are_persons(head: str, before: str, authors: tuple[str, ...]) -> None:
    assert facts(head, before).authors == authors


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://example.org/news/bridge-opens", "https://example.org/news/bridge-opens"),
        ("https://www.example.org/b?utm_source=x&id=1#top", "https://www.example.org/b?id=1"),
        ("/news/2025/bridge", "https://example.org/news/2025/bridge"),
        ("https://example.org/", URL),
        ("https://example.org/news", URL),
        ("https://other.example/news/bridge", URL),
        ("javascript:alert(1)", URL),
        ("", URL),
    ],
)
def test_the_url_is_the_pages_own_for_itself(canonical: str, url: str) -> None:
    known = ArticleMetadata(url=f"{URL}?fbclid=1")
    assert facts(f'<link rel="canonical" href="{canonical}">', known=known).url == url
    assert facts(meta(og__url=canonical), known=known).url == url


def test_another_form_of_an_article_leads_to_the_article() -> None:
    head = f'<link rel="canonical" href="{URL}">'
    for form in ("/amp", "/amp/", "/2", "?page=2", "/print"):
        assert facts(head, known=ArticleMetadata(url=URL + form)).url == URL


def test_without_a_known_url_the_page_is_believed() -> None:
    assert facts(f'<link rel="canonical" href="{URL}?gclid=1">', known=ArticleMetadata()).url == URL


@pytest.mark.parametrize(
    ("head", "before", "iso"),
    [
        (ld(article(datePublished="2025-03-10T09:00:00+01:00")), "", "2025-03-10T08:00:00Z"),
        (ld([article(datePublished="2025-03-10")]), "", "2025-03-10"),
        (ld({"@graph": [{"@type": "WebPage"}, article(datePublished="2025-03-10")]}), "", "2025-03-10"),
        # Other articles in the same page, of which one has the page's headline.
        (
            ld(article(datePublished="2025-03-10"), article(headline="Bread", datePublished="2024-01-01")),
            "",
            "2025-03-10",
        ),
        (
            ld(
                article(headline="Milk", datePublished="2025-03-10"),
                article(headline="Bread", datePublished="2024-01-01"),
            ),
            "",
            "",
        ),
        # A day, and the same day to the second.
        (
            meta(date="2025-03-10") + ld(article(datePublished="2025-03-10T23:30:00-05:00")),
            "",
            "2025-03-11T04:30:00Z",
        ),
        (meta(date="2025-03-10") + ld(article(datePublished="2025-05-10T09:00:00Z")), "", "2025-03-10"),
        (meta(date="03/04/2025") + ld(article(datePublished="2025-04-03")), "", "2025-04-03"),
        ('<script type="application/ld+json">{"datePublished": "2025-03-10",}</script>', "", "2025-03-10"),
        (
            '<script type="application/ld+json">{"a": b, "datePublished": "2025-03-10"</script>',
            "",
            "2025-03-10",
        ),
        ("", '<time datetime="2025-03-10T09:00:00Z">today</time>', "2025-03-10T09:00:00Z"),
        ("", '<span class="date">Monday, 10 March 2025</span>', "2025-03-10"),
        ("", '<span class="post-date">10. März 2025</span>', "2025-03-10"),
        ("", '<span class="date">03/04/2025</span>', ""),
        ("", '<span class="date">10 March 2025</span><span class="date">9 March 2025</span>', ""),
        ("", '<span class="date updated">Updated 10 March 2025</span>', ""),
        ("", '<time itemprop="dateModified" datetime="2025-03-10">today</time>', ""),
        ("", '<ul><li><time datetime="2025-03-10">today</time></li></ul>', ""),
        ("", "<p>It was begun on 10 March 2025, when the river was low and the ferry stood still.</p>", ""),
        ("", "<p>© 2025</p>", ""),
    ],
)
def test_published_is_known_as_far_as_the_page_tells(head: str, before: str, iso: str) -> None:
    assert facts(head, before).published == Published(iso)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("<p>Updated 10 March 2025</p>", "2025-03-10"),
        ("<p>Last updated: <time>10 March 2025, 09:00 GMT</time></p>", "2025-03-10T09:00:00Z"),
        (
            '<time itemprop="dateModified" datetime="2025-03-10T09:00:00Z">today</time>',
            "2025-03-10T09:00:00Z",
        ),
        (
            '<time class="updated" datetime="2025-03-10T09:00:00Z">Updated today</time>',
            "2025-03-10T09:00:00Z",
        ),
    ],
)
def test_a_page_that_only_says_when_it_was_changed(line: str, iso: str) -> None:
    found = facts(before=line)
    assert (found.published, found.modified) == (Published(), Published(iso))


BROKEN = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s",
"publisher": {"@type": "Organization", "logo": {"url": "x"}, "name": "Harbour Courier"},
"author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ray"}],
"datePublished": "2025-03-10" "x": }</script>"""


def test_json_that_is_broken_tells_what_can_be_told() -> None:
    found = facts(BROKEN % TITLE)
    assert (found.outlet, found.authors) == ("Harbour Courier", ("Ann Lee", "Bo Ray"))
    assert found.published == Published("2025-03-10")


def test_json_that_is_broken_and_of_another_article_tells_nothing() -> None:
    found = facts(BROKEN % "Bread prices agreed among bakers")
    assert (found.authors, found.published) == ((), Published())


@pytest.mark.parametrize(
    ("published", "modified", "iso"),
    [
        ("2025-03-10T09:00:00Z", "2025-03-10T10:00:00Z", "2025-03-10T10:00:00Z"),
        ("2025-03-10T09:00:00Z", "2025-03-10T09:00:00Z", ""),
        ("2025-03-10T09:00:00Z", "2025-03-09T09:00:00Z", ""),
        ("2025-03-10", "2025-03-10T10:00:00Z", ""),
        ("2025-03-10", "2025-03-11", "2025-03-11"),
        ("", "2025-03-11", "2025-03-11"),
    ],
)
def test_modified_is_later_than_published(published: str, modified: str, iso: str) -> None:
    assert facts(ld(article(datePublished=published, dateModified=modified))).modified == Published(iso)
    head = meta(article__published_time=published, article__modified_time=modified)
    assert facts(head).modified == Published(iso)


def test_the_language_is_declared_or_detected() -> None:
    assert facts().language == "en"
    assert facts(meta(og__locale="en_GB")).language == "en"
    assert facts(meta(og__locale="de_DE")).language == "en", "the text is surely English"
    assert facts(known=ArticleMetadata(language="cy")).language == "cy"


def test_what_is_known_already_comes_first() -> None:
    known = ArticleMetadata(title="Known", url=URL, outlet="Known Times", published=Published("2020"))
    found = facts(meta(og__title="Other", og__site_name="Other", date="2025-03-10"), known=known)
    assert (found.title, found.outlet, found.published) == ("Known", "Known Times", Published("2020"))
