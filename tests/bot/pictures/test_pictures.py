"""Pictures of timelines and of coverage."""

from __future__ import annotations

import struct
import zlib

import pytest

from bot.pictures.coverage import coverage_alt, draw_coverage, plan_coverage
from bot.pictures.draw import PictureError, draw
from bot.pictures.plan import MOST_ROWS, Bar, Mark, MarkKind, Name, Plan
from bot.pictures.timeline import LONGEST_ALT, plan_timeline, timeline_alt
from bot.texts import texts_for
from index.article import Article, Published
from retrieval.answer import Question
from retrieval.answerer import Answerer
from retrieval.telling.coverage import Coverage, OutletReport, find_coverage
from retrieval.telling.timeline import Timeline, find_timeline
from tests.retrieval.telling.conftest import ferry
from tests.retrieval.telling.ferry import EVENT

__all__ = ["ferry"]
ENGLISH = texts_for("en")


@pytest.fixture
def timeline(ferry: Answerer) -> Timeline:
    found = find_timeline(ferry, Question(EVENT))
    assert isinstance(found, Timeline)
    return found


def reports(*outlets: tuple[str, str]) -> Coverage:
    """Coverage by outlets, each of a day."""
    made = [
        OutletReport(outlet, (Article(f"{n:016}", "It rained.", outlet=outlet, published=Published(day)),))
        for n, (outlet, day) in enumerate(outlets)
    ]
    return Coverage(Question("the rain"), "It rained", tuple(made))


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def pixels_of(png: bytes) -> bytes:
    """All pixels of a picture, as they are packed in it."""
    at, packed = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(packed)


def test_each_step_has_a_disc_with_its_number(timeline: Timeline) -> None:
    plan = plan_timeline(timeline, ENGLISH)
    steps = [mark for mark in plan.marks if mark.kind is not MarkKind.WITHDRAWN]
    assert [mark.text for mark in steps] == [str(n) for n in range(1, len(timeline.steps) + 1)]
    for mark, step in zip(steps, timeline.steps, strict=True):
        assert plan.rows[mark.row].text == step.quote.article.outlet
    columns = [mark.column for mark in steps]
    assert columns == sorted(columns), "days go from left to right"
    assert plan.columns[0] == "3 Mar"


def test_a_figure_that_grew_stands_over_its_disc_as_short_as_can_be(timeline: Timeline) -> None:
    above = [mark.above for mark in plan_timeline(timeline, ENGLISH).marks]
    assert "≥ 12 → 24" in above and "24 → 26" in above


def test_what_was_corrected_and_withdrawn_looks_otherwise_and_is_explained(timeline: Timeline) -> None:
    plan = plan_timeline(timeline, ENGLISH)
    kinds = [mark.kind for mark in plan.marks]
    assert kinds.count(MarkKind.CORRECTED) == 1 and kinds.count(MarkKind.WITHDRAWN) == 1
    assert set(plan.legend) == {MarkKind.CORRECTED, MarkKind.WITHDRAWN}
    plain = plan.model_copy(
        update={"marks": [one.model_copy(update={"kind": MarkKind.PLAIN}) for one in plan.marks]}
    )
    assert pixels_of(draw(plan)) != pixels_of(draw(plain))


def test_words_say_all_that_the_picture_shows(timeline: Timeline) -> None:
    alt = timeline_alt(timeline, ENGLISH)
    for number, step in enumerate(timeline.steps, start=1):
        assert f"{number}: {ENGLISH.day(step.day)}, {step.quote.article.outlet}" in alt
    assert "At least 12 → 24" in alt and "corrected" in alt and "withdrawn by its outlet" in alt
    assert len(alt) <= LONGEST_ALT


def test_who_reported_it_stands_from_first_to_last(ferry: Answerer) -> None:
    coverage = find_coverage(ferry, Question(EVENT))
    assert isinstance(coverage, Coverage)
    plan = plan_coverage(coverage, ENGLISH)
    bars = {plan.rows[bar.row].text: bar for bar in plan.bars}
    assert bars["Lake Post"].text == "3 articles"
    assert plan.columns[bars["Lake Post"].first] == "3 Mar"
    assert plan.columns[bars["Lake Post"].last] == "8 Mar"
    picture = draw_coverage(coverage, ENGLISH)
    assert picture.alt == coverage_alt(coverage, ENGLISH)
    width, height = size_of(picture.png)
    assert width <= 1200 and height <= 800


def test_even_the_fullest_picture_has_the_size_that_fits() -> None:
    plan = Plan(
        title=Name(text="A title that goes on and on " * 20),
        rows=[Name(text=f"An outlet with quite a long name {n}") for n in range(MOST_ROWS)],
        columns=[f"{n} September" for n in range(1, 25)],
        marks=[Mark(row=n % MOST_ROWS, column=n, text=str(n), above="12 → 26") for n in range(24)],
        bars=[Bar(row=n, first=0, last=23, text="9 articles") for n in range(MOST_ROWS)],
        legend={MarkKind.CORRECTED: "corrected", MarkKind.WITHDRAWN: "withdrawn"},
    )
    width, height = size_of(draw(plan))
    assert width <= 1200 and height <= 800


def test_many_outlets_and_unknown_days_are_drawn_and_told() -> None:
    coverage = reports(*((f"Outlet {n}", "2025-03-03" if n % 2 else "") for n in range(20)))
    plan = plan_coverage(coverage, ENGLISH)
    assert len(plan.rows) == MOST_ROWS
    assert plan.columns == ["3 Mar", "date unknown"]
    size_of(draw(plan))


def test_a_name_that_no_font_has_is_written_as_its_address() -> None:
    """Words from right to left would be set the wrong way round."""

    def drawn(text: str, plain: str) -> bytes:
        return pixels_of(draw(Plan(title=Name(text="x"), rows=[Name(text=text, plain=plain)], columns=["1"])))

    assert drawn("صحيفة البحيرة", "lake.example") == drawn("lake.example", "")
    assert drawn("\U0001f4f0", "") == drawn("?", "")


def test_what_cant_be_drawn_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/python")
    with pytest.raises(PictureError, match="The text says the same"):
        draw(Plan(title=Name(text="x"), rows=[Name(text="y")], columns=["1"]))
