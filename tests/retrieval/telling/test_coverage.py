"""Who reported an event."""

from __future__ import annotations

from retrieval.answer import Question, Refusal
from retrieval.answerer import Answerer
from retrieval.telling.coverage import Coverage, OutletReport, find_coverage
from tests.conftest import needs_shared
from tests.retrieval.telling.ferry import ALL, EVENT


def covered(answerer: Answerer, event: str) -> Coverage:
    found = find_coverage(answerer, Question(event))
    assert isinstance(found, Coverage), f"refused: {found.reason}"
    return found


def of(coverage: Coverage, outlet: str) -> OutletReport:
    [report] = [one for one in coverage.reports if one.outlet == outlet]
    return report


def test_outlets_stand_in_the_order_of_their_first_report(ferry: Answerer) -> None:
    coverage = covered(ferry, EVENT)
    first = [report.articles[0].published.iso for report in coverage.reports]
    assert first == sorted(first)
    counts = {report.outlet: len(report.articles) for report in coverage.reports}
    assert counts == {"Lake Post": 3, "Northern Wire": 2, "Arenstad Echo": 1, "Harbour Daily": 2}
    assert coverage.articles == 8


def test_a_copy_counts_as_a_report_but_has_nothing_of_its_own(ferry: Answerer) -> None:
    echo = of(covered(ferry, EVENT), "Arenstad Echo")
    assert len(echo.articles) == 1 and echo.only is None


def test_what_only_one_outlet_has_stands_in_no_other_one(ferry: Answerer) -> None:
    coverage = covered(ferry, EVENT)
    captain = of(coverage, "Lake Post").only
    assert captain and "Odd Brekke" in captain.text
    for report in coverage.reports:
        if report.only:
            assert report.only.is_verbatim
            others = [one for one in ALL if one.outlet != report.outlet]
            assert not any(report.only.text in one.text for one in others)


def test_figures_that_differ_stand_side_by_side(ferry: Answerer) -> None:
    [sides] = covered(ferry, EVENT).differing
    given = {
        side.article.outlet: side.article.text[side.highlights[0].start : side.highlights[0].end]
        for side in sides
    }
    assert given == {"Lake Post": "26", "Northern Wire": "24"}
    assert all(side.is_verbatim for side in sides)


def test_a_figure_that_only_grew_is_no_difference(ferry: Answerer) -> None:
    sides = [side for one in covered(ferry, EVENT).differing for side in one]
    assert not any("12" in side.text for side in sides)


def test_other_events_that_fit_are_named_and_not_mixed_in(ferry: Answerer) -> None:
    coverage = covered(ferry, "ferry sinking")
    assert [other.outlet for other in coverage.others] == ["Coast Courier"]
    assert "Coast Courier" not in {report.outlet for report in coverage.reports}
    assert {report.outlet for report in covered(ferry, "Port Milo ferry sinking").reports} == {
        "Coast Courier"
    }


def test_what_nobody_reported_is_refused(ferry: Answerer) -> None:
    assert isinstance(find_coverage(ferry, Question("Lake Aren plane crash")), Refusal)


@needs_shared
def test_the_calls_of_the_seeds_are_two_events(seed_answerer: Answerer) -> None:
    coverage = covered(seed_answerer, "Trump Putin call during the White House meeting")
    assert coverage.articles == 2
    assert not any("two-hour" in (one.title or "") for report in coverage.reports for one in report.articles)
