"""What answers to requests tell beside what was asked for: limits, and Discord's time."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

from bot.monitoring.metrics import Metrics

_log = logging.getLogger(__name__)

# A clock may be wrong by so many seconds: dates of questions and cooldowns don't suffer from that.
_WRONG_SECONDS = 60.0
_TOO_MANY_REQUESTS = 429


class HttpWatch:
    """Counts limited requests, and warns once where this machine's clock is wrong."""

    def __init__(self, metrics: Metrics) -> None:
        """Count into these figures."""
        self._metrics = metrics
        self._has_warned = False

    def trace(self) -> aiohttp.TraceConfig:
        """Make what aiohttp tells of each request."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._ended)
        return trace

    async def _ended(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        del session, context
        if params.response.status == _TOO_MANY_REQUESTS:
            self._metrics.limited()
        self._compare_clocks(params.response.headers.get("Date"))

    def _compare_clocks(self, date: str | None) -> None:
        try:
            theirs = parsedate_to_datetime(date or "")
        except ValueError:
            return
        ahead = (datetime.now(UTC) - theirs).total_seconds()
        if abs(ahead) > _WRONG_SECONDS and not self._has_warned:
            self._has_warned = True
            way = "ahead of" if ahead > 0 else "behind"
            _log.warning("this machine's clock is %.0f s %s Discord's: set it right", abs(ahead), way)
