"""Questions put to the whole bot up to the reading, kept with what was read, to fit weights on.

    python -m training.askings [--shared ../shared] [--out build/ranking]

Indexes a part of the news of 2023 and the passages that are held out of the reading data, then asks: quiz
questions as of their day, without a day, and of a dozen articles with and without the answer; quiz questions
of the year after; held-out questions of all held-out passages, of a dozen articles, and of the news.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from config.settings import FetchSettings, IndexSettings
from index.build.build import build
from index.sandbox.sandbox import Sandbox
from index.sources.local import read_files
from index.sources.source_list import Files
from index.text.normalise import normalise
from index.text.passages import split_sentences
from retrieval.answer import Question, Refusal
from retrieval.answerer import Answerer
from training import material
from training.asked import Ask, Asked
from training.examples import read_lines
from training.fit import say
from training.held_out import HeldOutQuestion, holds, write_held_out
from training.news import find_gold, speaks
from training.people import read_people
from training.pools import twist

SEED = 0
_MOST_CHARACTERS = 12_000
_MOST_BYTES = 1 << 20
_FEW = 12
_LATER, _MISPLACED, _HELD_FEW, _WHETHER = 150, 100, 200, 250


def main() -> None:
    """Index, ask, and keep what was read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("build/ranking"))
    options = parser.parse_args()
    chance = random.Random(SEED)
    held = write_held_out(options.shared, options.out / "held")
    rows, articles = _news(options.shared)
    _write(options.out / "news" / "articles.jsonl", articles)
    later = list(read_lines(options.shared / "realtimeqa" / "questions-2024.jsonl"))
    news = [*news_asks(rows, articles, chance), *_later_asks(chance.sample(later, _LATER))]
    news += whether_asks(articles, chance)
    fitting = [question for question in held if question.fitting]
    news += [_misplaced(question) for question in chance.sample(fitting, _MISPLACED)]
    held_articles = list(read_lines(options.out / "held" / "articles.jsonl"))
    general = list(held_asks(fitting, held_articles, chance))
    typed, typed_articles = people_asks(options.shared)
    _write(options.out / "people" / "articles.jsonl", typed_articles)
    for name, asks in (("held", general), ("news", news), ("people", typed)):
        folder = options.out / name
        with Sandbox(FetchSettings()) as sandbox:
            items = read_files(Files(path=folder / "articles.jsonl"), _MOST_BYTES, sandbox)
            build(items, folder / "data", IndexSettings())
        with Answerer.open(folder / "data") as answerer, (folder / "asked.pickle").open("wb") as file:
            for number, asked in enumerate(ask_all(answerer, asks)):
                pickle.dump(asked, file)
                if number % 100 == 0:
                    say(f"{name}: {number} of {len(asks)}")


def ask_all(answerer: Answerer, asks: Sequence[Ask]) -> Iterator[Asked]:
    """Ask, and look up what quoting needs besides."""
    for ask in asks:
        reading = answerer.read(ask.question)
        if not isinstance(reading, Refusal):
            numbers = {passage.article_number for passage in reading.passages}
            yield Asked(ask, reading, {n: answerer.snapshot.store.sentences_of(n) for n in numbers})


