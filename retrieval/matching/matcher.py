"""Tells which new articles match what is followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from index.models.encoder import EncoderCard
from index.snapshot.snapshot import Snapshot
from retrieval.answer import Answer, Question, Sureness
from retrieval.answerer import Answerer
from retrieval.matching.excerpt import quote_opening, quote_topic
from retrieval.matching.followed import Followed, FollowKind, Match
from retrieval.matching.judgement import LEAST_COSINE, may_answer, topics_of
from retrieval.matching.new_article import LEAD, NewArticle, new_articles
from retrieval.matching.presearch import Presearcher
from retrieval.matching.topic import Topic, TopicParser

# Articles that are held, and search by meaning, at a time.
_AT_ONCE = 64


@dataclass(frozen=True)
class Due:
    """A question that new articles may answer; ids: under which it is followed."""

    text: str
    ids: tuple[str, ...]


class Matcher:
    """Matches new articles with what is followed, in one thread at a time.

    What many follow is looked at once. What is made of a topic is kept from one snapshot to the next.
    """

    def __init__(self) -> None:
        """Follow nothing."""
        self._ids: dict[FollowKind, dict[str, list[str]]] = {kind: {} for kind in FollowKind}
        self._topics: dict[str, Topic | None] = {}
        self._encoder: EncoderCard | None = None

    def set_followed(self, followed: Sequence[Followed]) -> None:
        """Follow these from now on; only what wasn't followed before is parsed and embedded, by ``look``."""
        self._ids = {kind: defaultdict(list) for kind in FollowKind}
        for one in followed:
            text = " ".join(one.text.split())
            self._ids[one.kind][text.casefold() if one.kind is FollowKind.OUTLET else text].append(one.id)

    def match(self, answerer: Answerer, articles: Sequence[int], today: date | None = None) -> list[Match]:
        """Find what new articles match: topics and outlets in the order of the articles, then questions.

        answerer: of the snapshot that has the articles. articles: their numbers. today: the day of asking.
        """
        found, due = self.look(answerer.snapshot, articles)
        for question in due:
            found += ask(answerer, question, articles, today)
        return found

    def look(self, snapshot: Snapshot, articles: Sequence[int]) -> tuple[list[Match], list[Due]]:
        """Find the topics and outlets that new articles match, and the questions that they may answer.

        To ask these takes longer than all the rest; whoever has others to answer asks one by one (``ask``).

        articles: their numbers in the snapshot.
        """
        self._parse(snapshot)
        topics = Presearcher(self._parsed(FollowKind.TOPIC), LEAST_COSINE, LEAD)
        questions = Presearcher(self._parsed(FollowKind.QUESTION), LEAST_COSINE)
        found: list[Match] = []
        due: dict[str, None] = {}
        for block in _blocks(new_articles(snapshot, articles)):
            candidates = zip(block, topics.find(block), questions.find(block), strict=True)
            for article, near_topics, near_questions in candidates:
                found += self._match_outlet(article)
                for topic in topics_of(article, near_topics):
                    found += self._match_topic(topic, article)
                due |= dict.fromkeys(one.typed for one in near_questions if may_answer(article, one))
        ids = self._ids[FollowKind.QUESTION]
        return found, [Due(text, tuple(ids[text])) for text in due]

    def _match_outlet(self, article: NewArticle) -> Iterator[Match]:
        outlet = article.article.outlet
        ids = self._ids[FollowKind.OUTLET].get((outlet or "").casefold(), ())
        if outlet and ids:
            quote = quote_opening(article)
            yield from (Match(one, article.number, quote, (outlet,)) for one in ids)

    def _match_topic(self, topic: Topic, article: NewArticle) -> Iterator[Match]:
        quote = quote_topic(topic, article)
        why = tuple(word.word.text for word in topic.words if article.places_of(word.keys(article.language)))
        for one in self._ids[FollowKind.TOPIC][topic.typed]:
            yield Match(one, article.number, quote, why)

    def _parsed(self, kind: FollowKind) -> list[Topic]:
        topics = (self._topics[text] for text in self._ids[kind])
        return [topic for topic in topics if topic is not None]

    def _parse(self, snapshot: Snapshot) -> None:
        """Parse what is followed and wasn't yet, and again what has words that no article had until now."""
        if self._encoder != snapshot.encoder.card:
            self._encoder, self._topics = snapshot.encoder.card, {}
        wanted = [*self._ids[FollowKind.TOPIC], *self._ids[FollowKind.QUESTION]]
        known = {text: self._topics[text] for text in wanted if text in self._topics}
        seen = snapshot.lexical.document_frequency
        again = {text: topic for text, topic in known.items() if topic and any(map(seen, topic.unseen))}
        new = [text for text in dict.fromkeys(wanted) if text not in known]
        self._topics = known | TopicParser(snapshot).parse(new, again)


def ask(answerer: Answerer, due: Due, articles: Sequence[int], today: date | None = None) -> list[Match]:
    """Ask a question that new articles may answer.

    articles: numbers of the new ones. today: the day of asking.
    Returns: a match for each who follows it, if the answer is sure and its first quote is of a new article.
    """
    answer = answerer.answer(Question(due.text, today=today))
    if not isinstance(answer, Answer) or answer.sureness is not Sureness.SURE:
        return []
    first = answer.quotes[0]
    number = answerer.snapshot.store.number_of(first.article.id)
    if number is None or number not in articles:
        return []
    marked = tuple(first.article.text[mark.start : mark.end] for mark in first.highlights)
    return [Match(one, number, first, marked, answer) for one in due.ids]


def _blocks(articles: Iterable[NewArticle]) -> Iterator[list[NewArticle]]:
    """Cut into parts that are held at a time."""
    rest = iter(articles)
    while block := list(islice(rest, _AT_ONCE)):
        yield block
