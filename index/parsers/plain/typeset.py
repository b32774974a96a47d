"""Text out of typeset pages, such as a PDF's: words broken where lines end, heads and feet of pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise

from index.parsers.plain.wrapped import BROKEN, SUSPENDED

_LINE_END = re.compile(r"\r\n?|[\n\u2028\u2029\x85\x0b]")
_PAGE_BREAK = "\f"
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])\xad[ \t]*(?=[\r\n])")

# Heads and feet of pages.
_LONGEST_FURNITURE, _MOST_WORDS = 100, 12
_COUNT = r"\d{1,4}(?: ?(?:/|of|von|de|di|van|sur) ?\d{1,4})?"
_NUMBERED = rf"(?:page|seite|p[áa]gina|p[áa]g\.?|blz\.?|p\.) ?{_COUNT}"
_NAMES_PAGE = re.compile(rf"\W*{_NUMBERED}\W*", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[-–—] ?\d{1,4} ?[-–—]|\d{1,4} ?(?:/|of|von) ?\d{1,4}", re.IGNORECASE)
_NUMBERED_LINE = re.compile(
    rf"(?:.{{0,90}}\W)?{_NUMBERED}(?:\W.{{0,90}})?|{_PAGE_NUMBER.pattern}", re.IGNORECASE
)
_APART = re.compile(r"\d{1,4}(?: {3,}|\t).{1,90}|.{0,90}\S(?: {3,}|\t)\s*\d{1,4}")
# What stands at either end of a line.
_SPREAD = re.compile(r"\S(?: {3,}|\t)\s*\S")
_FIGURES = re.compile(r"\d+")
_BARE_NUMBER = re.compile(r"\d{1,4}")
# In characters: a line of wrapped text that ends for want of room.
_FULL, _SURELY_FULL = 25, 40
# Between numbers of pages stand at least so many lines.
_FEWEST_BETWEEN = 3
_SENTENCE_END = re.compile(r"[.!?:;,…]['\"”’)\]]*\Z")
_ENDED = re.compile(r"[.!?:;]['\"”’)\]]*\Z")
# In words: a heading may have fewer.
_FEWEST_OF_SENTENCE = 5

# Words and their parts.
_LONGEST_WORD = 100
_HYPHENS = ("-", "‐")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_LETTERS_BEFORE, _LETTERS = re.compile(r"[^\W_]+\Z"), re.compile(r"[^\W_]+")
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_ORDINALS = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
_UNITS = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|thirds|quarters|fifths|star|storey|story|part|way|lane|seat"
    r"|party)"
)
# What nobody writes as one word, wherever the line ends.
_COMPOUND = re.compile(
    rf"{_TENS}-(?:{_ONES}|{_ORDINALS}|year|something)|(?:{_ONES}|ten|eleven|twelve|{_TENS}|hundred)-{_UNITS}"
    r"|(?:year|month|week|day)s?-olds?|\w+-(?:based|backed|elect|term|wing|minded)|self-(?!ish|less|ie|same)\w+|so-called"
    r"|(?:well|best|little|lesser)-(?:known|being|off|paid|placed|established|respected)"
    r"|(?:long|short)-(?:range|lived|distance|running|standing|awaited|haul)|(?:full|part)-(?:time|scale|length)"
    r"|(?:high|low)-(?:level|speed|profile|tech|quality|rise|ranking|risk|income|cost|end|pressure|lying|key)"
    r"|(?:vice|ex)-(?:president|chancellor|minister|chair\w*|captain|husband|wife|prime)|(?:father|mother|brother|sister)-in"
    r"|in-laws?|(?:far|hard|centre|center)-(?:right|left|reaching|flung)|(?:middle|working|upper)-class|co-(?:found\w*|own\w*|author\w*|pilots?)|\w+-(?:and|in|of|the|to)-\w+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Page:
    """The lines of a text with what is asked of each; above and below: the next lines of running text."""

    lines: list[str]
    above: list[str]
    below: list[str]

    def is_apart(self, number: int) -> bool:
        """Tell whether nothing stands on one side of a line."""
        return self._is_empty(number - 1) or self._is_empty(number + 1)

    def is_alone(self, number: int) -> bool:
        """Tell whether nothing stands on either side of a line."""
        return self._is_empty(number - 1) and self._is_empty(number + 1)

    def _is_empty(self, number: int) -> bool:
        return not 0 <= number < len(self.lines) or not self.lines[number].strip()

    def is_at_break(self, number: int) -> bool:
        """Tell whether a page begins or ends at a line."""
        around = self.lines[max(0, number - 2) : number + 3]
        return any(_PAGE_BREAK in line for line in around)

    def cuts(self, number: int) -> bool:
        """Tell whether a line stands in the midst of a sentence."""
        return len(self.above[number]) >= _FULL and _goes_on(self.above[number], self.below[number])


def mend(text: str) -> str:
    """Take heads and feet of pages out of a text, and mark the words that are broken at the ends of lines.

    text: as it was read; its lines may be parts of paragraphs.
    Returns: the text; a line whose last word, or sentence across pages, goes on below ends in ``BROKEN``.
    """
    text = _SOFT_HYPHEN.sub("-", text).replace(_PAGE_BREAK, f"\n{_PAGE_BREAK}\n")
    lines = [line.rstrip(" \t") for line in _LINE_END.split(text.replace(BROKEN, ""))]
    return "\n".join(_mark_broken(_without_furniture(lines)))


# Heads and feet.


def _without_furniture(lines: list[str]) -> list[str]:
    """Leave out what stands on every page, and close the gap where a sentence goes on across it."""
    left_out = _furniture(lines)
    if not left_out and _PAGE_BREAK not in lines:
        return lines
    kept: list[str] = []
    has_gap = False
    for number, line in enumerate(lines):
        if number in left_out or line == _PAGE_BREAK:
            has_gap = True
            kept.append("")
        elif has_gap and line:
            _close_gap(kept, line)
            has_gap = False
        else:
            kept.append(line)
    return kept


def _close_gap(kept: list[str], line: str) -> None:
    """Put a line below those before it: right below where it goes on with their sentence."""
    blank = len(kept)
    while blank and not kept[blank - 1]:
        blank -= 1
    if blank and (_goes_on(kept[blank - 1], line) or _is_unfinished(kept[blank - 1])):
        del kept[blank:]
        kept[-1] += "" if kept[-1].endswith(_HYPHENS) else f" {BROKEN}"
    kept.append(line)


def _furniture(lines: list[str]) -> set[int]:
    """Find the lines that are heads or feet of pages."""
    short = {number: " ".join(line.split()) for number, line in enumerate(lines) if _may_be_furniture(line)}
    keys = {number: _FIGURES.sub("#", words.casefold()) for number, words in short.items()}
    counts = Counter(keys.values())
    repeated = {number for number, key in keys.items() if counts[key] > 1 and key.strip("# ")}
    spread = {number for number in short if _SPREAD.search(lines[number].strip())}
    numbered = {number for number, words in short.items() if _NUMBERED_LINE.fullmatch(words)}
    bare = {number for number, words in short.items() if _BARE_NUMBER.fullmatch(words)}
    if not (repeated or spread or numbered or bare):
        return set()
    page = _page(lines, repeated | spread | numbered | bare)
    found = {number for number in numbered if _is_numbered_foot(short[number], number, page)}
    found |= {number for number in spread - found if _is_spread_foot(number, spread, page)}
    found |= _page_numbers(bare, short, page)
    found |= _running_heads(repeated - found, keys, found, page)
    return found | _beside_numbers(set(short) - found, found, lines)


def _may_be_furniture(line: str) -> bool:
    if not 0 < len(line) <= _LONGEST_FURNITURE or not line.strip():
        return False
    return len(line.split()) <= _MOST_WORDS and not _SENTENCE_END.search(line)


def _is_numbered_foot(words: str, number: int, page: _Page) -> bool:
    """Tell whether a line that names a page has nothing but names and figures beside it."""
    if page.cuts(number):
        return True
    if _NAMES_PAGE.fullmatch(words):
        return page.is_apart(number)
    if _PAGE_NUMBER.fullmatch(words):
        return page.is_alone(number)
    return _is_name(words) and page.is_apart(number) and bool(page.above[number])


def _is_spread_foot(number: int, spread: set[int], page: _Page) -> bool:
    """Tell whether the name of a paper and a number stand at the two ends of a line, in no table."""
    if number - 1 in spread or number + 1 in spread:
        return False
    line = page.lines[number].strip()
    return _is_name(line) and (
        page.cuts(number) or (page.is_alone(number) and _APART.fullmatch(line) is not None)
    )


def _page_numbers(bare: set[int], short: dict[int, str], page: _Page) -> set[int]:
    """Find numbers of pages: in the midst of a sentence, at a page's end, or counting on."""
    found = {
        number
        for number in bare
        if (page.cuts(number) and (page.is_alone(number) or len(page.above[number]) >= _SURELY_FULL))
        or (page.is_at_break(number) and page.is_alone(number))
    }
    filled = list(accumulate(bool(line.strip()) for line in page.lines))
    alone = sorted(number for number in bare if page.is_alone(number))
    for one, other in pairwise(alone):
        if int(short[other]) == int(short[one]) + 1 and filled[other] - filled[one] > _FEWEST_BETWEEN:
            found |= {one, other}
    return found


