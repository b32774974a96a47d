"""Small cases: articles of our own, questions about them, and what may and may not be shown.

A file a kind. Its articles are indexed together, so that each question is asked beside what other cases hold.
"""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from config.settings import AnswerSettings
from retrieval.answer import Answer, Question, Quote, Refusal
from retrieval.answerer import Answerer
from tests.conftest import build_from

FILES = sorted(Path(__file__).parent.glob("*.toml"))


class CaseArticle(BaseModel):
    """An article; its name makes its address."""

    model_config = ConfigDict(extra="forbid")

    name: str
    text: str
    title: str = ""
    outlet: str = ""
    published: date | datetime | None = None

    def as_file(self) -> str:
        fields = {
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published and self.published.isoformat(),
            "url": f"https://case.example/{self.name}",
        }
        head = "".join(
            f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items() if value
        )
        return f"---\n{head}---\n{self.text.strip()}\n"


class Ask(BaseModel):
    """A question and what a right answer keeps to: patterns, in which upper and lower case are alike.

    shows: each stands in a quote, as "text | outlet | date", "| said by …" before the outlet where it has a
    speaker; hides: in no quote, title or short answer.
    first: stands in the first quote. short: the short answer is likely and fits; short_or_none: what stands
    in bold fits or nothing does; short_not: it doesn't fit. differing: "none", "events" or "figures".
    earlier: what earlier reports gave, as "text · date, text · date".
    """

    model_config = ConfigDict(extra="forbid")

    question: str
    as_of: date | None = None
    refused: bool | None = False
    first: str = ""
    shows: list[str] = []
    hides: list[str] = []
    short: str = ""
    short_or_none: str = ""
    short_not: str = ""
    no_short: bool = False
    differing: str = ""
    earlier: str = ""

    def faults(self, answer: Answer | Refusal) -> list[str]:
        """Say what is wrong with an answer."""
        if self.refused is not None and isinstance(answer, Refusal) is not self.refused:
            return ["refused" if isinstance(answer, Refusal) else "not refused"]
        quotes = [_line(quote) for quote in answer.quotes] if isinstance(answer, Answer) else []
        found = answer.short_answer if isinstance(answer, Answer) else None
        short = found.dated_text if found and found.is_likely else ""
        everything = [*quotes, short]
        differing = (answer.differing or "none") if isinstance(answer, Answer) else "none"
        wrong = {
            "first": self.first and not (quotes and _fits(self.first, quotes[0])),
            "shows": not all(any(_fits(wanted, quote) for quote in quotes) for wanted in self.shows),
            "hides": any(_fits(unwanted, shown) for unwanted in self.hides for shown in everything),
            "short": self.short and not (short and _fits(self.short, short)),
            "short_or_none": self.short_or_none and short and not _fits(self.short_or_none, short),
            "short_not": self.short_not and short and _fits(self.short_not, short),
            "no_short": self.no_short and short,
            "earlier": self.earlier and not _fits(self.earlier, _earlier(answer)),
            "differing": self.differing and differing != self.differing,
        }
        return [name for name, is_wrong in wrong.items() if is_wrong]


class CaseFile(BaseModel):
    """A kind of case: what it is about, its articles, and the questions."""

    model_config = ConfigDict(extra="forbid")

    why: str
    article: list[CaseArticle]
    ask: list[Ask]


def _fits(pattern: str, text: str) -> bool:
    return re.search(pattern, " ".join(text.split()), re.IGNORECASE) is not None


def _line(quote: Quote) -> str:
    speaker = f" | said by {quote.speaker_name}" if quote.speaker_name else ""
    return f"{quote.text}{speaker} | {quote.article.outlet} | {quote.article.published}"


def _earlier(answer: Answer | Refusal) -> str:
    figures = answer.earlier if isinstance(answer, Answer) else ()
    return ", ".join(f"{figure.text} · {figure.article.published}" for figure in figures)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cases(file: Path, tmp_path: Path) -> None:
    cases = CaseFile.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    folder = tmp_path / "articles"
    folder.mkdir()
    for article in cases.article:
        (folder / f"{article.name}.md").write_text(article.as_file(), encoding="utf-8")
    failures = []
    with Answerer.open(build_from(folder, tmp_path / "data"), AnswerSettings()) as answerer:
        assert answerer.snapshot.store.counts()[0] == len(cases.article), "an article is too short"
        for ask in cases.ask:
            answer = answerer.answer(Question(ask.question, as_of=ask.as_of))
            if faults := ask.faults(answer):
                quotes = [_line(quote) for quote in answer.quotes] if isinstance(answer, Answer) else []
                short = answer.short_answer if isinstance(answer, Answer) else None
                came = (short and (short.text, round(short.chance, 2)), round(answer.confidence, 2), *quotes)
                failures.append(f"{ask.question} | {', '.join(faults)} | came: {came}")
    assert not failures, "\n".join(failures)
