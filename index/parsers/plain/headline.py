"""What a plain text says about itself: its headline and its byline."""

from __future__ import annotations

import re

from index.parsers.datelines import dateline_of
from index.parsers.metadata import clean_authors

# Counted over real headlines: of a hundred, one has more words; of opening sentences most do.
_FEWEST_WORDS, _MOST_WORDS = 3, 18
_MOST_QUESTION_WORDS = 12
_LEAST_CAPITALS = 0.7
_HEADING_WORDS = 4
# In characters. What follows looks at no more of a line: some of it takes time that grows with the square.
_LONGEST_TITLE = 300
_MOST_NAMES = 4
# How an item of a list begins.
LISTED = re.compile(r"[-*•–—·]\s|\d+[.)]\s")
_SENTENCE_END = re.compile(r"[.,;:…–—-]['\"”’)\]]*$")
# Besides names, a line that only says who wrote the story holds these.
_BESIDE_NAMES = frozenset({"and", "&", "for", "from", "of", "reports", "staff", "the", "to", "wire"})
# A full stop after a word of four letters or more ends a sentence; "U.S.", "Jan." and "vs." go on.
_TWO_SENTENCES = re.compile(r"[a-z]{4,}[.!?]['\"”’)]* +['\"“‘(]?[A-Z]")
# Headlines leave "that" out; who tells what somebody said in a clause tells a story.
_REPORTS = re.compile(
    r"\b(?:say|said|tell|told|report|announce|claim|confirm|add|state|note|believe|warn|show|reveal|suggest)"
    r"(?:s|ed|d)?(?: \w+){0,2} that\b",
    re.IGNORECASE,
)
_OUTLET_BEHIND = re.compile(r" (?:\||-|–|—) ")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")

_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|d[aeiu]|de[lnr]|v[ao]n|la|le|bin|al-\w+)){1,4}"
_BYLINE = re.compile(
    rf"[Bb][Yy]:? (?P<names>{_NAME}(?:, {_NAME})*(?:,? (?:and|&) {_NAME})?)"
    r"(?P<rest>(?: in | \| |, | - | – | — | \().*)?"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_BYLINE_WITHIN = 3
_LONGEST_BYLINE = 100


def find_title(lines: list[str]) -> str | None:
    """Tell whether a text opens with its headline.

    lines: the text's lines that aren't empty.
    Returns: the first line where it reads like a headline. A sentence isn't one, nor is a line that
        might be: quoting a headline as text does less harm than taking text for a headline.
    """
    if len(lines) < 2:
        return None
    line = lines[0]
    if len(line) > _LONGEST_TITLE:
        return None
    words = line.split()
    if (
        not _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        or _is_credit(line, words)
        or LISTED.match(line)
        or dateline_of(line)
        or _BYLINE.fullmatch(line)
    ):
        return None
    if _SENTENCE_END.search(line) or _TWO_SENTENCES.search(line) or _REPORTS.search(line):
        return None
    if line[0].islower() or not any(
        len(other.split(None, _HEADING_WORDS)) > _HEADING_WORDS for other in lines[1:]
    ):
        return None
    closing = line.rstrip("'\"”’)")[-1:]
    if closing == "!" or (closing == "?" and len(words) > _MOST_QUESTION_WORDS):
        return line if _capitals(line) >= _LEAST_CAPITALS else None
    return line


def same_title(line: str, title: str | None) -> bool:
    """Tell whether a line is a title, which may name its outlet: "Bridge opens | Example Wire"."""
    if not line or not title:
        return False
    line, title = line.casefold(), title.casefold()
    return title == line or (title.startswith(line) and _OUTLET_BEHIND.match(title, len(line)) is not None)


def take_byline(lines: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Take the line that names the authors off the head or the end of a text.

    lines: the text's lines without its title, empty ones included.
    Returns: the authors, and the other lines; all of them where there is no byline.
    """
    filled = [number for number, line in enumerate(lines) if line]
    if len(filled) < 2:
        return (), lines
    for number in [*filled[:_BYLINE_WITHIN], filled[-1]]:
        if authors := authors_in(lines[number]):
            return authors, lines[:number] + lines[number + 1 :]
    return (), lines


def authors_in(line: str) -> tuple[str, ...]:
    """Read the names in a line like "By Ann Lee and Bo Ray, Example Wire"; none where it is no such line."""
    found = _BYLINE.fullmatch(line) if len(line) <= _LONGEST_BYLINE and line[:1] in "Bb" else None
    return _authors(found["names"]) if found and not _WEEKDAY.search(line) else ()


def _is_credit(line: str, words: list[str]) -> bool:
    """Tell whether a line may only say who wrote the story, or be a heading: names, and little else."""
    if not all(word[0].isupper() or word.lower() in _BESIDE_NAMES for word in words):
        return "@" in line
    return len(words) <= _MOST_NAMES or "," in line or " and " in line


def _authors(names: str) -> tuple[str, ...]:
    # "Ann Lee, Example Wire": without an "and", what follows the comma is where somebody works.
    return clean_authors(names if re.search(r" (?:and|&) ", names) else names.partition(",")[0])


def _capitals(line: str) -> float:
    """Return the share of long words with a capital: near 1 in a headline in title case."""
    long = [word for word in _WORD.findall(line) if len(word) > 3]
    return sum(word[0].isupper() for word in long) / len(long) if long else 0.0
