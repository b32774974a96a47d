"""What the reader learns from, set by set: questions, the passages that answer them, and those that don't."""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.text.normalise import normalise, normalise_line
from index.text.passages import Passage, split_passages, split_sentences
from training.examples import PASSAGE_WORDS, read_lines
from training.news import find_gold
from training.people import READ_CHARACTERS, PeopleQuestion, read_people

YEARS = (2023, 2024)
# The first questions of 2023 are for tuning what is built on the reader, the last of 2024 for measuring what
# it refuses; it sees neither.
HELD_OUT_FIRST, HELD_OUT_LAST = 600, 400
_HELD_OUT_PERCENT = 15
# An article's first passages; what stands far down a live blog answers few questions and fills the memory.
_MOST_PASSAGES = 12
_MOST_CHARACTERS = 40_000
_YES_NO = 8000

# Sets with questions that stand for themselves: asked of all passages together.
OPEN = {
    "squad1_train_part": "more/squad1_train_part.jsonl.gz",
    "tydiqa": "more/tydiqa_goldp.jsonl.gz",
    "afriqa": "more/afriqa_gold.jsonl.gz",
    "nq": "more/nq_open_gold.jsonl.gz",
    "timeqa": "more/timeqa_passages.jsonl.gz",
    "quoref": "more/quoref.jsonl.gz",
    "multispanqa": "more/multispanqa_valid.jsonl.gz",
    "adversarialqa": "more/adversarialqa_dev_half.jsonl.gz",
}
# Sets with questions that mean something only beside their passage, and how many of each are enough.
CLOSED = {
    "unansq": ("more/unansq_dev.jsonl.gz", None),
    "giveme5w1h": ("more/giveme5w1h_passages.jsonl.gz", None),
    "tweetqa": ("more/tweetqa.jsonl.gz", None),
    "fairytaleqa": ("more/fairytaleqa.jsonl.gz", 3000),
    "qanom": ("more/qanom.jsonl.gz", 6000),
    "qasrl": ("more/qasrl_gs.jsonl.gz", 3000),
    "squadshifts-reddit": ("more/squadshifts.jsonl.gz", 6000),
    "squadshifts-amazon": ("more/squadshifts.jsonl.gz", 4000),
}
# Terms of NewsQA allow research, not more: it measures, and nothing is learned from it.
MEASURED_ONLY = {"newsqa": "more/newsqa_passages.jsonl.gz"}
_HELD_OUT_SETS = frozenset({"squad2", "adversarialqa", "qed", "tydiqa", "afriqa", "nq", "timeqa"})


@dataclass(frozen=True)
class Text:
    """A passage. corpus: which search finds it. article: what it is part of. day: ISO; empty: unknown."""

    corpus: str
    article: str
    title: str
    text: str
    day: str = ""


@dataclass(frozen=True)
class Asked:
    """A question and what is known of where its answer stands.

    corpus: where to search. answers: gold strings. homes: passages that answer, with the characters of each
    answer; none of them where the answer has no span. lacking: passages that were found not to answer.
    day: it is asked on (ISO). part: train, or what it is held out for. evidence: a sentence that supports the
    answer, where passages that answer must be told from those that hold a gold string by chance.
    """

    question: str
    source: str
    corpus: str
    answers: tuple[str, ...]
    homes: tuple[tuple[int, tuple[tuple[int, int], ...]], ...] = ()
    lacking: tuple[int, ...] = ()
    day: str = ""
    part: str = "train"
    evidence: str = ""


@dataclass
class Material:
    """All passages and questions."""

    texts: list[Text] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def save(self, path: Path) -> None:
        """Write everything into one packed file."""
        with lzma.open(path, "wt", encoding="utf-8", preset=6) as file:
            for kind, rows in (("t", self.texts), ("q", self.asked)):
                for row in rows:
                    file.write(json.dumps([kind, *asdict(row).values()], ensure_ascii=False) + "\n")

    @staticmethod
    def load(path: Path) -> Material:
        """Read what ``save`` wrote."""
        material = Material()
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                kind, *values = json.loads(line)
                if kind == "t":
                    material.texts.append(Text(*values))
                else:
                    question, source, corpus, answers, homes, lacking, day, part, evidence = values
                    homes = tuple((number, tuple((s, e) for s, e in spans)) for number, spans in homes)
                    known = (tuple(answers), homes, tuple(lacking))
                    material.asked.append(Asked(question, source, corpus, *known, day, part, evidence))
        return material


