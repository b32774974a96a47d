"""What stands at the top of a plain text around its headline."""

from __future__ import annotations

import pytest

from index.parsers.metadata import ArticleMetadata
from index.parsers.plain.plain_text import read_plain
from tests.index.parsers.parsing import BODY

TITLE = "Ardmoor opens its longest bridge"
GERMAN = (
    "Der Rat von Ardmoor hat am Montag nach drei Jahren Bauzeit eine neue Brücke eröffnet.\n"
    "Busse fahren alle zehn Minuten darüber, sagte die Bürgermeisterin den Leuten am Fluss."
)
GERMAN_TITLE = "Ardmoor eröffnet seine längste Brücke"


def read(*lines: str) -> tuple[str, ArticleMetadata]:
    return read_plain("\n".join(lines).encode(), ArticleMetadata())


@pytest.mark.parametrize(
    ("lines", "published", "modified"),
    [
        (
            ["Published: 9 March 2026, 18:30 GMT", "Last updated: 10 March 2026, 07:00 GMT"],
            "2026-03-09T18:30:00Z",
            "2026-03-10T07:00:00Z",
        ),
        (["Published: 9 March 2026 Updated: 10 March 2026"], "2026-03-09", "2026-03-10"),
        (["Published", "9 March 2026", "", "Updated", "10 March 2026"], "2026-03-09", "2026-03-10"),
        (["Posted on Monday, March 9, 2026 at 6:30 p.m. EST"], "2026-03-09T23:30:00Z", ""),
        (["Monday 9 March 2026"], "2026-03-09", ""),
        (["Updated 3.5.2026"], "", "2026-05-03"),
        (["Published: 3/5/2026"], "2026", ""),
    ],
)
def test_days_become_metadata(lines: list[str], published: str, modified: str) -> None:
    text, known = read(TITLE, "", *lines, "", BODY)
    assert (known.title, known.published.iso, known.modified.iso) == (TITLE, published, modified)
    assert text.strip() == BODY


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["Veröffentlicht am 3.5.2026, 18:30 Uhr"], "2026-05-03"),
        (["Stand: 03.05.2026", "Erschienen: 2.5.2026"], "2026-05-02"),
        (["3/5/2026"], "2026-05-03"),
    ],
)
def test_days_in_german_figures(lines: list[str], published: str) -> None:
    text, known = read(GERMAN_TITLE, *lines, GERMAN)
    assert (known.published.iso, text.strip()) == (published, GERMAN)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Lee | 9 March 2026", ("Ann Lee",)),
        ("By Ann Lee, Example Wire, 9 March 2026", ("Ann Lee",)),
        ("Von Anna Berg und Bo Rieß, 9. März 2026", ("Anna Berg", "Bo Rieß")),
        ("Par Zoé Lee, le 9 mars 2026 à 18h30", ("Zoé Lee",)),
        ("Por Ana Ruiz - 9 de marzo de 2026", ("Ana Ruiz",)),
    ],
)
def test_a_byline_with_a_day(line: str, authors: tuple[str, ...]) -> None:
    text, known = read(TITLE, line, BODY)
    assert (known.authors, known.published.iso, text.strip()) == (authors, "2026-03-09", BODY)


@pytest.mark.parametrize("line", ["Von Anna Berg", "Par Zoé Lee", "Di Ugo Neri"])
def test_a_byline_in_another_language(line: str) -> None:
    text, known = read(TITLE, line, BODY)
    assert (known.authors, text.strip()) == ((line.partition(" ")[2],), BODY)


@pytest.mark.parametrize("label", ["NEWS", "World | Europe", "Home > News > Politics", "Politik", "Économie"])
def test_a_section_leaves(label: str) -> None:
    for lines in ([label, TITLE, "9 March 2026"], [TITLE, "9 March 2026", label, "3 min read"]):
        text, known = read(*lines, "", BODY)
        assert (known.title, known.published.iso, text.strip()) == (TITLE, "2026-03-09", BODY)


