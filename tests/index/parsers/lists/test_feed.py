"""Feeds, good ones and bad ones, and telling them from other things."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import FetchSettings
from index.parsers.items import UnusableError
from index.parsers.lists.feed import ContentKind, Feed, FeedEntry, find_feeds, kind_of, read_feed
from index.parsers.metadata import ArticleMetadata
from index.sandbox.sandbox import Sandbox
from tests.web.feeds import atom, entity_bomb, prying_feed, rss, sitemap
from tests.web.stories import load_stories

KNOWN = ArticleMetadata(url="https://example.org/feeds/all.xml")
STORIES = [(f"https://example.org{story.path}", story) for story in load_stories()[:3]]
PARAGRAPH = "The council of Ardmoor opened a new bridge on Monday, and the mayor cut a ribbon of red silk. "
LONG = PARAGRAPH * 9  # 153 words


@pytest.fixture(scope="module")
def strict() -> Iterator[Sandbox]:
    with Sandbox(FetchSettings(parse_seconds=1.0, parse_megabytes=300)) as opened:
        yield opened


def read(feed: str | bytes) -> Feed:
    return read_feed(feed.encode() if isinstance(feed, str) else feed, KNOWN)


def item(inside: str, head: str = "") -> str:
    """An RSS feed of one item."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">'
        f"<channel><title>Example Wire</title>{head}<item>{inside}</item></channel></rss>"
    )


def entry(inside: str) -> FeedEntry:
    """The one entry of an RSS feed; it has a link unless it says otherwise."""
    link = "" if "<link>" in inside or "<guid" in inside else "<link>https://example.org/a</link>"
    feed = read(item(link + inside))
    [only] = feed.entries
    return only


@pytest.mark.parametrize("make", [rss, atom])
@pytest.mark.parametrize("full", [False, True])
def test_every_entry_is_read(make: Any, full: bool) -> None:
    feed = read(make("Example Wire", STORIES, full=full))
    assert feed.title == "Example Wire" and feed.skipped == ()
    assert [one.url for one in feed.entries] == [url for url, _ in STORIES]
    for one, (url, story) in zip(feed.entries, STORIES, strict=True):
        assert one.metadata.title == story.title and one.metadata.url == url
        assert one.metadata.authors == story.authors
        assert (
            one.text == "\n\n".join(story.paragraphs)
            if full
            else story.paragraphs[0].startswith(one.text[:20])
        )


