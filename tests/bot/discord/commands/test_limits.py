"""Days and outlets that people limit a question to: typed, offered, and wrong."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from bot.service.coverage import coverage
from bot.texts import texts_for
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.discord.questions import ANSWERED, quotes_in

EN, DE = texts_for("en"), texts_for("de")


@pytest.mark.parametrize(
    ("locale", "since", "until"),
    [
        ("en-US", "March 2025", "Dec 31 2025"),
        ("de", "1.3.2025", "Dezember 2025"),
        ("fr", "mars 2025", "2025"),
    ],
)
@pytest.mark.usefixtures("bot")
async def test_days_are_taken_as_people_write_them(
    discord: LoopbackDiscord, locale: str, since: str, until: str
) -> None:
    message = await discord.answer(
        discord.person("ada", locale=locale), "ask", question=ANSWERED, since=since, until=until
    )
    assert quotes_in(message)


@pytest.mark.usefixtures("bot")
async def test_an_empty_range_is_told_to_the_asker_alone_with_the_range_that_there_is(
    discord: LoopbackDiscord, live: LiveAnswerer
) -> None:
    covered = coverage(live.overview())
    assert covered
    message = await discord.answer(discord.person("ada"), "ask", question=ANSWERED, until="1 May 1950")
    assert message.is_ephemeral
    assert "until 1 May 1950" in message.text
    assert EN("days-covered", first=covered.first, last=covered.last) in message.text
    assert not [one for one in discord.history() if one.author is discord.world.bot]


@pytest.mark.usefixtures("bot")
async def test_an_unknown_outlet_is_told_to_the_asker_alone_with_names_that_are_alike(
    discord: LoopbackDiscord, live: LiveAnswerer
) -> None:
    (known, *_) = (one.outlet for one in live.overview().outlets if one.outlet)
    message = await discord.answer(discord.person("ada"), "ask", question=ANSWERED, outlet=known[1:])
    assert message.is_ephemeral
    assert f"**{known}**" in message.text


@pytest.mark.usefixtures("bot")
async def test_an_outlet_like_none_leads_to_the_list_by_a_click(discord: LoopbackDiscord) -> None:
    message = await discord.answer(discord.person("ada"), "ask", question=ANSWERED, outlet="Zzyzx Gazette")
    assert "</sources:" in message.text


@pytest.mark.usefixtures("bot")
async def test_a_refusal_names_the_outlets_that_the_server_has_set(
    discord: LoopbackDiscord, live: LiveAnswerer
) -> None:
    (known, *_) = (one.outlet for one in live.overview().outlets if one.outlet)
    await discord.answer(discord.person("mod", moderator=True), "setup outlet", outlet=known, shown=True)
    message = await discord.answer(discord.person("ada"), "ask", question="Who won the 1931 chess prize?")
    assert f"from {known} only, as this server has set" in message.text


@pytest.mark.usefixtures("bot")
async def test_days_are_offered_while_one_types(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    ada, today, covered = discord.person("ada"), date.today(), coverage(live.overview())
    assert covered
    offered = await discord.choices(ada, "ask", "since", "")
    values = {choice["name"].partition(" · ")[0]: choice["value"] for choice in offered}
    assert values["today"] == today.isoformat()
    assert values["last 7 days"] == (today - timedelta(7)).isoformat()
    assert values["this month"] == today.replace(day=1).isoformat()
    assert values["oldest article"] == covered.first.isoformat()
    last = [choice["name"].partition(" · ")[0] for choice in await discord.choices(ada, "ask", "until", "")]
    assert "yesterday" in last
    assert "this year" not in last, "it ends as today does"
    until = await discord.choices(ada, "ask", "until", "newest")
    assert [choice["value"] for choice in until] == [covered.last.isoformat()]


@pytest.mark.usefixtures("bot")
async def test_what_one_types_is_shown_as_it_is_understood(discord: LoopbackDiscord) -> None:
    eva = discord.person("eva", locale="de")
    (since, *_) = await discord.choices(eva, "ask", "since", "Mai 2021")
    (until, *_) = await discord.choices(eva, "ask", "until", "Mai 2021")
    assert (since["name"], since["value"]) == ("Mai 2021 · 1. Mai 2021", "2021-05-01")
    assert (until["name"], until["value"]) == ("Mai 2021 · 31. Mai 2021", "2021-05-31")
    (whole, *_) = await discord.choices(eva, "ask", "since", "4. Mai 2021")
    assert (whole["name"], whole["value"]) == ("4. Mai 2021", "2021-05-04"), "a day isn't named twice"
    assert DE("day-today") in (await discord.type_option(eva, "sources", "since", "heu"))[0]
    assert await discord.choices(eva, "ask", "since", "\u202ebanane") == []


@pytest.mark.usefixtures("bot")
async def test_a_misspelled_outlet_is_offered_too(discord: LoopbackDiscord, live: LiveAnswerer) -> None:
    (known, *_) = (one.outlet for one in live.overview().outlets if one.outlet)
    assert known in await discord.type_option(discord.person("ada"), "ask", "outlet", f"{known[1:]}x")


@pytest.mark.usefixtures("bot")
async def test_questions_that_have_an_answer_are_offered(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    shown = await discord.answer(ada, "help")
    examples = re.findall(r"^- (.+)$", shown.text, re.MULTILINE)
    offered = await discord.type_option(ada, "ask", "question", "")
    assert examples
    assert set(examples) <= set(offered)
