"""Teaches the reader to read the passages of a question together.

    python -m training.together --start WEIGHTS [--teacher MPNET] [--shared ../shared] [--out build/reader]

Gathers questions and passages from the data folder, searches for every question as the bot does, teaches a
larger model if one is named, then the reader, from weights that were exported before (``training.reader``
makes them), with what that makes of the same, averages the two readers, and writes the weights as the bot
serves them with a table of how well they read what was held out. On a GPU minutes; on two cores days.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.export import export_reader
from training.fit import groups, say
from training.joint import TOGETHER, Batch, Batches, Feeder, Taught, likeness, loss
from training.material import Material, gather
from training.model import ReaderModule, base_tokenizer
from training.pools import Library, build
from training.teacher import TeacherModule
from training.trials import read, table, trials
from training.warm import between, warm_start

SEED = 0
_WARM_UP = 0.05
# What is served is averaged over about so large a share of the steps.
_AVERAGED = 0.3
_REPORTED_STEPS = 200
# What a teacher makes of a batch is dear: it is used so often. What is known counts so much beside it.
_PASSES, _KNOWN = 3, 0.5
# Pairs are cut to so many tokens while learning: a tenth of them is longer.
_WIDTH = 224
# Pairs that two cores read at once.
_PAIRS = 16

Reading = ReaderModule | TeacherModule


@dataclass(frozen=True)
class Schedule:
    """How to train.

    steps: batches. rate: the highest learning rate. groups, singles: questions of a batch that are asked of
    many passages and of one. together: how many that is. passes: how often each batch is used. workers:
    processes that draw batches. compiled: is the encoder compiled? Faster on a GPU.
    """

    steps: int
    rate: float
    groups: int = 32
    singles: int = 128
    together: int = TOGETHER
    passes: int = 1
    workers: int = 0
    compiled: bool = False


def main() -> None:
    """Gather, train, measure, export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--start", type=Path, required=True, help="exported weights to start from")
    parser.add_argument("--gathered", type=float, default=1.0, help="share of the data folder to learn from")
    parser.add_argument("--teacher", type=Path, help="folder of all-mpnet-base-v2; without it none teaches")
    parser.add_argument("--teacher-steps", type=int, default=1500)
    parser.add_argument("--steps", type=int, default=3600)
    parser.add_argument("--groups", type=int, default=32, help="questions of a batch with many passages")
    parser.add_argument("--together", type=int, default=TOGETHER, help="how many passages that is")
    parser.add_argument("--singles", type=int, default=128, help="questions of a batch with one passage")
    parser.add_argument("--rate", type=float, default=3e-4, help="the highest learning rate")
    parser.add_argument("--share", type=float, default=0.7, help="of what was learned, the rest of --start")
    parser.add_argument("--workers", type=int, default=0, help="processes that draw batches")
    parser.add_argument("--compile", action="store_true", help="compile the encoder: faster on a GPU")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    gathered = options.out / "material.xz"
    if not gathered.exists():
        gather(options.shared, SEED, options.gathered).save(gathered)
    material = Material.load(gathered)
    say(f"{len(material.texts)} passages, {len(material.asked)} questions gathered")
    torch.manual_seed(SEED)
    model = ReaderModule("sdpa")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    library = build(material, base_tokenizer(), copy.deepcopy(model.encoder), device, SEED)
    articles = [text.article for text in material.texts]
    teacher = TeacherModule(options.teacher) if options.teacher else None
    if teacher:
        fit(teacher, library, Schedule(options.teacher_steps, 6e-5, 24, 40, workers=options.workers), device)
        for line in measure(teacher, library, articles, device):
            say(line)
    warm_start(model, options.start)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    schedule = Schedule(
        options.steps,
        options.rate,
        options.groups,
        options.singles,
        options.together,
        passes=_PASSES,
        workers=options.workers,
        compiled=options.compile,
    )
    fit(model, library, schedule, device, teacher)
    model.load_state_dict(between(before, model.state_dict(), options.share))
    for line in measure(model, library, articles, device):
        say(line)
    torch.save(model.state_dict(), options.out / "reader.pt")
    served = ReaderModule()
    served.load_state_dict(model.state_dict())
    export_reader(served, options.out / "weights")


