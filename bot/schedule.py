"""When a digest is due: daily or weekly, at a time of day in a named zone, whatever the clocks do there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

# A week, the day on which it is now elsewhere, and one that a country may leave out.
_LOOKED_AT_DAYS = 10
_ALIKE, _MOST_ALIKE = 70.0, 3
# Names that mean one offset, or another zone, and that nobody says.
_NOT_SAID = ("Etc/", "SystemV/", "posix", "right", "US/", "localtime", "Factory")
_TIME = re.compile(r"\s*(\d{1,2})(?:\s*[:.hH]\s*(\d{2}))?\s*(am|pm|uhr|h|a\.m\.|p\.m\.)?\s*", re.IGNORECASE)


class Every(StrEnum):
    """How often a digest comes; the value is stored."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True)
class Schedule:
    """Says when a digest is due.

    at: the time of day in the zone. weekday: 0 is Monday; of weekly ones.
    A time that a day doesn't have, as clocks are put forward, comes as much later as they are; of one that a
    day has twice, the first counts.
    """

    every: Every
    at: time
    zone: str
    weekday: int = 0

    @property
    def period(self) -> timedelta:
        """The time from one to the next, about."""
        return timedelta(days=1 if self.every is Every.DAY else 7)

    def next_after(self, moment: datetime) -> datetime:
        """Tell when the next one is due after a moment, in UTC."""
        return next(slot for slot in self._from(moment, 1) if slot > moment)

    def latest_until(self, moment: datetime) -> datetime:
        """Tell when the latest one was due, up to a moment, in UTC."""
        return next(slot for slot in self._from(moment, -1) if slot <= moment)

    def day_of(self, slot: datetime) -> date:
        """Tell on which day in the zone one is due."""
        return slot.astimezone(ZoneInfo(self.zone)).date()

    def _from(self, moment: datetime, step: int) -> Iterator[datetime]:
        """List what is due around a moment, in the order of time or against it, from a day beyond on."""
        zone = ZoneInfo(self.zone)
        day = moment.astimezone(zone).date() - timedelta(days=step)
        for number in range(_LOOKED_AT_DAYS):
            on = day + timedelta(days=step * number)
            if self.every is Every.DAY or on.weekday() == self.weekday:
                yield datetime.combine(on, self.at, zone).astimezone(UTC)


@cache
def zones() -> tuple[str, ...]:
    """List the names of all time zones; reads them from the disk, once."""
    return tuple(sorted(name for name in available_timezones() if not name.startswith(_NOT_SAID)))


def find_zone(typed: str) -> str | None:
    """Find a zone by its name as somebody types it: "europe/berlin", "New York"; None where there is none."""
    wanted = _folded(typed)
    named = {_folded(name): name for name in zones()}
    cities = {_folded(name.rpartition("/")[2]): name for name in zones() if "/" in name}
    return named.get(wanted) or cities.get(wanted)


def zones_like(typed: str, most: int) -> list[str]:
    """List zones whose names hold what is typed so far; those whose city begins so first."""
    wanted = _folded(typed)
    found = [name for name in zones() if wanted in _folded(name)]
    return sorted(found, key=lambda name: not _folded(name.rpartition("/")[2]).startswith(wanted))[:most]


def zones_alike(typed: str) -> list[str]:
    """List the few zones whose cities are most like what was typed."""
    cities = {name: _folded(name.rpartition("/")[2]) for name in zones()}
    found = process.extract(
        _folded(typed), cities, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=_MOST_ALIKE
    )
    return [name for _, _, name in found]


def read_time(typed: str) -> time | None:
    """Read a time of day as people type it: "08:00", "8.30", "8 pm", "20 Uhr", "8h30"; None: it is none."""
    found = _TIME.fullmatch(typed)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower().replace(".", "")
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "pm")
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
