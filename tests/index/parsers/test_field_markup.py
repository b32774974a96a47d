"""HTML in the fields of records, and plain text that looks a little like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsers.field_markup import plain_line, plain_text, read_markup
from index.parsers.metadata import NOTHING_KNOWN
from tests.index.parsers.parsing import BODY, article, reason

PLAIN = [
    "Prices rose by <5% & wages by less than 3% at R&D firms such as B&Q.",
    "If a<b and c>d, the sum is odd; x < y & y > z.",
    "I <3 Ormsund; write to <kari@ormsund.example>",
    "A List<String> holds Map<Key, Value> and C&A;",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_stays(text: str) -> None:
    assert plain_text(f"{text}\nNext line.", NOTHING_KNOWN, read_markup) == (
        f"{text}\nNext line.",
        NOTHING_KNOWN,
    )
    assert plain_line(text) == text


@given(st.text(st.sampled_from("ab <>&;/='\"\n0#"), max_size=60))
def test_anything_becomes_text(text: str) -> None:
    plain_text(text, NOTHING_KNOWN, read_markup)
    assert len(plain_line(text)) <= len(text)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<p>One <em>old</em> oak.</p>\n<p>Ulla&nbsp;Krog &amp; son &#8211; two.</p>",
            "One old oak.\n\nUlla Krog & son – two.",
        ),
        ("One <em>old</em>\noak.\n\nTwo.", "One old\noak.\n\nTwo."),
        ("Ulla&nbsp;Krog\n&lt;5&gt; &#8211; two &amp;amp; three", "Ulla\xa0Krog\n<5> – two & three"),
        ("&lt;p&gt;One oak.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One oak.\n\nTwo."),
        ("One<br/>two", "One\ntwo"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert plain_text(markup, NOTHING_KNOWN, read_markup) == (text, NOTHING_KNOWN)


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("Oak felled &amp; sold", "Oak felled & sold"),
        ("<i>Oak</i> felled<br>in <b>Brenn</b>", "Oak felled in Brenn"),
        ("Oak &amp;#8211; felled", "Oak – felled"),
    ],
)
def test_markup_in_a_line(markup: str, line: str) -> None:
    assert plain_line(markup) == line


def test_all_fields_of_a_record(tmp_path: Path) -> None:
    record = {
        "title": "A&nbsp;<b>bridge</b>",
        "author": "Ann &amp; Bo",
        "outlet": "B&amp;B News",
        "text": f"<p>{BODY}</p>",
    }
    found = article(tmp_path / "a.jsonl", json.dumps(record))
    assert (found.title, found.outlet, found.authors) == ("A bridge", "B&B News", ("Ann & Bo",))
    assert found.text == BODY.replace("\n", " ")


def test_markup_without_text_is_no_article(tmp_path: Path) -> None:
    assert "no text" in reason(tmp_path / "a.jsonl", json.dumps({"text": '<p><img src="a.png"></p>'}))


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Lighthouse sold | Brenn Herald</title>
<meta property="og:title" content="Lighthouse sold"><meta property="og:site_name" content="Brenn Herald">
<meta property="article:published_time" content="2026-04-02T06:00:00Z"></head><body>
<nav><a href="/">Front page</a> <a href="/sea">At sea</a> <a href="/jobs">Jobs</a></nav>
<main><article><h1>Lighthouse sold</h1><p>The old lighthouse of Brenn was sold on Wednesday to a family of
potters, who want to bake their jugs where the lamp once stood.</p><p>The council will use the money for a
jetty, its clerk Ole Tange said, and keep the foghorn.</p></article></main>
<footer>All rights reserved. <a href="/imprint">Imprint</a></footer></body></html>"""


def test_a_whole_page_in_a_field_is_read_as_a_page(tmp_path: Path) -> None:
    bare = article(tmp_path / "crawl.jsonl", json.dumps({"url": "https://brenn.example/1", "html": PAGE}))
    assert bare.text.startswith("The old lighthouse") and bare.text.endswith("keep the foghorn.")
    assert (bare.title, bare.outlet, bare.url) == (
        "Lighthouse sold",
        "Brenn Herald",
        "https://brenn.example/1",
    )
    assert bare.published.iso == "2026-04-02T06:00:00Z"
    told = {"title": "A lighthouse goes", "publisher": "BH", "date": "2026-04-03", "content": PAGE}
    found = article(tmp_path / "told.json", json.dumps(told))
    assert (found.title, found.outlet, found.published.iso) == ("A lighthouse goes", "BH", "2026-04-03")
    assert found.text == bare.text, "but what the record says counts more"


def test_a_page_in_a_field_beside_its_text_is_passed_over(tmp_path: Path) -> None:
    found = article(
        tmp_path / "a.jsonl", json.dumps({"html": PAGE, "text": BODY, "url": "https://b.example/2"})
    )
    assert found.text == BODY and found.outlet == "b.example"
