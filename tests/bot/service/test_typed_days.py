"""Days as people type them into since and until."""

from __future__ import annotations

from datetime import date

import pytest

from bot.service.errors import MisunderstoodError
from bot.service.typed_days import LONGEST, read_day, read_days

# A Wednesday.
TODAY = date(2023, 6, 14)


@pytest.mark.parametrize(
    ("locale", "typed", "first", "last"),
    [
        ("en-US", "yesterday", "2023-06-13", "2023-06-13"),
        ("en-US", "Last Week", "2023-06-05", "2023-06-11"),
        ("en-GB", "9 February 2021", "2021-02-09", "2021-02-09"),
        ("en-US", "Feb. 9, 2021", "2021-02-09", "2021-02-09"),
        ("en-US", "2021", "2021-01-01", "2021-12-31"),
        ("en-US", "February 2021", "2021-02-01", "2021-02-28"),
        ("en-US", "2021-02", "2021-02-01", "2021-02-28"),
        ("en-US", "since 2021-2-9", "2021-02-09", "2021-02-09"),
        ("en-US", "between May 1 and 19", "2023-05-01", "2023-05-19"),
        ("en-US", "between May 1 and May 19 2021", "2021-05-01", "2021-05-19"),
        ("en-US", "2021-05-01 - 2021-05-19", "2021-05-01", "2021-05-19"),
        ("en-GB", "from 3 to 5 May", "2023-05-03", "2023-05-05"),
        ("de", "zwischen 1. und 19. Mai", "2023-05-01", "2023-05-19"),
        ("de", "vom 1. Mai bis 19. Mai 2021", "2021-05-01", "2021-05-19"),
        ("fr", "entre le 1er et le 19 mai", "2023-05-01", "2023-05-19"),
        ("de", "gestern", "2023-06-13", "2023-06-13"),
        ("de", "vorige Woche", "2023-06-05", "2023-06-11"),
        ("de", "9. Februar 2021", "2021-02-09", "2021-02-09"),
        ("de", "9.2.21", "2021-02-09", "2021-02-09"),
        ("de", "die letzten drei Tage", "2023-06-11", "2023-06-14"),
        ("de", "vor zwei Monaten", "2023-04-01", "2023-04-30"),
        ("de", "letzten Freitag", "2023-06-09", "2023-06-09"),
        ("de", "Jänner 2021", "2021-01-01", "2021-01-31"),
        ("fr", "ce mois-ci", "2023-06-01", "2023-06-30"),
        ("fr", "cette semaine-ci", "2023-06-12", "2023-06-18"),
        ("fr", "hier", "2023-06-13", "2023-06-13"),
        ("fr", "la semaine passée", "2023-06-05", "2023-06-11"),
        ("fr", "les 3 derniers jours", "2023-06-11", "2023-06-14"),
        ("fr", "il y a deux mois", "2023-04-01", "2023-04-30"),
        ("fr", "1er févr. 2021", "2021-02-01", "2021-02-01"),
        ("fr", "l’année dernière", "2022-01-01", "2022-12-31"),
        ("es-ES", "9 febrero 2021", "2021-02-09", "2021-02-09"),
        ("en-US", "vorgestern", "2023-06-12", "2023-06-12"),
        # A third of a longer time, the latest that has begun.
        ("en-US", "early 2019", "2019-01-01", "2019-04-30"),
        ("en-GB", "Mid-2019", "2019-05-01", "2019-08-31"),
        ("en-US", "since mid-April", "2023-04-11", "2023-04-20"),
        ("en-US", "the end of April", "2023-04-21", "2023-04-30"),
        ("en-US", "end of June", "2022-06-21", "2022-06-30"),
        ("en-US", "beginning of last month", "2023-05-01", "2023-05-10"),
        ("en-US", "late 2030", "2030-09-01", "2030-12-31"),
        ("en-US", "the start of the week", "2023-06-12", "2023-06-13"),
        ("de", "Anfang 2019", "2019-01-01", "2019-04-30"),
        ("de", "Ende des Jahres 2019", "2019-09-01", "2019-12-31"),
        ("de", "Mitte April", "2023-04-11", "2023-04-20"),
        ("de", "seit Anfang letzten Jahres", "2022-01-01", "2022-04-30"),
        ("fr", "début 2019", "2019-01-01", "2019-04-30"),
        ("fr", "fin avril", "2023-04-21", "2023-04-30"),
        ("fr", "mi-avril 2019", "2019-04-11", "2019-04-20"),
        ("fr", "fin de l’année 2019", "2019-09-01", "2019-12-31"),
        ("de", "Jahresende 2019", "2019-09-01", "2019-12-31"),
        ("de", "Monatsanfang", "2023-06-01", "2023-06-10"),
        ("de", "letztes Wochenende", "2023-06-10", "2023-06-11"),
        ("de", "im Monat Februar 2021", "2021-02-01", "2021-02-28"),
        ("fr", "début du mois d’avril 2019", "2019-04-01", "2019-04-10"),
        ("en-US", "the month of April", "2023-04-01", "2023-04-30"),
        # The day beside.
        ("en-US", "before Easter", "2023-04-06", "2023-04-06"),
        ("en-US", "the day after Halloween 2020", "2020-11-01", "2020-11-01"),
        ("de", "vor dem 9. Februar 2021", "2021-02-08", "2021-02-08"),
        ("de", "vor letzter Woche", "2023-06-04", "2023-06-04"),
        ("de", "nach Pfingsten 2019", "2019-06-11", "2019-06-11"),
        ("fr", "avant l’an 2020", "2019-12-31", "2019-12-31"),
        ("fr", "après la Toussaint 2020", "2020-11-02", "2020-11-02"),
        # Feasts.
        ("en-US", "Xmas", "2022-12-24", "2022-12-26"),
        ("en-US", "last Christmas", "2022-12-24", "2022-12-26"),
        ("en-US", "New Year's Eve 2020", "2020-12-31", "2020-12-31"),
        ("en-US", "Good Friday", "2023-04-07", "2023-04-07"),
        ("de", "Weihnachten 2020", "2020-12-24", "2020-12-26"),
        ("de", "zu Ostern", "2023-04-07", "2023-04-10"),
        ("de", "an Ostern 2019", "2019-04-19", "2019-04-22"),
        ("de", "seit Pfingsten 2019", "2019-06-09", "2019-06-10"),
        ("fr", "à Noël 2020", "2020-12-24", "2020-12-26"),
        ("fr", "Pâques 2021", "2021-04-02", "2021-04-05"),
        ("fr", "le jour de l’an", "2023-01-01", "2023-01-01"),
    ],
)
def test_a_day_is_read_as_people_type_it(locale: str, typed: str, first: str, last: str) -> None:
    assert read_days(typed, locale, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("locale", "read"),
    [
        ("en-US", date(2021, 5, 6)),
        ("en-GB", date(2021, 6, 5)),
        ("de", date(2021, 6, 5)),
        ("", date(2021, 6, 5)),
    ],
)
def test_which_number_is_the_month_depends_on_the_reader(locale: str, read: date) -> None:
    assert read_days("05/06/2021", locale, TODAY) == (read, read)
    assert read_days("25/06/2021", locale, TODAY) == (date(2021, 6, 25),) * 2


@pytest.mark.parametrize(
    "typed",
    [
        "banana",
        "30.2.2021",
        "0/0/2021",
        "2021-13-01",
        "٣",
        "1" * (LONGEST + 1),
        "?",
        "early",
        "mid banana",
        "before banana",
        "vor dem 1.1.0001",
        "Ostern 0",
        "Easter 9999999",
    ],
)
def test_what_says_no_day_is_told_so(typed: str) -> None:
    with pytest.raises(MisunderstoodError) as raised:
        read_day("until", typed, "en-US")
    assert (raised.value.key, raised.value.values) == ("date-unreadable", {"option": "until"})


def test_a_month_begins_a_range_with_its_first_day_and_ends_one_with_its_last() -> None:
    assert read_day("since", " April 2020 ") == date(2020, 4, 1)
    assert read_day("until", "April 2020") == date(2020, 4, 30)
    assert read_day("since", "  ") is read_day("until", None) is None
