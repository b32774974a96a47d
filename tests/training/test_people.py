"""Questions as people type them: what the file holds, and what is known of the passages."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

from index.article import Span
from tests.conftest import SHARED, needs_shared
from training.askings import people_asks
from training.material import Collector
from training.model import ReaderModule, base_tokenizer
from training.people import READ_CHARACTERS, PeopleQuestion, read_people
from training.pools import build
from training.rewording import reworded

URL = "https://a.example/ferry"
LONG = "The harbour of Lindvik is old and its cranes are red. " * 60


def write_news(folder: Path) -> None:
    text = (
        f"The ferry Solveig carries 340 passengers. Its captain is Bo Hake.\n\n{LONG}\n\nIt cost nine crowns."
    )
    article = {"url": URL, "title": "Ferry", "published": "2024-03-01T08:00:00Z", "text": text}
    other = article | {
        "url": "https://a.example/other",
        "title": "Boat",
        "text": f"A boat sank off Tarbo. {LONG}",
    }
    with gzip.open(folder / "articles-2024.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(article) + "\n" + json.dumps(other) + "\n")


ASKED = [
    PeopleQuestion(URL, "how many ppl fit on the solveig", Span(26, 29), whole=False, held_out=False),
    PeopleQuestion(URL, "is bo hake the captain", Span(42, 65), whole=True, held_out=False),
    PeopleQuestion(URL, "how much was the Solveig", None, whole=False, held_out=True),
]


def test_passages_that_answer_and_that_do_not_are_known(tmp_path: Path) -> None:
    write_news(tmp_path)
    collector = Collector(seed=0)
    collector.add_people(tmp_path, ASKED)
    span, whole, none = collector.material.asked
    texts = collector.material.texts
    [(home, [(start, end)])] = span.homes
    assert texts[home].text[start:end] == "340"
    assert span.answers == ("340",)
    assert whole.homes == ((home, ()),)
    assert whole.answers == ()
    assert none.homes == ()
    assert none.part == "people"
    assert home in none.lacking
    # What the writer didn't read may answer.
    assert not any("nine crowns" in texts[number].text for number in none.lacking)
    assert len(none.lacking) < len(texts)
    library = build(collector.material, base_tokenizer(), ReaderModule().encoder, "cpu", 0)
    [pool] = [pool for pool in library.pools if pool.asked.part == "people"]
    assert set(pool.near) == set(none.lacking)
    assert pool.unsure


def test_the_file_is_as_it_says() -> None:
    questions = list(read_people())
    train, held = ({q.article for q in questions if q.held_out is part} for part in (False, True))
    assert train
    assert held
    assert not train & held
    assert all(q.question.strip() == q.question for q in questions)
    assert all(0 <= q.answer.start < q.answer.end < READ_CHARACTERS + 300 for q in questions if q.answer)
    assert not any(q.whole for q in questions if q.answer is None)
    kinds = [sum(q.answer is None for q in questions), sum(q.whole for q in questions)]
    assert min(kinds) > len(questions) / 12


@needs_shared
def test_answers_stand_in_the_articles() -> None:
    asks, articles = people_asks(SHARED)
    assert len(articles) > 100
    assert all(ask.answerable is bool(ask.answers) for ask in asks)
    assert all(ask.answers[0].strip() == ask.answers[0] for ask in asks if ask.answers)


def test_other_words_ask_for_the_same() -> None:
    question = "How many people were killed when the plane crashed near Osmark?"
    found = {reworded(question, random.Random(seed)) for seed in range(60)}
    assert len(found) > 30
    assert all("osmark" in each.lower() for each in found)
    assert any("died" in each for each in found)
    assert any(each == each.lower() and not each.endswith("?") for each in found)
