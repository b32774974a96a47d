"""The passages of a question read together: one softmax over all their tokens and one "nowhere".

A passage's margins are its logits less those of its token 0. Over all passages of a question the chance
that the answer starts at a token is the exponential of its margin over 1 + the sum of all such exponentials,
and the chance that it is nowhere is 1 over the same; likewise for ends. With one passage that is the softmax
that the bot reads. After Clark and Gardner, "Simple and Effective Multi-Paragraph Reading Comprehension", ACL
2018.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch.utils.data import IterableDataset, get_worker_info

from retrieval.reading.reader import MOST_TOKENS
from training.pools import Home, Library, Pool
from training.search import Ints

TOGETHER = 10
_CLS, _SEP = 101, 102
_FAR = 30
# How often a question of each set is taken, against one of squad1_train_part.
_SHARES = {
    "quiz2023": 5.0,
    "quiz2024": 5.0,
    "people": 4.0,
    "newsquizqa": 0.4,
    "misplaced": 0.5,
    "timeqa": 2.0,
    "squad2": 1.5,
    "tydiqa": 1.5,
    "nq": 2.0,
    "quoref": 0.7,
    "fever": 0.5,
    "yesno": 0.6,
    "squadshifts-wiki": 0.8,
    "evidence": 2.0,
    "qanom": 0.7,
    "qasrl": 0.5,
    "unansq": 1.5,
    "giveme5w1h": 2.0,
}
# Of the questions that can be answered, so many are twisted, and from so many what answers is taken, half the
# times with its whole article.
_TWISTED, _TAKEN_OUT, _ARTICLE_OUT = 0.15, 0.4, 0.5
_WITHOUT_TITLE = 0.15
_PLAIN = 0.4  # questions that are left as they were written, at least
_LACKING, _WITH_LACKING = 3, 0.8
_DRAWN = 400_000
_PASSAGE_WEIGHT, _ANSWERS_WEIGHT = 1.0, 0.5
_TEMPERATURE = 2.0


@dataclass(frozen=True)
class Batch:
    """Pairs of a question and a passage; the first groups * together are read together.

    question, passage: numbers of each pair. titled: is the title read? starts, ends: shape (n, 2), pairs and
    tokens of their texts at which an answer starts or ends. answers: does the passage answer, with a span or
    without? spans: is it known where?
    """

    groups: int
    together: int
    question: npt.NDArray[np.int64]
    passage: npt.NDArray[np.int64]
    titled: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    answers: npt.NDArray[np.float32]
    spans: npt.NDArray[np.bool_]


class Batches(IterableDataset[Batch]):
    """Draws batches without end."""

    def __init__(
        self, library: Library, groups: int, singles: int, seed: int, together: int = TOGETHER
    ) -> None:
        """Prepare to draw.

        groups, singles: questions of each batch that are asked of many passages and of one. together: how
            many that is.
        """
        self._groups, self._singles, self._seed, self._together = groups, singles, seed, together
        pools = [pool for pool in library.pools if pool.asked.part == "train"]
        self._open = [p for p in pools if p.asked.corpus != "closed" and (p.near or p.far)]
        self._closed = [p for p in pools if p.asked.corpus == "closed" and (p.homes or p.near)]
        self._filling = [n for p in self._open[:: max(1, len(self._open) // 5000)] for n in p.far[:3]]

    def __iter__(self) -> Iterator[Batch]:
        """Draw; each worker its own."""
        worker = get_worker_info()
        chance = random.Random(f"{self._seed} {worker.id if worker else 0}")
        opened, closed = (
            chance.choices(pools, [_SHARES.get(p.asked.source, 1.0) for p in pools], k=_DRAWN)
            for pools in (self._open, self._closed)
        )
        at = 0
        while True:
            drawing = _Drawing()
            for number in range(self._groups):
                self._group(opened[(at * self._groups + number) % len(opened)], drawing, chance)
            for number in range(self._singles):
                pool = closed[(at * self._singles + number) % len(closed)]
                question = chance.choice(pool.variants)
                if pool.homes and (not pool.near or chance.random() < 0.5):
                    drawing.add(question, chance.choice(pool.homes), titled=chance.random() > _WITHOUT_TITLE)
                else:
                    drawing.add(question, Home(chance.choice(pool.near), (), ()), answers=False)
            at += 1
            yield drawing.batch(self._groups, self._together)

    def _group(self, pool: Pool, drawing: _Drawing, chance: random.Random) -> None:
        """Add a question with the passages that are read together."""
        question = pool.variants[0] if chance.random() < _PLAIN else chance.choice(pool.variants)
        drawn = chance.random()
        homes, near, answers = pool.homes, pool.near, True
        if pool.homes and pool.twisted and drawn < _TWISTED:
            question, answers = chance.choice(pool.twisted), False
        elif pool.homes and drawn < _TWISTED + _TAKEN_OUT:
            homes = []
        if not homes and pool.homes and chance.random() < _ARTICLE_OUT:
            near = []
        chosen = list(homes) if len(homes) <= 2 else chance.sample(homes, chance.randint(1, 3))
        # What a person found not to answer is the best of lessons.
        places = {n: place for place, n in enumerate(pool.found)}
        lacking = [n for n in near[:_FAR] if n in pool.asked.lacking]
        lacking.sort(key=lambda n: places.get(n, len(places)))
        others = lacking[:_LACKING] if chance.random() < _WITH_LACKING else []
        allowed = (set(near) | set(pool.far)) - set(others)
        ranked = [n for n in pool.found if n in allowed]
        room = self._together - len(chosen) - len(others)
        if chance.random() < 0.5:
            others += ranked[:room]
        else:
            first = ranked[:_FAR]
            picked = set(chance.sample(range(len(first)), min(room, len(first))))
            others += [first[place] for place in sorted(picked)]
        while len(chosen) + len(others) < self._together:
            others.append(chance.choice(self._filling))
        titled = chance.random() > _WITHOUT_TITLE
        rows = [(home, answers) for home in chosen] + [(Home(n, (), ()), False) for n in others]
        # Yes and no have no span, and yet their questions aren't ones that nothing answers.
        spans = not pool.homes or any(home.starts for home in pool.homes)
        for home, answering in rows[: self._together]:
            drawing.add(question, home, answering, titled, spans)


class _Drawing:
    """A batch in the making."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, int, bool, bool, bool]] = []
        self._starts: list[tuple[int, int]] = []
        self._ends: list[tuple[int, int]] = []

    def add(
        self, question: int, home: Home, answers: bool = True, titled: bool = True, spans: bool = True
    ) -> None:
        pair = len(self._rows)
        self._rows.append(
            (question, home.passage, titled, answers, spans and (not answers or bool(home.starts)))
        )
        if answers:
            self._starts += [(pair, token) for token in home.starts]
            self._ends += [(pair, token) for token in home.ends]

    def batch(self, groups: int, together: int) -> Batch:
        question, passage, titled, answers, spans = zip(*self._rows, strict=True)
        return Batch(
            groups,
            together,
            np.array(question),
            np.array(passage),
            np.array(titled),
            np.array(self._starts, dtype=np.int64).reshape(-1, 2),
            np.array(self._ends, dtype=np.int64).reshape(-1, 2),
            np.array(answers, dtype=np.float32),
            np.array(spans),
        )


