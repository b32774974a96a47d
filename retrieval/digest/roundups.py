"""Tells round-ups apart: articles on many stories, which are no news of any of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from index.article import Article
from index.snapshot.snapshot import Snapshot
from index.text.tokens import stems
from retrieval.question.term_weights import TermWeights
from retrieval.search.stories import Story
from retrieval.telling.vectors import WordVector, cosine, mean, normalised, word_vector

# An article with passages on so many other stories, which have nothing to do with each other, is a round-up.
_STORIES = 3
# A passage is on a story if it is so alike in its words; two stories have nothing to do with each other.
_ON_IT, _UNLIKE = 0.35, 0.15
# Stories that articles are compared with, the articles and characters that tell of each, and the words.
_COMPARED, _ARTICLES, _CHARACTERS, _WORDS = 200, 4, 1200, 40
_MOST_PASSAGES = 60
_NUMBER = (
    r"(?:\d+|three|four|five|six|seven|eight|nine|ten|drei|vier|fünf|zehn|trois|quatre|cinq|dix)"
    r"(?: (?:big|top|wichtige|grandes))?"
)
_TITLE = re.compile(
    rf"\b{_NUMBER} (?:things|stories|headlines|dinge|nachrichten|choses|infos)\b"
    r"|\b(?:news ?letter|round-?up|(?:news|weekly|weekend) quiz|quiz (?:of|for) the week"
    r"|week in (?:review|pictures)|the week in|(?:morning|evening|daily|weekend|news) (?:brief(?:ing)?"
    r"|digest|wrap|headlines)"
    r"|first thing:|presseschau|(?:tages|wochen)rückblick|nachrichtenüberblick|kurzmeldungen"
    r"|revue de presse)\b",
    re.IGNORECASE,
)


def is_roundup_by_title(title: str | None) -> bool:
    """Tell whether an article's title announces several stories."""
    return title is not None and _TITLE.search(title) is not None


class Roundups:
    """Compares articles with the stories of a time."""

    def __init__(self, snapshot: Snapshot, stories: Sequence[Story]) -> None:
        """Prepare. stories: of the time, the largest first."""
        self._store, self._weights = snapshot.store, TermWeights(snapshot)
        self._articles = {story.first: frozenset(story.articles) for story in stories[:_COMPARED]}
        self._vectors = {story.first: self._of_story(story) for story in stories[:_COMPARED]}
        # By the words of a story, so that a passage meets only the stories that it shares words with.
        self._by_word: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for first, vector in self._vectors.items():
            for stem, weight in vector.items():
                self._by_word[stem].append((first, weight))

    def has(self, number: int, article: Article) -> bool:
        """Tell whether an article has passages on several stories that have nothing to do with each other."""
        found: list[WordVector] = []
        for passage in self._store.passages_of(number)[:_MOST_PASSAGES]:
            said = word_vector(stems(article.text, passage.start, passage.end), self._weights)
            first, likeness = self._likest(said, number)
            if likeness >= _ON_IT and all(cosine(self._vectors[first], one) < _UNLIKE for one in found):
                found.append(self._vectors[first])
        return len(found) >= _STORIES

    def _likest(self, said: WordVector, number: int) -> tuple[int, float]:
        """Find the story that some words are most like, but for the article's own."""
        likeness: dict[int, float] = defaultdict(float)
        for stem, weight in said.items():
            for first, other in self._by_word.get(stem, ()):
                likeness[first] += weight * other
        others = ((value, -first) for first, value in likeness.items() if number not in self._articles[first])
        value, first = max(others, default=(0.0, 0))
        return -first, value

    def _of_story(self, story: Story) -> WordVector:
        """Weigh the words that say most of a story."""
        articles = self._store.articles(list(story.articles[:_ARTICLES])).values()
        whole = mean(
            word_vector(stems(f"{one.title or ''}\n{one.text[:_CHARACTERS]}"), self._weights)
            for one in articles
        )
        return normalised(dict(sorted(whole.items(), key=lambda word: (-word[1], word[0]))[:_WORDS]))
