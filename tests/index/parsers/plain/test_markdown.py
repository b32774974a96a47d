"""Markdown as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.parsers.plain.markdown import read_markdown
from tests.index.parsers.parsing import BODY, article, reason

PAGE = """---
date: 2025-03-10T08:00:00+01:00
authors: Ann Lee; Bo Ray
link: https://example.org/1
---
# Ardmoor *opens* its bridge

The **council** of [Ardmoor](https://example.org/a) opened
a `new` bridge.![photo](a.png)<br>

## What comes next

- buses, every
  ten minutes
- cyclists
  1. a lane
  2. a [light][1]

> "We waited," she said.

| line | minutes |
| ---- | ------- |
| 1    | 10      |

<div>It is <b>open</b>.</div>

<!-- not for print -->

    toll = 0

[1]: https://example.org/light
"""


def test_markup_goes_and_words_stay(tmp_path: Path) -> None:
    found = article(tmp_path / "a.md", PAGE)
    assert found.text.split("\n\n") == [
        "The council of Ardmoor opened a new bridge.",
        "What comes next",
        "- buses, every ten minutes\n- cyclists\n1. a lane\n2. a light",
        '"We waited," she said.',
        "line | minutes\n1 | 10",
        "It is open.",
        "toll = 0",
    ]
    assert found.title == "Ardmoor opens its bridge"
    assert (found.url, found.authors) == ("https://example.org/1", ("Ann Lee", "Bo Ray"))
    assert found.published.iso == "2025-03-10T07:00:00Z"


def test_another_title_leaves_the_heading_in_the_text(tmp_path: Path) -> None:
    found = article(tmp_path / "a.markdown", f"---\ntitle: A bridge\n---\n# Ardmoor\n\n{BODY}")
    assert (found.title, found.text.split("\n")[0]) == ("A bridge", "Ardmoor")


def test_byline_and_dateline(tmp_path: Path) -> None:
    found = article(tmp_path / "a.md", f"# Bridge\n\n*By Ann Lee*\n\nCarrow, May 3 (Example Wire) - {BODY}")
    assert (found.authors, found.published.iso, found.outlet) == (("Ann Lee",), "--05-03", "Example Wire")
    assert found.text.startswith("Carrow, May 3")


@pytest.mark.parametrize(
    "line", ["*Published: 9 June 2025*", "9 June 2025", "**By Ada Quill** | June 9, 2025", "*9 juin 2025*"]
)
def test_the_day_below_the_heading_is_no_text(line: str, tmp_path: Path) -> None:
    found = article(tmp_path / "a.md", f"# Weir rebuilt\n\n{line}\n\n{BODY}\n")
    assert (found.published.iso, found.text) == ("2025-06-09", " ".join(BODY.split("\n")))


def test_a_page_of_images_is_skipped(tmp_path: Path) -> None:
    assert "no text" in reason(tmp_path / "a.md", "# Photos\n\n![a](a.png)\n\n![b](b.png)")


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text("#-*`[]()!<>|\n 1.ab\\", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = read_markdown(data, ArticleMetadata())
    except UnusableError as error:
        assert str(error)
    else:
        assert isinstance(text, str)


def test_footnotes_go_with_the_marks_that_lead_to_them() -> None:
    source = """The bridge is open[^1] again, the mayor said.[^long]

[^1]: As the council wrote
on its page.
[^long]: A note of two paragraphs.

    This is the second.

In regular expressions `[^2]` is a class, and so is [^3].

```
[^1]: code
```
"""
    text, _ = read_markdown(source.encode(), ArticleMetadata())
    assert text.split("\n\n") == [
        "The bridge is open again, the mayor said.",
        "In regular expressions [^2] is a class, and so is [^3].",
        "[^1]: code",
    ]


TOML = """+++
title = "Second lifeboat"
date = 2026-03-05T18:30:00+01:00
authors = ["Mara Berg", "Ola Venn"]
[params]
outlet = "Harbour Courier"
+++
"""
JSON = """{
  "title": "Second lifeboat",
  "date": "2026-03-05T17:30:00Z",
  "author": "Mara Berg, Ola Venn",
  "outlet": "Harbour Courier"
}

"""
YAML = """---
title: Second lifeboat
source: Harbour Courier
author:
  - '[[Mara Berg]]'
  - '[[Ola Venn]]'
published: 2026-03-05 18:30:00 +0100
---
"""
FIELDS = """Title: Second lifeboat
Date: 2026-03-05T17:30:00Z
Author: Mara Berg; Ola Venn
Source: Harbour Courier

"""


@pytest.mark.parametrize("front", [TOML, JSON, YAML, FIELDS])
def test_front_matter_of_every_make(front: str) -> None:
    text, known = read_markdown(f"{front}\n{BODY}".encode(), ArticleMetadata())
    assert text.strip().split() == BODY.split()
    assert (known.title, known.outlet) == ("Second lifeboat", "Harbour Courier")
    assert known.authors == ("Mara Berg", "Ola Venn")
    assert known.published.iso == "2026-03-05T17:30:00Z"


@pytest.mark.parametrize("start", ["+++\nBridge\n+++\n", "{\nBridge\n}\n\n", "Mayor: yes.\nCouncil: no.\n\n"])
def test_what_only_begins_like_front_matter_is_text(start: str) -> None:
    text, known = read_markdown(f"{start}{BODY}".encode(), ArticleMetadata())
    assert len(text) > len(BODY) and known.title is None


def test_a_section_above_the_heading_and_a_name_beside_the_day() -> None:
    source = f"Transport\n\n# Ardmoor opens its bridge\n\n_Mara Berg · 05.03.2026_\n\n{BODY}"
    text, known = read_markdown(source.encode(), ArticleMetadata())
    assert (known.title, known.authors) == ("Ardmoor opens its bridge", ("Mara Berg",))
    assert known.published.iso == "2026-03-05" and text.split() == BODY.split()


@pytest.mark.parametrize(
    "code",
    [
        '{{< figure src="a.png" caption="The bridge in the fog" >}}',
        '{{% notice\n  title="x" %}}',
        "{% include video.html id=7 %}",
        "![The bridge](a.png)\n*The bridge in the fog.*",
        "![The bridge](a.png)\n\n_The bridge in the fog. Photo: Ann Lee_",
        "![The bridge](a.png)\nThe bridge in the fog (Photo: Ann Lee)",
        "<figure><img src='a.png'><figcaption>The bridge in the fog</figcaption></figure>",
    ],
)
def test_pictures_their_captions_and_shortcodes_leave(code: str) -> None:
    first, last = BODY.split("\n")
    text, _ = read_markdown(f"# Bridge opens\n\n{first}\n\n{code}\n\n{last}\n".encode(), ArticleMetadata())
    assert text.split("\n\n") == [first, last]


def test_what_shortcodes_and_marks_stand_around_stays() -> None:
    quoted = "{{< quote >}}It cost ==twenty million== crowns, 3 == 3.{{< /quote >}}"
    source = f"# Bridge opens\n\n{quoted}\n\n*It is open.*\n"
    text, _ = read_markdown(source.encode(), ArticleMetadata())
    assert text.split("\n\n") == ["It cost twenty million crowns, 3 == 3.", "It is open."]


@pytest.mark.parametrize("label", ["## Related", "**See also:**", "### Further reading"])
def test_a_list_of_other_articles_at_the_end_leaves(label: str) -> None:
    source = f"# Bridge opens\n\n{BODY}\n\n{label}\n\n- [Ferry stops](/a)\n- [What of the pier?](/b)\n"
    text, _ = read_markdown(source.encode(), ArticleMetadata())
    assert text.split() == BODY.split()


def test_pandocs_head() -> None:
    head = "% Bridge opens\n% Ann Lee; Bo Ray\n% 9 March 2026\n\n"
    text, known = read_markdown(f"{head}{BODY}".encode(), ArticleMetadata())
    assert (known.title, known.authors, known.published.iso) == (
        "Bridge opens",
        ("Ann Lee", "Bo Ray"),
        "2026-03-09",
    )
    assert text.split() == BODY.split()


def test_the_first_column_of_a_table_keeps_its_place() -> None:
    table = "| | Q1 | Q2 |\n| --- | --- | --- |\n| Ardmoor | 7 | 3 |\n"
    text, _ = read_markdown(f"# Bridge opens\n\n{BODY}\n\n{table}".encode(), ArticleMetadata())
    assert text.strip().split("\n")[-2:] == ["| Q1 | Q2", "Ardmoor | 7 | 3"]
