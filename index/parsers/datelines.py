"""Datelines, with which agencies begin a text: "Lisbon, May 3 (Example Wire) - …"."""

from __future__ import annotations

import re

from index.parsers.dates import MONTH, WEEKDAY, parse_published
from index.parsers.metadata import ArticleMetadata

# What follows looks at no more of a line: some of it takes time that grows with the square.
_LONGEST_DATELINE = 200
_PLACE = r"[A-Z][\w.'’-]*(?:[ /](?:[A-Z][\w.'’-]*|d[aeiu]|de[ls]?|of|la|al-\w+)){0,4}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:, {_PLACE})??)"
    rf"(?:, (?P<date>{MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?))?"
    r"(?: ?\((?P<outlet>[A-Z][\w.&'’-]*(?: [\w.&'’-]+){0,3})\))?"
    r" ?[-–—:]+ ",
)
_TIME = re.compile(rf"(?:(?:{MONTH}|{WEEKDAY}|Local time|GMT|UTC)\W*)+", re.IGNORECASE)
_DATELINE_WITHIN = 15


def find_dateline(lines: list[str]) -> ArticleMetadata:
    """Find the date and the outlet that a dateline ("Lisbon, May 3 (Example Wire) - …") gives.

    lines: the text's lines that aren't empty.
    Returns: the date, without a year where it has none, and the outlet, as far as they are given.
    """
    for line in lines[:_DATELINE_WITHIN]:
        if found := dateline_of(line):
            outlet = found["outlet"]
            named = outlet if outlet and not _TIME.fullmatch(outlet) else None
            return ArticleMetadata(outlet=named, published=parse_published(found["date"]))
    return ArticleMetadata()


def dateline_of(line: str) -> re.Match[str] | None:
    """Find the dateline that a line begins with; None where it begins with none."""
    found = _DATELINE.match(line, 0, _LONGEST_DATELINE)
    # "Bridge (Video) - …" looks the same; agencies that give no date write the place in capitals.
    return found if found and (found["date"] or (found["outlet"] and found["place"].isupper())) else None