@dataclass(frozen=True)
class Taught:
    """What a teacher makes of a batch: logits of tokens, shape (pairs, tokens, 2), and of passages."""

    logits: Any
    answers: Any


@dataclass(frozen=True)
class Fed:
    """A batch as the model takes it.

    first: the token at which each text starts. inside: is a token of the text?
    """

    inputs: dict[str, Any]
    first: Any
    inside: Any


class Feeder:
    """Encodes questions and passages on the device, as ``retrieval.reading.reader.encode_pair`` does."""

    def __init__(self, library: Library, device: str) -> None:
        """Move all tokens to the device."""
        self._device = device
        self._question_lengths = np.diff(library.questions.starts)
        self._lengths, self._titles = np.diff(library.bodies.starts), library.titles
        self._tensors = [
            torch.from_numpy(array).to(device)
            for array in (
                library.questions.values,
                library.questions.starts,
                library.bodies.values,
                library.bodies.starts,
                library.titles,
            )
        ]

    def feed(self, question: Ints, passage: Ints, titled: Any, width: int | None = None) -> Fed:
        """Lay out tokens of pairs: mark, question, mark, title, text, mark; what is too long loses its end.

        width: tokens that each pair gets; None takes as many as the longest needs, as far as the bot reads.
        """
        q_values, q_starts, p_values, p_starts, titles = self._tensors
        skipped = np.where(titled, 0, self._titles[passage])
        wide = self._question_lengths[question] + self._lengths[passage] - skipped + 3
        width = width or min(MOST_TOKENS, -(-int(wide.max()) // 8) * 8)
        of, on, without = (
            torch.from_numpy(np.asarray(numbers)).to(self._device, non_blocking=True)
            for numbers in (question, passage, skipped)
        )
        asked = (q_starts[of + 1] - q_starts[of])[:, None]
        read = (p_starts[on + 1] - p_starts[on] - without)[:, None]
        read = torch.minimum(read, width - 3 - asked)
        place: Any = torch.arange(width, device=self._device)[None, :]
        in_question = (place >= 1) & (place < 1 + asked)
        at = place - 2 - asked
        in_passage = (at >= 0) & (at < read)
        q_at = (q_starts[of][:, None] + place - 1).clamp(0, len(q_values) - 1)
        p_at = (p_starts[on][:, None] + without[:, None] + at).clamp(0, len(p_values) - 1)
        ids = torch.where(in_question, q_values[q_at], 0) + torch.where(in_passage, p_values[p_at], 0)
        ids = ids + _CLS * (place == 0) + _SEP * ((place == 1 + asked) | (at == read))
        shown = place <= 2 + asked + read
        first = 2 + asked[:, 0] + titles[on] - without
        inputs = {
            "input_ids": ids.long(),
            "attention_mask": shown.long(),
            "token_type_ids": ((place >= 2 + asked) & shown).long(),
        }
        return Fed(inputs, first, in_passage & (place >= first[:, None]))


def margins(logits: Any, inside: Any) -> Any:
    """Compute by how many nats each token of a text beats "not here"; far below for other tokens."""
    return (logits - logits[:, :1]).masked_fill(~inside[:, :, None], -1e4)


def loss(logits: Any, answers: Any, fed: Fed, batch: Batch) -> tuple[Any, Any, Any]:
    """Compute what is to be made small: for passages together, for each, for whether it answers at all."""
    beaten = margins(logits, fed.inside)
    right = torch.zeros_like(beaten, dtype=torch.bool)
    for side, marks in enumerate((batch.starts, batch.ends)):
        pair, token = torch.from_numpy(marks.T.copy()).to(logits.device)
        place = fed.first[pair] + token
        kept = place < logits.shape[1]
        right[pair[kept], place[kept], side] = True
    right &= fed.inside[:, :, None]
    known = torch.from_numpy(batch.spans).to(logits.device)
    # An answer that was cut off leaves a passage about which nothing is known.
    target = torch.from_numpy(batch.answers).to(logits.device)
    has = right.any(1).all(1)
    known = known & (has == (target > 0))
    beaten_right = beaten.masked_fill(~right, -1e4)
    zero = torch.zeros_like(beaten[:, :1])
    total = torch.logsumexp(torch.cat([zero, beaten], 1), 1)
    found = torch.where(has[:, None], torch.logsumexp(beaten_right, 1), 0.0)
    each = ((total - found).sum(1) / 2)[known].mean()
    count = batch.groups * batch.together
    grouped = torch.logsumexp(beaten[:count], 1).view(batch.groups, batch.together, 2)
    nowhere = torch.zeros_like(grouped[:, :1])
    total = torch.logsumexp(torch.cat([nowhere, grouped], 1), 1)
    hits = torch.logsumexp(beaten_right[:count], 1).view(batch.groups, batch.together, 2)
    hits = hits.masked_fill(~has[:count].view(batch.groups, batch.together, 1), -1e4)
    found = torch.where(
        has[:count].view(batch.groups, batch.together).any(1)[:, None], torch.logsumexp(hits, 1), 0.0
    )
    whole = known[:count].view(batch.groups, batch.together).all(1)
    together = (((total - found).sum(1) / 2) * whole).sum() / whole.sum().clamp(min=1)
    at_all = torch.nn.functional.binary_cross_entropy_with_logits(answers, target)
    return together, _PASSAGE_WEIGHT * each, _ANSWERS_WEIGHT * at_all


def likeness(logits: Any, answers: Any, taught: Taught, fed: Fed, batch: Batch) -> tuple[Any, Any, Any]:
    """Compute how far a reader is from its teacher: passages together, each alone, whether it answers at all.

    Divergences of Kullback and Leibler at a temperature (Hinton et al., "Distilling the knowledge in a neural
    network", 2015).
    """
    own, other = (margins(each, fed.inside) / _TEMPERATURE for each in (logits, taught.logits.float()))
    count = batch.groups * batch.together
    together = _divergence(*(each[:count].reshape(batch.groups, -1, 2) for each in (own, other)))
    sure = torch.sigmoid(taught.answers.float())
    at_all = torch.nn.functional.binary_cross_entropy_with_logits(answers, sure)
    return together, _PASSAGE_WEIGHT * _divergence(own, other), _ANSWERS_WEIGHT * at_all


def _divergence(own: Any, other: Any) -> Any:
    """Compare two readers' margins over tokens and "not here", starts and ends."""
    ours, theirs = (
        torch.log_softmax(torch.cat([torch.zeros_like(each[:, :1]), each], 1), 1) for each in (own, other)
    )
    return (theirs.exp() * (theirs - ours)).sum(1).mean() * _TEMPERATURE**2
