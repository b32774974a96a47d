"""Plain text: what is its headline, byline and dateline, and what stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.parsers.items import UnusableError
from index.parsers.metadata import ArticleMetadata
from index.parsers.plain.plain_text import read_plain
from tests.index.parsers.parsing import BODY, article, read, reason, written

SEEDS = Path(__file__).parents[4].parent / "shared" / "seeds"


@pytest.mark.parametrize(
    "headline",
    [
        "Ardmoor opens its longest bridge",
        "Mayor, council clash over bridge toll, put vote off to spring",
        "Did Ardmoor and Carrow Have a 'Frank and Very Friendly' Meeting?",
        "Will the new bridge open on time?",
        "U.S. engineers inspect Ardmoor bridge",
        "‘We waited years’: Ardmoor gets its bridge",
    ],
)
def test_a_headline_becomes_the_title(headline: str, tmp_path: Path) -> None:
    found = article(tmp_path / "a.txt", f"{headline}\n\n{BODY}")
    assert (found.title, found.text) == (headline, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "The council of Ardmoor opened a new bridge on Monday.",
        "Mayor says that Ardmoor and Carrow 'are in favour of opening the bridge as soon as it can be done'",
        "Ardmoor’s bridge is open. Buses cross it from Monday",
        "Carrow, May 3 (Example Wire) - The bridge of Ardmoor opened",
        "- Ardmoor opens its longest bridge",
        "Ann Lee and Bo Ray",
        "Example Wire",
        "A bridge that took three years to build and cost more than anybody had thought is open to all",
        "What happened on the night when nobody in the town of Ardmoor could cross the river?",
    ],
)
def test_what_may_be_a_sentence_stays_text(line: str, tmp_path: Path) -> None:
    found = article(tmp_path / "a.txt", f"{line}\n{BODY}")
    assert found.title is None
    assert found.text == f"{line}\n{BODY}"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE", ("ANN LEE",)),
        ("By: Ann de la Cruz and J.R. O’Neil", ("Ann de la Cruz", "J.R. O’Neil")),
        ("By Ann Lee, Bo Ray and Cy Young", ("Ann Lee", "Bo Ray", "Cy Young")),
        ("By Ann Lee, Example Wire", ("Ann Lee",)),
        ("By Theresa May in Carrow", ("Theresa May",)),
    ],
)
def test_a_byline_names_the_authors(byline: str, authors: tuple[str, ...], tmp_path: Path) -> None:
    for content in (f"Ardmoor opens its bridge\n{byline}\n{BODY}", f"{BODY}\n{byline}\n"):
        found = article(tmp_path / "a.txt", content)
        assert (found.authors, found.text) == (authors, BODY)


@pytest.mark.parametrize(
    "line", ["By Monday Morning", "By the river", "By Friday", "By Ann Lee the bridge was named."]
)
def test_not_every_by_is_a_byline(line: str, tmp_path: Path) -> None:
    found = article(tmp_path / "a.txt", f"{BODY}\n{line}")
    assert (found.authors, found.text) == ((), f"{BODY}\n{line}")


@pytest.mark.parametrize(
    ("dateline", "iso", "outlet"),
    [
        ("Carrow, May 3 (Example Wire) - ", "--05-03", "Example Wire"),
        ("NEW CARROW, Ardmoor, Sept. 3, 2025 (EW) — ", "2025-09-03", "EW"),
        ("Carrow, 3 May 2025 - ", "2025-05-03", None),
        ("CARROW (EW) — ", "", "EW"),
        ("Carrow, May 3 (Tuesday) - ", "--05-03", None),
        ("Bridge (Video) - ", "", None),
        ("Carrow - ", "", None),
    ],
)
def test_a_dateline_gives_date_and_outlet(
    dateline: str, iso: str, outlet: str | None, tmp_path: Path
) -> None:
    text = f"Key Points\n- It is open.\n{dateline}{BODY}"
    found = article(tmp_path / "a.txt", text)
    assert (found.published.iso, found.outlet, found.text) == (iso, outlet, text)


def test_lines_broken_at_a_width_are_joined(tmp_path: Path) -> None:
    wrapped = (
        "Ardmoor opens its longest bridge\n\nThe council of Ardmoor opened a new bridge\non Monday after"
        " three years of work, and\nthe mayor rode over it on a bicycle.\n\n"
        "- a first point, which is longer than\n"
        "others are\n- a second\n"
    )
    found = article(tmp_path / "a.txt", wrapped)
    assert found.title == "Ardmoor opens its longest bridge"
    assert found.text.split("\n") == [
        "The council of Ardmoor opened a new bridge on Monday after three years of work, and the mayor rode"
        " over it on a bicycle.",
        "",
        "- a first point, which is longer than others are",
        "- a second",
    ]


def test_the_first_line_of_a_wrapped_paragraph_is_no_title(tmp_path: Path) -> None:
    text = (
        "The council of Ardmoor opened a new bridge\non Monday after three years of work, and\n"
        "the mayor rode over it."
    )
    found = article(tmp_path / "a.txt", text)
    assert (found.title, found.text) == (None, text.replace("\n", " "))


def test_front_matter(tmp_path: Path) -> None:
    head = "---\nurl: https://example.org/1\noutlet: EW\npublished: 2025-03-10\nauthors: [Ann Lee]\n---\n"
    found = article(tmp_path / "a.txt", f"{head}Ardmoor opens its bridge\n{BODY}")
    assert (found.url, found.outlet, found.published.iso) == ("https://example.org/1", "EW", "2025-03-10")
    assert (found.title, found.authors, found.text) == ("Ardmoor opens its bridge", ("Ann Lee",), BODY)


def test_a_given_title_is_taken_off_the_text_only_where_it_stands_there(tmp_path: Path) -> None:
    head = "---\ntitle: The mayor says that the bridge is open | Example Wire\n---\n"
    found = article(tmp_path / "a.txt", f"{head}The mayor says that the bridge is open\n{BODY}")
    assert (found.title, found.text) == ("The mayor says that the bridge is open | Example Wire", BODY)
    found = article(tmp_path / "a.txt", f"{head}Ardmoor opens its bridge\n{BODY}")
    assert found.text == f"Ardmoor opens its bridge\n{BODY}"


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    text = f"---\n{BODY}\n---\n{BODY}"
    assert article(tmp_path / "a.txt", text).text == text


@pytest.mark.parametrize(
    "yaml", ["title: [", "published: 2025-13-45", "title: {a: b: c}", "a: " + "[" * 3000]
)
def test_broken_front_matter(yaml: str, tmp_path: Path) -> None:
    assert "front matter can't be parsed" in reason(tmp_path / "a.txt", f"---\n{yaml}\n---\n{BODY}")


@pytest.mark.parametrize(
    ("yaml", "why"),
    [
        ("title: Otters\nauthors: [Ann Lee", "in its line"),
        ("title: Otters\npublished: !!timestamp on Monday", "isn't what it says"),
        ("seen: !!int many\ntitle: Otters", "isn't what it says"),
        ("title: Otters\npublished: 2025-02-30 12:00:00", "isn't what it says"),
    ],
)
def test_what_is_wrong_with_front_matter_is_said_in_words(yaml: str, why: str, tmp_path: Path) -> None:
    said = reason(tmp_path / "a.md", f"---\n{yaml}\n---\n{BODY}")
    assert why in said and "Error" not in said and "_" not in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.meta.toml", 'title = "T"\nurl = "https://example.org/1"\npublished = 2025-03-10'),
        ("a.meta.json", '{"title": "T", "url": "https://example.org/1", "published": "2025-03-10"}'),
        ("a.meta.yaml", "title: T\nurl: https://example.org/1\npublished: 2025-03-10"),
        ("a.meta.yml", "title: T\nurl: https://example.org/1\npublished: 2025-03-10T10:00:00"),
    ],
)
def test_a_sidecar_goes_before_front_matter_and_text(name: str, content: str, tmp_path: Path) -> None:
    written(tmp_path / name, content)
    head = "---\nurl: https://example.org/2\noutlet: Example Wire\n---\n"
    found = article(tmp_path / "a.txt", f"{head}Carrow, May 3 (Other) - {BODY}")
    assert (found.title, found.url, found.outlet) == ("T", "https://example.org/1", "Example Wire")
    assert found.published.iso == "2025-03-10"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.meta.toml", "title ="),
        ("a.meta.json", "[1]"),
        ("a.meta.yaml", "a: ["),
        ("a.meta.yml", ""),
        ("a.meta.toml", b"\0"),
    ],
)
def test_a_broken_sidecar_is_named(name: str, content: str | bytes, tmp_path: Path) -> None:
    written(tmp_path / name, content)
    assert name in reason(tmp_path / "a.txt", BODY)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", BODY),
        ("utf-16", BODY),
        ("utf-32", BODY),
        ("cp1252", f"{BODY} It’s a “café” – they said."),
    ],
)
def test_encodings(encoding: str, text: str, tmp_path: Path) -> None:
    assert article(tmp_path / "a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\n ", "no text"),
        (b"four words are few", "fewer than 5 words"),
        (b"\x89PNG\r\n\0\0" + BODY.encode(), "binary"),
        (BODY.encode() + b"\xff\x00", "binary"),
        (bytes(range(1, 256)) * 4, "binary or in an unknown encoding"),
        ("Мост в городе открыли в понедельник утром.".encode("cp1251"), "unknown encoding"),
        (("naïve café – “yes” " * 9).encode()[:-2] + b"\xe2\x80", "UTF-8 is damaged"),
        (b"\xff\xfe" + b"a", "no text in utf-16"),
        (b"word " * 30_000, "larger than 100,000 bytes"),
    ],
)
def test_what_is_no_text_is_skipped(content: bytes, why: str, tmp_path: Path) -> None:
    assert why in reason(tmp_path / "a.txt", content)


def test_scripts_without_spaces_are_not_too_short(tmp_path: Path) -> None:
    text = "市議会は月曜日に新しい橋を開通させたと市長が発表した。"
    assert article(tmp_path / "a.txt", text).text == text


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, metadata = read_plain(data, ArticleMetadata())
    except UnusableError as error:
        assert str(error)
    else:
        assert isinstance(text, str)
        assert metadata.title != ""


@pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real articles in ../shared come with the developers' checkout only"
)
class TestSeeds:
    """What is known of the three real articles."""

    @pytest.fixture
    def seeds(self) -> list[Article]:
        return [item.article for item in read(SEEDS, 10**6) if hasattr(item, "article")]

    def test_titles(self, seeds: list[Article]) -> None:
        first, second, third = seeds
        assert first.title and first.title.endswith("Conversation?") and first.title not in first.text
        assert second.title and second.title.endswith("post-war trade") and second.title not in second.text
        assert third.title is None and third.text.startswith("Kremlin says")

    def test_dates_and_outlets(self, seeds: list[Article]) -> None:
        assert [(seed.published.iso, seed.outlet, seed.url) for seed in seeds] == [
            ("--08-19", "NationPress", None),
            ("", None, None),
            ("", None, None),
        ]

    def test_authors_and_lines(self, seeds: list[Article]) -> None:
        assert [seed.authors for seed in seeds] == [(), ("Aghakazim Guliyev",), ()]
        assert seeds[0].text.startswith("Synopsis\nKey Takeaways\n- ")
        assert "Guliyev" not in seeds[1].text
