"""Cuts an article's text into sentences and passages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from index.article import Span
from index.text.shingles import UNSPACED

# No piece of text longer than this is shown or searched as one sentence: tables and lists without
# full stops would swallow a passage.
SENTENCE_WORDS = 80
SENTENCE_CHARACTERS = 2000

_TOKENIZER = Tokenizer(emit_hyphen_or_underscore_sep=True, replace_not_contraction=False)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
# "7. November 2026" begins with no number of a list.
# The end of a sentence in scripts without spaces.
_UNSPACED_END = re.compile(rf"[。！？][」』”’）)]*(?=[{UNSPACED}「『“（])")
_BULLET = re.compile(r"(?:[-*•–‣▪]|\d{1,2}[.)](?!\s[^\W\d]{3,10}\.?(?: \d{4}\b|,? \d{1,2}[:.]\d\d)))\s+")
# "— Ada Roth (@ada), 3 March 2025", below what she wrote.
SIGNATURE = re.compile(
    r"(?:[—–]|--) ?((?:@\w|[A-ZÀ-ÖØ-Þ][\w’'.-]{1,30} (?:(?:de|van|von|al|bin|of) )?[A-ZÀ-ÖØ-Þ])"
    r"[^\n:]{0,60}[^\n.!?…:;])(?=\n|\Z)"
)
_SENTENCE_END = re.compile(r"""[.!?…:;,]["'”’)\]]*$""")
# A time of day, or a minute of play, in a heading: that of a post.
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|^\d{1,3}(?:\+\d{1,2})?\.?['’′]", re.MULTILINE
)
_HEADING_WORDS = 10
_HEADINGS_IN_A_ROW = 2
# Where an overlong sentence may be cut, best first.
_CUTS = (re.compile(r"[;:](?=\s)"), re.compile(r"[,–—](?=\s)"), re.compile(r"(?=\s)"))


@dataclass(frozen=True)
class Sentence:
    """A sentence: characters start to end of the text, and its number of words."""

    start: int
    end: int
    words: int


@dataclass(frozen=True)
class Passage:
    """Neighbouring sentences of an article that are embedded together.

    start, end: characters of the article's text, headings included.
    sentences: what may be quoted, in order; headings are not among them.
    """

    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class _Paragraph:
    """A line of text; a heading belongs to the paragraph after it."""

    start: int
    end: int
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        return sum(sentence.words for sentence in self.sentences)

    @property
    def text_start(self) -> int:
        return self.sentences[0].start if self.sentences else self.end


def split_passages(text: str, passage_words: int) -> list[Passage]:
    """Cut a text into passages of whole sentences, paragraphs kept together where they fit.

    text: canonical text of an article.
    passage_words: most words of a passage; only a single sentence may have more (up to 80).
    Returns: the passages in order, disjoint; every sentence of the text is in one. A post of a live page,
        whose time stands above it, begins one.
    """
    passages: list[Passage] = []
    held: list[_Paragraph] = []
    for paragraph in _paragraphs(text):
        is_full = sum(p.words for p in held) + paragraph.words > passage_words
        if held and (is_full or _CLOCK.search(text, paragraph.start, paragraph.text_start)):
            passages.append(_join(held))
            held = []
        if paragraph.words <= passage_words:
            held.append(paragraph)
        else:
            passages += _split_long(paragraph, passage_words)
    if held:
        passages.append(_join(held))
    return passages


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """Find the sentences in one paragraph.

    text: the whole text. start, end: the paragraph in it, in characters.
    Returns: its sentences in order; offsets count characters of the whole text.
    """
    end = len(text) if end is None else end
    bullet = _BULLET.match(text, start, end)
    first = bullet.end() if bullet else start
    tokens = _TOKENIZER.tokenize(text[first:end])
    starts = (first + sentence[0].offset for sentence in segmenter.split(tokens) if sentence)
    # A border inside a word is a name ("Caliber.Az"), not the end of a sentence.
    between_words = {b for b in starts if b > first and text[b - 1].isspace()}
    unspaced = {found.end() for found in _UNSPACED_END.finditer(text, first, end)}
    borders = [first, *sorted(between_words | unspaced), end]
    found: list[Sentence] = []
    for left, right in itertools.pairwise(borders):
        found += _bounded(text, left, right)
    return found


