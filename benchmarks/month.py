"""Keeps an index of outlets up to date for a simulated month, with all that can go wrong in between.

    python -m benchmarks.month [--outlets 30] [--days 30] [--seed 1] [--data FOLDER]

The outlets are invented and stand on the web server of the tests, on 127.0.0.1; each step is six hours of a
clock that is moved. They publish, correct and take back; they are down, have short feeds, lead to their front
pages. The indexing process is killed, its disk is full, its clock is put back, its cache is lost. In the end
the index must hold exactly the articles that it should. Prints what came, and what it wrote and held.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.options import plain_parser
from index.snapshot.snapshot import NothingIndexedError, open_live
from index.snapshot.verify import check_snapshot
from index.sources.page_cache import FETCHED
from tests.web.answers import redirect, status
from tests.web.feeds import RSS, rss
from tests.web.pages import news_page
from tests.web.server import WebServer, web_server_in_thread
from tests.web.stories import Story

STEP_HOURS = 6
# A feed lists so many articles; what is older is looked at again only when it is due.
LISTED = 30
_SYLLABLES = (
    "ar",
    "bel",
    "car",
    "dun",
    "eas",
    "fen",
    "gor",
    "hal",
    "in",
    "jor",
    "kel",
    "lom",
    "mar",
    "ost",
    "ruun",
)

# One step, in a process of its own whose clock is moved: argv are the list, the data, seconds, most bytes.
INDEXING = """
import json, os, resource, signal, sys, time
from pathlib import Path
real, moved = time.time, float(sys.argv[3])
time.time = lambda: real() + moved
if int(sys.argv[4]):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
from config.errors import ClippingsError
from config.settings import FetchSettings, Settings
from index.build.build import BuildOptions
from index.build.drops import OnManyDrops
from index.build.indexer import Indexer
from index.sources.source_list import load_sources
sources = load_sources(Path(sys.argv[1]))
fetch = FetchSettings(delay_seconds=0, timeout_seconds=5, allowed_hosts=("127.0.0.1",))
listed = frozenset(source.location for source in sources)
try:
    with Indexer(Settings(fetch=fetch), Path(sys.argv[2])) as indexer:
        indexer.fetch(sources)
        indexer.build(sources, BuildOptions(many_drops=OnManyDrops.KEEP, listed=listed))
except ClippingsError as error:
    print(error, file=sys.stderr)
    sys.exit(2)
