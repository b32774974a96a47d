"""The one normalisation of article text; every offset counts its result."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
# Tabs and odd spaces become plain ones; a no-break space would hide a word border from a search.
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Control characters, soft hyphens, word joiners, lone surrogates, byte-order marks and what turns
# the direction of text around (Unicode 16, chapter 23.2-23.8). Joiners of letters stay: emoji and Indic
# scripts need them.
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u2060\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]"
)
# Of typesetting, not of words: nobody types them.
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
# No letter bears more marks (UAX 15, chapter 13); to sort them takes time that grows with the square.
_MOST_MARKS = 30
_BLANK = re.compile(r" *\n *")
_GAP = re.compile(r"\n{3,}")
# Most texts hold none of the characters above. Looking first is ten times as fast as substituting.
_ALL = "".join(map(chr, range(0x10000)))
_RARE = frozenset("".join(_LINE_END.findall(_ALL) + _CONTROL.findall(_ALL)))
_LIGATURE_SIGNS = frozenset(map(chr, _LIGATURES))
_RARE_SPACES = frozenset("".join(_SPACES.findall(_ALL))) - {" "}


def normalise(text: str) -> str:
    r"""Make text canonical: NFC, ``\n`` line ends, no control characters or ligatures, single spaces.

    text: as it was read.
    Returns: the canonical text; normalising it again changes nothing.
    """
    used = set(text)
    if used & _RARE:
        text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    if used & _LIGATURE_SIGNS:
        text = text.translate(_LIGATURES)
    text = _composed(text)
    if used & _RARE_SPACES or "  " in text:
        text = _SPACES.sub(" ", text)
    if " \n" in text or "\n " in text:
        text = _BLANK.sub("\n", text)
    return _GAP.sub("\n\n", text).strip() if "\n\n\n" in text else text.strip()


def _composed(text: str) -> str:
    """Write letters with their marks as one character each."""
    # Composing may take one mark for two.
    return _without_heaps(unicodedata.normalize("NFC", _without_heaps(text)))


def _without_heaps(text: str) -> str:
    """Leave out the marks that no letter has room for."""
    if text.isascii() or not (marks := "".join(filter(unicodedata.combining, set(text)))):
        return text
    return re.sub(rf"([{marks}]{{{_MOST_MARKS}}})[{marks}]+", r"\1", text)


def normalise_line(text: str) -> str:
    """Make a title, a name or an outlet canonical: as ``normalise``, and on one line."""
    return normalise(text).replace("\n", " ").replace("  ", " ")
