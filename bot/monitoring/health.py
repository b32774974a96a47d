"""A page of figures and one that says whether all is well, for this machine alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.monitoring.metrics import Metrics
from config.errors import ClippingsError

_HOST = "127.0.0.1"


class HealthError(ClippingsError):
    """The page can't be served; the message says why and what to do."""


@dataclass(frozen=True)
class Health:
    """Holds whether the bot is connected to Discord, and which snapshot answers."""

    connected: bool
    snapshot: str

    @property
    def wrong(self) -> list[str]:
        """List what keeps it from its work; nothing where all is well."""
        checks = {"not connected to Discord": self.connected, "no index is open": bool(self.snapshot)}
        return [fault for fault, passed in checks.items() if not passed]


@asynccontextmanager
async def serve_health(
    port: int, metrics: Metrics, check: Callable[[], Awaitable[Health]]
) -> AsyncIterator[None]:
    """Serve GET /metrics and GET /health on 127.0.0.1.

    port: where. metrics: what is shown.
    check: says how the bot is, and brings the figures on its shards up to date.
    Raises: HealthError where the port can't be had.
    """

    async def show_metrics(request: web.Request) -> web.Response:
        del request
        await check()  # or a shard's latency would be as old as the last look at /health
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def show_health(request: web.Request) -> web.Response:
        del request
        health = await check()
        return web.json_response(
            {"connected": health.connected, "generation": health.snapshot, "wrong": health.wrong},
            status=503 if health.wrong else 200,
        )

    app = web.Application()
    app.add_routes([web.get("/metrics", show_metrics), web.get("/health", show_health)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, _HOST, port).start()
        except OSError as error:
            raise HealthError(
                f"Port {port} can't be had for /metrics and /health: {error.strerror or error}."
                " Set CLIPPINGS_DISCORD__METRICS_PORT to another one, or to 0 for none."
            ) from error
        yield
    finally:
        await runner.cleanup()