written = int(Path("/proc/self/io").read_text().split("write_bytes:")[1].split()[0])
print(json.dumps({"written": written, "held": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
"""


@dataclass
class Article:
    """An article as its outlet has it; texts: all that stood there; taken_back: is it gone?

    is_lost: its address leads to the front page, so that whatever is known of it may stay.
    """

    story: Story
    texts: list[str]
    taken_back: bool = False
    is_lost: bool = False


@dataclass
class Outlet:
    """An outlet, and what it published, the newest last."""

    name: str
    path: str
    articles: list[Article] = field(default_factory=list)


@dataclass
class Month:
    """What happened: events by their names, bytes written in all, the most memory held by one run."""

    events: Counter[str] = field(default_factory=Counter)
    written: int = 0
    held: int = 0
    tracebacks: list[str] = field(default_factory=list)


class Simulation:
    """The outlets, the clock, and an index that is kept up to date."""

    def __init__(
        self, server: WebServer, data: Path, file: Path, outlets: int, chance: random.Random
    ) -> None:
        self.server, self.data, self.file, self.chance = server, data, file, chance
        self.month = Month()
        self.hours = 0.0
        self.outlets = [Outlet(f"The {self._name()} Post", f"/o{number}") for number in range(outlets)]
        feeds = "".join(f'[[source]]\nfeed = "{server.url(f"{one.path}/feed")}"\n' for one in self.outlets)
        file.write_text(feeds, encoding="utf-8")
        for outlet in self.outlets:
            server.put(f"{outlet.path}/", "<html><body><h1>Front page</h1></body></html>")

    def step(self) -> None:
        """Let six hours pass."""
        self.hours += STEP_HOURS
        for outlet in self.outlets:
            self._happen(outlet)
            self._list(outlet, LISTED)
        troubled = [outlet for outlet in self.outlets if self.chance.random() < 0.06]
        for outlet in troubled:
            self._trouble(outlet)
        self._index()
        for outlet in troubled:
            self.server.mend(f"{outlet.path}/feed")
            for article in outlet.articles:
                if not article.is_lost:
                    self.server.mend(article.story.path)

    def settle(self) -> None:
        """Let all be well, until everything was looked at once more."""
        for outlet in self.outlets:
            self._list(outlet, LISTED)
        for _ in range(4):
            self.hours += 24 * 20
            self._run(0, None)

    def wrong(self) -> list[str]:
        """Say what is in the index and shouldn't be, what isn't and should, and what isn't sound."""
        with open_live(self.data) as snapshot:
            store = snapshot.store
            # Between paragraphs stands what it pleases.
            articles = store.articles(store.numbers()).values()
            live = {one.url: " ".join(one.text.split()) for one in articles}
            faults = list(check_snapshot(snapshot))
        for article in (article for outlet in self.outlets for article in outlet.articles):
            url = self.server.url(article.story.path)
            text = live.pop(url, None)
            if article.is_lost:
                right = text is None or text in article.texts
            else:
                right = text == (None if article.taken_back else article.texts[-1])
            if not right:
                faults.append(
                    f"{url}: {'it is there' if text else 'it is not there'}, in no form that it should"
                )
        return faults + [f"{url}: nobody published it" for url in live]

    # What outlets do.

    def _happen(self, outlet: Outlet) -> None:
        draw, chance = self.chance.random, self.chance
        recent = [one for one in outlet.articles[-LISTED // 2 :] if not one.taken_back and not one.is_lost]
        if draw() < 0.4:
            self._publish(outlet)
        if recent and draw() < 0.05:
            self._correct(outlet, chance.choice(recent))
        if recent and draw() < 0.02:
            taken = chance.choice(recent)
            taken.taken_back = True
            self._count("taken back")
            if draw() < 0.5:
                self.server.retract(taken.story.path)
            else:
                notice = "<p>This article has been removed by our editors.</p>"
                self.server.put(taken.story.path, f"<html><body><article>{notice}</article></body></html>")
        if recent and draw() < 0.01:
            lost = chance.choice(recent)
            if not lost.taken_back:
                lost.is_lost = True
                self._count("lead to the front page")
                self.server.fault(lost.story.path, redirect(f"{outlet.path}/"))

    def _publish(self, outlet: Outlet) -> None:
        slug = f"{self._name()}-{len(outlet.articles)}".lower()
        paragraphs = tuple(self._sentences() for _ in range(4))
        day = time.strftime("%Y-%m-%dT%H:00:00Z", time.gmtime(time.time() + self.hours * 3600))
        story = _Placed(slug, f"{self._name()} opens a {self._name()}", (self._name(),), day, paragraphs)
        story = replace(story, folder=outlet.path)
        outlet.articles.append(Article(story, [" ".join(paragraphs)]))
        self._put(outlet, story)
        self._count("published")

    def _correct(self, outlet: Outlet, article: Article) -> None:
        paragraphs = (self._sentences(), *article.story.paragraphs[1:])
        article.story = replace(article.story, paragraphs=paragraphs)
        article.texts.append(" ".join(paragraphs))
        self._put(outlet, article.story)
        self._count("corrected")

    def _trouble(self, outlet: Outlet) -> None:
        kind = self.chance.choice(["feed down", "feed short", "feed broken", "pages down"])
        self._count(kind)
        if kind == "feed down":
            self.server.fault(f"{outlet.path}/feed", status(503))
        elif kind == "feed short":
            self._list(outlet, 1)
        elif kind == "feed broken":
            self.server.put(f"{outlet.path}/feed", "<rss><channel><item><title>It breaks", RSS)
        else:
            for article in outlet.articles[-LISTED:]:
                if not article.is_lost:
                    self.server.fault(article.story.path, status(500))

    def _put(self, outlet: Outlet, story: Story) -> None:
        self.server.put(story.path, news_page(story, self.server.url(story.path), outlet.name))

    def _list(self, outlet: Outlet, most: int) -> None:
        shown = [one for one in outlet.articles if not one.taken_back][-most:]
        listed = [(self.server.url(one.story.path), one.story) for one in shown]
        self.server.put(f"{outlet.path}/feed", rss(outlet.name, listed), RSS)

    def _name(self) -> str:
        return "".join(self.chance.choices(_SYLLABLES, k=3)).capitalize()

    def _sentences(self) -> str:
        return " ".join(
            f"The council of {self._name()} gave {self._name()} {self.chance.randint(2, 900)} crowns for a"
            f" {self.chance.choice(['bridge', 'school', 'ferry', 'mill'])}."
            for _ in range(3)
        )

    # What becomes of the index.

    def _index(self) -> None:
        draw = self.chance.random()
        if draw < 0.03:
            self._count("cache lost")
            for file in self.data.glob(f"{FETCHED}*"):
                file.unlink()
        elif draw < 0.05:
            self._count("cache damaged")
            with contextlib.suppress(FileNotFoundError), (self.data / FETCHED).open("r+b") as cache:
                cache.write(b"This is no database.")
        if self.chance.random() < 0.2:
            self._count("killed")
            self._run(0, self.chance.uniform(0.5, 4.0))
        elif self.chance.random() < 0.06:
            self._count("disk full")
            self._run(self.chance.choice([4_096, 65_536, 300_000]), None)
        if self.chance.random() < 0.03:
            self._count("clock put back")
            hours, self.hours = self.hours, self.hours - 30
            self._run(0, None)
            self.hours = hours
        self._run(0, None)

    def _run(self, most_bytes: int, killed_after: float | None) -> None:
        moved = str(self.hours * 3600)
        command = [sys.executable, "-c", INDEXING, str(self.file), str(self.data), moved, str(most_bytes)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            said, errors = process.communicate(timeout=killed_after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return
        if "Traceback" in errors:
            self.month.tracebacks.append(errors.splitlines()[-1])
        if process.returncode == 0:
            report = json.loads(said.splitlines()[-1])
            self.month.written += report["written"]
            self.month.held = max(self.month.held, report["held"])

    def _count(self, event: str) -> None:
        self.month.events[event] += 1


@dataclass(frozen=True)
class _Placed(Story):
    """A story in the folder of its outlet."""

    folder: str = ""

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{self.folder}/{self.slug}.html"


def main() -> None:
    """Run it; exit code 1 where the index isn't what it should be."""
    parser = plain_parser(__doc__)
    parser.add_argument("--outlets", type=int, default=30)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, help="keep the index there")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, web_server_in_thread() as server:
        data = options.data or Path(folder) / "data"
        file = Path(folder) / "sources.toml"
        simulation = Simulation(server, data, file, options.outlets, random.Random(options.seed))
        for _ in range(options.days * 24 // STEP_HOURS):
            simulation.step()
        simulation.settle()
        try:
            wrong = simulation.wrong()
        except NothingIndexedError as error:
            wrong = [str(error)]
        size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    _show(simulation, wrong, size, time.monotonic() - started)
    sys.exit(1 if wrong or simulation.month.tracebacks else 0)


def _show(simulation: Simulation, wrong: list[str], size: int, seconds: float) -> None:
    console, month = Console(), simulation.month
    table = Table(show_header=False)
    for name, count in sorted(month.events.items()):
        table.add_row(name, f"{count:,}")
    table.add_row("megabytes written by all runs", f"{month.written / 1e6:,.0f}")
    table.add_row("megabytes of memory, at most", f"{month.held / 1e6:,.0f}")
    table.add_row("megabytes on the disk in the end", f"{size / 1e6:,.0f}")
    table.add_row("seconds", f"{seconds:,.0f}")
    console.print(table)
    for said in [*wrong[:20], *month.tracebacks[:20]]:
        console.print(said, markup=False)
    articles = sum(len(outlet.articles) for outlet in simulation.outlets)
    console.print(
        f"{articles:,} articles published, {len(wrong):,} faults, {len(month.tracebacks)} tracebacks."
    )


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[1])
    main()