def is_held_out(family: str, title: str, context: str) -> bool:
    """Tell whether an article is kept for measuring, never trained on.

    family: name of the set, as in OPEN and CLOSED; "squad2" and "qed" for those parts of the general
        questions.
    title: of the article; context: stands for the article where it has none.
    """
    if family in MEASURED_ONLY:
        return True
    key = title.replace("_", " ").strip().casefold() or context[:200]
    digest = hashlib.sha256(key.encode()).digest()
    return family in _HELD_OUT_SETS and int.from_bytes(digest[:4], "big") % 100 < _HELD_OUT_PERCENT


class Collector:
    """Gathers passages, each once, and the questions asked of them."""

    def __init__(self, seed: int, share: float = 1.0) -> None:
        """Start with nothing.

        seed: of which part of a large set is taken. share: of each set but people's questions, and of the
        news that nothing is asked about; so much as the machine can search and learn.
        """
        self.material = Material()
        self._share = share
        self._chance = random.Random(seed)
        self._numbers: dict[tuple[str, str, str], int] = {}

    def add_text(self, text: Text) -> int:
        """Add a passage; returns its number."""
        key = (text.corpus, text.title, text.text)
        if key not in self._numbers:
            self._numbers[key] = len(self.material.texts)
            self.material.texts.append(text)
        return self._numbers[key]

    def add_set(
        self, family: str, rows: Iterable[dict[str, Any]], corpus: str, most: int | None = None
    ) -> None:
        """Add a set of questions with their contexts. most: questions; None takes all."""
        groups = list(_by_question(rows))
        most = int(self._share * min(len(groups), most or len(groups)))
        if len(groups) > most:
            groups = self._chance.sample(groups, most)
        for group in groups:
            row = group[0]
            held = is_held_out(family, row["title"], row["context"])
            where = "held" if held else corpus
            homes: dict[int, set[tuple[int, int]]] = {}
            lacking: list[int] = []
            for each in group:
                for number, spans in self._add_context(each, where):
                    if spans:
                        homes.setdefault(number, set()).update(spans)
                    elif not each["answers"]:
                        lacking.append(number)
            answers = tuple(dict.fromkeys(a["text"] for each in group for a in each["answers"]))
            if answers and not homes:
                continue
            self.material.asked.append(
                Asked(
                    row["question"],
                    family,
                    where,
                    answers,
                    tuple((number, tuple(sorted(spans))) for number, spans in homes.items()),
                    tuple(number for number in dict.fromkeys(lacking) if number not in homes),
                    part="held" if held else "train",
                )
            )

    def _add_context(
        self, row: dict[str, Any], corpus: str
    ) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
        """List the passages of a context with the answers in each."""
        text, title = row["context"], row["title"].replace("_", " ").strip()
        article = title or text[:200]
        spans = [(a["start"], a["start"] + len(a["text"])) for a in row["answers"]]
        cuts = [(0, len(text))]
        if len(text.split()) > PASSAGE_WORDS:
            cuts = [(cut.start, cut.end) for cut in split_passages(text, PASSAGE_WORDS)]
        for start, end in cuts:
            inside = tuple((s - start, e - start) for s, e in spans if start <= s and e <= end)
            if not inside and any(s < end and e > start for s, e in spans):
                continue  # an answer is cut in two
            yield self.add_text(Text(corpus, article, title, text[start:end])), inside

    def add_news(self, folder: Path) -> None:
        """Add the articles of the news, and the quiz questions about them."""
        asked = list(self._quiz(folder))
        wanted: dict[str, list[str]] = {}
        for row, _, _ in asked:
            for url in row["article_urls"]:
                wanted.setdefault(url, []).append(row["answers"][0])
        for year in YEARS:
            for row in read_lines(folder / f"articles-{year}.jsonl.gz"):
                if row["url"] not in wanted and self._chance.random() >= self._share:
                    continue
                text, title = normalise(row["text"]), normalise_line(row["title"] or "")
                cuts = split_passages(text[:_MOST_CHARACTERS], PASSAGE_WORDS)
                for place, cut in enumerate(cuts):
                    passage = text[cut.start : cut.end]
                    golds = wanted.get(row["url"], ())
                    if place < _MOST_PASSAGES or any(find_gold(passage, gold) for gold in golds):
                        day = (row["published"] or "")[:10]
                        self.add_text(Text(f"news{year}", row["url"], title, passage, day))
        for row, year, part in asked:
            self._add_quiz(row, year, part)

    def _quiz(self, folder: Path) -> Iterator[tuple[dict[str, Any], int, str]]:
        """Draw questions of the quiz, each with its year and the part that it belongs to."""
        for year in YEARS:
            rows = list(read_lines(folder / f"questions-{year}.jsonl"))
            for place in sorted(self._chance.sample(range(len(rows)), int(self._share * len(rows)))):
                part = "train"
                if year == YEARS[0] and place < HELD_OUT_FIRST:
                    part = "quiz"
                elif year == YEARS[-1] and place >= len(rows) - HELD_OUT_LAST:
                    part = "later"
                yield rows[place], year, part

    def _add_quiz(self, row: dict[str, Any], year: int, part: str) -> None:
        """Add a question of the quiz, and for training the sentence that supports its answer."""
        evidence, golds = row["evidence"] or "", tuple(row["answers"][:1])
        question, day = row["question"], row["asked_on"][:10]
        self.material.asked.append(Asked(question, f"quiz{year}", "news", golds, (), (), day, part, evidence))
        spans = find_gold(evidence, golds[0])
        if part == "train" and spans and len(evidence.split()) <= PASSAGE_WORDS:
            number = self.add_text(Text("closed", evidence[:200], "", evidence))
            self.material.asked.append(Asked(question, "evidence", "closed", golds, ((number, spans),)))

    def add_people(self, folder: Path, questions: Iterable[PeopleQuestion]) -> None:
        """Add questions as people type them, about articles of the news.

        folder: of the news. Of a question that its article doesn't answer, the passages that the writer read
        are known not to; where the answer has no span, the passage with its sentence answers as a whole.
        """
        asked: dict[str, list[PeopleQuestion]] = {}
        for question in questions:
            asked.setdefault(question.article, []).append(question)
        for row in read_lines(folder / f"articles-{YEARS[-1]}.jsonl.gz"):
            if row["url"] in asked:
                text, title, day = normalise(row["text"]), normalise_line(row["title"]), row["published"][:10]
                passages = {
                    self.add_text(Text(f"news{YEARS[-1]}", row["url"], title, text[c.start : c.end], day)): c
                    for c in split_passages(text[:_MOST_CHARACTERS], PASSAGE_WORDS)[:_MOST_PASSAGES]
                }
                self.material.asked += [_placed(each, text, passages, day) for each in asked.pop(row["url"])]

    def _some(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Draw the share of rows that is taken."""
        return (row for row in rows if self._chance.random() < self._share)

    def add_elsewhere(self, rows: Iterable[dict[str, Any]]) -> None:
        """Add quiz questions on news of other years, which the news gathered here doesn't answer."""
        self.material.asked += [
            Asked(row["question"], "newsquizqa", "news", (row["answer"],), day="9999-12-31")
            for row in self._some(rows)
        ]

    def add_claims(self, rows: Iterable[dict[str, Any]]) -> None:
        """Add claims as yes/no questions, answered by their evidence as a whole."""
        for row in self._some(rows):
            question = as_question(row["claim"])
            evidence = plain_text(" ".join(row["evidence"]))
            if question and len(evidence.split()) <= PASSAGE_WORDS:
                number = self.add_text(Text("claims", evidence[:200], "", evidence))
                self.material.asked.append(Asked(question, "fever", "claims", (), ((number, ()),)))

    def add_yes_no(self, corpus: str, most: int) -> None:
        """Ask of the news whether what a sentence says is so; its passage answers. most: questions."""
        numbers = [number for number, text in enumerate(self.material.texts) if text.corpus == corpus]
        most = int(self._share * most)
        for number in self._chance.sample(numbers, len(numbers)):
            text = self.material.texts[number]
            sentences = [text.text[cut.start : cut.end] for cut in split_sentences(text.text)]
            asked = [question for each in sentences if (question := ask_whether(each, self._chance))]
            if asked and most:
                most -= 1
                question, day = self._chance.choice(asked), text.day
                self.material.asked.append(Asked(question, "yesno", "news", (), ((number, ()),), day=day))

    def add_explained(self, rows: Iterable[dict[str, Any]]) -> None:
        """Add questions that a whole sentence answers."""
        for row in self._some(rows):
            held = is_held_out("squad2", row["title"], row["context"])
            homes: list[int] = []
            lacking: list[int] = []
            for number, spans in self._add_context(row, "explained"):
                (homes if spans else lacking).append(number)
            if homes and not held:
                self.material.asked.append(
                    Asked(
                        row["question"],
                        "selqa",
                        "explained",
                        (),
                        tuple((number, ()) for number in homes),
                        tuple(lacking),
                    )
                )


def _placed(question: PeopleQuestion, text: str, passages: dict[int, Passage], day: str) -> Asked:
    """Find the passage that answers a question. text: its article; passages: of it, by their numbers."""
    part = "people" if question.held_out else "train"
    answer = question.answer
    if answer is None:
        lacking = tuple(number for number, cut in passages.items() if cut.end <= READ_CHARACTERS)
        return Asked(question.question, "people", "news", (), (), lacking, day, part)
    homes = tuple(
        (number, () if question.whole else ((answer.start - cut.start, answer.end - cut.start),))
        for number, cut in passages.items()
        if cut.start <= answer.start and answer.end <= cut.end
    )
    golds = () if question.whole else (text[answer.start : answer.end],)
    return Asked(question.question, "people", "news", golds, homes, (), day, part)


def _by_question(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Group rows that ask one question of one article."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    before = None
    for row in rows:
        same = before and before[0]["question"] == row["question"] and before[0]["title"] == row["title"]
        key = (row["question"], row["title"] or row["context"])
        if same and before is not None and not row["title"]:
            before.append(row)
            continue
        before = groups.setdefault(key, [])
        before.append(row)
    return iter(groups.values())


_AUXILIARY = re.compile(r"\b(is|was|are|were|has|had|can|will|does|did)\b")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"', "--": "–"}
_LOOSE = re.compile(r" ([,.;:!?)\]%]|'s\b|n't\b)")


def plain_text(text: str) -> str:
    """Write a tokenised text as people write it."""
    for mark, written in _BRACKETS.items():
        text = text.replace(mark, written)
    return _LOOSE.sub(r"\1", text).replace("( ", "(").replace(" ' ", "'")


def as_question(claim: str) -> str | None:
    """Turn a claim into a yes/no question; None where its verb isn't one that goes first."""
    claim = plain_text(claim).rstrip(". ")
    found = _AUXILIARY.search(claim)
    if not found or not 0 < found.start() < len(claim) * 0.7:
        return None
    subject = claim[: found.start()].strip()
    if subject.split()[0] in {"The", "A", "An", "In", "There", "It", "He", "She", "They"}:
        subject = subject[0].lower() + subject[1:]
    return f"{found.group().capitalize()} {subject} {claim[found.end() :].strip()}?"


# What people in the news do, as it is told and as it is asked for.
_SAID = dict(
    pair.split()
    for pair in re.split(
        r"[/\n]",
        """
said say/told tell/announced announce/confirmed confirm/denied deny/warned warn/believes believe
says say/agreed agree/claimed claim/rejected reject/accused accuse/urged urge/called call/won win
lost lose/died die/resigned resign/approved approve/signed sign/met meet/visited visit/ordered order
banned ban/voted vote/launched launch/killed kill/arrested arrest/opened open/closed close
bought buy/sold sell/wants want/plans plan/expects expect/needs need/supports support/opposes oppose
thinks think/admitted admit/apologized apologize/apologised apologise/left leave/joined join
beat beat/defeated defeat/scored score/pleaded plead/received receive/rose rise/fell fall/grew grow
""".strip(),
    )
)
_PRESENT = re.compile(r"s$")
_TELLING = re.compile(rf"^((?:[A-Z][\w’'.-]*|of|the|and|for) ?){{1,6}}(?<= )({'|'.join(_SAID)})\b")
_NAMED = re.compile(rf"^(?:The )?(?:[A-Z][\w’'.-]+ ){{1,5}}{_AUXILIARY.pattern} (?!not\b|also\b|n[’']t)")
_THINKING = {"say": ("say", "think", "claim", "believe"), "believe": ("think", "believe", "say")}
_ASKED_WORDS = range(6, 19)
_UNNAMED = frozenset(
    re.findall(
        r"\w+",
        """
It He She They We I You This That These Those There Here But And If When Where What Who
Why How While As Because For In On At No Not Each Some Many Most
""",
    )
)


def ask_whether(sentence: str, chance: random.Random) -> str | None:
    """Turn a sentence of the news into a yes/no question; None where it has no such form."""
    said = re.split(r"(?<=\w{3}), |[“”\"]| — | – ", sentence.strip().rstrip(". "))[0]
    words = said.split()
    if len(words) not in _ASKED_WORDS or words[0] in _UNNAMED:
        return None
    found = _TELLING.match(said)
    if not found:
        return as_question(said) if _NAMED.match(said) else None
    verb = found.group(2)
    base = chance.choice(_THINKING.get(_SAID[verb], (_SAID[verb],)))
    subject = said[: found.start(2)].strip()
    if subject.split()[0] in {"The", "A", "An", "In"}:
        subject = subject[0].lower() + subject[1:]
    return f"{'Does' if _PRESENT.search(verb) else 'Did'} {subject} {base} {said[found.end() :].strip()}?"


def gather(shared: Path, seed: int, share: float = 1.0) -> Material:
    """Gather everything from the data folder, or a share of it."""
    reading = shared / "reading"
    collector = Collector(seed, share)
    general = list(read_lines(reading / "questions.jsonl.gz"))
    for family, source in (("squad2", "squad2-dev-half"), ("qed", "qed-dev")):
        collector.add_set(family, [row for row in general if row["source"] == source], "wiki")
    for family, path in OPEN.items():
        collector.add_set(family, read_lines(reading / path), "wiki")
    shifts = list(read_lines(reading / "more" / "squadshifts.jsonl.gz"))
    collector.add_set("squadshifts-wiki", [r for r in shifts if r["source"].endswith("new-wiki")], "wiki")
    for family, path in MEASURED_ONLY.items():
        collector.add_set(family, read_lines(reading / path), "held")
    collector.add_set("qamr", [r for r in general if r["source"].startswith("qamr")], "closed", 12_000)
    for family, (path, most) in CLOSED.items():
        rows: Iterable[dict[str, Any]] = read_lines(reading / path)
        if family.startswith("squadshifts"):
            rows = [row for row in shifts if row["source"].startswith(family)]
        collector.add_set(family, rows, "closed", most)
    beside = reading / "more" / "not_spans"
    collector.add_claims(read_lines(beside / "fever_claims.jsonl.gz"))
    collector.add_explained(read_lines(beside / "sentences_selqa.jsonl.gz"))
    collector.add_elsewhere(read_lines(beside / "questions_newsquizqa.jsonl.gz"))
    collector.add_news(shared / "realtimeqa")
    collector.add_people(shared / "realtimeqa", read_people())
    collector.add_yes_no(f"news{YEARS[-1]}", _YES_NO)
    return collector.material
