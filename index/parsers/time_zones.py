"""Dates with the zones that mails and feeds name."""

from __future__ import annotations

import re

from index.article import Published
from index.parsers.dates import parse_published

# RFC 822 has these, and those alone; elsewhere the same letters mean other zones.
_OFFSETS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_NAMED = re.compile(rf"(?<=\d) ?({'|'.join(_OFFSETS)})\Z")
_COMMENT = re.compile(r" ?\([^()]*\)\Z")
# Sent from where the sender doesn't say, but told in UTC.
_ELSEWHERE = re.compile(r"(?<=\d) -0000\Z")
_ISO = re.compile(r"([12]\d{3}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ([+-]\d\d:?\d\d)")
_LONGEST = 80


def parse_zoned(text: object) -> Published:
    """Understand a date as ``parse_published`` does, and in a zone like EST as well.

    text: anything but a text is an unknown date.
    """
    if not isinstance(text, str) or len(text) > _LONGEST:
        return Published()
    text = _COMMENT.sub("", text.strip())
    text = _NAMED.sub(lambda name: f" -{-_OFFSETS[name[1]]:02}00", text)
    text = _ELSEWHERE.sub(" +0000", text)
    if found := _ISO.fullmatch(text):
        text = f"{found[1]}T{found[2]}{found[3]}"
    return parse_published(text)
