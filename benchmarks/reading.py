"""How fast articles are read: parsed, their language told, and cut into passages.

    python -m benchmarks.reading [--articles 3000] [--files 5000] [--rounds 3] [--data build]

Three sources of invented articles, whose paragraphs are those of the examples and of the tests' stories,
drawn by chance, with other numbers, names and words: JSON lines of 2.4 KB each; small pages of as much
text with menus and metadata; a folder of tiny text files. Each is read by a build that writes no snapshot, in
a process of its own, by one parser and by as many as there are cores, in turn; the median of the rounds
counts. Then the files are indexed, their vectors being drawn instead of encoded, and looked at once more
with nothing changed. --files 100000 takes half an hour.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.options import plain_parser
from config.settings import IndexSettings, Settings
from index.build import build as building
from index.build.build import BuildOptions
from index.build.indexer import Indexer
from index.models.encoder import Encoder, load_encoder
from index.models.onnx import cores
from index.progress import Progress
from index.snapshot.vectors import Vectors
from index.sources.source_list import Files
from tests.web.pages import news_page
from tests.web.stories import Story, load_stories

CHARACTERS, TINY = 2_400, 400
_SEED = 11
_EXAMPLES = Path(__file__).parents[1] / "examples"
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}")
_WORD = re.compile(r"\b[a-z]{4,}\b")
# So many of the words are others, as else all would be near duplicates of each other.
_OTHER = 0.8
_Result = TypeVar("_Result")


def main() -> None:
    """Write the sources, measure, and print the table."""
    parser = plain_parser(__doc__)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data", type=Path, default=Path("build"))
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    console = Console(width=110)
    table = Table(title=f"Articles read a second, on {cores()} cores", title_justify="left")
    for name in ("what", "articles", "one parser", "one a core", "ratio", "seconds"):
        table.add_column(name, justify="right")
    with tempfile.TemporaryDirectory(dir=options.data) as name:
        folder = Path(name)
        write_lines(folder / "lines.jsonl", options.articles)
        write_pages(folder / "pages", options.articles)
        write_files(folder / "files", options.files)
        for source in (folder / "lines.jsonl", folder / "pages", folder / "files"):
            one, many = [], []
            for _ in range(options.rounds):
                one.append(apart(read, source, folder / "data", 1))
                many.append(apart(read, source, folder / "data", cores()))
            count = options.files if source.name == "files" else options.articles
            slow, fast = statistics.median(one), statistics.median(many)
            figures = (f"{count / slow:.0f}", f"{count / fast:.0f}", f"{slow / fast:.2f}", f"{fast:.1f}")
            table.add_row(source.stem, f"{count:,}", *figures)
        apart(index, folder / "files", folder / "data")
        again = [apart(read, folder / "files", folder / "data", cores()) for _ in range(options.rounds)]
    console.print(table)
    console.print(f"The {options.files:,} files once more, nothing changed: {statistics.median(again):.1f} s")


def apart(work: Callable[..., _Result], *arguments: object) -> _Result:
    """Call a function in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def read(source: Path, data: Path, parsers: int) -> float:
    """Read a source with so many parsers side by side; returns the seconds that it took."""
    started = time.perf_counter()
    settings = Settings(index=IndexSettings(threads=parsers))
    with Indexer(settings, data, Progress()) as indexer:
        report = indexer.build([Files(path=source)], BuildOptions(dry_run=True))
    if report.skipped:
        raise AssertionError(f"not what was to be measured: {report.skipped[0]}")
    return time.perf_counter() - started


def index(source: Path, data: Path) -> None:
    """Index a source, with vectors that are drawn."""

    class Drawing(Encoder):
        def _encode(self, texts: list[str]) -> Vectors:
            vectors = np.random.default_rng(len(texts)).normal(size=(len(texts), self.card.dimension))
            unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
            return unit

    def load(folder: Path, threads: int) -> Encoder:
        return Drawing(load_encoder(folder, threads).card)

    setattr(building, "load_encoder", load)  # noqa: B010 - the module doesn't export it
    with Indexer(Settings(), data, Progress()) as indexer:
        indexer.build([Files(path=source)])


def write_lines(path: Path, count: int) -> None:
    """Write so many articles as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number, story in enumerate(invented(count, CHARACTERS)):
            record = {
                "url": f"https://news.example/{number}",
                "title": story.title,
                "published": story.published,
                "text": "\n\n".join(story.paragraphs),
            }
            file.write(json.dumps(record) + "\n")


def write_pages(folder: Path, count: int) -> None:
    """Write so many articles as pages."""
    folder.mkdir()
    for number, story in enumerate(invented(count, CHARACTERS)):
        page = news_page(story, f"https://news.example/{number}", "The Example Times")
        (folder / f"{number:06d}.html").write_text(page, encoding="utf-8")


def write_files(folder: Path, count: int) -> None:
    """Write so many tiny articles as text files, a thousand a folder."""
    for number, story in enumerate(invented(count, TINY)):
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join([story.title, *story.paragraphs]), encoding="utf-8")


def invented(count: int, characters: int) -> Iterator[Story]:
    """Invent articles of about so many characters, the same each time."""
    chance = random.Random(_SEED)
    stories = [story for story in load_stories() if story.language == "en"]
    paragraphs = [paragraph for story in stories for paragraph in story.paragraphs]
    for path in sorted(_EXAMPLES.glob("*.md")):
        *_, text = path.read_text(encoding="utf-8").split("---\n", 2)
        paragraphs += [" ".join(part.split()) for part in text.split("\n\n") if len(part) > 80]
    names, words = (sorted({*kind.findall(" ".join(paragraphs))}) for kind in (_NAME, _WORD))

    def varied(text: str) -> str:
        text = _NUMBER.sub(lambda found: str(chance.randrange(1, 10 ** min(len(found[0]), 6) + 1)), text)
        text = _WORD.sub(lambda found: chance.choice(words) if chance.random() < _OTHER else found[0], text)
        return _NAME.sub(lambda _: chance.choice(names), text)

    for number in range(count):
        drawn: list[str] = []
        while sum(map(len, drawn)) < characters:
            drawn.append(varied(chance.choice(paragraphs)))
        published = f"20{10 + number % 15}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        title = varied(chance.choice(stories).title) + f", day {number}"
        yield Story(f"story-{number}", title, ("Ada Roth",), published, tuple(drawn))


if __name__ == "__main__":
    main()