def test_rdf() -> None:
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title></channel>'
        "<item><title>Bridge opens</title><link>https://example.org/a</link>"
        "<dc:date>2025-03-10T09:00:00+01:00</dc:date><dc:creator>Ann Lee</dc:creator></item></rdf:RDF>"
    )
    [one] = feed.entries
    assert one.metadata.published.iso == "2025-03-10T08:00:00Z" and not one.metadata.modified.iso
    assert one.metadata.authors == ("Ann Lee",)


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_json_feed(version: str) -> None:
    people = [{"name": "Ann Lee"}, {"name": "Bob Ray"}]
    feed = read(
        json.dumps(
            {
                "version": f"https://jsonfeed.org/version/{version}",
                "title": "Example Wire",
                "language": "en-GB",
                "items": [
                    {
                        "id": 7,
                        "url": "/a?utm_source=feed",
                        "title": "Bridge opens",
                        "content_html": f"<p>{LONG}</p>",
                        "date_published": "2025-03-10T09:00:00+01:00",
                        "date_modified": "2025-03-11T09:00:00Z",
                        **({"author": people[0]} if version == "1" else {"authors": people}),
                    },
                    {"id": "https://example.org/b", "content_text": "Short.\n\nText.", "title": "\ud800"},
                    {"id": "8", "title": "Nowhere"},
                    "nonsense",
                ],
            }
        )
    )
    assert (feed.title, feed.language) == ("Example Wire", "en")
    assert feed.skipped == ("the entry “Nowhere” has no link to a page",)
    first, second = feed.entries
    assert first.url == "https://example.org/a?utm_source=feed" and first.is_full
    assert first.metadata.url == "https://example.org/a", "what counts clicks is no part of an address"
    assert first.metadata.authors == (("Ann Lee",) if version == "1" else ("Ann Lee", "Bob Ray"))
    assert first.metadata.published.iso == "2025-03-10T08:00:00Z"
    assert first.metadata.modified.iso == "2025-03-11T09:00:00Z"
    assert (second.text, second.is_full, second.metadata.title) == ("Short.\n\nText.", False, None)


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>https://example.org/a</link>", "https://example.org/a"),
        ("<link>/a</link>", "https://example.org/a"),
        ("<link>a#top</link>", "https://example.org/feeds/a#top"),
        ("<guid>https://example.org/a</guid>", "https://example.org/a"),
        ("<guid>12345</guid>", None),
        ("<link/><guid>https://example.org/a</guid>", "https://example.org/a"),
        ("<link></link><guid>12345</guid>", None),
        ('<guid isPermaLink="false">https://example.org/a</guid>', None),
        ("<link>mailto:a@example.org</link>", None),
        ("<link>http://[</link>", None),
        (
            "<link>https://feeds.example.net/~r/1</link>"
            "<feedburner:origLink>https://example.org/a</feedburner:origLink>",
            "https://example.org/a",
        ),
    ],
)
def test_links(inside: str, url: str | None) -> None:
    feed = read(item(f"<title>Bridge</title>{inside}"))
    assert [one.url for one in feed.entries] == ([url] if url else [])
    assert feed.skipped == (() if url else ("the entry “Bridge” has no link to a page",))


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://example.org/old mill.html", "https://example.org/old%20mill.html"),
        ("old mill?q=a b", "https://example.org/feeds/old%20mill?q=a%20b"),
        ("https://example.org/old%20mill", "https://example.org/old%20mill"),
        ("https://example.org/mühle", "https://example.org/mühle"),
        ("https://example.org/a?b=1&amp;amp;c=2", "https://example.org/a?b=1&c=2"),
        ("https://exam ple.org/a", None),
    ],
)
def test_characters_that_may_not_stand_in_links(link: str, url: str | None) -> None:
    assert [one.url for one in read(item(f"<link>{link}</link>")).entries] == ([url] if url else [])


POSTS = [f"{number} boats were counted at the pier of Ardmoor. " + PARAGRAPH * 2 for number in (3, 5, 8)]


def live(*links: str, texts: list[str] = POSTS, ending: str = "") -> list[FeedEntry]:
    """The entries of a feed with these links, each with a text."""
    items = "</item><item>".join(
        f"<link>https://example.org/{link}</link><description>{text}{ending}</description>"
        for link, text in zip(links, texts, strict=True)
    )
    return list(read(item(items)).entries)


def test_posts_of_one_page_are_articles_of_their_own() -> None:
    links = ["live#8", "live#5", "live?utm_source=feed#3"]
    entries = live(*links)
    assert [one.url for one in entries] == [f"https://example.org/{link}" for link in links]
    assert [one.metadata.url for one in entries] == [f"https://example.org/live#{n}" for n in (8, 5, 3)]
    assert all(one.is_full for one in entries), "their page would bring all of them at once"


