"""The pages for Prometheus and for whoever watches the bot, over real HTTP."""

from __future__ import annotations

import asyncio
import json
import socket

import aiohttp
import pytest
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.parser import text_string_to_metric_families

from bot.monitoring.health import Health, HealthError, serve_health
from bot.monitoring.metrics import EntryPoint, Metrics, Outcome

WELL = Health(connected=True, snapshot="0001")


async def well() -> Health:
    """Say that all is well."""
    return WELL


def _at(port: int) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(f"http://127.0.0.1:{port}", timeout=aiohttp.ClientTimeout(10))


async def _get(port: int, path: str) -> tuple[int, str]:
    """Fetch a page: its status and text."""
    async with _at(port) as session, session.get(path) as page:
        return page.status, await page.text()


async def test_metrics_are_what_prometheus_reads(unused_tcp_port: int) -> None:
    metrics = Metrics()
    metrics.asked(EntryPoint.SLASH, Outcome.ANSWERED)
    async with serve_health(unused_tcp_port, metrics, well):
        status, text = await _get(unused_tcp_port, "/metrics")
    assert status == 200
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    assert ("clippings_questions_total", {"way": "slash", "outcome": "answered"}, 1.0) in [
        (sample.name, sample.labels, sample.value) for sample in samples
    ]


async def test_metrics_name_their_format(unused_tcp_port: int) -> None:
    """Prometheus refuses what it isn't told how to read."""
    async with serve_health(unused_tcp_port, Metrics(), well), _at(unused_tcp_port) as session:
        page = await session.get("/metrics")
        assert page.headers["Content-Type"] == CONTENT_TYPE_LATEST


async def test_metrics_hold_the_latest_latency_of_the_shards(unused_tcp_port: int) -> None:
    """Also where nobody looks at /health."""
    metrics = Metrics()

    async def check() -> Health:
        metrics.shard(0, 0.0625)
        return WELL

    async with serve_health(unused_tcp_port, metrics, check):
        _, text = await _get(unused_tcp_port, "/metrics")
    assert 'clippings_shard_latency_seconds{shard="0"} 0.0625' in text


async def test_all_is_well(unused_tcp_port: int) -> None:
    async with serve_health(unused_tcp_port, Metrics(), well):
        status, text = await _get(unused_tcp_port, "/health")
    assert status == 200
    assert json.loads(text) == {"connected": True, "generation": "0001", "wrong": []}


@pytest.mark.parametrize(
    ("health", "wrong"),
    [
        (Health(connected=False, snapshot="0001"), ["not connected to Discord"]),
        (Health(connected=True, snapshot=""), ["no index is open"]),
        (Health(connected=False, snapshot=""), ["not connected to Discord", "no index is open"]),
    ],
)
async def test_what_is_wrong_is_said(unused_tcp_port: int, health: Health, wrong: list[str]) -> None:
    async def check() -> Health:
        return health

    async with serve_health(unused_tcp_port, Metrics(), check):
        status, text = await _get(unused_tcp_port, "/health")
    assert (status, json.loads(text)["wrong"]) == (503, wrong)


async def test_every_look_is_a_fresh_one(unused_tcp_port: int) -> None:
    """A bot that loses Discord and finds it again is seen to do so."""
    states = iter([WELL, Health(connected=False, snapshot="0001"), WELL])

    async def check() -> Health:
        return next(states)

    async with serve_health(unused_tcp_port, Metrics(), check):
        statuses = [(await _get(unused_tcp_port, "/health"))[0] for _ in range(3)]
    assert statuses == [200, 503, 200]


@pytest.mark.parametrize("path", ["/", "/metrics/", "/health/now", "/metricsx", "/%00"])
async def test_there_is_nothing_else(unused_tcp_port: int, path: str) -> None:
    async with serve_health(unused_tcp_port, Metrics(), well):
        assert (await _get(unused_tcp_port, path))[0] == 404


@pytest.mark.parametrize("path", ["/metrics", "/health"])
async def test_it_can_only_be_read(unused_tcp_port: int, path: str) -> None:
    async with serve_health(unused_tcp_port, Metrics(), well), _at(unused_tcp_port) as session:
        assert (await session.post(path, data=b"text")).status == 405


async def test_a_taken_port_says_what_to_do(unused_tcp_port: int) -> None:
    """And the one who has it keeps it."""
    async with serve_health(unused_tcp_port, Metrics(), well):
        with pytest.raises(HealthError, match=rf"Port {unused_tcp_port} .*CLIPPINGS_DISCORD__METRICS_PORT"):
            async with serve_health(unused_tcp_port, Metrics(), well):
                pytest.fail("two have the same port")
        assert (await _get(unused_tcp_port, "/health"))[0] == 200


async def test_no_other_address_is_taken(unused_tcp_port: int) -> None:
    """Whoever listened on all addresses would have this one too."""
    async with serve_health(unused_tcp_port, Metrics(), well):
        socket.create_server(("127.0.0.2", unused_tcp_port)).close()


async def test_it_ends_with_its_block(unused_tcp_port: int) -> None:
    """Whoever still holds a connection, or has asked half a question, doesn't keep the bot from stopping."""
    async with _at(unused_tcp_port) as session:
        async with asyncio.timeout(30), serve_health(unused_tcp_port, Metrics(), well):
            await (await session.get("/health")).read()
            _, half = await asyncio.open_connection("127.0.0.1", unused_tcp_port)
            half.write(b"GET /metr")
            await half.drain()
        half.close()
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get("/health")
    async with serve_health(unused_tcp_port, Metrics(), well):
        pass  # the port is free again at once
