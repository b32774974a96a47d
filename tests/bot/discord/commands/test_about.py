"""/help and /privacy."""

from __future__ import annotations

import re

import pytest

from bot.discord.views import phone
from bot.texts import Markdown
from config.settings import DiscordSettings
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Around
from tests.bot.discord.questions import ANSWERED, quotes_in


@pytest.mark.usefixtures("bot")
async def test_help_has_examples_that_are_answered(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    message = await discord.answer(ada, "help")
    examples = re.findall(r"^- (.+)$", message.text, re.MULTILINE)
    assert len(examples) == 2
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
    assert late.text.startswith("I no longer have this answer. Please ask again: </ask:")


class Counted(Around):
    """Counts how often it is asked for examples, which are full of markdown."""

    asked = 0

    def examples(self, count: int) -> list[str]:
        """One example, after counting."""
        self.asked += 1
        return ["What is known about “[Free gift](https://evil.example) @everyone”?"]


async def test_help_asks_the_index_once_and_shows_titles_as_they_are(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    index = Counted(live)
    async with start_bot(index):
        for name in ("ada", "bob", "cem"):
            message = await discord.answer(discord.person(name), "help")
            assert "[Free" not in message.text.replace("\\[", "")
            assert "https:\\/\\/evil.example" in message.text
    assert index.asked == 1


@pytest.mark.usefixtures("bot")
async def test_help_tells_of_all_that_can_be_done_with_commands_to_click(discord: LoopbackDiscord) -> None:
    message = await discord.answer(discord.person("ada"), "help")
    ids = {command["name"]: command["id"] for command in discord.world.commands}
    for name in ("ask", "sources", "article", "privacy"):
        assert f"</{name}:{ids[name]}>" in message.text
    for word in ("Context", "More", "Reply", "thread", "days", "Find sources", "🗑"):
        assert word in message.text


async def test_privacy_links_the_policy_and_terms_of_whoever_runs_the_bot(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    pages = DiscordSettings(privacy_url="https://bot.example/privacy", terms_url="https://bot.example/terms")
    async with start_bot(live, pages):
        shown = await discord.answer(discord.person("ada"), "privacy")
        for title, page in (("Privacy policy", pages.privacy_url), ("Terms of service", pages.terms_url)):
            assert re.search(rf"\[{title}\]\(<?{re.escape(page)}>?\)", shown.text)
        assert "whether I had an answer or not" in shown.text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("locale", ["en-US", "de", "fr"])
async def test_help_is_no_higher_than_a_phone(discord: LoopbackDiscord, locale: str) -> None:
    message = await discord.answer(discord.person("ada", locale=locale), "help")
    shown = re.sub(r"<(/\w+):\d+>", r"\1", message.text)
    assert phone.height([Markdown(shown)]) <= 640
