"""Teaches the reader to read the passages of a question together.

    python -m training.together --start WEIGHTS [--shared ../shared] [--out build/reader]

Gathers questions and passages from the data folder, searches for every question as the bot does, trains from
weights that were exported before (``training.reader`` makes them), averages the two, and writes the weights
as the bot serves them with a table of how well they read what was held out. On a GPU minutes; on two cores
days.
"""

from __future__ import annotations

import argparse
import copy
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.export import export_reader
from training.fit import groups, say
from training.joint import Batches, Feeder, loss
from training.material import Material, gather
from training.model import ReaderModule, base_tokenizer
from training.pools import Library, build
from training.trials import read, table, trials
from training.warm import between, warm_start

SEED = 0
_WARM_UP = 0.05
_AVERAGED = 0.999
_REPORTED_STEPS = 200
# Pairs are cut to so many tokens while learning: a tenth of them is longer.
_WIDTH = 224


@dataclass(frozen=True)
class Schedule:
    """How to train.

    steps: batches. rate: the highest learning rate. minutes: as many steps as fit instead; None: steps.
    groups, singles: questions of a batch that are asked of ten passages and of one. workers: processes that
    draw batches. compiled: is the encoder compiled? Faster on a GPU.
    """

    steps: int
    rate: float
    minutes: float | None = None
    groups: int = 32
    singles: int = 128
    workers: int = 0
    compiled: bool = False

    def done(self, step: int, started: float) -> float:
        """How much of the training is done, 0 to 1."""
        if self.minutes is None:
            return step / self.steps
        return (time.monotonic() - started) / (60 * self.minutes) if step else 0.0


def main() -> None:
    """Gather, train, measure, export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--start", type=Path, help="exported weights to start from, not the encoder's")
    parser.add_argument("--steps", type=int, default=8300)
    parser.add_argument("--minutes", type=float, help="as many steps as fit, not --steps")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--share", type=float, default=0.7, help="of what was learned, the rest of --start")
    parser.add_argument("--workers", type=int, default=0, help="processes that draw batches")
    parser.add_argument("--compile", action="store_true", help="compile the encoder: faster on a GPU")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    gathered = options.out / "material.xz"
    if not gathered.exists():
        gather(options.shared, SEED).save(gathered)
    material = Material.load(gathered)
    say(f"{len(material.texts)} passages, {len(material.asked)} questions gathered")
    torch.manual_seed(SEED)
    model = ReaderModule("sdpa")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    library = build(material, base_tokenizer(), copy.deepcopy(model.encoder), device, SEED)
    articles = [text.article for text in material.texts]
    if options.start:
        warm_start(model, options.start)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    schedule = Schedule(
        options.steps, options.rate, options.minutes, workers=options.workers, compiled=options.compile
    )
    model = fit(model, library, schedule, device)
    if options.start:
        model.load_state_dict(between(before, model.state_dict(), options.share))
    for line in measure(model, library, articles, device):
        say(line)
    torch.save(model.state_dict(), options.out / "reader.pt")
    served = ReaderModule()
    served.load_state_dict(model.state_dict())
    export_reader(served, options.out / "weights")


def fit(model: ReaderModule, library: Library, schedule: Schedule, device: str) -> ReaderModule:
    """Train a model.

    Returns: the average of the models along the way, each step counting a thousandth.
    """
    model.to(device).train()
    averaged = copy.deepcopy(model)
    feeder = Feeder(library, device)
    source = Batches(library, schedule.groups, schedule.singles, SEED)
    batches = iter(torch.utils.data.DataLoader(source, batch_size=None, num_workers=schedule.workers))
    states_of = torch.compile(model.states) if schedule.compiled else model.states
    optimiser = torch.optim.AdamW(groups(model), lr=schedule.rate, fused=device == "cuda")
    recent: list[list[float]] = []
    started, step = time.monotonic(), 0
    while (pace := schedule.done(step, started)) < 1:
        batch = next(batches)
        fed = feeder.feed(batch.question, batch.passage, batch.titled, _WIDTH)
        with torch.autocast(device, dtype=torch.bfloat16):
            states = states_of(**fed.inputs)
        costs = loss(*model.heads(states.float()), fed, batch)
        optimiser.zero_grad()
        sum(costs).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * min(1.0, pace / _WARM_UP + 1e-3, (1 - pace) / (1 - _WARM_UP))
        optimiser.step()
        if not step:
            started = time.monotonic()  # the first step compiles
        step += 1
        with torch.no_grad():
            share = min(_AVERAGED, step / (step + 10))
            torch._foreach_lerp_(list(averaged.parameters()), list(model.parameters()), 1 - share)
        if step % 10 == 0:
            recent.append([float(cost.detach()) for cost in costs])
        if step % _REPORTED_STEPS == 0:
            means = " ".join(f"{mean:.3f}" for mean in np.mean(recent[-20:], 0))
            say(f"step {step} {means} {time.monotonic() - started:.0f} s")
    say(f"{step} steps")
    return averaged


def measure(model: ReaderModule, library: Library, articles: list[str], device: str) -> list[str]:
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
