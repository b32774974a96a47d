"""Stories: articles that tell of the same event, across outlets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from index.snapshot.snapshot import Snapshot


@dataclass(frozen=True)
class Story:
    """Articles that tell of one event.

    first: the number of its first article, by which it is known in its snapshot. articles: their numbers, by
        day; copies whose day isn't known come last. first_day, last_day: of those whose day is known.
    """

    first: int
    articles: tuple[int, ...]
    first_day: date
    last_day: date


class Stories:
    """The stories of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read them."""
        self._story_of = snapshot.store.stories()
        self._articles: dict[int, list[int]] = defaultdict(list)
        for number, story in sorted(self._story_of.items()):
            self._articles[story].append(number)
        rows = [row for row in snapshot.store.article_days() if row[0] in self._story_of]
        self._outlet = {number: outlet for number, outlet, _, _ in rows}
        self._day = {
            number: date.fromisoformat(first) for number, _, first, last in rows if first and first == last
        }

    def of(self, article_number: int) -> Story | None:
        """Find the story that an article is in; None where its day isn't known."""
        story = self._story_of.get(article_number)
        return None if story is None else self._story(story)

    def between(self, first: date, last: date) -> list[Story]:
        """List the stories with an article of these days, the largest first: by outlets, then by articles."""
        found = {self._story_of[number] for number, day in self._day.items() if first <= day <= last}
        return sorted(map(self._story, found), key=self._size, reverse=True)

    def _story(self, first: int) -> Story:
        articles = sorted(self._articles[first], key=lambda number: (self._day.get(number, date.max), number))
        days = [self._day[number] for number in articles if number in self._day]
        return Story(first, tuple(articles), days[0], days[-1])

    def _size(self, story: Story) -> tuple[int, int, date, int]:
        outlets = {self._outlet[number] for number in story.articles}
        return len(outlets), len(story.articles), story.last_day, -story.first
