"""What commands, buttons and messages work with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.database.database import Database
from bot.monitoring.metrics import Metrics
from bot.service.asker import Asker
from bot.service.services import Services
from config.settings import Settings
from retrieval.live import LiveAnswerer


async def test_a_database_that_fails_costs_nobody_an_answer(example_data: Path, tmp_path: Path) -> None:
    """There are texts, in the language of whoever asks, even if the server's settings can't be read."""
    database = await Database.open(tmp_path / "bot.sqlite")
    with closing(sqlite3.connect(tmp_path / "bot.sqlite")) as other:
        other.execute("DROP TABLE server")
    live = LiveAnswerer(example_data, Settings().answers)
    services = Services.over(live, Settings(), database, Metrics())
    asker = Asker(user_id=1, channel_id=2, parent_id=2, guild_id=3, locale="de")
    texts = await services.texts_for(asker, private=True)
    assert texts("no-answer-found") == "Die Artikel beantworten das nicht."
    services.queue.close()
    await database.close()
    live.close()