def _running_heads(repeated: set[int], keys: dict[int, str], numbers: set[int], page: _Page) -> set[int]:
    """Find what stands on every page, once at least next to its number, or in the midst of a sentence."""
    beside = {near for number in numbers for near in range(number - 2, number + 3)}
    running = {
        keys[number]
        for number in repeated
        if page.cuts(number) or ("#" not in keys[number] and (number in beside or page.is_at_break(number)))
    }
    first = next((number for number, line in enumerate(page.lines) if line.strip()), 0)
    return {
        number
        for number in repeated
        if keys[number] in running
        and number != first
        and (page.is_alone(number) or (page.cuts(number) and _is_name(page.lines[number])))
    }


def _beside_numbers(short: set[int], numbers: set[int], lines: list[str]) -> set[int]:
    """Find the names beside the number of a page that cut a sentence in two."""
    near = short & {close for number in numbers for close in range(number - 2, number + 3)}
    page = _page(lines, near | numbers)
    return {
        number for number in near if page.is_alone(number) and _is_name(lines[number]) and page.cuts(number)
    }


def _is_name(line: str) -> bool:
    """Tell whether a line begins as a name or a number does, and no word of it in lower case."""
    words = line.split()
    return words[0][0].isalnum() and not any(word[0].islower() for word in words)


