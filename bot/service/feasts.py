"""Feasts that people name instead of a day, in the languages that the bot speaks: "christmas", "Ostern"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Feast:
    """Some days that come every year.

    names: in small letters without accents. begins: the month and day of the first; None: it goes by Easter.
    after: the days from then, or from Easter Sunday, to the first. lasts: how many there are.
    """

    names: tuple[str, ...]
    begins: tuple[int, int] | None = None
    after: int = 0
    lasts: int = 1

    def in_year(self, year: int) -> tuple[date, date]:
        """Tell the first and the last day in a year. Raises: ValueError where there is no such year."""
        begins = date(year, *self.begins) if self.begins else _easter(year)
        first = begins + timedelta(self.after)
        return first, first + timedelta(self.lasts - 1)

    def latest(self, today: date) -> tuple[date, date]:
        """Tell the first and the last day of the latest one that has begun by a day."""
        days = self.in_year(today.year)
        return days if days[0] <= today else self.in_year(today.year - 1)


FEASTS = (
    Feast(("christmas", "xmas", "weihnachten", "noel"), begins=(12, 24), lasts=3),
    Feast(("christmas eve", "heiligabend", "veille de noel"), begins=(12, 24)),
    Feast(("christmas day",), begins=(12, 25)),
    Feast(("new year's eve", "silvester", "saint-sylvestre"), begins=(12, 31)),
    Feast(
        ("new year", "new year's", "new year's day", "neujahr", "nouvel an", "jour de l'an"), begins=(1, 1)
    ),
    Feast(("halloween",), begins=(10, 31)),
    Feast(("all saints' day", "allerheiligen", "toussaint"), begins=(11, 1)),
    Feast(("easter", "ostern", "paques"), after=-2, lasts=4),
    Feast(("good friday", "karfreitag", "vendredi saint"), after=-2),
    Feast(("easter sunday", "ostersonntag", "dimanche de paques")),
    Feast(("easter monday", "ostermontag", "lundi de paques"), after=1),
    Feast(("ascension", "ascension day", "himmelfahrt", "christi himmelfahrt"), after=39),
    Feast(("pentecost", "whitsun", "pfingsten", "pentecote"), after=49, lasts=2),
    Feast(("whit monday", "pfingstmontag", "lundi de pentecote"), after=50),
)


def _easter(year: int) -> date:
    """Reckon Easter Sunday by the Gregorian calendar, as Meeus, Jones and Butcher do."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
