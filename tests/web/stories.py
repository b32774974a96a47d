"""Articles to serve: all of them our own invention."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter


@dataclass(frozen=True)
class Story:
    """What an outlet knows of one of its articles.

    published, modified: in ISO 8601; a day, or an instant with its offset.
    """

    slug: str
    title: str
    authors: tuple[str, ...]
    published: str
    paragraphs: tuple[str, ...]
    modified: str | None = None
    language: str = "en"

    @property
    def path(self) -> str:
        """Where it is on its outlet's site."""
        return f"/{self.published[:4]}/{self.slug}.html"


def load_stories() -> tuple[Story, ...]:
    """All of ``stories.toml``: sixteen in English, one in German, one in Spanish."""
    stored = Path(__file__).with_name("stories.toml").read_bytes()
    return tuple(TypeAdapter(list[Story]).validate_python(tomllib.loads(stored.decode())["story"]))
