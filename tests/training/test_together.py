"""Reading passages together: what is gathered, found, put together, learned and measured."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import MPNetConfig, MPNetModel

from index.models.onnx import OnnxModel
from retrieval.reading.reader import MODEL, encode_pair
from training.export import export_reader
from training.joint import TOGETHER, Batch, Batches, Fed, Feeder, Taught, likeness, loss, margins
from training.material import Asked, Collector, Material, Text, as_question, ask_whether, is_held_out
from training.model import ReaderModule, base_tokenizer
from training.pools import Library, build, twist
from training.rewording import follow_up, misspelt
from training.teacher import TeacherModule
from training.together import Schedule, fit, measure
from training.trials import trials
from training.warm import between, warm_start

PLACES = ["Lindvik", "Tarbo", "Quell", "Osmark", "Venn", "Halden", "Birka", "Norrtun", "Salte", "Ekeby"]
MAYORS = ["Karin Holm", "Omar Said", "Ines Falk", "Per Lund", "Ada Berg", "Ola Strand", "Eva Dahl", "Jon Vik"]


def _row(question: str, title: str, context: str, *answers: str) -> dict[str, object]:
    spans = [{"text": answer, "start": context.index(answer)} for answer in answers]
    return {"source": "x", "title": title, "question": question, "context": context, "answers": spans}


@pytest.fixture(scope="module")
def material() -> Material:
    collector = Collector(seed=0)
    rows = []
    for number in range(60):
        place, mayor = f"{PLACES[number % 10]}{'abcdef'[number // 10]}", MAYORS[number % 8]
        text = f"In 19{10 + number} the mayor of {place} was {mayor}. The town of {place} has a harbour."
        rows.append(_row(f"Who was the mayor of {place}?", place, text, mayor))
        rows.append(_row(f"Who was the bishop of {place}?", place, text))
    collector.add_set("tydiqa", rows, "wiki")
    collector.add_set("qamr", rows[:20], "closed")
    collector.add_claims([{"claim": "Oslo is a town.", "evidence": ["Oslo is the capital of Norway ."]}])
    return collector.material


@pytest.fixture(scope="module")
def library(material: Material) -> Library:
    return build(material, base_tokenizer(), ReaderModule().encoder, "cpu", 0)


def test_material_is_read_as_it_was_written(material: Material, tmp_path: Path) -> None:
    material.save(tmp_path / "material.xz")
    assert Material.load(tmp_path / "material.xz") == material


def test_no_article_is_trained_on_and_measured_with(material: Material) -> None:
    parts = {
        part: {a.question.split()[-1] for a in material.asked if a.part == part} for part in ("train", "held")
    }
    closed = {a.question.split()[-1] for a in material.asked if a.corpus == "closed"}
    assert parts["held"]
    assert not parts["held"] & (parts["train"] - closed)
    assert all(
        material.texts[n].corpus == "held" for a in material.asked if a.part == "held" for n, _ in a.homes
    )
    assert is_held_out("newsqa", "", "any")
    assert not any(is_held_out("squad1_train_part", place, "") for place in PLACES)
    assert is_held_out("nq", "A_b", "x") == is_held_out("tydiqa", "a b ", "y")


def test_news_is_gathered_by_its_year(tmp_path: Path) -> None:
    text = "The harbour board of Lindvik approved a new ferry on Tuesday. It carries 340 passengers."
    for year in (2023, 2024):
        article = {
            "url": f"https://a.example/{year}",
            "title": "Ferry",
            "published": f"{year}-03-01",
            "text": text,
        }
        with gzip.open(tmp_path / f"articles-{year}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.write(json.dumps(article) + "\n")
        asked = {
            "question": "How many passengers does the ferry carry?",
            "asked_on": f"{year}-03-05",
            "answers": ["340"],
            "evidence": "The ferry carries 340 passengers.",
            "article_urls": [article["url"]],
        }
        rows = [json.dumps(asked) + "\n"] * 605
        (tmp_path / f"questions-{year}.jsonl").write_text("".join(rows), encoding="utf-8")
    collector = Collector(seed=0)
    collector.add_news(tmp_path)
    parts = [a.part for a in collector.material.asked if a.source != "evidence"]
    assert [parts.count(part) for part in ("quiz", "train", "later")] == [600, 5 + 205, 400]
    assert sum(a.source == "evidence" for a in collector.material.asked) == parts.count("train")
    assert {t.corpus for t in collector.material.texts} == {"news2023", "news2024", "closed"}


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("Fox was sold in 2019.", "Was Fox sold in 2019?"),
        ("The dam has failed.", "Has the dam failed?"),
        ("She sings.", None),
        ("Is it so.", None),
    ],
)
def test_claims_become_questions(claim: str, question: str | None) -> None:
    assert as_question(claim) == question


def test_a_twisted_question_asks_for_something_else() -> None:
    asked = Asked("Who won the cup in 1987 for Lindvik?", "x", "wiki", ("Anna",))
    passages = ["Later the club of Tarbo won, and then Anna left."]
    found = {twist(asked.question, asked, passages, random.Random(seed)) for seed in range(40)}
    assert asked.question not in found
    assert "Who won the cup in 1987 for Tarbo?" in found
    assert "Who lost the cup in 1987 for Lindvik?" in found
    assert any(q and "1987" not in q for q in found)
    assert not any(q and "Anna" in q for q in found)
    assert twist("Why so?", asked, passages, random.Random(0)) is None


def test_a_misspelt_question_keeps_its_words() -> None:
    question = "Which harbour did the ferry leave?"
    for seed in range(20):
        assert len(misspelt(question, random.Random(seed)).split()) == len(question.split())


def test_pools_tell_what_answers_from_what_does_not(library: Library, material: Material) -> None:
    for pool in library.pools:
        golds = [answer.lower() for answer in pool.asked.answers]
        for number in pool.near + pool.far:
            assert not any(gold in library.texts[number].lower() for gold in golds)
        assert all(library.texts[home.passage] for home in pool.homes)
    mayors = [p for p in library.pools if p.asked.corpus == "wiki" and p.asked.answers]
    assert all(pool.homes[0].passage in pool.found[:3] for pool in mayors)
    bishops = [p for p in library.pools if p.asked.corpus == "wiki" and not p.asked.answers]
    assert all(not p.homes and p.near for p in bishops)


def test_pairs_are_encode_pair_as_the_bot_does(library: Library, material: Material) -> None:
    tokenizer = base_tokenizer()
    pools = [pool for pool in library.pools if pool.homes][:5]
    fed = Feeder(library, "cpu").feed(
        np.array([pool.variants[0] for pool in pools]),
        np.array([pool.homes[0].passage for pool in pools]),
        np.ones(len(pools), dtype=bool),
    )
    for row, pool in enumerate(pools):
        text = material.texts[pool.homes[0].passage]
        before, encoding = encode_pair(tokenizer, pool.asked.question, text.title, text.text)
        length = len(encoding.ids)
        assert fed.inputs["input_ids"][row, :length].tolist() == encoding.ids
        assert fed.inputs["token_type_ids"][row, :length].tolist() == encoding.type_ids
        assert fed.inputs["attention_mask"][row].sum() == length
        start = fed.first[row] + pool.homes[0].starts[0] if pool.homes[0].starts else None
        if start is not None:
            at = encoding.offsets[start][0] - before
            assert text.text[at:].startswith(pool.asked.answers)


def test_batches_hold_whole_groups(library: Library) -> None:
    batch = next(iter(Batches(library, 3, 4, 0)))
    assert len(batch.question) == 3 * TOGETHER + 4
    grouped = batch.question[: 3 * TOGETHER].reshape(3, TOGETHER)
    assert (grouped == grouped[:, :1]).all()
    assert all(batch.answers[pair] for pair, _ in batch.starts)


def test_loss_is_that_of_one_softmax_over_all_passages() -> None:
    torch.manual_seed(0)
    logits, inside = torch.randn(TOGETHER, 6, 2), torch.ones(TOGETHER, 6, dtype=torch.bool)
    inside[:, :2] = False
    fed = Fed({}, torch.full((TOGETHER,), 2), inside)
    answers = np.zeros(TOGETHER, dtype=np.float32)
    nothing = np.zeros((0, 2), dtype=np.int64)
    pairs = (np.zeros(TOGETHER, dtype=np.int64),) * 2
    titled, known = np.ones(TOGETHER, dtype=bool), np.ones(TOGETHER, dtype=bool)
    at_all = torch.zeros(TOGETHER)
    batch = Batch(1, TOGETHER, *pairs, titled, nothing, nothing, answers, known)
    together, _, _ = loss(logits, at_all, fed, batch)
    odds = margins(logits, inside).exp().sum((0, 1))
    assert together.item() == pytest.approx((1 + odds).log().mean().item(), rel=1e-5)
    answers[3] = 1
    batch = Batch(1, TOGETHER, *pairs, titled, np.array([[3, 1]]), np.array([[3, 2]]), answers, known)
    together, _, _ = loss(logits, at_all, fed, batch)
    beaten = logits - logits[:, :1]
    expected = (1 + odds).log().mean() - (beaten[3, 3, 0] + beaten[3, 4, 1]) / 2
    assert together.item() == pytest.approx(expected.item(), rel=1e-4)


def small_teacher(folder: Path) -> Path:
    """Save a model of the teacher's kind that has learned nothing."""
    config = MPNetConfig(hidden_size=24, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24)
    MPNetModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