def test_posts_of_one_page_in_a_json_feed() -> None:
    items = [{"url": f"/live#{n}", "content_text": text} for n, text in enumerate(POSTS)]
    feed = read(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    assert [one.metadata.url for one in feed.entries] == [f"https://example.org/live#{n}" for n in range(3)]


@pytest.mark.parametrize(
    "entries",
    [
        live("a#top", "b#top", "c#top"),
        live("live#1", "live#2", "live#3", texts=[POSTS[0]] * 3),
        live("live#1", "live#2", "live#3", texts=["The pier opens.", "It rains.", "The pier shuts."]),
        live("live#1", "live#2", "live#3", ending=" Read more"),
        live("mill#comment-1", "mill#comment-2", "mill#respond"),
        live("live", "live?utm_source=feed", "live#1"),
    ],
    ids=["pages", "texts", "short", "cut", "readers", "one"],
)
def test_a_fragment_is_no_article_where_its_page_is(entries: list[FeedEntry]) -> None:
    assert all("#" not in (one.metadata.url or "#") for one in entries)
    assert not any(one.is_full for one in entries)


def test_the_same_link_twice_is_one_entry() -> None:
    twice = item("<title>New</title><link>/a</link></item><item><title>Old</title><link>/a</link>")
    assert [one.metadata.title for one in read(twice).entries] == ["New"]


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("Mon, 10 Mar 2025 09:00:00 +0100", "2025-03-10T08:00:00Z"),
        ("Mon, 10 Mar 2025 09:00:00 EST", "2025-03-10T14:00:00Z"),
        ("2025-03-10 09:00:00 +0100", "2025-03-10T08:00:00Z"),
        ("Mon, 10 Mar 2025 09:00:00", "2025-03-10"),
        ("2025-03-10T09:00:00", "2025-03-10"),
        ("2025-03-10", "2025-03-10"),
        ("03/04/2025 09:00 GMT", "2025"),
        ("Mon, 10 Mar 25 09:00:00 GMT", "2025-03-10T09:00:00Z"),
        ("Mon Mar 10 09:00:00 2025", "2025-03-10"),
        ("Mo, 10 Mär 2025 09:00:00 +0100", "2025-03-10T08:00:00Z"),
        ("Пн, 10 мар 2025 09:00:00 +0300", "2025-03-10T06:00:00Z"),
        ("ВТ, 03 ИЮН 2025 09:00:00 +0300", "2025-06-03T06:00:00Z"),
        ("понедельник, 5 мая 2025 09:00:00 +0300", "2025-05-05T06:00:00Z"),
        ("Нд, 09 бер 2025 09:00:00 +0200", "2025-03-09T07:00:00Z"),
        ("п'ятниця, 7 листопада 2025", "2025-11-07"),
        ("Śr, 08 paź 2025 09:00:00 +0200", "2025-10-08T07:00:00Z"),
        ("pon., 10 marca 2025 09:00 GMT", "2025-03-10T09:00:00Z"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", ""),
        ("Wed, 10 Mar 1971 09:00:00 GMT", ""),
        ("Mon, 10 Mar 2025 09:00:00 XYZ", "2025-03-10"),
        ("some day", ""),
    ],
)
def test_a_date_is_as_exact_as_it_is_said(date: str, iso: str) -> None:
    assert entry(f"<pubDate>{date}</pubDate>").metadata.published.iso == iso


def test_an_atom_entry_that_was_only_updated_has_no_date_of_publication() -> None:
    [one] = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><entry><title>Brücke</title>'
        '<link href="https://example.org/a"/><updated>2025-03-10T08:00:00Z</updated></entry></feed>'
    ).entries
    assert (one.metadata.published.iso, one.metadata.modified.iso) == ("", "2025-03-10T08:00:00Z")
    assert one.metadata.language == "de"


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bob Ray</dc:creator>", ("Ann Lee", "Bob Ray")),
        ("<dc:creator>By Ann Lee and Bob Ray</dc:creator>", ("Ann Lee", "Bob Ray")),
        ("<author>letters@example.org (Ann Lee)</author>", ("Ann Lee",)),
        ("<author>letters@example.org</author>", ()),
    ],
)
def test_authors(inside: str, authors: tuple[str, ...]) -> None:
    assert entry(inside).metadata.authors == authors


