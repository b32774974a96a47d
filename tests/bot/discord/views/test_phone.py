"""How high a message is on a phone."""

from __future__ import annotations

from bot.discord.views.phone import height
from bot.texts import Markdown


def test_a_command_that_can_be_clicked_takes_the_room_of_its_name() -> None:
    written = "• {0} lists the outlets, {0} shows one"
    named = height([Markdown(written.format("/sources"))])
    assert height([Markdown(written.format("</sources:1577224600000000000>"))]) == named
