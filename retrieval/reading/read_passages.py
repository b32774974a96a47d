"""The best passages, read for a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.article import Article, Span
from index.snapshot.snapshot import Snapshot
from index.snapshot.store import StoredPassage
from index.text.tokens import stems
from retrieval.question.query import Query
from retrieval.reading.agreement import AnswerCandidate, support
from retrieval.reading.odds import joint_log_odds
from retrieval.reading.reader import PassageScores, Reader
from retrieval.search.candidates import Candidate

# Passages that are read: on the tuning questions 10 show as many answers as 12; 8 show one in a hundred less.
# To stop as soon as one surely answers would read 8.2, but hide that another event answers as well.
PASSAGES_READ = 10
# Where none of those seems to answer, more are read, ten at a time, up to so many.
MOST_PASSAGES_READ = 40
_SEEMS_TO_ANSWER = -2.0
# A reader's guess less likely than this is noise.
_LEAST_PROBABILITY = 1e-6
_ANSWERS = 4
# Sentences that share more of their words than this were copied from one another.
COPIED = 0.8


@dataclass(frozen=True, eq=False)
class ReadPassage:
    """A passage with what the reader makes of it.

    sentences: what may be quoted, as characters of the article's text. stems: of the words of each.
    start: first character of the passage. answers: those that it may give, likeliest first.
    """

    candidate: Candidate
    article: Article
    article_number: int
    start: int
    sentences: tuple[Span, ...]
    stems: tuple[frozenset[str], ...]
    scores: PassageScores
    answers: tuple[AnswerCandidate, ...] = ()

    def span_probability(self, span: Span) -> float:
        """Estimate the probability that the answer stands in a stretch of the article's text."""
        return self.scores.span_probability(span.start - self.start, span.end - self.start)


def read_passages(
    snapshot: Snapshot, reader: Reader, query: Query, candidates: Sequence[Candidate]
) -> list[ReadPassage]:
    """Fetch the best passages and read them.

    candidates: best first.
    Returns: the first ten, and further ones as long as none of them seems to answer; each with what the
        reader finds in it, and how much all together support that.
    """
    read: list[ReadPassage] = []
    for at in range(0, min(len(candidates), MOST_PASSAGES_READ), PASSAGES_READ):
        read += _read(snapshot, reader, query, candidates[at : at + PASSAGES_READ])
        if read and joint_log_odds(query, (passage.scores for passage in read)) > _SEEMS_TO_ANSWER:
            break
    return _with_answers(read)


def _read(
    snapshot: Snapshot, reader: Reader, query: Query, candidates: Sequence[Candidate]
) -> Iterator[ReadPassage]:
    stored = snapshot.store.passages([candidate.passage_id for candidate in candidates])
    articles = snapshot.store.vouched_articles(list({passage.article_number for passage in stored.values()}))
    candidates = [found for found in candidates if stored[found.passage_id].article_number in articles]
    found = [stored[candidate.passage_id] for candidate in candidates]
    in_time = [_is_of_its_time(query, articles[passage.article_number]) for passage in found]
    read: dict[int, PassageScores] = {}
    for question, timeless in ((query.timeless_text, True), (query.text, False)):
        places = [at for at, is_in_time in enumerate(in_time) if is_in_time is timeless]
        texts = [_to_read(articles[found[at].article_number], found[at]) for at in places]
        read.update(zip(places, reader.read(question, texts), strict=True))
    for at, (candidate, passage) in enumerate(zip(candidates, found, strict=True)):
        yield _read_passage(candidate, articles[passage.article_number], passage, read[at])


def _is_of_its_time(query: Query, article: Article) -> bool:
    """Tell whether an article is of the time that a question names, so that it need not say it again."""
    return query.time_range is not None and query.time_range.holds(article.published)


def similarity(stems: frozenset[str], other_stems: frozenset[str]) -> float:
    """Compute how much two texts share: the stems in both as a share of the stems in either."""
    either = len(stems | other_stems)
    return len(stems & other_stems) / either if either else 0.0


def _to_read(article: Article, passage: StoredPassage) -> tuple[str, str]:
    """Pair the title, which helps to understand, with the passage's text."""
    return article.title or "", article.text[passage.start : passage.end]


def _read_passage(
    candidate: Candidate, article: Article, passage: StoredPassage, scores: PassageScores
) -> ReadPassage:
    said = tuple(frozenset(stems(article.text, span.start, span.end)) for span in passage.sentences)
    return ReadPassage(
        candidate, article, passage.article_number, passage.start, passage.sentences, said, scores
    )


def _with_answers(passages: list[ReadPassage]) -> list[ReadPassage]:
    """Add the answers that the reader finds in each passage, with the support of all."""
    answers = [
        _find_answers(passage, group)
        for passage, group in zip(passages, _duplicate_groups(passages), strict=True)
    ]
    totals = iter(support([answer for found in answers for answer in found]))
    return [
        replace(passage, answers=tuple(replace(answer, support=next(totals)) for answer in found))
        for passage, found in zip(passages, answers, strict=True)
    ]


def _find_answers(passage: ReadPassage, duplicate_group: int) -> list[AnswerCandidate]:
    text, start = passage.article.text, passage.start
    sentences = [(span.start - start, span.end - start) for span in passage.sentences]
    return [
        AnswerCandidate(
            duplicate_group,
            Span(start + found.start, start + found.end),
            text[start + found.start : start + found.end],
            found.probability,
        )
        for found in passage.scores.find_answers(sentences)[:_ANSWERS]
        if found.probability >= _LEAST_PROBABILITY
    ]


def _duplicate_groups(passages: list[ReadPassage]) -> list[int]:
    """Tell for whom each passage speaks: its article, or an earlier passage's article that it copies."""
    said = [frozenset().union(*passage.stems) for passage in passages]
    groups: list[int] = []
    for place, passage in enumerate(passages):
        copied = (groups[other] for other in range(place) if similarity(said[place], said[other]) > COPIED)
        groups.append(next(copied, passage.article_number))
    return groups
