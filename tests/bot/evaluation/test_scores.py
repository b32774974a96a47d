"""Figures, against values from elsewhere and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.scores import Share, auroc, bins, calibration_error, measure
from bot.evaluation.table import MEANINGS, rows
from tests.bot.evaluation.sample_cases import answer, case, quote
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17,
        # 1998, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_wilsons(hits: int, of: int, low: float, high: float) -> None:
    share = Share.among([True] * hits + [False] * (of - hits) + [None])
    assert (share.hits, share.of) == (hits, of)
    assert share.low == pytest.approx(low, abs=1e-4)
    assert share.high == pytest.approx(high, abs=1e-4)


def test_a_share_of_nothing_is_unknown() -> None:
    assert Share.among([None]) == Share(0, 0, None, None, None)


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.5, 0.9]), st.booleans())))
def test_auroc_counts_pairs(ranked: list[tuple[float, bool]]) -> None:
    pairs = [(a > b) + (a == b) / 2 for a, right in ranked if right for b, other in ranked if not other]
    expected = pytest.approx(sum(pairs) / len(pairs)) if pairs else None
    assert auroc(ranked) == expected


def test_calibration_error_by_hand() -> None:
    """Ten at .75, of which five are right: off by .25; ten at .05, none right: off by .05."""
    right, wrong = quote("It opened on Friday."), quote("It rained.")
    sure = [case(answer(text, confidence=0.75), "Friday") for text in (right, wrong) for _ in range(5)]
    unsure = [case(None, "Friday", held_back=answer(wrong, confidence=0.05)) for _ in range(10)]
    filled = bins(sure + unsure)
    assert [(part.start, part.right.hits, part.right.of) for part in filled] == [(0.0, 0, 10), (0.7, 5, 10)]
    assert calibration_error(filled) == pytest.approx((0.25 + 0.05) / 2)
    assert calibration_error([]) is None


def test_certainty_is_in_the_last_bin() -> None:
    assert [part.start for part in bins([case(answer(quote("x"), confidence=1.0), "x")])] == [0.9]


def test_what_cant_be_judged_counts_for_words_and_time_only() -> None:
    unknown = case(answer(quote("It opened on Friday.")), able=None)
    figures = measure([unknown])
    assert figures.questions == 1
    assert figures.words_shown == 4
    assert figures.latency_p50 == 10
    assert figures.on_screen.value is None
    assert figures.f1 is None
    assert figures.auroc is None
    assert figures.calibration_error is None
    assert measure([case(None, able=True)]).refused_able.value == 1


def test_every_answer_to_what_the_articles_dont_answer_is_wrong() -> None:
    figures = measure([case(answer(quote("It rained.")), able=False), case(None, able=False)])
    assert (figures.on_screen.hits, figures.on_screen.of) == (0, 2)
    assert figures.refused_unable.value == 0.5


def test_a_quote_that_isnt_verbatim_is_counted() -> None:
    figures = measure([case(answer(quote("It opened."), quote("It didn't.", verbatim=False)), "opened")])
    assert (figures.not_verbatim.hits, figures.not_verbatim.of) == (1, 2)


def test_golds_may_stand_in_different_quotes() -> None:
    both = case(answer(quote("Anna came."), quote("So did Bert.")), "Bert", "Anna")
    assert both.right
    assert both.found_at == 2


def test_every_figure_is_shown_and_explained() -> None:
    shown = rows(measure([case(answer(quote("It opened.")), "opened")]))
    assert [row.name for row in shown] == list(MEANINGS)
    docs = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in docs for name in MEANINGS)
