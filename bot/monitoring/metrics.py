"""Figures on the running bot, for Prometheus and for /admin status."""

from __future__ import annotations

import time
from collections import Counter as Counts
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from index.sources.overview import SourceOverview

# Answers whose times the estimates of p50 and p95 rest on.
_RECENT = 1000
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2.5, 5, 10)


class EntryPoint(StrEnum):
    """How something was asked."""

    SLASH = "slash"
    MENTION = "mention"
    DIRECT = "direct"
    REPLY = "reply"
    THREAD = "thread"
    CHANNEL = "channel"
    FORUM = "forum"
    MENU = "menu"


class Outcome(StrEnum):
    """What came of something asked."""

    ANSWERED = "answered"
    REFUSED = "refused"
    SMALL_TALK = "small_talk"
    MISUNDERSTOOD = "misunderstood"
    NOT_ADMITTED = "not_admitted"
    BUSY = "busy"
    COOLDOWN = "cooldown"
    ERROR = "error"


@dataclass(frozen=True)
class Summary:
    """Holds figures since the start; p50 and p95 are seconds for an answer, of the latest thousand."""

    questions: int
    answered: int
    refused: int
    errors: int
    p50: float
    p95: float
    waiting: int
    uptime: float


class Metrics:
    """Counts what happens; one for each running bot."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._started = time.monotonic()
        self._outcomes: Counts[Outcome] = Counts()
        self._recent: deque[float] = deque(maxlen=_RECENT)
        self._waiting: Callable[[], int] = lambda: 0
        self._asked = Counter(
            "clippings_questions",
            "Questions, by way in and outcome.",
            ["way", "outcome"],  # the label that dashboards know
            registry=self.registry,
        )
        self._seconds = Histogram(
            "clippings_answer_seconds",
            "Time from a question to its answer, waiting included.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._waits = Histogram(
            "clippings_wait_seconds",
            "Time that a question waited in the queue.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._votes = Counter("clippings_votes", "Votes on answers.", ["kind"], registry=self.registry)
        self._swaps = Counter(
            "clippings_generation_swaps", "New snapshots taken while running.", registry=self.registry
        )
        self._queue = Gauge("clippings_queue", "Questions waiting or being answered.", registry=self.registry)
        self._articles = Gauge("clippings_articles", "Articles in the live snapshot.", registry=self.registry)
        self._passages = Gauge("clippings_passages", "Passages in the live snapshot.", registry=self.registry)
        self._created = Gauge(
            "clippings_generation_created_seconds",
            "When the live snapshot was made.",
            registry=self.registry,
        )
        self._servers = Gauge("clippings_servers", "Servers that have the bot.", registry=self.registry)
        self._limited = Counter(
            "clippings_discord_limited", "Requests that Discord answered with 429.", registry=self.registry
        )
        self._reconnects = Counter(
            "clippings_reconnects",
            "How often a shard came back to Discord: to its session, or to a new one.",
            ["how"],
            registry=self.registry,
        )
        self._shards = Gauge(
            "clippings_shard_latency_seconds", "Gateway latency.", ["shard"], registry=self.registry
        )

        self._source_articles = Gauge(
            "clippings_source_articles", "Articles fetched of a source.", ["source"], registry=self.registry
        )
        self._source_read = Gauge(
            "clippings_source_read_seconds",
            "When a source could last be read.",
            ["source"],
            registry=self.registry,
        )
        self._source_failures = Gauge(
            "clippings_source_failures",
            "How often in a row a source couldn't be read.",
            ["source"],
            registry=self.registry,
        )

    def watch_queue(self, waiting: Callable[[], int]) -> None:
        """Read the length of the queue from here on.

        waiting: how many questions wait or are being answered.
        """
        self._waiting = waiting
        self._queue.set_function(waiting)

    def asked(self, entry_point: EntryPoint, outcome: Outcome) -> None:
        """Count something asked."""
        self._asked.labels(entry_point, outcome).inc()
        self._outcomes[outcome] += 1

    def answered_in(self, seconds: float) -> None:
        """Record the time from a question to its answer or refusal."""
        self._seconds.observe(seconds)
        self._recent.append(seconds)

    def waited(self, seconds: float) -> None:
        """Record how long a question waited in the queue; may be called from any thread."""
        self._waits.observe(seconds)

    def voted(self, *, good: bool) -> None:
        """Count a vote."""
        self._votes.labels("good" if good else "bad").inc()

    def live(self, articles: int, passages: int, created: float) -> None:
        """Record what the live snapshot holds, and when it was made, in seconds since 1970."""
        self._articles.set(articles)
        self._passages.set(passages)
        self._created.set(created)

    def swapped(self) -> None:
        """Count a new snapshot."""
        self._swaps.inc()

    def servers(self, count: int) -> None:
        """Record how many servers have the bot."""
        self._servers.set(count)

    def limited(self) -> None:
        """Count a request that Discord wants later."""
        self._limited.inc()

    def reconnected(self, *, resumed: bool) -> None:
        """Count that a shard is back. resumed: was nothing missed?"""
        self._reconnects.labels("resumed" if resumed else "anew").inc()

    def shard(self, number: int, latency: float) -> None:
        """Record how long a shard's heartbeat takes, in seconds."""
        self._shards.labels(number).set(latency)

    def sources(self, sources: Iterable[SourceOverview]) -> None:
        """Record how the sources on the web are; those that are listed no longer are forgotten."""
        for gauge in (self._source_articles, self._source_read, self._source_failures):
            gauge.clear()
        for source in sources:
            self._source_articles.labels(source.location).set(source.articles)
            self._source_failures.labels(source.location).set(source.failures)
            if source.succeeded:
                self._source_read.labels(source.location).set(source.succeeded.timestamp())

    def summary(self) -> Summary:
        """Sum up the figures that /admin status shows."""
        times = sorted(self._recent)
        return Summary(
            questions=self._outcomes.total(),
            answered=self._outcomes[Outcome.ANSWERED],
            refused=self._outcomes[Outcome.REFUSED],
            errors=self._outcomes[Outcome.ERROR],
            p50=times[len(times) // 2] if times else 0.0,
            p95=times[len(times) * 95 // 100] if times else 0.0,
            waiting=self._waiting(),
            uptime=time.monotonic() - self._started,
        )

    def text(self) -> bytes:
        """Write all figures in Prometheus' text format."""
        return generate_latest(self.registry)
