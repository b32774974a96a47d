"""/help and /privacy."""

from __future__ import annotations

import re

import pytest

from loopback.server import LoopbackDiscord
from tests.bot.discord.questions import ANSWERED, quotes_in


@pytest.mark.usefixtures("bot")
async def test_help_has_examples_that_are_answered(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    message = await discord.answer(ada, "help")
    examples = re.findall(r"^- (.+)$", message.text, re.MULTILINE)
    assert len(examples) == 5
    assert message.is_ephemeral
    answer = await discord.answer(ada, "ask", question=examples[0])
    assert quotes_in(answer)


@pytest.mark.usefixtures("bot")
async def test_privacy_says_what_is_stored_and_deletes_it(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    answer = await discord.answer(ada, "ask", question=ANSWERED)
    shown = await discord.answer(ada, "privacy")
    assert "30 days" in shown.text
    gone = await discord.click(shown, "Delete what is mine", ada).message()
    assert gone.text == "Deleted: one question or vote."
    again = await discord.click(shown, "Delete what is mine", ada).message()
    assert again.text == "I have nothing stored of you."
    late = await discord.click(answer, "Context", ada).message()
    assert late.text == "I no longer have this answer. Please ask again."
