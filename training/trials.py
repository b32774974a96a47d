"""How well a reader tells, over the passages that a search brings, whether and where they answer."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from training.joint import TOGETHER, Feeder, margins
from training.pools import Library, Pool

_LONGEST_SPAN = 24
_REFUSED = 0.10
_TOKEN = re.compile(r"[^\W_]+")
_AT_ONCE = 16  # questions
_FEWEST = 10  # trials that make a figure


@dataclass(frozen=True)
class Trial:
    """A question over ten passages. way: why they answer or don't; see ``trials``."""

    pool: Pool
    passages: tuple[int, ...]
    family: str
    way: str


@dataclass(frozen=True)
class Read:
    """What a reader says of a trial.

    score: by how many nats all passages together beat "nowhere". single: the same of each passage.
    answers: logits that each answers at all. text: the best span.
    """

    score: float
    single: list[float]
    answers: list[float]
    text: str


def trials(library: Library, articles: list[str]) -> tuple[list[Trial], dict[str, tuple[int, int]]]:
    """Make trials of everything held out.

    articles: of each passage.
    Returns: the trials, and for each family how many of its answerable questions the search serves, and of
        how many. Ways: "here" (the ten hold a passage that answers), "article out" (those of its article are
        taken out, of a third of articles), "passage out" (only passages that hold the answer are), "never"
        (nobody found an answer), "later" (news that hadn't happened).
    """
    made: list[Trial] = []
    served: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for pool in library.pools:
        part, family = pool.asked.part, pool.asked.source
        if (
            part == "train"
            or family == "misplaced"
            or (family == "newsqa" and _drawn(pool.asked.question, 3))
        ):
            continue
        homes = {home.passage for home in pool.homes}
        lacking = [n for n in pool.found if n not in homes and n not in pool.unsure]
        ten = pool.found[:TOGETHER]
        if part in {"quiz", "later"}:
            if part == "quiz" and homes & set(ten):
                made.append(Trial(pool, tuple(ten), "quiz", "here"))
            elif part == "later" and not (homes | pool.unsure) & set(ten):
                made.append(Trial(pool, tuple(ten), "quiz", "later"))
            if part == "quiz":
                made.append(Trial(pool, tuple(lacking[:TOGETHER]), "quiz", "passage out"))
            continue
        if not pool.homes:
            if not pool.asked.answers:
                made.append(Trial(pool, tuple(lacking[:TOGETHER]), family, "never"))
            continue
        if not pool.asked.answers:
            continue  # no span to be found
        mine = {articles[n] for n in homes}
        out = part == "held" and _drawn(sorted(mine)[0], 3) == 0
        served[family][0] += bool(homes & set(ten))
        served[family][1] += 1
        if out:
            rest = tuple(n for n in lacking if articles[n] not in mine)
            made.append(Trial(pool, rest[:TOGETHER], family, "article out"))
        elif homes & set(ten):
            made.append(Trial(pool, tuple(ten), family, "here"))
        made.append(Trial(pool, tuple(lacking[:TOGETHER]), family, "passage out"))
    return [t for t in made if len(t.passages) == TOGETHER], {k: (v[0], v[1]) for k, v in served.items()}


def read(
    model: Callable[..., Any], library: Library, feeder: Feeder, chosen: list[Trial], at_once: int = _AT_ONCE
) -> Iterator[Read]:
    """Read trials. model: from fed inputs to logits and answers, both floats on the device."""
    for at in range(0, len(chosen), at_once):
        batch = chosen[at : at + at_once]
        passages = np.array([n for trial in batch for n in trial.passages])
        questions = np.repeat([trial.pool.variants[0] for trial in batch], TOGETHER)
        fed = feeder.feed(questions, passages, np.ones(len(passages), dtype=bool))
        logits, answers = model(**fed.inputs)
        beaten = margins(logits.float(), fed.inside).cpu().numpy().astype(np.float64)
        answers, first = answers.float().cpu().numpy(), fed.first.cpu().numpy()
        for number in range(len(batch)):
            rows = slice(number * TOGETHER, (number + 1) * TOGETHER)
            yield _one(beaten[rows], answers[rows], first[rows], passages[rows], library)


