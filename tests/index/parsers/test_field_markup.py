"""HTML in the fields of records, and plain text that looks a little like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsers.field_markup import plain_line, plain_text
from index.parsers.markup import paragraphs
from tests.index.parsers.parsing import BODY, article, reason

PLAIN = [
    "Prices rose by <5% & wages by less than 3% at R&D firms such as B&Q.",
    "If a<b and c>d, the sum is odd; x < y & y > z.",
    "I <3 Ormsund; write to <kari@ormsund.example>",
    "A List<String> holds Map<Key, Value> and C&A;",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_stays(text: str) -> None:
    assert plain_text(f"{text}\nNext line.", paragraphs) == f"{text}\nNext line."
    assert plain_line(text) == text


@given(st.text(st.sampled_from("ab <>&;/='\"\n0#"), max_size=60))
def test_anything_becomes_text(text: str) -> None:
    plain_text(text, paragraphs)
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
    assert plain_text(markup, paragraphs) == text


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