def test_a_teacher_attends_as_its_model_does(library: Library, tmp_path: Path) -> None:
    folder = small_teacher(tmp_path)
    teacher, plain = TeacherModule(folder).eval(), MPNetModel.from_pretrained(folder)
    ids = torch.tensor([[101, 2040, 2003, 102, 2008, 102], [101, 2040, 102, 2008, 102, 0]])
    mask = (ids > 0).long()
    own = torch.tensor([[0, 2044, 2007, 2, 2012, 2], [0, 2044, 2, 2012, 2, 1]])
    expected = plain(input_ids=own, attention_mask=mask).last_hidden_state
    found = teacher.states(ids, mask, torch.zeros_like(ids))
    assert torch.allclose(found[mask > 0], expected[mask > 0], atol=1e-5)


def test_a_reader_that_is_like_its_teacher_has_nothing_to_learn() -> None:
    torch.manual_seed(0)
    logits, inside = torch.randn(TOGETHER, 6, 2), torch.ones(TOGETHER, 6, dtype=torch.bool)
    fed, answers = Fed({}, torch.full((TOGETHER,), 2), inside), torch.randn(TOGETHER)
    numbers, nothing = np.zeros(TOGETHER, dtype=np.int64), np.zeros((0, 2), dtype=np.int64)
    known = np.ones(TOGETHER, dtype=bool)
    zeros = np.zeros(TOGETHER, dtype=np.float32)
    batch = Batch(1, TOGETHER, numbers, numbers, known, nothing, nothing, zeros, known)
    together, alone, _ = likeness(logits, answers, Taught(logits, answers), fed, batch)
    assert (together.item(), alone.item()) == pytest.approx((0, 0), abs=1e-6)
    together, alone, _ = likeness(logits, answers, Taught(logits.flip(1), answers), fed, batch)
    assert together > 0.01 < alone


