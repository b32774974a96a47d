"""Draw the README's picture: a real answer from the example articles, as the terminal shows it.

python -m docs.picture      (after `clippings index`)
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from rich.console import Console

from bot.cli.start import EXAMPLE_QUESTION
from bot.cli.terminal import show
from retrieval.answer import Question
from retrieval.answerer import Answerer


def main() -> None:
    """Ask the example question and save what is printed."""
    console = Console(record=True, width=96, force_terminal=True, file=io.StringIO())
    console.print(f'[green]$[/] clippings ask "{EXAMPLE_QUESTION}"\n', highlight=False)
    with Answerer.open("data") as answerer:
        show(answerer.answer(Question(EXAMPLE_QUESTION, today=date.today())), console)
    console.save_svg(str(Path(__file__).with_name("answer.svg")), title="clippings")


if __name__ == "__main__":
    main()
