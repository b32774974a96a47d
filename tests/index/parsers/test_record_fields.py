"""What many programs call the parts of an article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsers.record_fields import Fields, metadata_of, moment, text_of, url_of
from tests.index.parsers.parsing import article

URL = "https://www.ormsund.example/crane"
TEXT = "The harbour of Ormsund was closed on Friday after a crane fell over, and nobody was hurt."
MOMENT = "2026-01-02T03:04:05Z"

# One object each as a program writes it: the file, then outlet, author and date that are in it.
PROGRAMS: dict[str, tuple[Any, str, tuple[str, ...], str]] = {
    "trafilatura": (
        {
            **{"title": "Crane falls", "author": "Ann Lee; Bo Ray", "hostname": "ormsund.example"},
            **{"date": "2026-01-02", "raw_text": "Crane falls. Short.", "text": TEXT, "source": URL},
            **{"source-hostname": "Ormsund Post", "id": None, "language": None, "filedate": "2026-05-01"},
        },
        "Ormsund Post",
        ("Ann Lee", "Bo Ray"),
        "2026-01-02",
    ),
    "newspaper4k": (
        {
            **{
                "url": URL,
                "title": "Crane falls",
                "authors": ["Ann Lee"],
                "publish_date": MOMENT,
                "text": TEXT,
            },
            **{"summary": "Short.", "top_image": "", "meta_site_name": "Ormsund Post", "meta_lang": "en"},
        },
        "Ormsund Post",
        ("Ann Lee",),
        MOMENT,
    ),
    "fundus": (
        [
            {
                **{"title": "Crane falls", "plaintext": TEXT, "authors": ["Ann Lee"], "url": URL},
                **{"publishing_date": "2026-01-02 05:04:05+02:00", "publisher": "Ormsund Post"},
                "body": {"summary": ["Short."], "sections": []},
            }
        ],
        "Ormsund Post",
        ("Ann Lee",),
        MOMENT,
    ),
    "fundus without its plain text": (
        {
            **{"title": "Crane falls", "publishing_date": "2026-01-02", "html": {"requested_url": URL}},
            "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT]}]},
        },
        "ormsund.example",
        (),
        "2026-01-02",
    ),
    "wallabag": (
        [
            {
                **{
                    "id": 3,
                    "title": "Crane falls",
                    "url": URL,
                    "content": f"<p>{TEXT}</p>",
                    "language": "en_GB",
                },
                **{"published_at": "2026-01-02T04:04:05+0100", "created_at": "2026-05-01T00:00:00+0000"},
                **{"published_by": ["Ann Lee"], "domain_name": "www.ormsund.example"},
            }
        ],
        "ormsund.example",
        ("Ann Lee",),
        MOMENT,
    ),
    "FreshRSS": (
        {
            **{"id": "user/-/state/com.google/starred", "title": "Starred"},
            "items": [
                {
                    **{
                        "id": "tag:google.com,2005:reader/item/7",
                        "title": "Crane falls",
                        "published": 1767323045,
                    },
                    **{
                        "canonical": [{"href": URL}],
                        "origin": {"title": "Ormsund Post", "streamId": "feed/1"},
                    },
                    **{"author": "Ann Lee", "summary": {"content": f"<div>{TEXT}</div>"}},
                }
            ],
        },
        "Ormsund Post",
        ("Ann Lee",),
        MOMENT,
    ),
    "NewsAPI": (
        {
            "status": "ok",
            "articles": [
                {
                    **{"source": {"id": None, "name": "Ormsund Post"}, "author": "Ann Lee", "url": URL},
                    **{
                        "title": "Crane falls",
                        "publishedAt": MOMENT,
                        "content": TEXT,
                        "description": "Short.",
                    },
                }
            ],
        },
        "Ormsund Post",
        ("Ann Lee",),
        MOMENT,
    ),
    "WordPress": (
        [
            {
                **{"id": 9, "date": "2026-01-02T23:04:05", "date_gmt": "2026-01-02T03:04:05", "link": URL},
                **{"title": {"rendered": "Crane&nbsp;falls"}, "content": {"rendered": f"<p>{TEXT}</p>"}},
                **{"author": 4, "_embedded": {"author": [{"id": 4, "name": "Ann Lee"}]}},
            }
        ],
        "ormsund.example",
        ("Ann Lee",),
        MOMENT,
    ),
    "schema.org": (
        {
            **{
                "@type": "NewsArticle",
                "headline": "Crane falls",
                "articleBody": TEXT,
                "datePublished": MOMENT,
            },
            **{"author": [{"@type": "Person", "name": "Ann Lee"}], "publisher": {"name": "Ormsund Post"}},
            "mainEntityOfPage": {"@id": URL},
        },
        "Ormsund Post",
        ("Ann Lee",),
        MOMENT,
    ),
    "schema.org, a graph": (
        {
            "@graph": [
                {"@type": "WebSite", "name": "Ormsund Post"},
                {"@type": "NewsArticle", "headline": "Crane falls", "articleBody": TEXT, "url": URL},
            ]
        },
        "ormsund.example",
        (),
        "",
    ),
    "GDELT": (
        {
            "url": URL,
            "title": "Crane falls",
            "seendate": "20260102T030405Z",
            "domain": "x.example",
            "text": TEXT,
        },
        "x.example",
        (),
        MOMENT,
    ),
    "GDELT, a moment in figures": (
        {"DocumentIdentifier": URL, "title": "Crane falls", "DATE": 20260102030405, "text": TEXT},
        "ormsund.example",
        (),
        MOMENT,
    ),
    "CC-News": (
        {
            **{"requested_url": URL, "plain_text": TEXT, "title": "Crane falls", "sitename": "Ormsund Post"},
            **{"published_date": "2026-01-02", "author": "Ann Lee", "crawl_date": "2026-05-01"},
        },
        "Ormsund Post",
        ("Ann Lee",),
        "2026-01-02",
    ),
    "Media Cloud": (
        [
            {
                "title": "Crane falls",
                "media_name": "Ormsund Post",
                "publish_date": "2026-01-02",
                "url": URL,
                "text": TEXT,
            }
        ],
        "Ormsund Post",
        (),
        "2026-01-02",
    ),
    "a search engine": (
        {"hits": {"hits": [{"_id": "7", "_source": {"url": URL, "title": "Crane falls", "content": TEXT}}]}},
        "ormsund.example",
        (),
        "",
    ),
    "JSON:API, as Drupal answers": (
        {
            "jsonapi": {"version": "1.0"},
            "data": [
                {
                    "type": "node--article",
                    "id": "0f3c",
                    "attributes": {
                        **{"title": "Crane falls", "created": "2026-01-02T05:04:05+02:00", "url": URL},
                        "body": {"value": "raw", "processed": f"<p>{TEXT}</p>", "summary": ""},
                    },
                    "relationships": {"uid": {"data": {"type": "user--user", "id": "9"}}},
                }
            ],
        },
        "ormsund.example",
        (),
        MOMENT,
    ),
    "Ghost, an export": (
        {
            "db": [
                {
                    "meta": {"version": "5.1.0"},
                    "data": {
                        "tags": [{"id": "1", "name": "Harbour", "description": "Ships"}],
                        "users": [{"id": "1", "name": "Ann Lee", "bio": "Writes."}],
                        "posts": [
                            {
                                **{"id": "7", "title": "Crane falls", "canonical_url": URL},
                                **{"html": f"<p>{TEXT}</p>", "published_at": MOMENT, "type": "post"},
                            }
                        ],
                    },
                }
            ]
        },
        "ormsund.example",
        (),
        MOMENT,
    ),
    "a search in an archive, as the New York Times answers": (
        {
            "status": "OK",
            "response": {
                "docs": [
                    {
                        **{"abstract": "Short.", "web_url": URL, "snippet": "Short.", "text": TEXT},
                        **{"headline": {"main": "Crane falls", "kicker": None}, "source": "Ormsund Post"},
                        **{"pub_date": "2026-01-02T03:04:05+0000", "byline": {"original": "By Ann Lee"}},
                        "keywords": [{"name": "subject", "value": "Harbours"}],
                    }
                ],
                "meta": {"hits": 1},
            },
        },
        "Ormsund Post",
        ("Ann Lee",),
        MOMENT,
    ),
    "JSON Feed": (
        {
            "items": [
                {
                    **{"id": "7", "url": URL, "title": "Crane falls", "content_html": f"<p>{TEXT}</p>"},
                    **{"date_published": MOMENT, "authors": [{"name": "Ann Lee"}]},
                }
            ]
        },
        "ormsund.example",
        ("Ann Lee",),
        MOMENT,
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_programs_write(program: str, tmp_path: Path) -> None:
    content, outlet, authors, published = PROGRAMS[program]
    found = article(tmp_path / "a.json", json.dumps(content))
    assert (found.title, found.text, found.url) == ("Crane falls", TEXT, URL)
    assert (found.outlet, found.authors, found.published.iso) == (outlet, authors, published)


def test_the_most_that_is_said_stands_in_for_a_text(tmp_path: Path) -> None:
    said = f"{TEXT} Work went on elsewhere, said the harbour master of the town."
    record = {
        "headline": {"main": "Crane falls"},
        "web_url": URL,
        "abstract": "A crane.",
        "lead_paragraph": said,
    }
    found = article(tmp_path / "a.json", json.dumps({"response": {"docs": [record]}}))
    assert (found.title, found.url, found.text, found.is_beginning) == ("Crane falls", URL, said, True)


@pytest.mark.parametrize("name", ["published_at", "publishedAt", "Published At", "PUBLISHED-AT"])
def test_names_may_be_written_in_any_way(name: str) -> None:
    assert metadata_of({name: "2026-01-02"}).published.iso == "2026-01-02"


def test_what_cant_be_understood_gives_way_to_what_can() -> None:
    record = {
        "published": True,
        "date": "2026-01-02",
        "url": 7,
        "link": URL,
        "author": 4,
        "byline": "By Ann Lee",
    }
    found = metadata_of(record)
    assert (found.published.iso, found.url, found.authors) == ("2026-01-02", URL, ("Ann Lee",))


def test_a_home_page_is_no_article() -> None:
    assert url_of(Fields({"source": "https://ormsund.example/"})) is None
    assert metadata_of({"source": "https://ormsund.example/", "url": URL}).outlet is None
    assert url_of(Fields({"source": URL})) == URL


@pytest.mark.parametrize("given", ["['Ann Lee', 'Bo Ray']", '["Ann Lee", "Bo Ray"]', "Ann Lee, Bo Ray"])
def test_authors_of_a_table(given: str) -> None:
    assert metadata_of({"authors": given}).authors == ("Ann Lee", "Bo Ray")


def test_an_address_is_no_author() -> None:
    assert metadata_of({"author": "https://social.example/ann", "byline": "Ann Lee"}).authors == ("Ann Lee",)


def test_a_reading_list_that_changes_an_entry_changes_no_article() -> None:
    assert metadata_of({"updated_at": "2026-01-02"}).modified.iso == ""


@pytest.mark.parametrize(
    ("value", "other"),
    [
        ("2026-01-02 03:04:05", "2026-01-02T04:04:05+01:00"),
        ("2026-01-02", "2026-01-02T00:00:00Z"),
        ("2 January 2026", "2026-01-02"),
        (1767323045, MOMENT),
        ({"$date": MOMENT}, MOMENT),
    ],
)
def test_moments(value: object, other: object) -> None:
    assert moment(value) == moment(other) is not None


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "rendered", "content", "sections", "@id"]), inner, max_size=2
        )
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(["url", "source", "title", "author", "date", "body", "content"]), _VALUES)
)
def test_any_record_is_understood_as_far_as_it_can_be(record: dict[str, Any]) -> None:
    metadata_of(record)
    assert text_of(record) != ""
    moment(record.get("date"))


def test_a_beginning_that_was_exported_is_one_again() -> None:
    assert metadata_of({"is_beginning": True}).is_beginning
    assert not metadata_of({"is_beginning": "of a story"}).is_beginning
