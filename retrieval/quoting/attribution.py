"""Keeps the words of a claim with whoever said them: widens a run of sentences to a whole statement."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from index.article import Span
from index.text.passages import is_bullet
from retrieval.quoting.voices import changes_voice, find_voice

_LINE = re.compile(r"[^\n]+")
# A single mark before a word opens, unless letters are left out ('90s, 'em).
_OPENS_SINGLE = r"(?<![\w'’])['‘](?=[\w“\"(\[…])(?!(?:\d\ds|em|til|n|tis|twas|cause|cos)\b)"
_SINGLE_OPENS = re.compile(_OPENS_SINGLE)
# Two single marks in a row stand for a double one.
_MARK = re.compile(rf"[\"“”„«»]|''|’’|{_OPENS_SINGLE}")
_OPENING, _CLOSING, _SINGLE = "“„«", ".,;:!?)]}", ("'", "‘")
_CLOSES_SINGLE = re.compile(r"(?<=[^\s'’])['’](?!\w)")
# A line of dialogue, as it is set without quotation marks: "– I saw it, said Ada Miller."
_DIALOGUE = re.compile(r"[—–] ?(?=[^\n]*\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur)\b)(?=[^\n]*[.!?…](?:\n|\Z))")
_FEET_AND_INCHES = re.compile(r"\d['’′] ?\d{1,2}\Z")
# "She said:" and in the next sentence what she said.
_ANNOUNCED = re.compile(r":\s+[\"“„«‘']")
_SENTENCE_END = re.compile(r"([.,:;!?…–—-]|\A)[\"“”«»'’)\]]*\Z")

_SAYING = (
    r"(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|wr(?:ote|ites?|iting)|spoke|repl(?:ied|ies)|den(?:ied|ies)"
    r"|testif(?:ied|ies)|put it|reads?|[Aa]ccording to|[Ii]n an? (?:statement|interview|post|tweet|letter)"
    r"|(?:acknowledg|add|admitt?|announc|argu|ask|assert|claim|comment|conclud|confirm|declar|explain|insist"
    r"|joke?|not|post|predict|promis|quipp?|recall|remark|report|respond|shout|stat|stress|suggest|tweet|urg"
    r"|vow|warn)(?:ed|ing|e?s))\b"
)
_CAPITAL = r"\b[A-ZÀ-ÖØ-Þ][\w’'.-]{0,40}\w"
_HE_SAYS = rf"\b(?:[Hh]e|[Ss]he)(?: has| had|['’][sd])? (?:(?:also|then|\w+ly) )?{_SAYING}"
_SAYS_AFTER = re.compile(rf"[,!?…] {_SAYING}")
_SAYS, _SOME_HE_SAYS = re.compile(rf"\b{_SAYING}"), re.compile(_HE_SAYS)
_BEGINS_HE_SAYS = re.compile(rf"\W*(?:\w[^A-ZÀ-ÖØ-Þ]*,\s+|And |But )?{_HE_SAYS}")
_BEGINS_SPEAKER = re.compile(rf"[A-ZÀ-ÖØ-Þ][^,.:;\n]{{0,30}} {_SAYING}")
_NAMES = re.compile(rf"{_CAPITAL} {_CAPITAL}|{_CAPITAL},? {_SAYING}|\b(?:said|says|told|to) {_CAPITAL}")
# A sentence after “…?” with no more words than this says only who asks.
_BRIEF_WORDS = 6


def make_whole(
    text: str, sentences: Sequence[Span], first: int, last: int, most_words: int
) -> tuple[int, int] | None:
    """Widen a run of sentences until it breaks off no direct speech and says whose it is.

    The name of the "he" in "he added" is taken along where it fits.

    text: the whole text of the article. sentences: those that may be taken, neighbours, in order.
    first, last: the run, as places in ``sentences``, the last one included.
    most_words: most words of a widened run; one that needs nothing may be longer.
    Returns: the run, widened at its ends by as few sentences as possible; None if it can't be made whole
        with these sentences and words.
    """
    whole = _closed(text, sentences, first, last)
    if whole is None or (whole != (first, last) and _words(text, sentences, *whole) > most_words):
        return None
    named = _with_name(text, sentences, *whole)
    if named != whole and _words(text, sentences, *named) <= most_words:
        return make_whole(text, sentences, *named, most_words) or whole
    namer = _namer(text, sentences, whole[0])
    if namer is not None and _words(text, sentences, namer, whole[1]) <= most_words:
        return make_whole(text, sentences, namer, whole[1], most_words) or whole
    return whole


def adjoin(text: str, left: Span, right: Span) -> bool:
    """Tell whether one quote may hold both sentences.

    Not with a heading between them, nor what two people say, nor a list and what follows it; a list and what
    announces it may.
    """
    if any(map(str.isalnum, text[left.end : right.start])) or changes_voice(text, left, right):
        return False
    if is_bullet(text, left.start) == is_bullet(text, right.start):
        return True
    return text[left.end - 1] == ":"


def _words(text: str, sentences: Sequence[Span], first: int, last: int) -> int:
    return sum(len(text[s.start : s.end].split()) for s in sentences[first : last + 1])


def _closed(text: str, sentences: Sequence[Span], first: int, last: int) -> tuple[int, int] | None:
    """Widen a run by the rest of all speech that it holds a part of, and by whoever speaks."""
    while True:
        rest = _with_rest(text, sentences, first, last)
        wider = rest and _with_speakers(text, sentences, *rest)
        if wider is None or wider == (first, last):
            return wider
        if not _all_adjoin(text, sentences, first, last, *wider):
            return None
        first, last = wider


def _all_adjoin(text: str, sentences: Sequence[Span], first: int, last: int, low: int, high: int) -> bool:
    """Tell whether one quote may hold what a run first to last is widened by, to low and high."""
    added = [*range(low, first), *range(last, high)]
    return all(adjoin(text, sentences[at], sentences[at + 1]) for at in added)


def _with_rest(text: str, sentences: Sequence[Span], first: int, last: int) -> tuple[int, int] | None:
    """Widen a run so that no speech begins before it or ends after it; None if that isn't at hand."""
    if first > 0 and _belongs(text, sentences[first - 1], sentences[first]):
        first -= 1
    start, end = sentences[first].start, sentences[last].end
    speeches = _speeches_in(text, Span(start, end))
    start = min([start, *(speech.start for speech in speeches)])
    end = max([end, *(speech.end for speech in speeches)])
    if announced := _ANNOUNCED.match(text, end - 1):
        end = announced.end()
    if start < sentences[0].start or end > sentences[-1].end:
        return None
    while sentences[first].start > start:
        first -= 1
    while sentences[last].end < end:
        last += 1
    return first, last