@pytest.mark.parametrize("section", ["NEWS", "Transport", "Harbour news", "POLITICS | VELPORT"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "day", ["4 March 2026", "Velport, 4 March 2026", "Mi, 04.03.26, 18:30 Uhr", "4. 3. 2026"]
)
def test_a_section_a_headline_a_byline_and_a_day(section: str, between: str, day: str) -> None:
    text, known = read(between.join((section, TITLE, "By Mara Lindqvist", day)), BODY)
    assert (known.title, known.authors, known.published.iso, text.strip()) == (
        TITLE,
        ("Mara Lindqvist",),
        "2026-03-04",
        BODY,
    )


def test_a_short_line_above_a_headline_is_a_section_only_where_a_head_follows() -> None:
    assert read("Bridge opens", TITLE, BODY)[0] == f"Bridge opens\n{TITLE}\n{BODY}"


@pytest.mark.parametrize(
    ("day", "published", "modified"),
    [
        ("2026年3月5日 18:30", "2026-03-05", ""),
        ("发布时间：2026年3月5日18:30", "2026-03-05", ""),
        ("公開日：2026年3月5日 更新日：2026年3月6日", "2026-03-05", "2026-03-06"),
        ("입력 2026.03.05 18:30 수정 2026년 3월 6일 09:00", "2026-03-05", "2026-03-06"),
    ],
)
def test_days_of_east_asia(day: str, published: str, modified: str) -> None:
    text, known = read(TITLE, day, BODY)
    assert (known.published.iso, known.modified.iso, text) == (published, modified, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "9 March 2026 was the day on which the old bridge was closed",
        "Published in 2026, the report names the builders.",
        "The plan, updated 9 March 2026, names no price for the second bridge over the river",
        "Ardmoor, 9 March 2026, at the river",
        "Sport was not on his mind that day",
        "Von Ardmoor nach Carrow fahren jetzt Busse",
    ],
)
def test_a_line_that_tells_more_stays(line: str) -> None:
    text, known = read(TITLE, line, BODY)
    assert text == f"{line}\n{BODY}"
    assert (known.authors, known.published.iso) == ((), "")


def test_days_below_the_top_stay() -> None:
    paragraphs = [f"{BODY} {number}" for number in range(5)]
    text, known = read(TITLE, *paragraphs, "Published: 9 March 2026")
    assert text.endswith("Published: 9 March 2026") and not known.published.iso


def test_the_days_of_entries_stay() -> None:
    text, known = read(
        TITLE, "The mill is gone.", "2 May 1911", "It opened.", "7 June 1950", "It burnt.", BODY
    )
    assert "2 May 1911" in text and "7 June 1950" in text and not known.published.iso


def test_nothing_but_a_head_stays_text() -> None:
    assert read("Published: 9 March 2026")[0] == "Published: 9 March 2026"


@pytest.mark.parametrize("name", ["Mara Lindqvist", "Jan van der Meer", "ÉLISE MOREAU"])
@pytest.mark.parametrize("day", ["", "9 March 2026\n"])
def test_a_name_alone_below_the_headline_is_the_author(name: str, day: str) -> None:
    text, known = read(TITLE, name, f"{day}{BODY}")
    assert (known.authors, known.title, text.strip()) == ((name,), TITLE, BODY)


@pytest.mark.parametrize(
    "line", ["Ardmoor Council", "Breaking News", "Key Points", "Harbour Courier", "Mayor Opens", "Lindqvist"]
)
def test_what_is_written_like_a_name_and_may_be_none_stays(line: str) -> None:
    text, known = read(TITLE, "", line, "", BODY)
    assert known.authors == () and line in text


@pytest.mark.parametrize(
    "around",
    ["{url}\n{text}", "{text}\n\n{url}\n", "{text}\nSource: {url}", "<{url}>\n\n{text}"],
)
def test_an_address_above_or_below_the_text_is_its_link(around: str) -> None:
    url = "https://example.org/news/bridge"
    text, known = read(around.format(url=f"{url}?utm_source=x", text=f"{TITLE}\n{BODY}"))
    assert (known.url, known.title, text.strip()) == (url, TITLE, BODY)


def test_an_address_within_the_text_or_of_a_whole_site_is_no_link() -> None:
    sites = ("https://example.org/", "https://example.org/news", "https://example.org/newsletters/sign-up")
    for lines in (*([TITLE, BODY, site] for site in sites), [TITLE, BODY, "https://example.org/a", BODY]):
        text, known = read(*lines)
        assert known.url is None and lines[2] in text


@pytest.mark.parametrize(
    "below",
    [
        "Related topics\nTransport\nBridges",
        "Related\n\n- Ferry makes its last trip\n- What will become of the pier?",
        "See also:\nFerry makes its last trip",
        "Share",
    ],
)
def test_what_is_copied_along_with_a_text_leaves(below: str) -> None:
    first, last = BODY.split("\n")
    text, known = read(TITLE, "Share", f"{first}\nAdvertisement\nShare this article\n{last}\n\n{below}")
    assert (known.title, text.split()) == (TITLE, BODY.split())


def test_what_is_said_below_a_list_of_topics_is_text() -> None:
    text, _ = read(TITLE, f"{BODY}\nTopics\nThe mayor spoke of the ferry and of the pier.")
    assert "The mayor spoke" in text
