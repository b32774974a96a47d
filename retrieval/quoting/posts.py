"""Which post of a live page is newer, by the times that stand above its posts."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from retrieval.question.vocabulary import MONTH, MONTHS

_LINE = re.compile(r"^[^\n]{3,80}$", re.MULTILINE)
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.h](\d\d)(?:[:.]\d\d)?(?: ?([ap])\.?m\b)?|\b(\d{1,2}) ?([ap])\.?m\b", re.IGNORECASE
)
_DAY = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH})|({MONTH}) (\d{{1,2}})\b(?!:))", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_MOST_WORDS = 9
# A page with fewer lines that are times is none that grows post by post.
_FEWEST_POSTS = 3


def post_age(text: str, at: int) -> int | None:
    """Tell how many posts of a live page are newer than the one at a place.

    text: of an article. at: a place in it, in characters.
    Returns: 0 for the newest post; None where the article isn't made of posts with their times above them,
        or no post stands there.
    """
    starts, newest_first = _posts(text)
    place = bisect_right(starts, at) - 1
    if len(starts) < _FEWEST_POSTS or place < 0:
        return None
    return place if newest_first else len(starts) - 1 - place


@lru_cache(maxsize=64)
def _posts(text: str) -> tuple[list[int], bool]:
    """Find where the posts of a page begin, and whether the newest one stands on top."""
    starts: list[int] = []
    moments: list[tuple[int, int]] = []
    day = 0
    for line in _LINE.finditer(text):
        words = line.group()
        if len(words.split()) > _MOST_WORDS or _SENTENCE_END.search(words):
            continue
        day = _day(words) or day
        if clock := _CLOCK.search(words):
            starts.append(line.start())
            moments.append((day, _minute(clock)))
    steps = [_step(earlier, later) for earlier, later in pairwise(moments)]
    return starts, sum(step < 0 for step in steps) > sum(step > 0 for step in steps)


def _step(earlier: tuple[int, int], later: tuple[int, int]) -> int:
    """Tell how far one post is from that above it, in minutes; of the same day where one's isn't known."""
    days = later[0] - earlier[0] if earlier[0] and later[0] else 0
    return days * 24 * 60 + later[1] - earlier[1]


def _day(words: str) -> int:
    """Read the day of the year that a line names, in days of months of 31; 0 where it names none."""
    found = _DAY.search(words)
    if not found:
        return 0
    day, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return 31 * MONTHS.index(month[:3].lower()) + int(day)


def _minute(clock: re.Match[str]) -> int:
    """Read the minute of the day."""
    hour, minute, half = int(clock[1] or clock[4]), int(clock[2] or 0), clock[3] or clock[5]
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return 60 * hour + minute