def _with_speakers(text: str, sentences: Sequence[Span], first: int, last: int) -> tuple[int, int] | None:
    """Widen a run to the sentences that say whose the speech in it is; None if there are none."""
    low, high = first, last
    run = range(first, last + 1)
    speeches = _speeches_in(text, Span(sentences[first].start, sentences[last].end))
    for held in {tuple(at for at in run if sentences[at].touches(speech)) for speech in speeches}:
        if held and all(is_speech(text, sentences[at]) for at in held):
            speaker = _speaker(text, sentences, held[0], held[-1])
            if speaker is None:
                return None
            low, high = min(low, speaker), max(high, speaker)
    return low, high


def _with_name(text: str, sentences: Sequence[Span], first: int, last: int) -> tuple[int, int]:
    """Widen a run to where it says whose words without marks stand in it, if that is at hand."""
    voice = find_voice(text, Span(sentences[first].start, sentences[last].end))
    if voice is None or not sentences[0].start <= voice.name.start < voice.name.end <= sentences[-1].end:
        return first, last
    low, high = first, last
    while sentences[low].start > voice.name.start:
        low -= 1
    while sentences[high].end < voice.name.end:
        high += 1
    return (low, high) if _all_adjoin(text, sentences, first, last, low, high) else (first, last)


def _speaker(text: str, sentences: Sequence[Span], first: int, last: int) -> int | None:
    """Find the sentence that says whose a statement is that consists of direct speech alone."""
    if last + 1 < len(sentences) and _belongs(text, sentences[last], sentences[last + 1]):
        return last + 1
    before = _neighbour(text, sentences, first, -1)
    if before is not None and says_who(text, sentences[before]):
        return before
    after = _neighbour(text, sentences, last, +1)
    if after is not None and "\n" not in text[sentences[first].start : sentences[after].start]:
        # “No!” “Not again,” said Ada Miller.
        begins = sentences[after].start
        names = _MARK.match(text, begins) or _BEGINS_SPEAKER.match(text, begins)
        if names and says_who(text, sentences[after]):
            return after
    # Where nobody is said to speak, it is who was written about last.
    return before


def _belongs(text: str, speech: Span, after: Span) -> bool:
    """Tell whether a sentence goes on after direct speech by saying whose it was: “…,” / said Ada Miller."""
    if not (is_speech(text, speech) and says_who(text, after) and adjoin(text, speech, after)):
        return False
    ended = _SENTENCE_END.search(text[speech.start : speech.end])
    brief = len(text[after.start : after.end].split()) <= _BRIEF_WORDS
    return text[after.start].islower() or (
        ended is not None and (ended[1] == "," or (ended[1] in "!?" and brief))
    )


def _neighbour(text: str, sentences: Sequence[Span], at: int, step: int) -> int | None:
    """Find the nearest sentence in one direction that isn't direct speech alone.

    A line that ends like no sentence is a caption or points to another article: nothing is beyond it.
    """
    while 0 <= at + step < len(sentences):
        at += step
        if not adjoin(text, *sorted((sentences[at - step], sentences[at]))) or not _ends(text, sentences[at]):
            return None
        if not is_speech(text, sentences[at]):
            return at
    return None