def _news(shared: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Take questions, and the articles that a search found for them; each article is its own outlet."""
    news = shared / "realtimeqa"
    rows = list(read_lines(news / "questions-2023.jsonl"))[: material.HELD_OUT_FIRST]
    wanted = {url for row in rows for url in row["article_urls"]}
    articles = [
        {**article, "text": article["text"][:_MOST_CHARACTERS], "outlet": article["url"]}
        for article in read_lines(news / "articles-2023.jsonl.gz")
        if article["url"] in wanted
    ]
    return rows, articles


def news_asks(
    rows: list[dict[str, Any]], articles: list[dict[str, Any]], chance: random.Random
) -> Iterator[Ask]:
    """Ask quiz questions as of their day, without a day, and of a dozen articles."""
    texts = {article["url"]: f"{article['title']} {normalise(article['text'])}" for article in articles}
    for row in rows:
        day = date.fromisoformat(row["asked_on"][:10])
        group, text, golds = f"{day.isocalendar()[:2]}", row["question"], tuple(row["answers"])
        known = row["answer_in_articles"]
        yield Ask("news", group, Question(text, as_of=day), golds, True, known)
        yield Ask("undated", group, Question(text), golds, True, known)
        own = [url for url in row["article_urls"] if url in texts]
        holding = [url for url in own if _speaks(row, texts[url])]
        lacking = [url for url in own if not find_gold(texts[url], golds[0])]
        others = chance.sample(sorted(texts), 3 * _FEW)
        lacking += [url for url in others if not find_gold(texts[url], golds[0])]
        lacking = list(dict.fromkeys(lacking))
        with_answer = bool(holding) and chance.random() < 0.6
        few = (holding[:1] if with_answer else []) + lacking
        yield Ask("few", group, Question(text, outlets=tuple(few[:_FEW])), golds, True, with_answer)


def _speaks(row: dict[str, Any], text: str) -> bool:
    gold = row["answers"][0]
    return bool(find_gold(text, gold)) and speaks(row["question"], row["evidence"] or "", gold, "", text)


def whether_asks(articles: list[dict[str, Any]], chance: random.Random) -> Iterator[Ask]:
    """Ask whether what articles say is so, and whether something like it is that they don't say."""
    made = 0
    for article in chance.sample(articles, len(articles)):
        text = normalise(article["text"])
        asked = [
            (question, sentence)
            for cut in split_sentences(text)
            if (question := material.ask_whether(sentence := text[cut.start : cut.end], chance))
        ]
        if not asked or made == _WHETHER:
            continue
        made += 1
        question, sentence = chance.choice(asked)
        yield Ask("whether", article["url"], Question(question), (sentence,), True, True)
        known = material.Asked(question, "", "news", ())
        if twisted := twist(question, known, [text], chance):
            yield Ask("whether not", article["url"], Question(twisted), (sentence,), True, False)


def _later_asks(rows: list[dict[str, Any]]) -> Iterator[Ask]:
    for row in rows:
        day = date.fromisoformat(row["asked_on"][:10])
        question = Question(row["question"], as_of=day)
        yield Ask("later", f"{day.isocalendar()[:2]}", question, tuple(row["answers"]), True, False)


def people_asks(shared: Path) -> tuple[list[Ask], list[dict[str, Any]]]:
    """Ask what people type and the reader never saw, of all articles that people were asked about.

    Returns: the questions, and the articles to index.
    """
    questions = list(read_people())
    wanted = {question.article for question in questions}
    articles = [
        {**article, "text": article["text"][:_MOST_CHARACTERS]}
        for article in read_lines(shared / "realtimeqa" / f"articles-{material.YEARS[-1]}.jsonl.gz")
        if article["url"] in wanted
    ]
    texts = {article["url"]: normalise(article["text"]) for article in articles}
    asks = []
    for each in questions:
        if each.held_out:
            span = each.answer
            golds = (texts[each.article][span.start : span.end],) if span else ()
            asks.append(
                Ask("people", each.article, Question(each.question), golds, True, each.answer is not None)
            )
    return asks, articles


def _misplaced(held: HeldOutQuestion) -> Ask:
    return Ask("misplaced", held.id, Question(held.question), held.answers, False, False)


def held_asks(
    questions: list[HeldOutQuestion], articles: list[dict[str, Any]], chance: random.Random
) -> Iterator[Ask]:
    """Ask held-out questions of all held-out passages, and some of a dozen articles."""
    outlets = [article["outlet"] for article in articles]
    texts = {article["outlet"]: article["text"] for article in articles}
    for held in questions:
        asking = Question(held.question)
        yield Ask(held.family, held.article, asking, held.answers, False, held.answerable)
    for held in chance.sample(questions, _HELD_FEW):
        few = [outlet for outlet in chance.sample(outlets, _FEW) if not holds(texts[outlet], held.answers)]
        few += [held.article] if held.article in texts else []
        question = Question(held.question, outlets=tuple(few))
        yield Ask("held few", held.article, question, held.answers, False, held.answerable)


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
