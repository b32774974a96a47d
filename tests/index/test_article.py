"""Dates are kept exactly as far as they are known, and hashes see every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Precision, Published, article_id

DAY = date(2025, 8, 19)


@pytest.mark.parametrize(
    ("iso", "precision", "first", "last", "shown"),
    [
        ("2025-08-19T06:30:00Z", Precision.MOMENT, DAY, DAY, "19 August 2025, 06:30 UTC"),
        ("2025-08-19", Precision.DAY, DAY, DAY, "19 August 2025"),
        ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        ("2025-12", Precision.MONTH, date(2025, 12, 1), date(2025, 12, 31), "2025-12"),
        ("2025", Precision.YEAR, date(2025, 1, 1), date(2025, 12, 31), "2025"),
        ("--08-19", Precision.MONTH_DAY, None, None, "19 August, year unknown"),
        ("--02-29", Precision.MONTH_DAY, None, None, "29 February, year unknown"),
        ("", Precision.UNKNOWN, None, None, "date unknown"),
    ],
)
def test_a_date_is_what_is_known_of_it(
    iso: str, precision: Precision, first: date | None, last: date | None, shown: str
) -> None:
    published = Published(iso)
    assert published.precision is precision
    assert (published.first_day, published.last_day) == (first, last)
    if precision is not Precision.MONTH:
        assert str(published) == shown
    else:
        assert str(published) in {"February 2024", "December 2025"}


@pytest.mark.parametrize(
    "iso", ["2025-13-01", "2025-02-30", "--02-30", "yesterday", "2025-8-1", "19/08/2025", "0000"]
)
def test_no_real_day_is_refused(iso: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Published(iso)


def test_a_moment_is_kept_in_utc_and_a_time_without_zone_is_no_moment() -> None:
    east = timezone(timedelta(hours=3))
    assert Published.at(datetime(2025, 8, 19, 1, 0, tzinfo=east)).iso == "2025-08-18T22:00:00Z"
    assert Published.at(datetime(2025, 8, 19, 1, 0)).iso == "2025-08-19"
    assert Published.at(date(2025, 8, 19)).iso == "2025-08-19"


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1000, 1, 1), max_value=datetime(9999, 1, 1)))
def test_every_moment_survives(moment: datetime) -> None:
    published = Published.at(moment)
    assert datetime.fromisoformat(published.iso) == moment.replace(microsecond=0)
    assert published.first_day == published.last_day == moment.date()


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words."},
        {"title": "Other"},
        {"url": "https://example.org/b"},
        {"outlet": "Other"},
        {"authors": ("A", "B")},
        {"published": Published("2025")},
    ],
)
def test_the_content_hash_sees_every_change(change: dict[str, object]) -> None:
    article = Article(article_id("a"), "Some words.", "Title", "https://example.org/a", "Outlet")
    assert replace(article, **change).content_hash != article.content_hash  # type: ignore[arg-type]
    assert replace(article).content_hash == article.content_hash


def test_an_article_without_a_title_is_called_by_its_opening_words() -> None:
    text = "The council of Ardmoor opened a new bridge on Monday."
    assert Article("a", text, "Bridge opens").label == "Bridge opens"
    assert Article("a", text).label == "The council of Ardmoor opened a new bridge …"