def test_titles_are_plain_text_and_a_source_is_the_outlet() -> None:
    one = entry(
        "<title>Bridge &amp;amp; tower: &lt;b&gt;open&lt;/b&gt;</title>"
        '<source url="https://example.com/feed">Ardmoor Times</source>'
    )
    assert (one.metadata.title, one.metadata.outlet) == ("Bridge & tower: open", "Ardmoor Times")


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (
            "&amp;lt;p&amp;gt;Lee &amp;amp;amp; Ray&amp;#8217;s mill.&amp;lt;/p&amp;gt; It shuts.",
            "Lee & Ray’s mill.\n\nIt shuts.",
        ),
        ("One&amp;lt;br /&amp;gt;two", "One\ntwo"),
        ("&amp;amp;lt;b&amp;amp;gt;Mill&amp;amp;lt;/b&amp;amp;gt;", "Mill"),
        ("<![CDATA[&lt;p&gt;Lee &amp;amp; Ray&lt;/p&gt;]]>", "Lee & Ray"),
        ("<![CDATA[<p>Lee&amp;nbsp;&amp;amp;&amp;nbsp;Ray</p>]]>", "Lee & Ray"),
        ("The mill&amp;amp;nbsp;costs &amp;amp;pound;5 &amp;amp;#0;now", "The mill costs £5 now"),
        ("A soft\u00adly turn&amp;shy;ing mill&amp;amp;shy;wheel", "A softly turning millwheel"),
        # What is no reference, and what is told about markup, stays.
        (
            "<![CDATA[<p>A tag like &lt;b&gt; or &lt;/p&gt; is markup.</p>]]>",
            "A tag like <b> or </p> is markup.",
        ),
        ("R&amp;D; 3 &amp;lt; 5, and a &amp;lt;b or c&amp;gt; d", "R&D; 3 < 5, and a <b or c> d"),
    ],
)
def test_what_is_escaped_twice(escaped: str, text: str) -> None:
    one = entry(f"<title>{escaped}</title><description>{escaped}</description>")
    assert (one.text, one.metadata.title) == (text, " ".join(text.split()))


def test_markup_that_is_called_plain_text() -> None:
    [one] = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Lee &amp;amp; &lt;i&gt;Ray&lt;/i&gt;</title>'
        '<link href="https://example.org/a"/><summary>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;</summary></entry>'
        "</feed>"
    ).entries
    assert (one.metadata.title, one.text) == ("Lee & Ray", "One\n\ntwo")
    plain: dict[str, Any] = {
        "url": "/a",
        "title": "Lee &amp; Ray",
        "content_text": "if a < b\nor c > d, &amp; so on",
    }
    plain |= {"author": {"name": "Lee &amp; Ray"}}
    feed = {"version": "https://jsonfeed.org/version/1", "title": "A &amp;amp; B", "items": [plain]}
    found = read(json.dumps(feed))
    [one] = found.entries
    assert (found.title, one.metadata.title, one.text) == (
        "A & B",
        "Lee & Ray",
        "if a < b\nor c > d, & so on",
    )
    assert one.metadata.authors == ("Lee & Ray",)


@pytest.mark.parametrize("bad", ["&#0;", "&#xFFFFFFFF;", "&#xD800;", f"&#{'9' * 5000};", "&#xfffe;"])
def test_a_character_that_there_is_not_harms_nothing(bad: str) -> None:
    one = entry(f"<title>Old{bad} mill</title><description>It{bad} turns.</description>")
    assert (one.metadata.title, one.text) == ("Old mill", "It turns.")
    bad = bad.replace("&", "&amp;")
    one = entry(f"<title>Old{bad} mill</title><description>It{bad} turns.</description>")
    assert (one.metadata.title, one.text) == ("Old mill", "It turns.")


@pytest.mark.parametrize(
    ("text", "is_full"),
    [
        (LONG, True),
        (PARAGRAPH, False),
        (f"{LONG} …", False),
        (f"{LONG} [&hellip;]", False),
        (f"{LONG} <a href='https://example.org/a'>Read more</a>", False),
        (f"{LONG} Continue reading Bridge opens →", False),
        (f"{LONG} Read the full story.", False),
        (f"{LONG} He had read more.<p>And so it ended with a long last word for all who came there.", True),
    ],
)
def test_a_summary_is_not_the_article(text: str, is_full: bool) -> None:
    content = f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>"
    assert entry(content).is_full == is_full
    assert not entry(f"<description><![CDATA[<p>{text}</p>]]></description>").is_full


