"""Dates as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.texts import texts_for
from index.article import Published


@pytest.mark.parametrize(
    ("iso", "english", "german", "french"),
    [
        ("2023-03-05", "5 March 2023", "5. März 2023", "5 mars 2023"),
        ("2023-06-01", "1 June 2023", "1. Juni 2023", "1er juin 2023"),
        ("--07-01", "1 July, year unknown", "1. Juli, Jahr unbekannt", "1er juillet, année inconnue"),
        ("2023-06-11", "11 June 2023", "11. Juni 2023", "11 juin 2023"),
        ("2023-08", "August 2023", "August 2023", "août 2023"),
        ("2023", "2023", "2023", "2023"),
        (
            "--12-31",
            "31 December, year unknown",
            "31. Dezember, Jahr unbekannt",
            "31 décembre, année inconnue",
        ),
        ("", "date unknown", "Datum unbekannt", "date inconnue"),
        ("1961-05-04T23:10:00Z", "4 May 1961, 23:10 UTC", "4. Mai 1961, 23:10 UTC", "4 mai 1961, 23:10 UTC"),
    ],
)
def test_a_date_is_written_in_the_readers_language(iso: str, english: str, german: str, french: str) -> None:
    written = [texts_for(language).day(Published(iso)) for language in ("en", "de", "fr")]
    assert written == [english, german, french]


def test_a_day_within_a_text_is_written_the_same_way() -> None:
    assert "11. Februar 2022" in texts_for("de")("limit-since", day=date(2022, 2, 11))
