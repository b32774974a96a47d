"""Finds stretches of an article that are somebody's own words though no quotation marks say so."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from index.article import Span
from index.text.passages import SIGNATURE

_LINE, _WORD = re.compile(r"[^\n]+"), re.compile(r"\w+")
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]{0,30}|of|the|de|van|von|da)"
# "Sorby:", "MR. SMITH (Labour):", "Q:"
_LABEL = re.compile(rf"(?=[A-ZÀ-ÖØ-Þ])({_NAME}(?: {_NAME}){{0,4}})(?: ?\([^()\n]{{1,40}}\))? ?:(?=\s|\Z)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_FEWEST_TURNS, _FEWEST_SPEAKERS = 3, 2
_WRITES = re.compile(
    r"\b(?:wr[oi]tes?|post(?:s|ed)|tweet(?:s|ed)|sa(?:id|ys)|reads?|stat(?:es|ed))\b[^\n]*:\Z"
)
_MARKS = "\"“„«»‘'"
_DEAR = re.compile(r"Dear [^\n]{1,60}[,:]?\Z")
_YOURS = re.compile(
    r"(?:Yours|Sincerely|(?:Kind |Best |Warm )?[Rr]egards|With (?:kind|best|warm)|Respectfully)[^\n]{0,40}\Z"
)
# "Yours, Ada Roth, Venn" in one line
_SIGNED_LINE = re.compile(
    r"(?:Yours(?: \w+)?|Sincerely|(?:Kind |Best |Warm )?[Rr]egards|Respectfully),"
    r" (?=[A-ZÀ-ÖØ-Þ])([^\n]{2,60})\Z"
)
_SIGNED_WORDS = 8


@dataclass(frozen=True)
class Voice:
    """Words of one person. span: all of them, with the name where it stands beside; name: who it is."""

    span: Span
    name: Span


def find_voice(text: str, span: Span) -> Voice | None:
    """Find whose words stand in a stretch of an article that doesn't say so itself.

    Turns of an interview or a transcript, after "Name:"; a post or a letter that is set in, with its writer
    before or after it.

    text: the whole text of the article.
    Returns: the first such voice in the stretch; None where all is the article's own.
    """
    voices = _voices(text)
    at = bisect_right(voices, span.start, key=lambda voice: voice.span.end)
    while at < len(voices) and voices[at].span.start < span.end:
        name = voices[at].name
        if not (span.start <= name.start and name.end <= span.end):
            return voices[at]
        at += 1
    return None


def changes_voice(text: str, left: Span, right: Span) -> bool:
    """Tell whether somebody else speaks in the second of two neighbouring sentences.

    An answer after a question that says who asks is no change: the two are read together.
    """
    before, after = (_voice_at(text, sentence.start) for sentence in (left, right))
    return before != after and (before is None or after is None or before.name.start != left.start)


def find_turns(text: str, span: Span) -> Sequence[Voice]:
    """List the turns of a transcript that have a part in a stretch of it; none where it isn't one."""
    return [turn for turn in _turns(text) if turn.span.touches(span)]


def _voice_at(text: str, at: int) -> Voice | None:
    voices = _voices(text)
    place = bisect_right(voices, at, key=lambda voice: voice.span.end)
    return voices[place] if place < len(voices) and voices[place].span.start <= at else None


# Many stretches of one article are looked at, one after the other.
@lru_cache(maxsize=64)
def _voices(text: str) -> tuple[Voice, ...]:
    """List all voices in order, disjoint."""
    lines = _lines(text)
    found = list(_turns(text))
    for voice in sorted([*_posts(text, lines), *_letters(text, lines)], key=attrgetter("span")):
        before = bisect_right(found, voice.span.start, key=lambda each: each.span.start)
        near = found[max(0, before - 1) : before + 1]
        if not any(voice.span.touches(other.span) for other in near):
            found.insert(before, voice)
    return tuple(found)


def _lines(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _LINE.finditer(text)]


@lru_cache(maxsize=64)
def _turns(text: str) -> tuple[Voice, ...]:
    """List the turns of a transcript; a speaker's goes on until another line is labelled."""
    lines = _lines(text)
    labels = [
        (at, match) for at, line in enumerate(lines) if (match := _LABEL.match(text, line.start, line.end))
    ]
    times = Counter(match[1].casefold() for _, match in labels)
    again = sum(count > 1 for count in times.values())
    told = sum(_SENTENCE_END.search(text[lines[at].start : lines[at].end]) is not None for at, _ in labels)
    if len(labels) < _FEWEST_TURNS or not again or len(times) < _FEWEST_SPEAKERS or 2 * told < len(labels):
        return ()
    # What is written so only once may be a note ("Correction:") inside somebody's turn.
    words = Counter(_WORD.findall(text))
    labels = [
        (at, match)
        for at, match in labels
        if times[match[1].casefold()] > 1 or all(words[word] > 1 for word in _WORD.findall(match[1]))
    ]
    ends = [lines[at - 1].end for at, _ in labels[1:]] + [len(text)]
    return tuple(
        Voice(Span(match.start(), end), Span(*match.span(1)))
        for (_, match), end in zip(labels, ends, strict=True)
    )


def _posts(text: str, lines: list[Span]) -> Iterator[Voice]:
    """List posts that are set in: announced in the line before them, or signed in the line after."""
    for before, post in itertools.pairwise(lines):
        signed = SIGNATURE.match(text, post.start, post.end)
        if signed and not SIGNATURE.match(text, before.start, before.end):
            yield Voice(Span(before.start, post.end), Span(*signed.span(1)))
        elif _WRITES.search(text, before.start, before.end) and text[post.start] not in _MARKS:
            announced = Span(_last_sentence(text, before), before.end)
            yield Voice(Span(announced.start, post.end), announced)


def _last_sentence(text: str, line: Span) -> int:
    """Find where the last sentence of a line begins, as far as marks tell."""
    ended = max(text.rfind(mark, line.start, line.end) for mark in (". ", "! ", "? ", "” "))
    return line.start if ended < 0 else ended + 2


def _letters(text: str, lines: list[Span]) -> Iterator[Voice]:
    """List letters, from "Dear …" to the name after "Yours …"."""
    dear: int | None = None
    for line, name in itertools.pairwise([*lines, Span(len(text), len(text))]):
        signed = _SIGNED_LINE.match(text, line.start, line.end)
        if _DEAR.match(text, line.start, line.end):
            dear = line.start
        elif dear is not None and signed:
            yield Voice(Span(dear, line.end), Span(*signed.span(1)))
            dear = None
        elif dear is not None and _YOURS.match(text, line.start, line.end):
            if len(text[name.start : name.end].split()) <= _SIGNED_WORDS:
                yield Voice(Span(dear, name.end), name)
            dear = None