def _page(lines: list[str], aside: set[int]) -> _Page:
    """Find the running text above and below each line; aside: lines that may be none."""
    running = ["" if number in aside or line == _PAGE_BREAK else line for number, line in enumerate(lines)]
    above = list(accumulate(["", *running[:-1]], _last))
    below = list(accumulate(["", *running[:0:-1]], _last))[::-1]
    return _Page(lines, above, below)


def _last(before: str, line: str) -> str:
    return line if line.strip() else before


def _goes_on(line: str, after: str) -> bool:
    """Tell whether the sentence of a line goes on in a later one."""
    return bool(line) and after.lstrip()[:1].islower() and not _ENDED.search(line[-10:])


def _is_unfinished(line: str) -> bool:
    """Tell whether a line is a part of a sentence that doesn't end there."""
    return len(line.split(None, _FEWEST_OF_SENTENCE)) >= _FEWEST_OF_SENTENCE and not _ENDED.search(line[-10:])


# Words.


def _mark_broken(lines: list[str]) -> list[str]:
    """Put a sign at the end of each line whose last word goes on below it, in the place of its hyphen."""
    if not any(line.endswith(_HYPHENS) for line in lines):
        return lines
    known = {word.casefold() for line in lines for word in _WORD.findall(line) if len(word) <= _LONGEST_WORD}
    marked = [_marked(line, after, known) for line, after in pairwise(lines)]
    return marked + lines[-1:]


def _marked(line: str, after: str, known: set[str]) -> str:
    """Mark a line that breaks a word; known: the words that the text has within its lines."""
    if not line.endswith(_HYPHENS):
        return line
    token = line[-_LONGEST_WORD:].rsplit(maxsplit=1)[-1][:-1]
    after = after.lstrip()[:_LONGEST_WORD]
    left, right = _LETTERS_BEFORE.search(token), _LETTERS.match(after)
    if not left or not right or len(token) >= _LONGEST_WORD - 1 or SUSPENDED.match(after):
        return line
    return f"{line[:-1]}{'' if _is_one_word(token, left[0], right[0], known) else '-'}{BROKEN}"


def _is_one_word(token: str, left: str, right: str, known: set[str]) -> bool:
    """Tell whether two parts of a word are written without a hyphen where it isn't broken.

    token: all that stands before the break. left, right: the letters next to it.
    """
    compound, chain = f"{left}-{right}", f"{token}-{right}"
    if compound.casefold() in known or chain.casefold() in known:
        return False
    if f"{left}{right}".casefold() in known:
        return True
    if _COMPOUND.fullmatch(compound) or _COMPOUND.fullmatch(chain.lstrip("(“‘")):
        return False
    return left[-1].islower() and right[0].islower()