def _namer(text: str, sentences: Sequence[Span], at: int) -> int | None:
    """Find the sentence before that names the "he" who speaks in a sentence; None where there is none."""
    outside = _outside(text, sentences[at])
    while _BEGINS_HE_SAYS.match(outside):
        before = _neighbour(text, sentences, at, -1)
        if before is None:
            return None
        at, outside = before, _outside(text, sentences[before])
        if _SAYS.search(outside) and _NAMES.search(outside) and not _SOME_HE_SAYS.search(outside):
            return at
    return None


def says_who(text: str, span: Span) -> bool:
    """Tell whether a sentence says that somebody says something."""
    return text[span.end - 1] == ":" or _SAYS.search(_outside(text, span)) is not None


def is_speech(text: str, span: Span) -> bool:
    """Tell whether a sentence is direct speech alone; a title in quotation marks ends like no sentence."""
    outside = _outside(text, span)
    if len(outside) == span.end - span.start or any(map(str.isalnum, outside)):
        return False
    return _ends(text, span)


def _ends(text: str, span: Span) -> bool:
    return _SENTENCE_END.search(text[span.start : span.end]) is not None


def _outside(text: str, span: Span) -> str:
    """Cut the direct speech out of a sentence."""
    pieces, at = [], span.start
    for speech in _speeches_in(text, span):
        pieces.append(text[at : max(at, speech.start)])
        at = speech.end
    return " ".join([*pieces, text[at : span.end]])


def _speeches_in(text: str, span: Span) -> Sequence[Span]:
    """All direct speech that has a part in a stretch of text."""
    speeches = _speeches(text)
    first = bisect_right(speeches, span.start, key=attrgetter("end"))
    return speeches[first : bisect_left(speeches, span.end, key=attrgetter("start"))]


# Many runs of one article are looked at, one after the other.
@lru_cache(maxsize=64)
def _speeches(text: str) -> tuple[Span, ...]:
    """Everything between quotation marks, marks included, in order, disjoint; and lines of dialogue.

    Speech of several paragraphs opens each of them with a mark and closes the last one only. A mark that
    is closed neither in its paragraph nor that way is taken for a slip.
    """
    found: list[Span] = []
    opened: list[int] = []
    for line in map(re.Match[str].span, _LINE.finditer(text)):
        goes_on = bool(opened) and text[line[0]] == text[opened[0]]
        opened = _read_line(text, line[0] + goes_on, line[1], opened[:1] if goes_on else [], found)
        if dialogue := _DIALOGUE.match(text, *line):
            said = _SAYS_AFTER.search(text, *line)
            if not (found and found[-1].end > line[0]):
                found.append(Span(dialogue.start(), said.start() + 1 if said else line[1]))
    return tuple(found)


def _read_line(text: str, at: int, end: int, opened: list[int], found: list[Span]) -> list[int]:
    """Add the speech that ends in a line to what was found; opened: marks that aren't closed yet.

    Returns: those that aren't at the end of the line.
    """
    if opened and text[opened[0]] in _SINGLE:
        closed = _closing_single(text, at, end)
        if closed is None:
            return opened
        found.append(Span(opened.pop(), closed + 1))
        at = closed + 1
    while mark := _MARK.search(text, at, end):
        at = mark.end()
        if mark.group() in _SINGLE:
            closed = None if opened else _closing_single(text, at, end)
            if closed is not None:
                found.append(Span(mark.start(), closed + 1))
                at = closed + 1
            elif not opened and not _MARK.search(text, at, end):
                return [mark.start()]
        elif _is_inches(text, mark.start(), bool(opened)):
            continue
        elif _opens(text, mark, bool(opened)):
            # A mark of the same kind inside another one: that one was never closed.
            if opened and (text[opened[-1]] == '"') == (mark.group() == '"'):
                opened.pop()
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if not opened:
                found.append(Span(start, mark.end()))
    return opened


def _closing_single(text: str, at: int, end: int) -> int | None:
    """Find the mark that closes what a single one opened, before another one opens.

    Rather one after the end of a clause than one that may be an apostrophe ("goin’", "the workers’ strike").
    """
    following = _SINGLE_OPENS.search(text, at, end)
    closing = [
        mark.start() for mark in _CLOSES_SINGLE.finditer(text, at, following.start() if following else end)
    ]
    return min(closing, key=lambda mark: (text[mark - 1].isalnum(), text[mark - 1] == "s"), default=None)


def _is_inches(text: str, at: int, inside: bool) -> bool:
    if not text[at - 1 : at].isdigit():
        return False
    return not inside or _FEET_AND_INCHES.search(text, max(0, at - 5), at) is not None


def _opens(text: str, mark: re.Match[str], inside: bool) -> bool:
    """Tell whether a quotation mark opens; what stands around it tells better than the mark, if it tells."""
    before, after = text[mark.start() - 1 : mark.start()] or " ", text[mark.end() : mark.end() + 1] or " "
    if before.isspace() != after.isspace():
        # French has a space inside: « Oui », …
        return before.isspace() and not (mark.group() in "»”" and after in _CLOSING)
    if before in "([{" or after in _CLOSING:
        return before in "([{"
    return not inside if mark.group() == '"' else mark.group() in _OPENING
