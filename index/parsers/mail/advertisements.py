"""Advertisements in newsletters: what stands below a line that says so."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_WHOSE = r"(?:our|today['’]s|this week['’]s|the|a)"
_SAID = (
    r"(?:sponsored|promoted|paid) (?:content|post|message|section|partnership|advertisement)|sponsored"
    r"|advertisement|advertorial|ad|(?:partner|brand|advertiser) content|werbung"
    rf"|(?:an? )?(?:message|word|note|ad) from {_WHOSE} (?:sponsor|partner|advertiser|supporter)s?"
)
_SAID_ALONE = (
    rf"{_SAID}|promoted|advertisements|from our (?:sponsor|partner)s?"
    rf"|(?:{_WHOSE} )?sponsors?|(?:{_WHOSE} )partners?"
    r"|anzeige|gesponsert|publicit[ée]|(?:contenu )?sponsoris[ée]|publicidad|(?:contenido )?patrocinado"
    r"|pubblicit[àa]|sponsorizzato|advertentie"
)
_SPONSORED_BY = (
    r"(?:(?:sponsored|presented|supported|powered|paid for|brought to you) by|together with"
    r"|in (?:partnership|association) with|pr[äa]sentiert von|pr[ée]sent[ée] par|presentado por)"
)
# fmt: off
_LABEL = re.compile(rf"[\W_]*(?:{_SAID_ALONE})[\W_]*", re.IGNORECASE)
_LABEL_BEFORE = re.compile(rf"[\W_]*(?:{_SAID})(?:\s*[:|\])–—]|\s+-)\s*\S.*", re.IGNORECASE | re.DOTALL)
_LABEL_BEHIND = re.compile(r"[^()\[\]]+[(\[](?:sponsored|advertisement|ad|anzeige)[)\]]\W*", re.IGNORECASE)
_SPONSOR = re.compile(rf"[\W_]*{_SPONSORED_BY}:? [^.!?]{{1,60}}", re.IGNORECASE)
# fmt: on
_SENTENCE_END = re.compile(r"[.!?…;,]['\"”’)\]]*\Z")
_RULE = re.compile(r"[\W_]{3,}")

# In words.
_LONGEST_LABEL, _LONGEST_HEADING = 20, 10
_LONGEST_LABEL_LENGTH = 200
# Higher up, a line that only names a sponsor says who pays for the whole mail.
_LONGEST_HEAD = 12
# What would be more of a mail is no advertisement in it.
_MOST_SHARE = 0.5

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LOWEST = 7
_INLINE = frozenset(("a", "b", "em", "font", "i", "small", "span", "strong", "u"))


@dataclass(frozen=True)
class _Mail:
    """A mail in HTML: the words in each element, and in all; its labels, and the words before each."""

    words: Counter[HtmlElement]
    total: int
    labels: dict[HtmlElement, int]


def without_advertisements(lines: list[str]) -> list[str]:
    """Leave advertisements out of a text: up to the next heading or rule, else one paragraph.

    lines: a paragraph each, or an empty one between them.
    """
    kept: list[str] = []
    number, words = 0, 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if _is_label(line):
            number = number if _says_all(line, words) else _end(lines, number, _is_bare(line))
        else:
            kept.append(line)
            words += len(line.split(None, _LONGEST_HEAD))
    return kept


def drop_advertisements(root: HtmlElement) -> None:
    """Take advertisements out of a mail in HTML.

    root: the mail; it is changed. An advertisement reaches from its label to the next heading or rule; where
        there is none, to the end of what both stand in, if that is its own.
    """
    counts = _count_words(root)
    mail = _Mail(counts, counts[root], _labels(root, counts))
    for label in mail.labels:
        if any(around is root for around in label.iterancestors()):
            for element in _advertisement(label, mail):
                element.drop_tree()


def _end(lines: list[str], start: int, is_bare: bool) -> int:
    """Find the line on which an advertisement ends, of which the line before start is the label."""
    paragraph = None
    has_title = not is_bare
    for number in range(start, len(lines)):
        line = lines[number]
        if _is_label(line) or (paragraph and (_RULE.fullmatch(line) or _is_heading(line))):
            return number
        if _is_heading(line):
            # Right below a bare label, a heading is the advertisement's own.
            if has_title:
                return number
            has_title = True
        elif line and not _RULE.fullmatch(line):
            paragraph = paragraph or number + 1
    return paragraph or len(lines)


def _labels(root: HtmlElement, counts: Counter[HtmlElement]) -> dict[HtmlElement, int]:
    """Find the elements that are labels of advertisements, and the words before each."""
    found: dict[HtmlElement, int] = {}
    within: set[HtmlElement] = set()
    words = 0
    for element in root.iterdescendants():
        around = element.getparent()
        if around in within:
            within.add(element)
        elif isinstance(element.tag, str) and counts[element] <= _LONGEST_LABEL and _is_label(_text(element)):
            found[element] = words
            within.add(element)
        words += _words(element.text) if isinstance(element.tag, str) else 0
    return found


def _advertisement(label: HtmlElement, mail: _Mail) -> list[HtmlElement]:
    """Find what belongs to a label."""
    text = _text(label)
    if label.tag in _INLINE:
        return _run_in(label, mail)
    if _says_all(text, mail.labels[label]):
        return [label]
    level = limit = _level(label)
    may_have_title = _is_bare(text)
    taken, held = [label], 0
    for element in label.itersiblings():
        found = _level(element)
        if element in mail.labels or (held and _has_rule(element)):
            return taken
        if found and may_have_title and not held:
            limit = min(found, level) if level else found
            may_have_title = False
        elif found and found <= (limit or _LOWEST):
            return taken
        taken.append(element)
        held += mail.words[element]
    is_own = level or _is_first(label, mail)
    if is_own and held <= _MOST_SHARE * mail.total:
        return taken
    return [label, *[element for element in taken[1:] if mail.words[element]][:1]]


def _run_in(label: HtmlElement, mail: _Mail) -> list[HtmlElement]:
    """Find the paragraph that begins with a label; none where it is no paragraph of its own."""
    block = label
    while block.tag in _INLINE and _is_first(block, mail):
        block = block.getparent()
    is_large = mail.words[block] > _MOST_SHARE * mail.total
    return [] if block.tag in _INLINE or is_large or block.find(".//br") is not None else [block]


def _has_rule(element: HtmlElement) -> bool:
    return element.tag == "hr" or element.find(".//hr") is not None


def _is_first(element: HtmlElement, mail: _Mail) -> bool:
    """Tell whether nothing stands before an element in the one around it."""
    if _words(element.getparent().text):
        return False
    return not any(mail.words[one] or _words(one.tail) for one in element.itersiblings(preceding=True))


def _level(element: HtmlElement) -> int:
    """Return the level of the highest heading in an element, one in bold letters being the lowest; else 0."""
    levels = (
        [_HEADINGS[found.tag] for found in element.iter(*_HEADINGS)] if isinstance(element.tag, str) else []
    )
    return min(levels, default=_LOWEST if _is_bold_heading(element) else 0)


def _is_bold_heading(element: HtmlElement) -> bool:
    text = _text(element) if isinstance(element.tag, str) else ""
    if not _is_heading(text):
        return False
    return any(_text(bold) == text for bold in element.iter("b", "strong")) and element.find(".//a") is None


def _count_words(root: HtmlElement) -> Counter[HtmlElement]:
    counts: Counter[HtmlElement] = Counter()
    for element in reversed(list(root.iter())):
        counts[element] += _words(element.text) if isinstance(element.tag, str) else 0
        around = element.getparent()
        if around is not None:
            counts[around] += counts[element] + _words(element.tail)
    return counts


def _words(text: str | None) -> int:
    return len(text.split()) if text else 0


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _is_label(line: str) -> bool:
    """Tell whether a line says that it, or what follows, is an advertisement."""
    if not line or len(line) > _LONGEST_LABEL_LENGTH or _words(line) > _LONGEST_LABEL:
        return False
    return (
        _is_bare(line)
        or _names_sponsor(line)
        or bool(_LABEL_BEFORE.fullmatch(line) or _LABEL_BEHIND.fullmatch(line))
    )


def _is_bare(line: str) -> bool:
    return _LABEL.fullmatch(line) is not None


def _names_sponsor(line: str) -> bool:
    return _words(line) <= _LONGEST_HEADING and _SPONSOR.fullmatch(line) is not None


def _says_all(line: str, words: int) -> bool:
    """Tell whether a label is all of its advertisement: it says more, or stands at the mail's head."""
    if _names_sponsor(line):
        return words <= _LONGEST_HEAD
    return not _is_bare(line) and _SENTENCE_END.search(line) is not None


def _is_heading(line: str) -> bool:
    """Tell whether a line reads like a heading."""
    if not line or _words(line) > _LONGEST_HEADING or _SENTENCE_END.search(line) or "://" in line:
        return False
    first = next((character for character in line if character.isalnum()), "")
    return first.isupper() or first.isdigit()
