"""What is counted, as Prometheus and /admin status read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.monitoring.metrics import EntryPoint, Metrics, Outcome, Summary
from index.sources.overview import SourceOverview


def _figure(metrics: Metrics, name: str, **labels: str) -> float | None:
    """One figure out of the text that Prometheus fetches; None where it isn't there."""
    for family in text_string_to_metric_families(metrics.text().decode()):
        for sample in family.samples:
            if sample.name == name and sample.labels == labels:
                return float(sample.value)
    return None


def test_questions_are_counted_by_way_and_outcome() -> None:
    metrics = Metrics()
    for way in EntryPoint:
        for outcome in Outcome:
            metrics.asked(way, outcome)
    metrics.asked(EntryPoint.FORUM, Outcome.SMALL_TALK)
    assert _figure(metrics, "clippings_questions_total", way="forum", outcome="small_talk") == 2
    assert all(
        _figure(metrics, "clippings_questions_total", way=way.value, outcome=outcome.value) == 1
        for way in EntryPoint
        for outcome in Outcome
        if (way, outcome) != (EntryPoint.FORUM, Outcome.SMALL_TALK)
    )


@pytest.mark.parametrize(
    ("name", "observe"),
    [("clippings_answer_seconds", Metrics.answered_in), ("clippings_wait_seconds", Metrics.waited)],
)
def test_times_tell_a_hundredth_of_a_second_from_ten_seconds(
    name: str, observe: Callable[[Metrics, float], None]
) -> None:
    """Each lands in its bucket, and above the last one nothing is lost."""
    metrics = Metrics()
    for seconds in (0.01, 0.02, 0.5, 10.0, 60.0):
        observe(metrics, seconds)
    buckets = {
        bound: _figure(metrics, f"{name}_bucket", le=bound) for bound in ("0.01", "0.5", "10.0", "+Inf")
    }
    assert buckets == {"0.01": 1, "0.5": 3, "10.0": 4, "+Inf": 5}
    assert _figure(metrics, f"{name}_sum") == pytest.approx(70.53)


def test_the_queue_is_read_when_it_is_looked_at() -> None:
    metrics = Metrics()
    assert _figure(metrics, "clippings_queue") == 0
    waiting = ["one", "two"]
    metrics.watch_queue(lambda: len(waiting))
    assert _figure(metrics, "clippings_queue") == metrics.summary().waiting == 2
    waiting.pop()
    assert _figure(metrics, "clippings_queue") == metrics.summary().waiting == 1


def test_the_live_snapshot_and_its_swaps() -> None:
    """The latest counts."""
    metrics = Metrics()
    metrics.live(3, 10, 1_700_000_000.0)
    metrics.swapped()
    metrics.live(5, 17, 1_700_000_600.0)
    assert _figure(metrics, "clippings_generation_swaps_total") == 1
    assert _figure(metrics, "clippings_articles") == 5
    assert _figure(metrics, "clippings_passages") == 17
    assert _figure(metrics, "clippings_generation_created_seconds") == 1_700_000_600


def test_shards_have_a_latency_each() -> None:
    """One without a heartbeat so far has an endless one."""
    metrics = Metrics()
    metrics.shard(0, 0.04)
    metrics.shard(1, float("inf"))
    metrics.shard(0, 0.05)
    assert _figure(metrics, "clippings_shard_latency_seconds", shard="0") == 0.05
    assert _figure(metrics, "clippings_shard_latency_seconds", shard="1") == float("inf")


def test_votes_by_kind() -> None:
    metrics = Metrics()
    for good in (True, True, False):
        metrics.voted(good=good)
    assert _figure(metrics, "clippings_votes_total", kind="good") == 2
    assert _figure(metrics, "clippings_votes_total", kind="bad") == 1


def test_each_bot_counts_for_itself() -> None:
    first, second = Metrics(), Metrics()
    first.asked(EntryPoint.SLASH, Outcome.ANSWERED)
    assert _figure(second, "clippings_questions_total", way="slash", outcome="answered") is None
    assert second.summary().questions == 0


def test_python_figures_are_there() -> None:
    families = {family.name for family in text_string_to_metric_families(Metrics().text().decode())}
    assert {"python_info", "python_gc_collections"} <= families


def test_summary_before_the_first_question() -> None:
    """Nothing happened yet, and nothing fails for it."""
    summary = Metrics().summary()
    assert summary == Summary(0, 0, 0, 0, 0.0, 0.0, 0, summary.uptime)
    assert summary.uptime >= 0


def test_summary_counts_all_that_was_asked() -> None:
    """Small talk and what was turned away are questions too."""
    metrics = Metrics()
    outcomes = [Outcome.ANSWERED, Outcome.ANSWERED, Outcome.REFUSED, Outcome.ERROR, Outcome.BUSY]
    for outcome in [*outcomes, Outcome.SMALL_TALK]:
        metrics.asked(EntryPoint.MENTION, outcome)
    summary = metrics.summary()
    assert (summary.questions, summary.answered, summary.refused, summary.errors) == (6, 2, 1, 1)


@pytest.mark.parametrize("count", [1, 2, 3, 20, 100, 1000])
def test_p50_and_p95_split_the_times(count: int) -> None:
    """At least half and at least 95 % of the answers took at most so long, whatever came first."""
    metrics = Metrics()
    for place in range(count):
        metrics.answered_in(float((place * 7) % count))
    summary = metrics.summary()
    assert sum(seconds <= summary.p50 for seconds in range(count)) >= count * 0.50
    assert sum(seconds >= summary.p50 for seconds in range(count)) >= count * 0.50
    assert sum(seconds <= summary.p95 for seconds in range(count)) >= count * 0.95
    assert sum(seconds >= summary.p95 for seconds in range(count)) >= count * 0.05


def test_only_the_latest_thousand_answers_count() -> None:
    """A slow morning is forgotten by the evening."""
    metrics = Metrics()
    for seconds in [*[9.0] * 500, *[0.1] * 1000]:
        metrics.answered_in(seconds)
    assert (metrics.summary().p50, metrics.summary().p95) == (0.1, 0.1)
    for _ in range(51):
        metrics.answered_in(9.0)
    assert (metrics.summary().p50, metrics.summary().p95) == (0.1, 9.0)


def test_how_sources_are_is_told_and_forgotten_with_them() -> None:
    metrics = Metrics()
    read = datetime(2025, 3, 3, 12, tzinfo=UTC)
    good = SourceOverview("https://a.example/feed", 12, 1, read, read, 0, None, 0)
    bad = SourceOverview("https://b.example/feed", 0, 0, None, read, 4, "it answers 500", 0)
    metrics.sources([good, bad])
    assert _figure(metrics, "clippings_source_articles", source=good.location) == 12
    assert _figure(metrics, "clippings_source_read_seconds", source=good.location) == read.timestamp()
    assert _figure(metrics, "clippings_source_failures", source=bad.location) == 4
    assert _figure(metrics, "clippings_source_read_seconds", source=bad.location) is None
    metrics.sources([good])
    assert _figure(metrics, "clippings_source_failures", source=bad.location) is None
