"""``python -m bot`` is ``clippings``."""

from __future__ import annotations

from bot.cli.app import main

if __name__ == "__main__":
    main()