def fit(
    model: Reading, library: Library, schedule: Schedule, device: str, teacher: TeacherModule | None = None
) -> None:
    """Train a model in place: it becomes the average of what it was along the way.

    teacher: whose judgement it learns besides what is known; None: there is none.
    """
    feeder = Feeder(library, device)
    lessons = list(_lessons(library, schedule, feeder, teacher, device)) if teacher else ()
    fresh = iter(()) if teacher else _drawn(library, schedule, SEED)
    model.to(device).train()
    averaged = copy.deepcopy(model)
    states_of = torch.compile(model.states) if schedule.compiled else model.states
    optimiser = torch.optim.AdamW(groups(model), lr=schedule.rate, fused=device == "cuda")
    recent: list[list[float]] = []
    started = time.monotonic()
    for step in range(schedule.steps):
        batch, taught = lessons[_place(step, len(lessons))] if lessons else (next(fresh), None)
        fed = feeder.feed(batch.question, batch.passage, batch.titled, _WIDTH)
        with torch.autocast(device, dtype=torch.bfloat16):
            states = _by_length(states_of, fed.inputs) if device == "cpu" else states_of(**fed.inputs)
        logits, answers = model.heads(states.float())
        costs = loss(logits, answers, fed, batch)
        if taught:
            learnt = likeness(logits, answers, taught, fed, batch)
            costs = (*(_KNOWN * cost for cost in costs), *learnt)
        optimiser.zero_grad()
        sum(costs).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        pace = (step + 1) / schedule.steps
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * min(pace / _WARM_UP, (1 - pace) / (1 - _WARM_UP))
        optimiser.step()
        with torch.no_grad():
            share = 1 - max(1 / (_AVERAGED * schedule.steps), 1 / (step + 2))
            torch._foreach_lerp_(list(averaged.parameters()), list(model.parameters()), 1 - share)
        if step % 10 == 0:
            recent.append([float(cost.detach()) for cost in costs])
        if (step + 1) % _REPORTED_STEPS == 0:
            means = " ".join(f"{mean:.3f}" for mean in np.mean(recent[-20:], 0))
            say(f"step {step + 1} {means} {time.monotonic() - started:.0f} s")
    model.load_state_dict(averaged.state_dict())


def _drawn(library: Library, schedule: Schedule, seed: int) -> Iterator[Batch]:
    """Draw batches without end, by as many processes as are named."""
    source = Batches(library, schedule.groups, schedule.singles, seed, schedule.together)
    return iter(torch.utils.data.DataLoader(source, batch_size=None, num_workers=schedule.workers))


def _lessons(
    library: Library, schedule: Schedule, feeder: Feeder, teacher: TeacherModule, device: str
) -> Iterator[tuple[Batch, Taught]]:
    """Draw the batches of a training, with what a teacher makes of each."""
    drawn = _drawn(library, schedule, SEED + 1)
    teacher.to(device).eval()
    for batch in itertools.islice(drawn, -(-schedule.steps // schedule.passes)):
        fed = feeder.feed(batch.question, batch.passage, batch.titled, _WIDTH)
        with torch.no_grad(), torch.autocast(device, dtype=torch.bfloat16):
            states = teacher.states(**fed.inputs)
        with torch.no_grad():
            logits, answers = teacher.heads(states.float())
        yield batch, Taught(logits.half(), answers.half())


def _by_length(states_of: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    """Compute the states of pairs, few of like length at a time: cores, unlike GPUs, pay for padding."""
    lengths = inputs["attention_mask"].sum(1)
    order = lengths.argsort()
    parts = []
    width = inputs["attention_mask"].shape[1]
    for rows in order.split(_PAIRS):
        states = states_of(**{name: each[rows, : int(lengths[rows].max())] for name, each in inputs.items()})
        parts.append(torch.nn.functional.pad(states, (0, 0, 0, width - states.shape[1])))
    return torch.cat(parts)[order.argsort()]


def _place(step: int, count: int) -> int:
    """Choose a lesson for a step: each pass takes all, in an order of its own."""
    times, place = divmod(step, count)
    return random.Random(f"{times} {count}").sample(range(count), count)[place]


def measure(model: Reading, library: Library, articles: list[str], device: str) -> list[str]:
    """Lines of text with figures on what was held out."""
    chosen, served = trials(library, articles)
    model.to(device).eval()

    def run(**inputs: Any) -> tuple[Any, Any]:
        with torch.no_grad(), torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            states = model.states(**inputs)
        with torch.no_grad():
            return model.heads(states.float())

    found = list(read(run, library, Feeder(library, device), chosen))
    lines = [
        f"{family}: {hits} of {all_} answers among the first ten" for family, (hits, all_) in served.items()
    ]
    return lines + table(chosen, found)


if __name__ == "__main__":
    main()
