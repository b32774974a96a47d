"""When digests are due, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot.schedule import Every, Schedule, find_zone, read_time, zones, zones_alike, zones_like

BERLIN = Schedule(Every.DAY, time(8), "Europe/Berlin")
NIGHTLY = Schedule(Every.DAY, time(2, 30), "Europe/Berlin")


def utc(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_daily_one_comes_at_the_same_time_of_day_in_summer_and_winter() -> None:
    assert BERLIN.next_after(utc("2026-01-10T12:00")) == utc("2026-01-11T07:00")
    assert BERLIN.next_after(utc("2026-07-10T12:00")) == utc("2026-07-11T06:00")
    assert BERLIN.next_after(utc("2026-03-28T12:00")) == utc("2026-03-29T06:00")


def test_the_moment_itself_is_the_latest_and_not_the_next() -> None:
    due = utc("2026-01-11T07:00")
    assert BERLIN.latest_until(due) == due
    assert BERLIN.next_after(due) == due + timedelta(days=1)
    assert BERLIN.latest_until(due - timedelta(seconds=1)) == due - timedelta(days=1)


def test_a_time_that_the_day_doesnt_have_comes_an_hour_later_and_once() -> None:
    # On 29 March clocks go from 02:00 to 03:00.
    assert NIGHTLY.next_after(utc("2026-03-28T12:00")) == utc("2026-03-29T01:30")
    assert NIGHTLY.next_after(utc("2026-03-29T01:30")) == utc("2026-03-30T00:30")


def test_a_time_that_the_day_has_twice_comes_once() -> None:
    # On 25 October 02:30 is at 00:30 and at 01:30 UTC.
    assert NIGHTLY.next_after(utc("2026-10-24T12:00")) == utc("2026-10-25T00:30")
    assert NIGHTLY.next_after(utc("2026-10-25T00:30")) == utc("2026-10-26T01:30")


def test_a_weekly_one_comes_on_its_day() -> None:
    fridays = Schedule(Every.WEEK, time(18), "America/New_York", weekday=4)
    first = fridays.next_after(utc("2026-12-01T07:00"))
    assert first == utc("2026-12-04T23:00")
    assert fridays.next_after(first) == utc("2026-12-11T23:00")
    assert fridays.latest_until(utc("2026-12-04T22:59")) == utc("2026-11-27T23:00")
    # In London it is Saturday by then.
    assert fridays.day_of(first).isoformat() == "2026-12-04"


def test_a_day_that_a_country_left_out_has_none_of_its_own() -> None:
    # Samoa had no 30 December 2011.
    samoa = Schedule(Every.DAY, time(8), "Pacific/Apia")
    before = samoa.latest_until(utc("2011-12-29T20:00"))
    assert samoa.next_after(before) == before + timedelta(days=1)
    assert samoa.next_after(before + timedelta(days=1)) == before + timedelta(days=2)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("at", [time(0), time(2, 30), time(23, 59)])
def test_over_a_year_each_day_has_one(zone: str, at: time) -> None:
    schedule = Schedule(Every.DAY, at, zone)
    moments = [schedule.next_after(utc("2026-01-01T12:00"))]
    while len(moments) < 366:
        moments.append(schedule.next_after(moments[-1]))
    days = [schedule.day_of(moment) for moment in moments]
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))
    assert [schedule.latest_until(moment) for moment in moments] == moments


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        (" New  York ", "America/New_York"),
        ("utc", "UTC"),
        ("Atlantis", None),
        ("../../etc/passwd", None),
    ],
)
def test_zones_are_known_by_name_and_by_city(typed: str, zone: str | None) -> None:
    assert find_zone(typed) == zone


def test_zones_are_completed_and_misspelled_ones_guessed() -> None:
    assert zones_like("york", 25) == ["America/New_York"]
    assert "Europe/Berlin" in zones_alike("Berlinn")
    assert not any(zone.startswith(("Etc/", "posix")) for zone in zones())


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("08:00", time(8)),
        ("8", time(8)),
        ("8.30", time(8, 30)),
        ("8h30", time(8, 30)),
        ("20 h", time(20)),
        ("20 Uhr", time(20)),
        ("8 pm", time(20)),
        ("12 am", time(0)),
        ("12:15 PM", time(12, 15)),
        ("24:00", None),
        ("13 pm", None),
        ("8:60", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, at: time | None) -> None:
    assert read_time(typed) == at
