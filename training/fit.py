"""Trains the reader and says how good it is."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer

from training.examples import Example
from training.model import ReaderModule, batches, encode, loss, tensors

_WARM_UP = 0.06
_LONGEST_SPAN = 24  # tokens


@dataclass(frozen=True)
class Recipe:
    """How to train: passes over the examples, highest learning rate, seed."""

    epochs: float
    rate: float
    seed: int = 0


def fit(
    model: ReaderModule,
    tokenizer: Tokenizer,
    examples: list[Example],
    held_out: list[Example],
    recipe: Recipe,
    checkpoint: Path,
) -> None:
    """Train a model in place, saving it and saying how it goes.

    examples, held_out: to learn from, and to say now and then how well.
    checkpoint: file for the weights; written every ten minutes and at the end.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    rows = [row for example in examples if (row := encode(example, tokenizer))]
    steps = int(recipe.epochs * len(list(batches(rows, random.Random(0)))))
    optimiser = torch.optim.AdamW(groups(model), lr=recipe.rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        recipe.rate,
        total_steps=steps + 1,
        pct_start=_WARM_UP,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    say(f"{len(rows)} examples, {steps} steps on {device}")
    model.to(device).train()
    started = saved = time.monotonic()
    recent: list[float] = []
    step = 0
    while step < steps:
        for batch in batches(rows, chance):
            with torch.autocast(device, dtype=torch.bfloat16):
                logits, _ = model(**tensors(batch, device))
            cost = loss(logits, batch)
            cost.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            recent.append(float(cost.detach()))
            step += 1
            if step % 50 == 0:
                spent = time.monotonic() - started
                say(f"step {step}/{steps} loss {np.mean(recent[-100:]):.3f} {spent:.0f} s")
            if step % 500 == 0 or step == steps:
                say(f"step {step}: {evaluate(model, tokenizer, held_out)}")
            if time.monotonic() - saved > 600 or step == steps:
                torch.save(model.state_dict(), checkpoint)
                saved = time.monotonic()
            if step == steps:
                return


def say(line: str) -> None:
    """Print a line of progress with the time."""
    print(time.strftime("%H:%M:%S"), line, flush=True)


def groups(model: torch.nn.Module) -> list[dict[str, Any]]:
    """No weight decay for biases and norms."""
    plain = [p for p in model.parameters() if p.ndim < 2]
    decayed = [p for p in model.parameters() if p.ndim >= 2]
    return [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]


@dataclass(frozen=True)
class Report:
    """How well a model reads held-out examples.

    exact: of those with an answer, how many best spans are one of the right ones. near: how many share
    a token with one. auroc: how well 1 - P(no answer) tells those with an answer from those without.
    """

    exact: float
    near: float
    auroc: float

    def __str__(self) -> str:
        return f"exact {self.exact:.3f} near {self.near:.3f} auroc {self.auroc:.3f}"


def evaluate(model: ReaderModule, tokenizer: Tokenizer, examples: list[Example]) -> Report:
    """Read held-out examples with a model; it is left as it was, in training mode."""
    rows = [row for example in examples if (row := encode(example, tokenizer))]
    exact, near, labels, scores = [], [], [], []
    model.eval()
    with torch.no_grad():
        for batch in batches(rows, random.Random(0)):
            read, _ = model(**tensors(batch, str(model.head.weight.device)))
            logits = read.float().cpu().numpy()
            for row, found in zip(batch, logits, strict=True):
                start, end, score = best_span(found[: len(row.ids)], np.array(row.allowed))
                has = row.starts != [0]
                labels.append(has)
                scores.append(score)
                if has:
                    exact.append(start in row.starts and end in row.ends)
                    spans = zip(row.starts, row.ends, strict=False)
                    near.append(any(s <= end and start <= e for s, e in spans))
    model.train()
    return Report(float(np.mean(exact)), float(np.mean(near)), float(roc_auc_score(labels, scores)))


def best_span(logits: Any, allowed: Any) -> tuple[int, int, float]:
    """Find the best span of tokens, and by how many nats it beats "no answer"."""
    starts, ends = np.where(allowed, logits[:, 0], -1e4), np.where(allowed, logits[:, 1], -1e4)
    null = starts[0] + ends[0]
    starts[0] = ends[0] = -1e4
    sums = starts[:, None] + ends[None, :]
    length = np.arange(len(starts))[None, :] - np.arange(len(starts))[:, None]
    sums[(length < 0) | (length >= _LONGEST_SPAN)] = -3e4
    start, end = np.unravel_index(int(np.argmax(sums)), sums.shape)
    return int(start), int(end), float(sums[start, end] - null)
