"""The bot's command line on another day, which ``FORTNIGHT_NOW`` names."""

from __future__ import annotations

import os
from datetime import datetime

from bot.cli.app import main
from tests.bot.discord.fortnight.clock import day_clock

if __name__ == "__main__":
    with day_clock() as clock:
        clock.set(datetime.fromisoformat(os.environ["FORTNIGHT_NOW"]))
        main()
