"""What the reader is trained on, and that training works: a few steps on a handful of examples."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.reader import Reader
from training.examples import Example, general_examples
from training.export import export_reader
from training.fit import Recipe, evaluate, fit
from training.model import ReaderModule, base_tokenizer, encode
from training.news import Corpus, find_gold, quiz_examples, unrelated_examples

STORY = (
    "The harbour board of Lindvik approved a new ferry on Tuesday after a debate of four hours. "
    "Chairwoman Karin Holm said the ferry would carry 340 passengers and cost 12 million euros. "
) + "Weather in Lindvik stayed calm that day and few people came to watch the vote. " * 8
LATER = (
    "Lindvik's new ferry made its first trip with Karin Holm aboard and 340 passengers who waved. "
    "The ferry of Lindvik crossed the bay in nine minutes and was late by one. "
) * 3
BOTH = STORY + "\n\n" + LATER + "\n\n" + STORY


@pytest.mark.parametrize(
    ("text", "gold", "found"),
    [
        ("It was “Oslo”, they said.", "Oslo", ["Oslo"]),
        (
            "the United States (U.S.) and the UNITED states",
            "The United States",
            ["United States", "UNITED states"],
        ),
        ("It fell by 41%, or $3bn.", "41%", ["41%"]),
        ("It fell by 41%, or $3bn.", "3bn", ["$3bn"]),
        ("Nothing here.", "Oslo", []),
        ("Nothing here.", "…", []),
    ],
)
def test_gold_strings_are_found_as_the_scorer_finds_them(text: str, gold: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_gold(text, gold)] == found


@given(st.text(max_size=100), st.text(max_size=10))
def test_gold_spans_stand_in_any_text(text: str, gold: str) -> None:
    for start, end in find_gold(text, gold):
        assert 0 <= start < end <= len(text)


def test_general_examples_hold_their_answers(tmp_path: Path) -> None:
    def row(question: str, context: str, *answers: str) -> dict[str, object]:
        spans = [{"text": a, "start": context.index(a)} for a in answers]
        return {"source": "x", "title": "A_b", "question": question, "context": context, "answers": spans}

    long = STORY + "\n\n" + LATER
    lone = ["Anna painted the fence green.", "Anna sold the old boat.", "The boat was green and old."]
    rows = [row("Who said so?", long, "Karin Holm"), row("Who slept?", long)]
    rows += [row(f"What did Anna paint? {n}", lone[0], "the fence") for n in range(30)]
    rows += [row("What was sold?", lone[1], "the old boat"), row("What colour?", lone[2], "green")]
    path = tmp_path / "questions.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(r) + "\n" for r in rows)
    examples = general_examples(path, seed=1)
    assert examples == general_examples(path, seed=1)
    assert all(0 <= s < e <= len(x.text) for x in examples for s, e in x.spans)
    said = {x.text[s:e] for x in examples for s, e in x.spans}
    assert said == {"Karin Holm", "the fence", "the old boat", "green"}
    assert any(not x.spans for x in examples if x.question == "Who slept?")
    assert any(not x.spans for x in examples if x.question.startswith("What did Anna"))
    assert len({len(x.text) for x in examples if x.question.startswith("What did Anna") and x.spans}) > 1


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    path = tmp_path_factory.mktemp("news") / "articles.jsonl"
    rows = [
        {
            "url": "https://a.example/1",
            "title": "Lindvik gets a ferry",
            "published": "2025-03-01",
            "text": STORY,
        },
        {"url": "https://b.example/2", "title": "First trip", "published": "2025-06-01", "text": LATER},
        {
            "url": "https://c.example/3",
            "title": "Rain",
            "published": "2025-02-01",
            "text": "It rained. " * 30,
        },
        {"url": "https://d.example/4", "title": "A ferry's year", "published": "2026-01-01", "text": BOTH},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Corpus([path])


def test_quiz_examples_come_from_articles_of_their_day(corpus: Corpus) -> None:
    question = {
        "question": "How many passengers will the new ferry of Lindvik carry?",
        "asked_on": "2025-03-05",
        "answers": ["340"],
        "evidence": "The board said the Lindvik ferry carries 340 passengers.",
        "article_urls": ["https://a.example/1", "https://c.example/3"],
    }
    examples = list(quiz_examples(corpus, [question], seed=0))
    assert examples[0].source == "evidence"
    assert all("first trip" not in example.text for example in examples)
    holding = [example for example in examples[1:] if example.spans]
    assert holding
    assert all(example.text[s:e] == "340" for example in holding for s, e in example.spans)
    assert any(not example.spans for example in examples)


def test_questions_on_something_else_are_not_answered_by_the_news(corpus: Corpus) -> None:
    known = Example(
        "How many passengers can the new ferry of Lindvik carry?", "", "It takes 340.", ((9, 12),), "x"
    )
    unknown = Example("How many passengers drowned in the river Quell?", "", "Nine.", ((0, 4),), "x")
    vague = Example("Who said so?", "", "Anna.", ((0, 4),), "x")
    (first, second) = unrelated_examples(corpus, [known, unknown, vague])
    assert "340" not in first.text
    assert second.question == unknown.question
    assert first.spans == second.spans == ()


def test_training_learns_and_its_export_reads_the_same(tmp_path: Path) -> None:
    tokenizer = base_tokenizer()
    examples = []
    for number, (name, place) in enumerate([("Karin", "Lindvik"), ("Omar", "Tarbo"), ("Ines", "Quell")] * 4):
        text = f"On day {number} the mayor of {place} met {name} at the harbour."
        at = text.index(name)
        examples.append(
            Example(f"Whom did the mayor of {place} meet?", "", text, ((at, at + len(name)),), "x")
        )
        examples.append(Example("How much did the boat cost?", "", text, (), "x"))
    model = ReaderModule()
    untrained = evaluate(model, tokenizer, examples)
    fit(model, tokenizer, examples, examples, Recipe(12, 1e-3), tmp_path / "model.pt")
    trained = evaluate(model, tokenizer, examples)
    assert trained.exact > max(untrained.exact, 0.9)
    assert trained.auroc > 0.95
    export_reader(model, tmp_path / "weights")
    reader = Reader(tmp_path / "weights")
    answered = 0
    for example in examples[:12]:
        (scores,) = reader.read(example.question, [(example.title, example.text)])
        assert (scores.answerability > 0.5) is bool(example.spans)
        best = scores.find_answers([(0, len(example.text))])[0]
        answered += (best.start, best.end) in example.spans
    assert answered == 6


def test_an_answer_that_is_cut_off_makes_no_example() -> None:
    tokenizer = base_tokenizer()
    text = "word " * 400 + "Oslo"
    assert encode(Example("Where?", "", text, ((len(text) - 4, len(text)),), "x"), tokenizer) is None
    assert encode(Example("Where?", "", text, (), "x"), tokenizer) is not None