def titled(title: str | None, text: str) -> str:
    """Put an article's title, which tells who "he" is, before the text of its passage."""
    return f"{title}\n{text}" if title else text


def is_bullet(text: str, at: int) -> bool:
    """Tell whether the line that holds a character of a text begins with a bullet or a number."""
    line = text.rfind("\n", 0, at) + 1
    return _BULLET.match(text, line) is not None and not SIGNATURE.match(text, line)


def is_heading(line: str) -> bool:
    """Tell whether a line is a heading: few words, no end of a sentence, no bullet, no signature.

    line: of an article's text.
    """
    if len(line.split()) > _HEADING_WORDS or _SENTENCE_END.search(line):
        return False
    return not (_BULLET.match(line) or SIGNATURE.match(line))


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Split a text into lines, each heading joined to the line after it."""
    lines = list(_LINE.finditer(text))
    heading: int | None = None
    for short, group in itertools.groupby(lines, key=lambda line: is_heading(line.group())):
        run = list(group)
        # More short lines in a row are a list or a table; at the end of the text they head nothing.
        if short and len(run) <= _HEADINGS_IN_A_ROW and run[-1] is not lines[-1]:
            heading = run[0].start()
            continue
        for line in run:
            start = line.start() if heading is None else heading
            yield _Paragraph(start, line.end(), tuple(split_sentences(text, line.start(), line.end())))
            heading = None


def _split_long(paragraph: _Paragraph, passage_words: int) -> list[Passage]:
    """Cut a paragraph that doesn't fit into passages of about equal size."""
    parts = -(-paragraph.words // passage_words)
    wanted = min(passage_words, -(-paragraph.words // parts) + 10)
    groups: list[list[Sentence]] = [[]]
    for sentence in paragraph.sentences:
        if groups[-1] and sum(s.words for s in groups[-1]) + sentence.words > wanted:
            groups.append([])
        groups[-1].append(sentence)
    passages = [Passage(group[0].start, group[-1].end, tuple(group)) for group in groups]
    first = passages[0]
    passages[0] = Passage(paragraph.start, first.end, first.sentences)
    return passages


def _join(paragraphs: list[_Paragraph]) -> Passage:
    sentences = tuple(s for paragraph in paragraphs for s in paragraph.sentences)
    return Passage(paragraphs[0].start, paragraphs[-1].end, sentences)


def _bounded(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Cut a stretch, without white space at its ends, into pieces of at most SENTENCE_WORDS words.

    Nor has a piece more than SENTENCE_CHARACTERS, or about so many where a word is longer.
    """
    words = [piece for word in _WORD.finditer(text, start, end) for piece in _short_pieces(word)]
    first = 0
    while first < len(words):
        cut = min(len(words) - first, SENTENCE_WORDS)
        if len(words) - first > SENTENCE_WORDS:
            cut = _best_cut(text, words[first : first + SENTENCE_WORDS])
        while cut > 1 and words[first + cut - 1].end - words[first].start > SENTENCE_CHARACTERS:
            cut -= 1
        left, right = words[first].start, words[first + cut - 1].end
        yield Sentence(left, right, cut)
        first += cut


def _short_pieces(word: re.Match[str]) -> Iterator[Span]:
    """Cut a word that is longer than a sentence may be: a text without spaces, or no text at all."""
    start = word.start()
    while word.end() - start > SENTENCE_CHARACTERS:
        yield Span(start, start + SENTENCE_CHARACTERS)
        start += SENTENCE_CHARACTERS
    yield Span(start, word.end())


def _best_cut(text: str, words: list[Span]) -> int:
    """Count the words that go into the first piece: up to the last good border that fits.

    words: as many as a sentence may have.
    """
    half, limit = words[SENTENCE_WORDS // 2].start, words[-1].end + 1
    for border in _CUTS:
        cuts = [match.start() for match in border.finditer(text, half, limit)]
        if cuts:
            return sum(word.start <= cuts[-1] for word in words)
    return SENTENCE_WORDS
