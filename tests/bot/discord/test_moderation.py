"""Channels, roles and people that moderators choose, and what becomes of settings when those go."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.texts import texts_for
from config.settings import DiscordSettings
from loopback.model.constants import ANNOUNCEMENTS, CATEGORY, FORUM, MEDIA, STAGE, TEXT_CHANNEL, VOICE
from loopback.model.guilds import Channel
from loopback.model.messages import Message
from loopback.model.users import User
from loopback.server import LoopbackDiscord
from retrieval.live import LiveAnswerer
from tests.bot.database.opening import as_another_program
from tests.bot.discord.conftest import StartBot
from tests.bot.discord.questions import ANSWERED, quotes_in

EN = texts_for("en")


@pytest.fixture
def mod(discord: LoopbackDiscord) -> User:
    """A moderator of the first server."""
    return discord.person("mod", moderator=True)


async def choose(discord: LoopbackDiscord, mod: User, setting: str, *chosen: object) -> Message:
    """Pick from a list of /setup channels, as the client offers it."""
    lists = await discord.answer(mod, "setup channels")
    return await discord.choose(lists, *chosen, menu=f"setup:{setting}", user=mod).message()


async def asked(
    discord: LoopbackDiscord, channel: Channel | None = None, user: User | None = None
) -> Message:
    """What somebody gets who asks by /ask."""
    return await discord.answer(user or discord.person("ada"), "ask", channel=channel, question=ANSWERED)


@pytest.mark.usefixtures("bot")
async def test_deleting_the_only_allowed_channel_locks_nobody_out(
    discord: LoopbackDiscord, mod: User
) -> None:
    only = discord.channel("questions")
    await choose(discord, mod, "allowed_channels", only)
    assert not quotes_in(await asked(discord))
    discord.delete_channel(only)
    await discord.at_rest()
    assert quotes_in(await asked(discord))
    shown = (await discord.answer(mod, "setup show")).text
    assert "I answer: everywhere" in shown
    assert EN("setup-gone-allowed-channels") in shown
    await choose(discord, mod, "allowed_channels", discord.world.channel)
    assert EN("setup-gone-allowed-channels") not in (await discord.answer(mod, "setup show")).text


@pytest.mark.usefixtures("bot")
async def test_what_is_deleted_while_another_program_writes_locks_nobody_out_for_long(
    discord: LoopbackDiscord, mod: User, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    only = discord.channel("questions")
    await choose(discord, mod, "allowed_channels", only)
    with as_another_program(tmp_path / "bot.sqlite") as other:
        other.execute("BEGIN IMMEDIATE")
        discord.delete_channel(only)
        await discord.at_rest()
        other.execute("ROLLBACK")
    async with asyncio.timeout(20):
        while not quotes_in(await asked(discord)):  # noqa: ASYNC110
            await asyncio.sleep(0.5)
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


@pytest.mark.usefixtures("bot")
async def test_deleting_the_only_allowed_role_locks_nobody_out(discord: LoopbackDiscord, mod: User) -> None:
    role = discord.role("reporters")
    await choose(discord, mod, "allowed_roles", role)
    assert not quotes_in(await asked(discord))
    discord.delete_role(role)
    await discord.at_rest()
    assert quotes_in(await asked(discord))
    assert EN("setup-gone-allowed-roles") in (await discord.answer(mod, "setup show")).text


async def test_what_was_deleted_while_the_bot_was_away_locks_nobody_out(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, mod: User
) -> None:
    channel, role = discord.channel("questions"), discord.role("reporters")
    async with start_bot(live):
        await choose(discord, mod, "allowed_channels", channel)
        await choose(discord, mod, "allowed_roles", role)
    del discord.world.guild.channels[channel.id]
    del discord.world.guild.roles[role.id]
    async with start_bot(live, DiscordSettings(cooldown_seconds=0)):
        await discord.at_rest()
        assert quotes_in(await asked(discord))


async def test_a_chosen_thread_that_the_bot_does_not_see_is_not_forgotten(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, mod: User
) -> None:
    async with start_bot(live):
        thread = discord.open_thread(discord.person("bob"), "harbour")
        await choose(discord, mod, "allowed_channels", thread)
    hidden = discord.world.guild.channels.pop(thread.id)
    discord.world.group_channels[thread.id] = hidden  # Discord lists no archived threads when one logs in.
    async with start_bot(live):
        await discord.at_rest()
        assert f"I answer: <#{thread.id}>" in (await discord.answer(mod, "setup show")).text


@pytest.mark.parametrize("kind", [TEXT_CHANNEL, ANNOUNCEMENTS, VOICE, STAGE])
@pytest.mark.usefixtures("bot")
async def test_a_channel_of_any_kind_can_be_the_one_to_ask_in(
    discord: LoopbackDiscord, mod: User, kind: int
) -> None:
    channel = discord.channel("there", kind=kind)
    await choose(discord, mod, "allowed_channels", channel)
    assert quotes_in(await asked(discord, channel))
    assert not quotes_in(await asked(discord))


@pytest.mark.usefixtures("bot")
async def test_a_category_stands_for_all_channels_in_it_and_for_their_threads(
    discord: LoopbackDiscord, mod: User
) -> None:
    desk = discord.channel("desk", kind=CATEGORY)
    inside = discord.channel("inside", category=desk)
    thread = discord.open_thread(discord.person("bob"), "harbour", inside)
    await choose(discord, mod, "allowed_channels", desk)
    assert quotes_in(await asked(discord, inside))
    assert quotes_in(await asked(discord, thread))
    assert not quotes_in(await asked(discord))


@pytest.mark.usefixtures("bot")
async def test_everywhere_but_in_one_channel(discord: LoopbackDiscord, mod: User) -> None:
    serious = discord.channel("serious")
    await choose(discord, mod, "denied_channels", serious)
    told = await asked(discord, serious)
    assert told.text == "I'm not to answer in this channel."
    assert told.is_ephemeral
    assert quotes_in(await asked(discord))
    assert f"I don't answer: <#{serious.id}>" in (await discord.answer(mod, "setup show")).text


async def test_announcements_voice_chats_and_threads_can_be_asked_in_without_a_mention(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, mod: User
) -> None:
    discord.world.may_read_content = True
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, message_content=True)):
        chosen = [discord.channel("a", kind=ANNOUNCEMENTS), discord.channel("b", kind=VOICE)]
        await choose(discord, mod, "ask_channels", *chosen)
        ada = discord.person("ada")
        for channel in (*chosen, discord.open_thread(ada, "harbour", chosen[0])):
            assert quotes_in(await discord.say(ada, ANSWERED, channel=channel).message())


@pytest.mark.parametrize("kind", [FORUM, MEDIA])
async def test_posts_are_answered_in_forums_and_media_channels(
    discord: LoopbackDiscord, live: LiveAnswerer, start_bot: StartBot, mod: User, kind: int
) -> None:
    discord.world.may_read_content = True
    async with start_bot(live, DiscordSettings(cooldown_seconds=0, message_content=True)):
        forum = discord.channel("posts", kind=kind)
        await choose(discord, mod, "forum_channels", forum)
        assert quotes_in(await discord.post(discord.person("ada"), forum, "A question", ANSWERED).message())


@pytest.mark.usefixtures("bot")
async def test_who_is_blocked_hears_so_alone_and_once_more_gets_answers(
    discord: LoopbackDiscord, mod: User
) -> None:
    eve = discord.person("eve")
    shown = await discord.answer(mod, "setup block", who=eve, blocked=True)
    assert f"Whom I never answer: <@{eve.id}>" in shown.text
    told = await asked(discord, user=eve)
    assert told.is_ephemeral
    assert told.text == EN("person-blocked")
    await discord.mention(eve, ANSWERED).nothing()
    assert quotes_in(await discord.mention(discord.person("ada"), ANSWERED).message())
    await discord.answer(mod, "setup block", who=eve, blocked=False)
    assert quotes_in(await discord.mention(eve, ANSWERED).message())


@pytest.mark.usefixtures("bot")
async def test_a_blocked_role_is_blocked_for_all_who_have_it(discord: LoopbackDiscord, mod: User) -> None:
    eve = discord.person("eve")
    role = discord.role("muted", to=eve)
    shown = await discord.answer(mod, "setup block", who=role, blocked=True)
    assert f"<@&{role.id}>" in shown.text
    assert (await asked(discord, user=eve)).text == EN("person-blocked")


@pytest.mark.usefixtures("reading_bot")
async def test_whoever_is_blocked_gets_silence_whatever_they_write(
    discord: LoopbackDiscord, mod: User
) -> None:
    """Small talk, remarks, links and calls too; and no direct message where the bot may not write."""
    eve = discord.person("eve")
    answer = await discord.mention(eve, ANSWERED).message()
    await discord.answer(mod, "setup block", who=eve, blocked=True)
    closed = discord.channel("closed", closed=True)
    for text in ("good morning", "cheers", "", "links?", "https://example.org/gone", "what can you do?"):
        await discord.mention(eve, text).nothing()
        await discord.reply_to(eve, answer, text or "shorter").nothing()
    await discord.mention(eve, ANSWERED, channel=closed).nothing()
    assert not discord.history(discord.world.direct_channel(eve))
    assert (await discord.answer(eve, "ask", question="good morning")).text == EN("person-blocked")


@pytest.mark.usefixtures("bot")
async def test_where_the_bot_isnt_to_answer_it_has_no_small_talk_either(
    discord: LoopbackDiscord, mod: User
) -> None:
    serious = discord.channel("serious")
    await choose(discord, mod, "denied_channels", serious)
    for number, text in enumerate(("good morning", "", "links?", "https://example.org/gone")):
        told = await discord.mention(discord.person(f"guest {number}"), text, channel=serious).message()
        assert told.text == EN("denied-channel")


@pytest.mark.usefixtures("bot")
async def test_nobody_shares_an_answer_where_it_isnt_to_stand(discord: LoopbackDiscord, mod: User) -> None:
    serious, eve = discord.channel("serious"), discord.person("eve")
    answer = await discord.answer(eve, "ask", question=ANSWERED, private=True, channel=serious)
    await choose(discord, mod, "denied_channels", serious)
    assert (await discord.click(answer, "📣").followup()).text == EN("denied-channel")
    await choose(discord, mod, "denied_channels")
    await discord.answer(mod, "setup block", who=eve, blocked=True)
    assert (await discord.click(answer, "📣").message()).text == EN("person-blocked")
    assert [one for one in discord.history(serious) if one.author is discord.world.bot] == []


@pytest.mark.usefixtures("bot")
async def test_the_bot_itself_cant_be_blocked(discord: LoopbackDiscord, mod: User) -> None:
    told = await discord.answer(mod, "setup block", who=discord.world.bot, blocked=True)
    assert told.text == EN("setup-not-me")
    assert "Whom I never answer" not in (await discord.answer(mod, "setup show")).text


@pytest.mark.usefixtures("bot")
async def test_only_outlets_that_are_indexed_can_be_chosen(
    discord: LoopbackDiscord, mod: User, live: LiveAnswerer
) -> None:
    (known, *_) = (one.outlet for one in live.overview().outlets if one.outlet)
    told = await discord.answer(mod, "setup outlet", outlet="The Moon Gazette*", shown=True)
    assert "I have no outlet “The Moon Gazette\\*”" in told.text
    near = await discord.answer(mod, "setup outlet", outlet=f"{known[:-2]}", shown=True)
    assert f"Did you mean **{known}**" in near.text
    shown = await discord.answer(mod, "setup outlet", outlet=f" {known.upper()} ", shown=True)
    assert f"Outlets quoted: {known}" in shown.text


@pytest.mark.usefixtures("bot")
async def test_what_two_moderators_set_at_once_holds_both(discord: LoopbackDiscord, mod: User) -> None:
    other, channel, eve = (
        discord.person("other", moderator=True),
        discord.channel("quay"),
        discord.person("eve"),
    )
    lists = await discord.answer(other, "setup channels")
    set_at_once = [
        discord.slash(mod, "setup answers", private=True),
        discord.slash(other, "setup answers", cooldown=60),
        discord.slash(mod, "setup language", language="fr"),
        discord.slash(other, "setup outlet", outlet="Harbour Courier", shown=True),
        discord.slash(mod, "setup block", who=eve, blocked=True),
        discord.choose(lists, channel, menu="setup:denied_channels", user=other),
    ]
    for reply in set_at_once:
        await reply.message()
    await discord.at_rest()
    shown = (await discord.answer(mod, "setup show")).text
    assert "private" in shown and "60 seconds" in shown and "Language: Français" in shown
    assert "Outlets quoted: Harbour Courier" in shown
    assert f"<@{eve.id}>" in shown and f"I don't answer: <#{channel.id}>" in shown


@pytest.mark.usefixtures("bot")
async def test_a_list_never_shows_what_was_not_kept(discord: LoopbackDiscord, mod: User) -> None:
    """Something that can't be chosen, or was picked too soon after ten others."""
    text, forum = discord.channel("quay"), discord.channel("desk", kind=FORUM)
    lists = await discord.answer(mod, "setup channels")

    def shown() -> list[str]:
        return [str(one["id"]) for one in lists.select("setup:forum_channels").get("default_values", [])]

    await discord.choose(lists, forum, menu="setup:forum_channels", user=mod).message()
    changes = lists.edits
    told = discord.choose(lists, text, menu="setup:forum_channels", user=mod)
    assert (await told.followup()).text == EN("setup-no-forum")
    assert shown() == [forum.id] and lists.edits > changes
    for _ in range(12):
        told = discord.choose(lists, menu="setup:forum_channels", user=mod)
        await told.acknowledged()
    await discord.at_rest()
    assert "One moment, please" in (await told.followup()).text
    assert shown() == []
    assert (
        "Forums: none" in (await discord.answer(discord.person("other", moderator=True), "setup show")).text
    )


