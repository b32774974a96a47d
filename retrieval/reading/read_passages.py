"""The best passages, read for a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Article, Span
from index.snapshot.snapshot import Snapshot
from index.snapshot.store import StoredPassage
from index.text.tokens import stems
from retrieval.reading.agreement import Claim, support
from retrieval.reading.reader import Reader, Reading
from retrieval.search.candidates import Candidate

# Passages that are read: on the tuning questions 10 show as many answers as 12; 8 show one in a hundred less.
# To stop as soon as one surely answers would read 8.2, but hide that another event answers as well.
PASSAGES_READ = 10
# A reader's guess less likely than this is noise.
_LEAST_PROBABILITY = 0.01
_CLAIMS = 4
# Sentences that share more of their words than this were copied from one another.
COPIED = 0.8


@dataclass(frozen=True)
class ReadPassage:
    """A passage with what the reader makes of it.

    sentences: what may be quoted, as characters of the article's text. stems: of the words of each.
    start: first character of the passage.
    reading: None where there is no reader. claims: the answers that it may give, likeliest first.
    """

    candidate: Candidate
    article: Article
    number: int
    start: int
    sentences: tuple[Span, ...]
    stems: tuple[frozenset[str], ...]
    reading: Reading | None
    claims: tuple[Claim, ...] = ()


def read_passages(
    snapshot: Snapshot, reader: Reader | None, question: str, candidates: Sequence[Candidate]
) -> list[ReadPassage]:
    """Fetch the best passages and read them.

    candidates: best first.
    Returns: the first ten, each with what the reader finds in it, and how much all together support that.
    """
    candidates = candidates[:PASSAGES_READ]
    stored = snapshot.store.passages([candidate.passage for candidate in candidates])
    articles = snapshot.store.articles(list({passage.article for passage in stored.values()}))
    found = [stored[candidate.passage] for candidate in candidates]
    texts = [_to_read(articles[passage.article], passage) for passage in found]
    readings = reader.read(question, texts) if reader else [None] * len(texts)
    return _with_claims(
        [
            _read_passage(candidate, articles[passage.article], passage, reading)
            for candidate, passage, reading in zip(candidates, found, readings, strict=True)
        ]
    )


def _to_read(article: Article, passage: StoredPassage) -> tuple[str, str]:
    """The title, which helps to understand, and the passage's text."""
    return article.title or "", article.text[passage.start : passage.end]


def _read_passage(
    candidate: Candidate, article: Article, passage: StoredPassage, reading: Reading | None
) -> ReadPassage:
    sentences = tuple(Span(start, end) for start, end in passage.sentences.tolist())
    found = tuple(frozenset(stems(article.text, span.start, span.end)) for span in sentences)
    return ReadPassage(candidate, article, passage.article, passage.start, sentences, found, reading)


def _with_claims(passages: list[ReadPassage]) -> list[ReadPassage]:
    """The passages with the answers that the reader finds in them."""
    voices = _voices(passages)
    claims = [
        Claim(
            place,
            voices[place],
            Span(passage.start + found.start, passage.start + found.end),
            passage.article.text[passage.start + found.start : passage.start + found.end],
            found.probability,
        )
        for place, passage in enumerate(passages)
        if passage.reading
        for found in passage.reading.find(
            [(span.start - passage.start, span.end - passage.start) for span in passage.sentences]
        )[:_CLAIMS]
        if found.probability >= _LEAST_PROBABILITY
    ]
    supported = [replace(claim, support=total) for claim, total in zip(claims, support(claims), strict=True)]
    return [
        replace(passage, claims=tuple(claim for claim in supported if claim.passage == place))
        for place, passage in enumerate(passages)
    ]


def _voices(passages: list[ReadPassage]) -> list[int]:
    """Whom each passage speaks for: its article, or an earlier passage's article that it copies."""
    said = [frozenset().union(*passage.stems) for passage in passages]
    voices: list[int] = []
    for place, passage in enumerate(passages):
        copied = (voices[other] for other in range(place) if alike(said[place], said[other]) > COPIED)
        voices.append(next(copied, passage.number))
    return voices


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two texts share: the stems in both as a share of the stems in either."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0