def test_questions_of_the_news_ask_whether() -> None:
    chance = random.Random(0)
    said = "Mayor Anna Roth said the bridge would open before the winter, weeks late."
    assert ask_whether(said, chance) in {
        f"Did Mayor Anna Roth {verb} the bridge would open before the winter?"
        for verb in ("say", "think", "claim", "believe")
    }
    assert ask_whether("The Northern Bridge is closed for all traffic.", chance) == (
        "Is the Northern Bridge closed for all traffic?"
    )
    assert ask_whether("It is closed for all of the traffic there.", chance) is None


def test_a_follow_up_names_what_it_is_about_before_a_colon() -> None:
    asked = follow_up("When did the Northern Bridge open?", random.Random(1))
    assert asked is not None
    assert asked.startswith("Northern Bridge: When did the ")
    assert follow_up("when did it open", random.Random(1)) is None


def test_training_makes_weights_that_serve_and_start_again(
    library: Library, material: Material, tmp_path: Path
) -> None:
    model = ReaderModule("sdpa")
    before = {name: value.clone() for name, value in model.state_dict().items()}
    teacher = TeacherModule(small_teacher(tmp_path / "teacher"))
    fit(teacher, library, Schedule(1, 1e-4, groups=1, singles=2), "cpu")
    fit(model, library, Schedule(3, 1e-4, groups=1, singles=2, passes=2), "cpu", teacher)
    lines = measure(model, library, [text.article for text in material.texts], "cpu")
    assert any(line.startswith("tydiqa") for line in lines)
    mean = between(before, model.state_dict(), 0.5)
    name = "encoder.embeddings.word_embeddings.weight"
    assert torch.allclose(mean[name], (before[name] + model.state_dict()[name]) / 2)
    served = ReaderModule()
    served.load_state_dict(model.state_dict())
    export_reader(served, tmp_path)
    again = ReaderModule()
    warm_start(again, tmp_path / MODEL)
    for name, value in served.state_dict().items():
        assert (again.state_dict()[name] - value).abs().max() < 0.05, name
    feed = {
        name: np.ones((1, 8), dtype=np.int64) for name in ("input_ids", "attention_mask", "token_type_ids")
    }
    assert [output.shape for output in OnnxModel(tmp_path / MODEL, 1).run(feed)] == [(1, 8, 2), (1,)]


def test_trials_take_out_what_answers(library: Library, material: Material) -> None:
    articles = [text.article for text in material.texts]
    made, served = trials(library, articles)
    assert served["tydiqa"][0] <= served["tydiqa"][1]
    for trial in made:
        homes = {home.passage for home in trial.pool.homes}
        assert bool(homes & set(trial.passages)) == (trial.way == "here")
        if trial.way == "article out":
            assert not {articles[n] for n in homes} & {articles[n] for n in trial.passages}


def test_texts_are_kept_once() -> None:
    collector = Collector(seed=0)
    text = Text("wiki", "a", "A", "Words.")
    assert collector.add_text(text) == collector.add_text(text) == 0
    assert collector.material.texts == [text]
