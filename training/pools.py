"""For each question the passages that answer it and those that a search brings and that don't."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from training.fit import say
from training.material import Asked, Material, Text
from training.news import find_gold, speaks
from training.rewording import follow_up, misspelt, reworded
from training.search import Ragged, Search, embed

_TITLE_WORDS, _QUESTION_WORDS = 30, 60
_EMBEDDED_TOKENS = 192
_FOUND = 40
_MOST_POSITIVES = 4
_BESIDE = timedelta(days=3)
# General questions that are put to the news, which doesn't answer them.
_MISPLACED, _LEAST_WORDS = 8000, 6
_REWRITTEN, _MISSPELT, _FOLLOWING, _REWORDED = 2, 0.7, 0.5, 0.4
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_SMALL = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_OTHER_NUMBERS = range(1, 10)
_OTHER_YEARS = (-12, -7, -4, -3, -2, -1, 1, 2, 3, 4, 6, 9)
_SAME_WORD = 4  # letters at their beginning that words have in common
_OPPOSITES = """
first last/largest smallest/biggest smallest/highest lowest/most least/best worst/oldest youngest
longest shortest/before after/won lost/win lose/north south/east west/northern southern/eastern western
increase decrease/rise fall
male female/mother father/son daughter/brother sister/husband wife/born died/bought sold/buy sell/began ended
begin end/start stop/opened closed/earliest latest/men women/president vice-president/king queen/author editor
director producer/summer winter
"""
_OPPOSITE = {
    word: other
    for pair in re.split(r"[/\n]", _OPPOSITES.strip())
    for word, other in (pair.split(), pair.split()[::-1])
}


@dataclass(frozen=True)
class Home:
    """A passage that answers, and the tokens of its text at which answers start and end; empty: no span."""

    passage: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass
class Pool:
    """A question with its passages.

    variants: numbers of the ways it is written, the plain one first. twisted: of questions made of it that
    its passages don't answer. homes: passages that answer. near: others of the same articles that don't, best
    first. far: others that don't. found: what the search brought, best first. unsure: found, and may answer.
    """

    asked: Asked
    variants: list[int]
    twisted: list[int] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    far: list[int] = field(default_factory=list)
    found: list[int] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)


@dataclass
class Library:
    """Passages and questions as tokens.

    bodies: titles then texts. titles: how many tokens of each are title. offsets: characters of each token of
    all texts; those of text i begin at text_starts[i].
    """

    bodies: Ragged
    titles: npt.NDArray[np.int64]
    offsets: npt.NDArray[np.int32]
    text_starts: npt.NDArray[np.int64]
    questions: Ragged
    texts: list[str]
    pools: list[Pool]


def build(material: Material, tokenizer: Tokenizer, encoder: Any, device: str, seed: int) -> Library:
    """Tokenise everything, search for every question, and sort what is found."""
    chance = random.Random(seed)
    tokenizer.no_truncation()
    texts = material.texts
    titles, _ = _tokens(
        tokenizer, [" ".join(text.title.split()[:_TITLE_WORDS]) for text in texts], ends=False
    )
    bodies, offsets = _tokens(tokenizer, [text.text for text in texts], ends=True)
    title_lengths = np.array([len(ids) for ids in titles])
    joined = Ragged.of([np.concatenate(pair) for pair in zip(titles, bodies, strict=True)])
    text_starts = np.zeros(len(bodies) + 1, dtype=np.int64)
    np.cumsum([len(body) for body in bodies], out=text_starts[1:])
    say(f"{len(texts)} passages, {len(joined.values)} tokens")
    asked = [*material.asked, *_misplaced(material.asked, chance)]
    written = [" ".join(a.question.split()[:_QUESTION_WORDS]) for a in asked]
    pools = [Pool(a, [number]) for number, a in enumerate(asked)]
    question_ids, _ = _tokens(tokenizer, written, ends=False)
    say(f"{len(asked)} questions")
    _search(pools, material, joined, Ragged.of(question_ids), encoder, device)
    say("searched")
    plain = [f" {' '.join(_WORD.findall(text.text.lower()))} " for text in texts]
    for pool in pools:
        _sort(pool, material, plain, lambda number, spans: _marks(offsets, text_starts, number, spans))
        if pool.asked.part == "train":
            _rewrite(pool, written, material, chance)
    question_ids += _tokens(tokenizer, written[len(question_ids) :], ends=False)[0]
    say(f"sorted; {sum(len(pool.twisted) for pool in pools)} questions twisted")
    return Library(
        joined, title_lengths, offsets, text_starts, Ragged.of(question_ids), [t.text for t in texts], pools
    )


def _misplaced(asked: list[Asked], chance: random.Random) -> Iterator[Asked]:
    """Put general questions to the news."""
    known = [a for a in asked if a.corpus == "wiki" and a.homes and len(a.question.split()) >= _LEAST_WORDS]
    for each in chance.sample(known, min(_MISPLACED, len(known))):
        yield replace(each, source="misplaced", corpus="news", homes=(), lacking=(), day="9999-12-31")


def _rewrite(pool: Pool, written: list[str], material: Material, chance: random.Random) -> None:
    """Add other forms of a question to what is written, and questions that its passages don't answer."""
    question = written[pool.variants[0]]
    others = [reworded(question, chance) for _ in range(_REWRITTEN)]
    others += [misspelt(question, chance) for _ in range(_REWRITTEN) if chance.random() < _MISSPELT]
    following = follow_up(question, chance) if chance.random() < _FOLLOWING else None
    for other in [*others, *([following] if following else [])]:
        pool.variants.append(len(written))
        written.append(other)
    if pool.homes and pool.asked.corpus in {"wiki", "news"}:
        read = [pool.homes[0].passage, *(pool.near + pool.far)[:3]]
        for _ in range(_REWRITTEN):
            changed = twist(question, pool.asked, [material.texts[n].text for n in read], chance)
            if changed:
                pool.twisted.append(len(written))
                written.append(reworded(changed, chance) if chance.random() < _REWORDED else changed)


