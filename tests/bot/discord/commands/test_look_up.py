"""/sources, /article and “Find sources”: what is looked up without asking."""

from __future__ import annotations

import pytest

from bot.discord.views.markdown import visible
from index.snapshot.store import OutletSummary
from loopback.server import LoopbackDiscord
from retrieval.answer import Question
from retrieval.live import LiveAnswerer
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.fake_index import Fixed
from tests.bot.discord.questions import ANSWERED, quotes_in


@pytest.mark.usefixtures("bot")
async def test_sources_of_the_examples(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    """/sources lists the index's outlets, privately."""
    message = await discord.answer(discord.person("ada"), "sources")
    for outlet in live.overview().outlets[:10]:
        assert outlet.outlet
        assert outlet.outlet in message.text
    assert message.is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_sources_are_narrowed_by_name_and_date(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    ada = discord.person("ada")
    name = next(one.outlet for one in live.overview().outlets if one.outlet)
    one = await discord.answer(ada, "sources", outlet=name.lower())
    assert "One outlet" in one.text
    assert "Last refreshed: <t:" in one.text
    none = await discord.answer(ada, "sources", since="2090-01-01")
    assert none.text == "No outlet fits that."
    wrong = await discord.answer(ada, "sources", since="soon")
    assert "I can't read the day" in wrong.text


async def test_sources_are_leafed_through(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot
) -> None:
    """Next and Back lead through all pages, and end at both ends; buttons outlive a restart."""
    known = [OutletSummary(f"Outlet {number}", 100 - number, None, None) for number in range(25)]
    around = Fixed(live, live.answer(Question(ANSWERED)), known)
    async with start_bot(around):
        message = await discord.answer(discord.person("ada"), "sources")
        assert "Page 1 of 3" in message.text
        assert message.button("Back")["disabled"]
        await discord.click(message, "Next").message()
        assert "Page 2 of 3" in message.text
        assert "Outlet 10\xa0" in message.text
    async with start_bot(around):
        await discord.click(message, "Next").message()
        assert "Page 3 of 3" in message.text
        assert message.button("Next")["disabled"]
        await discord.click(message, "Back").message()
        assert "Page 2 of 3" in message.text
        around.known = known[:5]
        await discord.click(message, "Next").message()
        assert "Outlet 4\xa0" in message.text, "fewer pages than before: the last one is shown"


@pytest.mark.usefixtures("bot")
async def test_an_article_is_found_by_its_title(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    (headline, *_) = live.headlines("", 1)
    ada = discord.person("ada")
    (choice, *_) = await discord.choices(ada, "article", "title", headline.title[:12])
    message = await discord.answer(ada, "article", title=choice["value"])
    opening = live.opening(headline.id)
    assert opening
    assert message.is_ephemeral
    assert headline.title in message.text
    lead = opening.article.text[opening.lead.start : opening.lead.end]
    assert quotes_in(message) == [visible(lead)]


@pytest.mark.usefixtures("bot")
async def test_an_unknown_article_is_said_to_be_unknown(discord: LoopbackDiscord) -> None:
    message = await discord.answer(discord.person("ada"), "article", title="Nothing")
    assert message.text.startswith("No title has all of these words.")


@pytest.mark.usefixtures("bot")
async def test_find_sources_looks_up_what_a_message_claims(discord: LoopbackDiscord) -> None:
    bob = discord.person("bob")
    claim = "Zelenskyy wore a black jacket at the White House <@123456789012>"
    discord.say(bob, claim)
    theirs = discord.last()
    found = await discord.context_menu(discord.person("ada"), "Find sources", theirs).message()
    assert found.is_ephemeral
    assert any("black jacket" in quote for quote in quotes_in(found))
    assert "123456789012" not in found.text


@pytest.mark.usefixtures("bot")
async def test_find_sources_of_a_picture_says_that_there_is_no_text(discord: LoopbackDiscord) -> None:
    discord.say(discord.person("bob"), "  ")
    theirs = discord.last()
    found = await discord.context_menu(discord.person("ada"), "Find sources", theirs).message()
    assert found.text == "I see no text in that message to look up."


@pytest.mark.usefixtures("bot")
async def test_an_article_is_found_by_words_that_were_not_chosen_from_the_list(
    discord: LoopbackDiscord, live: LiveAnswerer
) -> None:
    (headline, *_) = (one for one in live.headlines("", 20) if len(one.title.split()) > 3)
    typed = " ".join(reversed(headline.title.split()[:3])).upper()
    message = await discord.answer(discord.person("ada"), "article", title=typed)
    assert headline.title in message.text


@pytest.mark.usefixtures("bot")
async def test_where_several_titles_have_the_words_the_others_are_named(
    discord: LoopbackDiscord, live: LiveAnswerer
) -> None:
    titles = [one.title for one in live.headlines("a", 25)]
    assert len(titles) > 3
    message = await discord.answer(discord.person("ada"), "article", title="a")
    assert "Other titles with these words" in message.text
    assert sum(title in message.text for title in titles) >= 3
