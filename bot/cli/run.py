"""The command that runs the Discord bot."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

from bot.discord.client import run_bot
from bot.monitoring.logs import set_up_logging
from config.settings import Settings, load_settings
from index.cli.options import DataFolder
from retrieval.live import LiveAnswerer


def run(data: DataFolder = None) -> None:
    """Run the Discord bot; its token is read from DISCORD_TOKEN or .env."""
    settings = load_settings()
    run_discord(settings, data or settings.data)


def run_discord(settings: Settings, data: Path) -> None:
    """Run the bot until it is stopped.

    data: where the index lives, and the bot's own database.
    """
    settings = settings.model_copy(update={"data": data})
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    set_up_logging(settings.discord.log, [token])
    live = LiveAnswerer(settings.data, settings.answers, settings.index.threads)
    is_done = True
    try:
        is_done = asyncio.run(run_bot(live, settings))
    finally:
        live.close()
    if not is_done:
        # Python would wait for the thread that works on an answer which nobody waits for.
        logging.shutdown()
        os._exit(0)
