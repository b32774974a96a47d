"""The figures are those of the score that the developers share."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.cases import Case, ask_all
from bot.evaluation.questions import EvalQuestion
from bot.evaluation.scores import Scores, Share, measure
from bot.records.answer_records import BatchAnswer, answer_record
from bot.records.batch import answer_batch, read_questions
from config.settings import AnswerSettings
from index.article import Article
from retrieval.answerer import Answerer
from tests.bot.evaluation.sample_cases import answer, case, quote
from tests.conftest import ROOT, SHARED, needs_shared

pytestmark = needs_shared

SENTENCE = "the an a Nine 40-minute “Squid Game” U.S. bridge opened Anna Berg – Friday, king's rain"
WORDS = SENTENCE.split()
GOLDS = ["nine", "the bridge", "Anna Berg", "40-minute", "Squid Game”", "US", "king’s", "opened Friday"]


def made(random_: random.Random, number: int) -> Case:
    """A case of any kind, as the generator wants it."""
    golds = random_.sample(GOLDS, random_.choice([1, 1, 1, 2, 3]))
    quotes = [
        quote(
            " ".join(random_.choices(WORDS, k=random_.choice([5, 20, 100]))),
            number=10 * number + place,
            verbatim=random_.random() < 0.9,
        )
        for place in range(random_.randint(1, 4))
    ]
    shorts = ["", " ".join(reversed(golds)), golds[0], "bridge on Friday"]
    given = answer(*quotes, confidence=round(random_.random(), 2), short=random_.choice(shorts))
    able = random_.choice([True, False, None])
    if able is False and random_.random() < 0.5:
        golds = []
    if random_.random() < 0.3:
        return case(None, *golds, able=able, held_back=given, number=number)
    return case(given, *golds, able=able, number=number)


def score(folder: Path, questions: Path, answers: Path, articles: Sequence[Article]) -> dict[str, Any]:
    """What score.py says, run as it is."""
    pages = folder / "articles.jsonl"
    lines = [{"url": page.url, "title": "", "text": page.text} for page in articles]
    pages.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    command = [sys.executable, str(SHARED / "eval" / "score.py"), "--json", "--questions", str(questions)]
    command += ["--answers", str(answers), "--articles", str(pages)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def as_scored(figures: Scores) -> dict[str, Any]:
    """Our figures, in the form of score.py's."""
    shares = ["on_screen", "on_screen_able", "on_screen_1", "em", "refused_able", "refused_unable"]
    known: dict[str, Any] = {"questions": figures.questions}
    for name in [*shares, "f1", "auroc"]:
        value = getattr(figures, name)
        number = value.value if isinstance(value, Share) else value
        known[name] = None if number is None else round(number, 4)
    wrong = figures.not_verbatim
    return known | {"words_shown": figures.words_shown, "not_verbatim": f"{wrong.hits}/{wrong.of}"}


def assert_equal(figures: Scores, scored: dict[str, Any]) -> None:
    ours = as_scored(figures)
    assert ours == {name: scored[name] for name in ours}


def test_on_generated_answers(tmp_path: Path) -> None:
    random_ = random.Random(20250820)
    cases = [made(random_, number) for number in range(300)]
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text("\n".join(case.question.model_dump_json() for case in cases), encoding="utf-8")
    records = [
        BatchAnswer(id=case.question.id, latency_ms=1, **answer_record(case.reply).model_dump())
        for case in cases
    ]
    answers.write_text("\n".join(line.model_dump_json() for line in records), encoding="utf-8")
    articles = [quote.article for case in cases if case.best for quote in case.best.quotes]
    figures = measure(cases)
    assert None not in as_scored(figures).values()
    assert_equal(figures, score(tmp_path, questions, answers, articles))


def test_on_what_ask_says_about_the_examples(answerer: Answerer, tmp_path: Path) -> None:
    """Promised: the figures are about what ``ask`` shows, not about what evaluation makes of it."""
    golden = read_questions(ROOT / "tests" / "golden" / "questions.jsonl", EvalQuestion)
    asked = [question for question in golden if str(question.id).startswith("examples")][::12]
    assert {question.answer_in_articles for question in asked} == {True, False}
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text("\n".join(question.model_dump_json() for question in asked), encoding="utf-8")
    answer_batch(answerer, questions, answers)
    cases = list(ask_all(asked, answerer.snapshot, AnswerSettings()))
    articles = {quote.article.id: quote.article for case in cases for quote in case.shown}
    assert_equal(measure(cases), score(tmp_path, questions, answers, list(articles.values())))