def _one(beaten: Any, answers: Any, first: Any, passages: Any, library: Library) -> Read:
    each = np.log(np.exp(np.clip(beaten, -60, 60)).sum(1)).mean(1)
    whole = np.log(np.exp(np.clip(beaten, -60, 60)).sum((0, 1))).mean()
    best = (-np.inf, 0, 0, 0)
    for row, marks in enumerate(beaten):
        starts = np.argsort(-marks[:, 0])[:20]
        ends = np.argsort(-marks[:, 1])[:20]
        length = ends[None, :] - starts[:, None]
        sums = marks[starts, 0][:, None] + marks[ends, 1][None, :]
        sums = np.where((length >= 0) & (length < _LONGEST_SPAN), sums, -np.inf)
        s, e = np.unravel_index(int(np.argmax(sums)), sums.shape)
        best = max(best, (float(sums[s, e]), row, int(starts[s]), int(ends[e])))
    _, row, start, end = best
    number = int(passages[row])
    base = library.text_starts[number] - first[row]
    begin, stop = library.offsets[base + start, 0], library.offsets[base + end, 1]
    return Read(float(whole), each.tolist(), answers.tolist(), library.texts[number][begin:stop])


def table(chosen: list[Trial], found: list[Read]) -> list[str]:
    """Compute figures by family and way, as lines of text.

    For the trials with an answer of a family: area under the ROC curve of a single passage's score, exact and
    near (shares a word) best spans; and for each way not to answer: area under the ROC curve of the score, of
    the best passage's own, of "answers at all", and the share refused where a tenth of those with an answer
    is.
    """
    heads = f"{'auroc':>6} {'alone':>6} {'at all':>6} {'refused':>7}"
    lines = [f"{'family':18} {'way':12} {'n':>5} {heads} | exact near"]
    read_of = list(zip(chosen, found, strict=True))
    general = [pair for pair in read_of if pair[0].family != "quiz"]
    for family in sorted({trial.family for trial in chosen}):
        lines += _lines(family, [pair for pair in read_of if pair[0].family == family])
    return [*lines, *_lines("all but quiz", general)]


def _lines(family: str, mine: list[tuple[Trial, Read]]) -> Iterator[str]:
    here = [(trial, found) for trial, found in mine if trial.way == "here"]
    if not here:
        return
    exact = np.mean([_same(found.text, trial.pool.asked.answers) for trial, found in here])
    near = np.mean([_shares(found.text, trial.pool.asked.answers) for trial, found in here])
    yield f"{family:18} {'here':12} {len(here):5} {_passage_auroc(here):27.3f} | {exact:.3f} {near:.3f}"
    for way in ("article out", "passage out", "never", "later"):
        rest = [found for trial, found in mine if trial.way == way]
        if len(rest) < _FEWEST:
            continue
        labels = [1] * len(here) + [0] * len(rest)
        both = [found for _, found in here] + rest
        scores = [[r.score for r in both], [max(r.single) for r in both], [max(r.answers) for r in both]]
        aurocs = " ".join(f"{roc_auc_score(labels, values):6.3f}" for values in scores)
        least = np.quantile(scores[0][: len(here)], _REFUSED)
        refused = np.mean(np.array(scores[0][len(here) :]) < least)
        yield f"{family:18} {way:12} {len(rest):5} {aurocs} {refused:7.3f} |"


def _passage_auroc(here: list[tuple[Trial, Read]]) -> float:
    """Measure how well the score of a passage alone tells those that answer from those that don't."""
    labels, scores = [], []
    for trial, found in here:
        homes = {home.passage for home in trial.pool.homes}
        for number, score in zip(trial.passages, found.single, strict=True):
            if number not in trial.pool.unsure or number in homes:
                labels.append(number in homes)
                scores.append(score)
    return float(roc_auc_score(labels, scores))


def _plain(text: str) -> list[str]:
    return [word for word in _TOKEN.findall(text.lower()) if word not in {"a", "an", "the"}]


def _same(text: str, golds: tuple[str, ...]) -> bool:
    return any(_plain(text) == _plain(gold) for gold in golds)


def _shares(text: str, golds: tuple[str, ...]) -> bool:
    return any(set(_plain(text)) & set(_plain(gold)) for gold in golds)


def _drawn(text: str, of: int) -> int:
    """Draw a number below ``of``, always the same for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % of
