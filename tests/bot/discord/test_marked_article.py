"""One article full of marks, through every command and button, in every language: nothing of it acts."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from bot.texts import LANGUAGES
from config.settings import AnswerSettings, DiscordSettings, IndexSettings
from index.article import Article
from index.build.build import build
from index.parsers import ParsedArticle
from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.rendered import broken_label, effects

EVIL = (
    "[Free gift](https://evil.example) @everyone <@1> <#2> </ask:1> <:gift:3> <t:0:R> ||hidden|| **loud**"
    " `code` \u202edesrever\u202c \u3164\u2800 z\u0301\u0301\u0301\u0301\u0301\u0301algo discord.gg/gift"
)
TEXT = (
    f"# Lighthouse keeper\n\nThe lighthouse of Skerryholm has 211 steps, {EVIL}.\n\n- one\n> two\n"
    f"-# three\n\nThe keeper of Skerryholm climbs them {EVIL} each day.\n\n"
    f"Nobody counts the gulls of Skerryholm {EVIL}."
)
QUESTION = "How many steps has the lighthouse of Skerryholm?"
OURS = re.compile(
    r"^(?:> |-# |- )+|<t:\d+:[DRf]>|</?\w[\w -]*:\d{3,}>|<@!?\d{3,}>|\[[^\[\]]*\]\(<https?://[^\s()<>]+>\)|• "
)
LINK = re.compile(r"\[([^\[\]]*)\]\(<([^\s()<>]+)>\)")


@pytest.fixture
def marked(tmp_path: Path) -> LiveAnswerer:
    """An index of that article, by an outlet and an author of the same kind."""
    article = Article(
        "",
        TEXT,
        title=f"Skerryholm {EVIL}",
        url="https://news.example/skerryholm",
        outlet=f"Gull · 5 May 2024 {EVIL}",
        authors=(f"Ada {EVIL}",),
    )
    build([ParsedArticle("test:1", article)], tmp_path / "index", IndexSettings())
    return LiveAnswerer(tmp_path / "index", AnswerSettings())


def acting(message: Message) -> list[str]:
    """What acts in a message, beside our own links, dates, commands and marks."""
    found = ["bidi"] if "\u202e" in message.text or "\u3164" in message.text else []
    found += ["piled marks"] if "\u0301" * 4 in message.text else []
    for line in message.text.split("\n"):
        links = LINK.findall(line)
        found += [f"a link to {url}" for _, url in links if not url.startswith("https://news.example/")]
        found += [f"a label {label!r}" for label, _ in links if broken_label(label)]
        found += effects(OURS.sub("", line))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_article_full_of_marks_does_nothing_anywhere(
    discord: LoopbackDiscord, marked: LiveAnswerer, start_bot: StartBot, language: str
) -> None:
    ada = discord.person("ada", locale=language, moderator=True)
    settings = DiscordSettings(cooldown_seconds=0)
    async with start_bot(marked, settings):
        seen: list[Message] = []
        answered = await discord.answer(ada, "ask", question=QUESTION, private=True)
        seen.append(answered)
        seen += [await discord.click(answered, answered.buttons()[0], ada).message()]
        seen += [await discord.click(answered, "📣", ada).message()]
        seen.append(await discord.answer(ada, "ask", question=f"Who is the {EVIL} of Skerryholm?"))
        seen.append(await discord.answer(ada, "ask", question=QUESTION, outlet=EVIL[:80]))
        seen.append(await discord.answer(ada, "sources"))
        seen.append(await discord.answer(ada, "article", title="Skerryholm"))
        seen.append(await discord.answer(ada, "help"))
        seen.append(await discord.mention(ada, QUESTION).message())
        claim = discord.say(discord.person("bob"), f"The lighthouse of Skerryholm has 211 steps {EVIL}").asked
        assert claim is not None
        seen.append(await discord.context_menu(ada, "Find sources", claim).message())
        assert any("211 steps" in message.text for message in seen)
        for message in seen:
            assert not acting(message), message.text
    await asyncio.to_thread(marked.close)
