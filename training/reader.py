"""Makes the reader's weights again.

    python -m training.reader [--shared ../shared] [--out build/reader]

Two stages, the second from the first one's weights: general questions, quiz questions on the news. A stage
whose checkpoint is in --out isn't run again. On two cores this takes some two hours, on a GPU minutes. Then
writes the weights as the bot serves them and prints how well they read what was held out.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

import torch

from training.examples import Example, general_examples, read_lines
from training.export import export_reader
from training.fit import Recipe, evaluate, fit, say
from training.model import ReaderModule, base_tokenizer
from training.news import Corpus, quiz_examples, unrelated_examples

SEED = 0
YEARS = (2023, 2024)
# The first questions of 2023 are for tuning what is built on the reader; it never sees them.
HELD_OUT_QUESTIONS = 600
_HELD_OUT_EXAMPLES = 600
# Some general questions in the last stage, so that what they taught isn't forgotten.
_REPLAY = 7000


@dataclass(frozen=True)
class Stage:
    """A part of the training: its examples and how to train on them."""

    name: str
    examples: list[Example]
    recipe: Recipe


def main() -> None:
    """Train, export, report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    say("reading the articles")
    stages, held_out = prepare(options.shared)
    model, tokenizer = ReaderModule(), base_tokenizer()
    for stage in stages:
        checkpoint = options.out / f"{stage.name}.pt"
        if checkpoint.exists():
            model.load_state_dict(torch.load(checkpoint))
            continue
        say(f"stage {stage.name}")
        unfinished = checkpoint.with_suffix(".unfinished")
        fit(model, tokenizer, stage.examples, held_out, stage.recipe, unfinished)
        unfinished.rename(checkpoint)
    export_reader(model, options.out / "weights")
    say(f"{options.out / 'weights'}: {evaluate(model, tokenizer, held_out)}")


def prepare(shared: Path) -> tuple[list[Stage], list[Example]]:
    """Prepare the stages of the training, and examples of questions that none of them sees."""
    news = shared / "realtimeqa"
    corpus = Corpus([news / f"articles-{year}.jsonl.gz" for year in YEARS])
    asked = [row for year in YEARS for row in read_lines(news / f"questions-{year}.jsonl")]
    quiz = list(quiz_examples(corpus, asked[HELD_OUT_QUESTIONS:], SEED))
    held_out = list(quiz_examples(corpus, asked[:HELD_OUT_QUESTIONS], SEED))[:_HELD_OUT_EXAMPLES]
    general = general_examples(shared / "reading" / "questions.jsonl.gz", SEED)
    chance = random.Random(SEED)
    replay = chance.sample(general, _REPLAY)
    # The single sentences' questions seldom name what they are about.
    unrelated = list(unrelated_examples(corpus, [e for e in general if not e.source.startswith("qamr")]))
    return [
        Stage("general", general, Recipe(1.0, 1.5e-4, SEED)),
        Stage("quiz", quiz + unrelated + replay, Recipe(2.0, 8e-5, SEED)),
    ], held_out


if __name__ == "__main__":
    main()