def test_text_is_plain_paragraphs() -> None:
    one = entry(
        "<content:encoded><![CDATA[<p>One\n two <b>th</b>ree.<br>Four.</p><ul><li>a<li>b</ul>"
        "<figure><img src=x><figcaption>A photo</figcaption></figure><script>x</script>"
        "<p style='display:none'>hidden</p><p>Last.</p>"
        "<p>The post <a href=x>Bridge</a> appeared first on <a href=y>Wire</a>.</p>]]></content:encoded>"
    )
    assert one.text == "One two three.\nFour.\n\n- a\n- b\n\nLast."


def test_a_feed_that_breaks_off_gives_what_it_has() -> None:
    content = f"<content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded>"
    more = f"<link>/a</link>{content}</item><item><link>/b</link>{content}</item><item>"
    whole = item(f"{more}<link>/c</link>{content}")
    broken = whole[: whole.rindex("</content:encoded>")]
    feed = read(broken)
    assert [one.url[-1] for one in feed.entries] == ["a", "b", "c"]
    assert [one.is_full for one in feed.entries] == [True, True, False]
    assert not feed.is_whole


def test_a_note_behind_the_end_is_no_break() -> None:
    feed = read(item(f"<link>/a</link><description>{LONG}</description>") + "\n<!-- kept at 10:00 -->\n")
    assert feed.is_whole


def test_a_damaged_byte_harms_one_entry() -> None:
    feed = item(
        "<title>Gr\u00fc\u00dfe</title><link>/a</link></item><item><title>Bridge</title><link>/b</link>"
    )
    feed = feed.replace('"1.0"?', '"1.0" encoding="utf-8"?')
    data = feed.encode().replace("ü".encode(), b"\xc3", 1)
    assert [one.metadata.title for one in read(data).entries] == [None, "Bridge"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8-sig", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    feed = item("<title>“Brücke”</title><link>/a</link>")
    feed = feed.replace('"1.0"?', f'"1.0" encoding="{declared}"?')
    [one] = read(feed.encode(encoding)).entries
    assert one.metadata.title == "“Brücke”"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "it is empty"),
        ("<!doctype html><title>Sign in</title><form>Your name</form>", "it is a page, no feed"),
        (sitemap(["https://example.org/a"]), "it is a sitemap, no feed"),
        ("<opml version='2.0'><body/></opml>", "it is a list of feeds, no feed"),
        ("{", "it is not valid JSON from its character 2 on"),
        ('{"version":\n  "1", items}', "it is not valid JSON from its line 2, character 8 on"),
        ('{"version": 1, "items": []}', "it is no feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000, "nested too deeply"),
        ("\0\1\2", "it is empty"),
        ("Nothing but words.", "it is no feed"),
    ],
)
def test_what_is_no_feed(data: str, why: str) -> None:
    with pytest.raises(UnusableError) as raised:
        read(data)
    assert why in str(raised.value)


def test_an_empty_feed_is_one() -> None:
    assert read('<rss version="2.0"><channel><title>Wire</title></channel></rss>') == Feed(
        "Wire", None, (), ()
    )


MANY_ENTITIES = "\n".join(
    ['<!ENTITY w0 "word">', *(f'<!ENTITY w{n} "{f"&w{n - 1};" * 10}">' for n in range(1, 10))]
)


@pytest.mark.parametrize(
    "bomb",
    [
        entity_bomb(),
        f"<!DOCTYPE rss [\n{MANY_ENTITIES}\n]>\n{item('<title>&w9;</title>')}",
        f'<!DOCTYPE rss [\n<!ENTITY a "{"x" * 100_000}">\n]>\n' + item("&a;" * 20_000),
        item("<description>" + "<a>" * 1_000_000),
        item("<title>" + "&" * 3_000_000),
        item("<a href='" * 500_000),
    ],
    ids=["entities", "lines", "long", "deep", "ampersands", "attributes"],
)
def test_bombs_do_no_harm(strict: Sandbox, bomb: str) -> None:
    try:
        feed = strict.run(read_feed, bomb.encode(), KNOWN)
    except UnusableError as error:
        assert "to parse" in str(error)
    else:
        assert len(str(feed)) < 1000, "nothing swells"