def _tokens(
    tokenizer: Tokenizer, texts: list[str], ends: bool
) -> tuple[list[npt.NDArray[np.int32]], npt.NDArray[np.int32]]:
    """Tokens of texts, without marks; and where ends is true, the characters of each, all in a row."""
    found: list[npt.NDArray[np.int32]] = []
    offsets: list[npt.NDArray[np.int32]] = []
    for at in range(0, len(texts), 4096):
        for encoding in tokenizer.encode_batch(texts[at : at + 4096], add_special_tokens=False):
            found.append(np.array(encoding.ids, dtype=np.int32))
            if ends:
                offsets.append(np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2))
    return found, np.concatenate(offsets) if offsets else np.zeros((0, 2), dtype=np.int32)


def _marks(
    offsets: npt.NDArray[np.int32], starts: npt.NDArray[np.int64], number: int, spans: Any
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Look up the tokens at which spans start and end."""
    own = offsets[starts[number] : starts[number + 1]]
    first = [int(np.searchsorted(own[:, 1], s, side="right")) for s, _ in spans]
    last = [int(np.searchsorted(own[:, 0], e, side="left")) - 1 for _, e in spans]
    good = [(f, t) for f, t in zip(first, last, strict=True) if 0 <= f <= t < len(own)]
    return tuple(f for f, _ in good), tuple(t for _, t in good)


def _search(
    pools: list[Pool], material: Material, bodies: Ragged, questions: Ragged, encoder: Any, device: str
) -> None:
    """Find passages for every question that isn't tied to its own."""
    texts = material.texts
    days = np.array([date.fromisoformat(t.day).toordinal() if len(t.day) == 10 else 0 for t in texts])
    vectors = embed(encoder, bodies, _EMBEDDED_TOKENS, device)
    asked_vectors = embed(encoder, questions, 64, device)
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, pool in enumerate(pools):
        corpora: tuple[str, ...] = (pool.asked.corpus,)
        if pool.asked.corpus == "news":
            # What is held out is measured on the articles of one year: 2024's questions find no answer there.
            corpora = ("news2023",) if pool.asked.part in {"quiz", "later"} else ("news2023", "news2024")
        if pool.asked.corpus != "closed":
            wanted[corpora].append(number)
    for corpora, numbers in wanted.items():
        members = np.array([n for n, text in enumerate(texts) if text.corpus in corpora])
        if not len(members):
            continue
        search = Search(
            _pick(bodies, members), vectors[torch.from_numpy(members).to(device)], days[members], 30522
        )
        asked = np.array(
            [
                date.fromisoformat(p.asked.day).toordinal() if p.asked.day else 0
                for p in (pools[n] for n in numbers)
            ]
        )
        chosen = asked_vectors[torch.tensor(numbers, device=device)]
        found = search.find(_pick(questions, np.array(numbers)), chosen, asked, _FOUND)
        for number, row in zip(numbers, found, strict=True):
            pools[number].found = [int(members[place]) for place in row if place >= 0]


def _pick(lists: Ragged, numbers: npt.NDArray[np.int64]) -> Ragged:
    return Ragged.of([lists[number] for number in numbers])


def _sort(pool: Pool, material: Material, plain: list[str], marks: Callable[..., Any]) -> None:
    """Tell what answers from what doesn't, and from what may."""
    asked = pool.asked
    for number, spans in asked.homes:
        starts, ends = marks(number, spans)
        if starts or not spans:
            pool.homes.append(Home(number, starts, ends))
    golds = [f" {' '.join(_WORD.findall(answer.lower()))} " for answer in asked.answers]
    at_home = {number for number, _ in asked.homes}
    articles = {material.texts[number].article for number in (*at_home, *asked.lacking)}
    # Other questions' evidence is often about the same person.
    beside = {material.texts[number].text for number in at_home}
    for number in dict.fromkeys([*asked.lacking, *pool.found]):
        text = material.texts[number]
        if number in at_home or text.text in beside:
            continue
        if number in asked.lacking:
            pool.near.append(number)
        elif any(gold.strip() and gold in plain[number] for gold in golds):
            pool.unsure.add(number)
            if asked.evidence and len(pool.homes) < _MOST_POSITIVES:
                spans = find_gold(text.text, asked.answers[0])
                if spans and speaks(asked.question, asked.evidence, asked.answers[0], text.title, text.text):
                    starts, ends = marks(number, spans)
                    if starts:
                        pool.homes.append(Home(number, starts, ends))
        elif _may_answer(asked, text, beside):
            pool.unsure.add(number)
        else:
            (pool.near if text.article in articles else pool.far).append(number)


def _may_answer(asked: Asked, text: Text, beside: set[str]) -> bool:
    """Tell whether a passage may answer though no gold string tells; beside: texts of those that do."""
    if asked.source == "fever":
        return any(text.text[:40] == other[:40] for other in beside)
    if asked.source != "people" or asked.answers:
        return False
    # Articles of the same days may tell of the same.
    return not text.day or date.fromisoformat(asked.day) - date.fromisoformat(text.day) <= _BESIDE


@lru_cache(maxsize=1 << 17)
def _names(text: str) -> tuple[str, ...]:
    return tuple(match.group() for match in _NAME.finditer(text))


def twist(question: str, asked: Asked, passages: list[str], chance: random.Random) -> str | None:
    """Change a question in what counts, so that the passages of the one it is made of don't answer it.

    Another year or number, a name that the passages hold in place of another, the opposite of a word.
    Returns: None where nothing can be changed.
    """
    ways: list[tuple[int, int, str]] = []
    for pattern, others in ((_YEAR, _OTHER_YEARS), (_SMALL, _OTHER_NUMBERS)):
        ways += [
            (*match.span(), str(int(match.group()) + chance.choice(others)))
            for match in pattern.finditer(question)
        ]
    words = _WORD.findall(f"{question} {' '.join(asked.answers)}".lower())
    taken = {word[:_SAME_WORD] for word in words}
    names = [name for text in passages for name in _names(text)]
    names = [n for n in names if not taken & {word[:_SAME_WORD] for word in _WORD.findall(n.lower())}]
    for match in _NAME.finditer(question):
        like = [name for name in names if len(name.split()) == len(match.group().split())] or names
        if like:
            ways.append((*match.span(), chance.choice(like).removesuffix("'s").removesuffix("’s")))
    ways += [
        (*match.span(), other)
        for match in _WORD.finditer(question)
        if (other := _OPPOSITE.get(match.group().lower()))
    ]
    if not ways:
        return None
    start, end, instead = chance.choice(ways)
    return question[:start] + instead + question[end:]