@pytest.mark.usefixtures("reading_bot")
async def test_a_moderator_hears_that_two_choices_contradict_each_other(
    discord: LoopbackDiscord, mod: User
) -> None:
    """A channel for questions that isn't among those answered in, or is one to keep out of."""
    questions, other = discord.channel("questions"), discord.channel("quay")
    await choose(discord, mod, "ask_channels", questions)
    await choose(discord, mod, "allowed_channels", other)
    await discord.say(discord.person("ada"), ANSWERED, channel=questions).nothing()
    said = "so I don't answer there: "
    assert f"{said}<#{questions.id}>" in (await discord.answer(mod, "setup check")).text
    await choose(discord, mod, "allowed_channels")
    assert said not in (await discord.answer(mod, "setup show")).text
    other_mod = discord.person("other", moderator=True)
    await choose(discord, other_mod, "denied_channels", questions)
    assert f"{said}<#{questions.id}>" in (await discord.answer(other_mod, "setup show")).text


@pytest.mark.usefixtures("bot")
async def test_the_log_tells_changes_from_tries_and_names_nobody(
    discord: LoopbackDiscord, mod: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="bot.discord.audit")
    eve = discord.person("eve")
    await discord.answer(mod, "setup block", who=eve, blocked=True)
    assert "change: setup in server" in caplog.text
    assert eve.id not in caplog.text and mod.id not in caplog.text
    await discord.answer(eve, "setup reset", force=True)
    assert "refused: setup in server" in caplog.text
