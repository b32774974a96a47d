"""Dates are read as far as they go, and nothing is added to them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Precision
from index.parsers.dates import parse_published


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
        ("Aug. 19, 2025, 6:30 p.m. EDT", "2025-08-19"),
        ("Aug 19", "--08-19"),
        ("19 Sept", "--09-19"),
        ("August 2025", "2025-08"),
        ("19/08/2025", "2025-08-19"),
        ("08/19/2025", "2025-08-19"),
        ("05.05.2025", "2025-05-05"),
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
    "value",
    [
        *("", "Monday", "yesterday", "3 hours ago", "soon", "August", "31 February 2025", "2025-13-01"),
        *("19/08/25", "19 Aug 25", "12:30", "0", "9" * 400, "2025-08-19T25:00", "٢٠٢٥", "99/99/2025"),
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
]


@given(st.text(max_size=30) | st.lists(st.sampled_from(_PARTS), max_size=8).map("".join))
def test_a_year_is_in_the_text_or_unknown(text: str) -> None:
    iso = parse_published(text).iso
    if iso and not iso.startswith("--") and not re.fullmatch(r"\s*\d{9,13}\s*", text):
        near = {str(int(iso[:4]) + step) for step in (-1, 0, 1)}  # a zone may move New Year's Eve
        assert any(year in text for year in near)


@given(st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)))
def test_a_moment_comes_back_as_it_is(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_published(moment.isoformat()).iso == moment.strftime("%Y-%m-%dT%H:%M:%SZ")