def test_a_feed_reads_no_file(sandbox: Sandbox) -> None:
    feed = sandbox.run(read_feed, prying_feed("file:///etc/passwd").encode(), KNOWN)
    assert "root" not in str(feed)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (rss("Wire", STORIES), ContentKind.FEED),
        (atom("Wire", STORIES), ContentKind.FEED),
        ('\ufeff<?xml version="1.0"?><!-- a --><!DOCTYPE rss [ <!ENTITY a "b"> ]>\n<rss/>', ContentKind.FEED),
        ('<rdf:RDF xmlns:rdf="x">', ContentKind.FEED),
        ('{"version": "https://jsonfeed.org/version/1.1"}', ContentKind.FEED),
        ('{"version": 3}', ContentKind.OTHER),
        (sitemap(["https://example.org/a"]), ContentKind.SITEMAP),
        ("<sitemapindex>", ContentKind.SITEMAP),
        ("https://example.org/a\nhttps://example.org/b\n", ContentKind.SITEMAP),
        ("<opml version='2.0'>", ContentKind.OPML),
        ("<!doctype html><html><p>", ContentKind.PAGE),
        ("<p>A page without anything around it.", ContentKind.PAGE),
        ("Some text.", ContentKind.OTHER),
        ("", ContentKind.OTHER),
        ("<!--" * 100_000, ContentKind.OTHER),
    ],
)
def test_kinds(text: str, kind: ContentKind, sandbox: Sandbox) -> None:
    assert kind_of(text.encode(), KNOWN) is kind
    assert sandbox.run(kind_of, text.encode(), KNOWN) is kind


def test_the_feeds_of_a_page() -> None:
    page = (
        "<html><head><base href='https://example.org/news/'>"
        "<link rel='Alternate' type='application/rss+xml' href='feed'>"
        "<link rel='alternate home' type='application/atom+xml; charset=utf-8' href='/atom'>"
        "<link rel=alternate type=application/feed+json href=//example.net/feed.json>"
        "<link rel=alternate type=application/rss+xml href=feed>"
        "<link rel=alternate type=application/json href=/wp-json/1>"
        "<link rel=alternate hreflang=de href=/de><link rel=alternate type=application/rss+xml>"
        "<link rel=stylesheet type=text/css href=/css></head></html>"
    )
    assert find_feeds(page.encode(), KNOWN) == (
        "https://example.org/news/feed",
        "https://example.org/atom",
        "https://example.net/feed.json",
    )
    assert find_feeds(b"<p>None.", KNOWN) == find_feeds(b"", KNOWN) == ()


PIECES = r"""
<rss>|<channel>|<item>|</item>|<link>|</link>|https://example.org/|<title>|<pubDate>|2025-03-10T08:00Z
</pubDate>|<description>|<![CDATA[|]]>|&amp;|&#0;|&#xd800;|<feed>|<entry>|<link href='x'/>|</content>
<content type='xhtml'>|<content type='application/pdf'>|<author>|a@b.c (x)|<guid>|</guid>|<!--|<?|}|]
{"version": "https://jsonfeed.org/version/1", "items": [|{"url": 3, "title": {}|{"id": "https://a"}
"""
WILD = st.lists(st.sampled_from(re.split(r"[|\n]", PIECES)), max_size=30).map(
    lambda all_: "".join(all_).encode()
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), WILD))
def test_any_bytes(data: bytes) -> None:
    for reader in (read_feed, find_feeds, kind_of):
        try:
            reader(data, KNOWN)
        except UnusableError as error:
            assert str(error)
