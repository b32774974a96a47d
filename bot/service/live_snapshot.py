"""Which snapshot answers, and the step to a new one."""

from __future__ import annotations

import asyncio
import logging

from bot.monitoring.metrics import Metrics
from retrieval.live import Live

_log = logging.getLogger(__name__)


class LiveSnapshot:
    """Takes new snapshots, and knows the name of the one that answers."""

    def __init__(self, index: Live, metrics: Metrics) -> None:
        """Begin without a name, until ``take_new`` is called.

        index: what answers. metrics: hears of each new snapshot.
        """
        self._index, self._metrics = index, metrics
        # Whoever comes while another takes one finds its name changed as well.
        self._taking = asyncio.Lock()
        self.name = ""

    async def take_new(self) -> bool:
        """Swap to a new snapshot if there is one.

        Returns: True if there was.
        """
        async with self._taking:
            fresh = await asyncio.to_thread(self._index.refresh)
            if fresh:
                _log.info("a new snapshot is live")
                self._metrics.swapped()
            if fresh or not self.name:
                overview = await asyncio.to_thread(self._index.overview)
                self.name = overview.snapshot
                self._metrics.live(overview.articles, overview.passages, overview.created.timestamp())
            return fresh
