"""Dates are read as far as they go, and nothing is added to them."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.article import Precision
from index.parsers.dates import day_first, parse_published, parse_zoned


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2025-08-19T06:30:00Z", "2025-08-19T06:30:00Z"),
        ("2025-08-19T08:30:00.123+02:00", "2025-08-19T06:30:00Z"),
        ("2025-08-19 06:30:00 UTC", "2025-08-19T06:30:00Z"),
        ("2025-08-19T06:30:00", "2025-08-19"),
        (" 2025-08-19 ", "2025-08-19"),
        ("20250819", "2025-08-19"),
        (20250819, "2025-08-19"),
        ("2025-08", "2025-08"),
        ("2025-W14", "2025"),
        ("2025-W14-2", "2025-04-01"),
        ("söndag 17 augusti 2025", "2025-08-17"),
        ("onsdag den 3. juni 2026", "2026-06-03"),
        ("piątek, 12 września 2025, 07:15", "2025-09-12"),
        ("17 февраля 2026", "2026-02-17"),
        ("21 Ağustos 2025 Perşembe", ""),
        ("21 Ağustos 2025", "2025-08-21"),
        ("2025", "2025"),
        (2025, "2025"),
        ("--08-19", "--08-19"),
        (1755585000, "2025-08-19T06:30:00Z"),
        (1755585000000, "2025-08-19T06:30:00Z"),
        ("1755585000", "2025-08-19T06:30:00Z"),
        (1755585000.5, "2025-08-19T06:30:00Z"),
        ("Tue, 19 Aug 2025 06:30:00 GMT", "2025-08-19T06:30:00Z"),
        ("19 Aug 2025 08:30:00 +0200", "2025-08-19T06:30:00Z"),
        ("19 August 2025", "2025-08-19"),
        ("Tuesday, 19th of August 2025", "2025-08-19"),
        ("19-Aug-2025", "2025-08-19"),
        ("August 19, 2025", "2025-08-19"),
        ("Aug. 19, 2025, 6:30 p.m.", "2025-08-19"),
        ("Aug 19", "--08-19"),
        ("19 Sept", "--09-19"),
        ("August 2025", "2025-08"),
        ("19/08/2025", "2025-08-19"),
        ("08/19/2025", "2025-08-19"),
        ("05.05.2025", "2025-05-05"),
        ("03.04.2025", "2025-04-03"),
        ("3.4.2025 - 07:05 Uhr", "2025-04-03"),
        ("12.31.2025", "2025-12-31"),
        ("03/04/2025", "2025"),
        ("2025/08/19", "2025-08-19"),
        ("08/2025", "2025-08"),
        (datetime(2025, 8, 19, 8, 30, tzinfo=timezone(timedelta(hours=2))), "2025-08-19T06:30:00Z"),
        (datetime(2025, 8, 19, 8, 30), "2025-08-19"),
        (date(2025, 8, 19), "2025-08-19"),
    ],
)
def test_reads(value: object, iso: str) -> None:
    assert parse_published(value).iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mon, 4 May 26 07:05:09 GMT", "2026-05-04T07:05:09Z"),
        ("Monday, 04-May-26 07:05:09 GMT", "2026-05-04T07:05:09Z"),
        ("4 May 98 07:05 +0200", "1998-05-04T05:05:00Z"),
        ("Mon, 4 May 26", "2026-05-04"),
        ("Mon May  4 07:05:09 2026", "2026-05-04"),
        ("Mon May 4 07:05:09 UTC 2026", "2026-05-04T07:05:09Z"),
        ("May 4 07:05:09 -0300 2026", "2026-05-04T10:05:09Z"),
        ("Mon May 04 2026 07:05:09 GMT+0200 (Eastern European Time)", "2026-05-04T05:05:09Z"),
        ("2026-05-04T7:05:09Z", "2026-05-04T07:05:09Z"),
        ("2026-05-04 7:05", "2026-05-04"),
        ("2026-5-4", "2026-05-04"),
        ("2026/05/04 07:05:09 +0000", "2026-05-04T07:05:09Z"),
        ("20260504T070509Z", "2026-05-04T07:05:09Z"),
        ("Sun, 31 May 2026 23:59:60 GMT", "2026-05-31T23:59:59Z"),
    ],
)
def test_forms_that_programs_write(text: str, iso: str) -> None:
    assert parse_published(text).iso == parse_zoned(text).iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mo, 4 Mai 2026 07:05:09 +0200", "2026-05-04T05:05:09Z"),
        ("Dienstag, den 3. März 2026, 07:05 Uhr", "2026-03-03"),
        ("Di., 6. Okt. 2026 um 07:05 Uhr MESZ", "2026-10-06T05:05:00Z"),
        ("mar., 1er déc. 2026", "2026-12-01"),
        ("le jeudi 6 août 2026 à 7h05", "2026-08-06"),
        ("12 février 2026", "2026-02-12"),
        ("jueves, 6 de agosto de 2026, 07:05", "2026-08-06"),
        ("mié, 7 ene 2026 07:05:09 GMT", "2026-01-07T07:05:09Z"),
        ("septiembre de 2026", "2026-09"),
        ("mercoledì 7 gennaio 2026, ore 07:05", "2026-01-07"),
        ("woensdag 7 mei 2026 om 07:05 uur", "2026-05-07"),
        ("terça-feira, 3 de março de 2026 às 16h30", "2026-03-03"),
        ("1º de dezembro de 2026", "2026-12-01"),
        ("mar 3 2026", "2026-03-03"),
        ("ven. 13 mars", "--03-13"),
        ("\u200f5 במרץ 2026, 18:30", "2026-03-05"),
        ("5 مارس 2026", "2026-03-05"),
        ("٥ آذار ٢٠٢٦", "2026-03-05"),
        ("5 березня 2026", "2026-03-05"),
        ("5. března 2026", "2026-03-05"),
        ("5 martie 2026", "2026-03-05"),
    ],
)
def test_months_and_weekdays_of_other_languages(text: str, iso: str) -> None:
    assert parse_published(text).iso == parse_published(text.upper()).iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("05.03.26", "2026-03-05"),
        ("Do., 5.3.26, 18:30 Uhr", "2026-03-05"),
        ("05.03.26 18:30 MEZ", "2026-03-05T17:30:00Z"),
        ("3/25/26", "2026-03-25"),
        ("5-Mar-26", "2026-03-05"),
        ("4. 3. 2026", "2026-03-04"),
        # Which of them is the day, or even the year?
        ("05/03/26", ""),
        ("25/3/26", ""),
        ("05-03-26", ""),
        ("10.45.30", ""),
    ],
)
def test_years_of_two_figures_where_the_order_is_clear(text: str, iso: str) -> None:
    assert parse_published(text).iso == iso


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("05/03/26", "fr", "2026-03-05"),
        ("05/03/26", "en-GB", "2026-03-05"),
        ("26.03.05", "ko", "2026-03-05"),
        ("26/03/05", "ja", "2026-03-05"),
        ("05/03/26", "en", ""),
        ("05/03/2026", "ko", "2026"),
    ],
)
def test_the_language_tells_the_order(text: str, language: str, iso: str) -> None:
    assert parse_published(day_first(text, language)).iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026年3月5日", "2026-03-05"),
        ("２０２６年３月５日", "2026-03-05"),
        ("2026年3月", "2026-03"),
        ("2026年03月05日（木）18時30分", "2026-03-05"),
        ("2026年3月5日星期四 下午6:30 +0800", "2026-03-05T10:30:00Z"),
        ("2026年3月5日 18:30 JST", "2026-03-05T09:30:00Z"),
        ("2026년 3월 5일", "2026-03-05"),
        ("2026년 3월 5일 (목) 오후 6:30 KST", "2026-03-05T09:30:00Z"),
        ("2026.03.05. 18:30", "2026-03-05"),
        ("2026. 3. 5.", "2026-03-05"),
        ("5 Μαρτίου 2026", "2026-03-05"),
        ("2026年13月5日", ""),
    ],
)
def test_days_in_other_scripts(text: str, iso: str) -> None:
    assert parse_published(text).iso == iso


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        *(("Z", 12), ("UT", 12), ("GMT", 12), ("-0000", 12), ("+01", 11), ("+5:30", 6), ("-0330", 15)),
        *(("GMT+2", 10), ("UTC+02:00", 10), ("UTC -5", 17), ("GMT-0500", 17), ("(UTC+2)", 10)),
        *(("CET", 11), ("CEST", 10), ("BST", 11), ("+0200 (CEST)", 10), ("EST", 17), ("pdt", 19)),
    ],
)
def test_zones(zone: str, hour: int) -> None:
    day = "2026-05-04"
    for text in (
        f"{day}T12:00:00 {zone}",
        f"Mon, 4 May 2026 12:00:00 {zone}",
        f"May 4, 2026, 12 p.m. {zone}",
    ):
        assert parse_published(text).iso[:14] == f"{day}T{hour:02}:", text


@pytest.mark.parametrize("zone", ["", "XYZ", "CST", "IST", "ET", "A", "Eastern"])
def test_without_a_zone_that_means_one_only_the_day_is_known(zone: str) -> None:
    assert parse_published(f"May 4, 2026 at 11:05 p.m. {zone}").iso in ("2026-05-04", "")
    assert parse_published(f"4 May 2026 23:05 {zone}").iso in ("2026-05-04", "")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("May 4, 2026 at 9:05 p.m. EST", "2026-05-05T02:05:00Z"),
        ("9:05 PM EDT, May 4, 2026", "2026-05-05T01:05:00Z"),
        ("Published on May 4, 2026 at 12:05 a.m. PDT", "2026-05-04T07:05:00Z"),
        ("Posted: Monday, May 4, 2026 | 12:05 pm GMT", "2026-05-04T12:05:00Z"),
        ("Veröffentlicht am 4. Mai 2026", "2026-05-04"),
    ],
)
def test_written_labels(text: str, iso: str) -> None:
    assert parse_published(text).iso == iso


def test_the_central_zone_is_meant_where_rfc_822_holds() -> None:
    assert parse_zoned("Mon, 4 May 2026 07:05:09 CST").iso == "2026-05-04T13:05:09Z"


@pytest.mark.parametrize("text", ["1970-01-01", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000"])
def test_where_time_begins_nothing_was_published(text: str) -> None:
    assert parse_published(text).iso == parse_zoned(text).iso == ""


def test_no_feed_and_no_mail_is_older_than_the_web() -> None:
    for text in ("Mon, 01 Jan 1900 00:00:00 GMT", "1989-12-31", "4 May 72 10:00 GMT", "1969"):
        assert parse_zoned(text).iso == "", text
    assert parse_zoned("1990-01-01").iso == "1990-01-01"
    assert parse_published("1989-12-31").iso == "1989-12-31", "a record of an archive may be"


@pytest.mark.parametrize(
    "value",
    [
        *("", "Monday", "yesterday", "3 hours ago", "soon", "August", "31 February 2025", "2025-13-01"),
        *("19/08/25", "19 Aug 25", "12:30", "0", "9" * 400, "2025-08-19T25:00", "99/99/2025"),
        *(None, True, [], {}, 7, -5, 1e300, float("nan"), float("inf"), 10**400, b"2025", object()),
        *(date(1, 1, 1), datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5)))),
    ],
)
def test_everything_else_is_unknown(value: object) -> None:
    assert parse_published(value).precision is Precision.UNKNOWN


_PARTS = [
    "Aug",
    "19",
    "2025",
    "03/04/",
    "Monday",
    "10:30",
    "T",
    "Z",
    "-",
    ",",
    " ",
    "May",
    "am",
    "EST",
    "08",
    "+02:00",
    "Di",
    "de",
    "mar",
]


@given(st.text(max_size=30) | st.lists(st.sampled_from(_PARTS), max_size=8).map("".join))
def test_a_year_is_in_the_text_or_unknown(text: str) -> None:
    iso = parse_published(text).iso
    if iso and not iso.startswith("--") and not re.fullmatch(r"\s*\d{9,13}\s*", text):
        # Figures of other scripts are figures.
        text = "".join(str(unicodedata.digit(sign, sign)) for sign in text)
        near = {str(int(iso[:4]) + step) for step in (-1, 0, 1)}  # a zone may move New Year's Eve
        assert any(year in text or year[2:] in text for year in near)


@given(st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)))
def test_a_moment_comes_back_as_it_is(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assume(moment.timestamp())
    assert parse_published(moment.isoformat()).iso == moment.strftime("%Y-%m-%dT%H:%M:%SZ")
