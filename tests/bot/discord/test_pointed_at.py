"""What people point at is looked up: messages, embeds, forwards, links."""

from __future__ import annotations

import pytest

from bot.texts import Markdown, texts_for
from loopback.model.constants import CONTAINER, TEXT_DISPLAY, Json
from loopback.model.messages import Message
from loopback.server import LoopbackDiscord
from tests.bot.discord.questions import ANSWERED, quotes_in
from tests.bot.discord.servers import ask_channel

EN = texts_for("en")
CLAIM = "Trump rang Putin in the middle of the White House meeting and they talked for 40 minutes"
UNFOUNDED = "A plumber from Quito has patented a sideways teapot made of turnips."
INDEXED = "https://example.org/northline-news/2025/08/white-house-call"
TITLE = "Trump leaves European guests waiting to ring Putin"
UNKNOWN = "https://elsewhere.example/2025/teapots"
MENU = "Find sources"


def said(discord: LoopbackDiscord, text: str, **parts: list[Json]) -> Message:
    """What somebody says in the channel."""
    message = discord.say(discord.person("bob"), text, **parts).asked  # type: ignore[arg-type]
    assert message is not None
    return message


async def called_to(discord: LoopbackDiscord, message: Message, call: str = "is this true?") -> Message:
    """What the bot says when somebody calls it to a message."""
    call = f"<@{discord.world.bot.id}> {call}"
    return await discord.reply_to(discord.person("ada"), message, call).message()


@pytest.mark.parametrize(
    "call",
    [
        "is this true?",
        "source?",
        "?",
        "",
        "debunk",
        "is he right?",
        "really?",
        "is this fake news?",
        "stimmt das?",
        "c'est vrai ?",
    ],
)
@pytest.mark.usefixtures("reading_bot")
async def test_asking_whether_somebodys_claim_is_true_shows_what_articles_say(
    discord: LoopbackDiscord, call: str
) -> None:
    """And nothing of its own: no yes, no headline, no likelihood."""
    answer = await called_to(discord, said(discord, CLAIM), call)
    assert EN("claim-found") in answer.text
    assert any("40 minutes" in quote for quote in quotes_in(answer))
    assert "the answer" not in answer.text
    assert not any("**" in line for line in answer.text.split("\n") if line.startswith("> "))


@pytest.mark.usefixtures("reading_bot")
async def test_of_a_claim_without_articles_it_says_that_it_found_nothing(discord: LoopbackDiscord) -> None:
    answer = await called_to(discord, said(discord, UNFOUNDED))
    assert answer.text.startswith(f"**{EN('claim-not-found')}**")
    assert EN("no-answer-found") not in answer.text
    menu = await discord.context_menu(discord.person("cy"), MENU, said(discord, UNFOUNDED)).message()
    assert EN("claim-not-found") in menu.text


@pytest.mark.usefixtures("reading_bot")
async def test_articles_near_a_claim_arent_called_no_answers(discord: LoopbackDiscord) -> None:
    near = await called_to(discord, said(discord, "The White House has been painted green"))
    assert EN("claim-nearest") in near.text
    assert EN("nearest") not in near.text


@pytest.mark.usefixtures("reading_bot")
async def test_a_question_that_is_pointed_at_is_answered_as_one(discord: LoopbackDiscord) -> None:
    answer = await called_to(discord, said(discord, ANSWERED))
    assert EN("claim-found") not in answer.text
    assert quotes_in(answer)


@pytest.mark.usefixtures("reading_bot")
@pytest.mark.parametrize("said_so", [f"{CLAIM}, right?", f"so {CLAIM}, huh?", f"True that {CLAIM}?"])
async def test_what_wants_to_be_confirmed_is_a_claim_whoever_says_it(
    discord: LoopbackDiscord, said_so: str
) -> None:
    """In a message that is pointed at, in one that mentions the bot, and by command."""
    ada = discord.person("ada")
    for answer in (
        await called_to(discord, said(discord, said_so)),
        await discord.mention(ada, said_so).message(),
        await discord.answer(ada, "ask", question=said_so),
    ):
        assert EN("claim-found") in answer.text
        assert any("40 minutes" in quote for quote in quotes_in(answer))


@pytest.mark.usefixtures("reading_bot")
@pytest.mark.parametrize(
    "around", ["{} What do you all think?", "Is this true? {}. Thoughts?", "{} Did you hear?"]
)
async def test_what_a_claim_asks_its_readers_is_no_part_of_it(discord: LoopbackDiscord, around: str) -> None:
    answer = await called_to(discord, said(discord, around.format(f"{CLAIM}.")))
    assert EN("claim-found") in answer.text
    assert EN("claim-looked-up", claim=Markdown(f"{CLAIM}.")) in answer.text


@pytest.mark.usefixtures("reading_bot")
async def test_try_again_under_a_question_answers_it(discord: LoopbackDiscord) -> None:
    assert quotes_in(await called_to(discord, said(discord, ANSWERED), "try again"))


@pytest.mark.usefixtures("bot")
async def test_without_the_intent_a_claim_that_cant_be_seen_leads_to_the_menu(
    discord: LoopbackDiscord,
) -> None:
    claim = said(discord, CLAIM)
    assert (await called_to(discord, claim)).text == EN("reply-unreadable")
    assert "Find sources" in EN("reply-unreadable")
    menu = await discord.context_menu(discord.person("cy"), MENU, claim).message()
    assert EN("claim-found") in menu.text


@pytest.mark.usefixtures("reading_bot")
async def test_a_claim_is_found_where_discord_leaves_out_what_is_replied_to(
    discord: LoopbackDiscord,
) -> None:
    discord.world.leaves_out_replies = True
    assert EN("claim-found") in (await called_to(discord, said(discord, CLAIM))).text


@pytest.mark.usefixtures("bot")
async def test_a_reply_goes_on_where_discord_leaves_out_the_answer(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    first = await discord.mention(ada, "Who called Putin during the White House meeting?").message()
    discord.world.leaves_out_replies = True
    assert "40 minutes" in (await discord.reply_to(ada, first, "How long did it last?").message()).text


@pytest.mark.usefixtures("bot")
async def test_a_pinged_reply_to_an_answer_that_was_deleted_isnt_ignored(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    first = await discord.mention(ada, ANSWERED).message()
    discord.delete(first)
    assert quotes_in(await discord.reply_to(ada, first, ANSWERED).message())


@pytest.mark.usefixtures("reading_bot")
async def test_asking_about_nothing_tells_how_to_point(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    assert (await discord.mention(ada, "can you check this").message()).text == EN("nothing-pointed-at")


NEWS_POST = {
    "author": {"name": "Wire"},
    "title": "Call during talks",
    "description": CLAIM,
    "fields": [{"name": "When", "value": "Monday"}],
}
LAYOUT = [{"type": CONTAINER, "components": [{"type": TEXT_DISPLAY, "content": f"## Call\n**{CLAIM}**"}]}]


@pytest.mark.usefixtures("reading_bot")
@pytest.mark.parametrize("parts", [{"embeds": [NEWS_POST]}, {"components": LAYOUT}])
async def test_posts_of_news_bots_are_read(discord: LoopbackDiscord, parts: dict[str, list[Json]]) -> None:
    wire = discord.person("wire", bot=True)
    post = discord.say(wire, "", **parts).asked  # type: ignore[arg-type]
    assert post is not None
    for answer in (
        await called_to(discord, post),
        await discord.context_menu(discord.person("cy"), MENU, post).message(),
    ):
        assert any("40 minutes" in quote for quote in quotes_in(answer))


@pytest.mark.usefixtures("reading_bot")
async def test_what_is_forwarded_is_read(discord: LoopbackDiscord) -> None:
    elsewhere, dee = discord.channel("elsewhere"), discord.person("dee")
    claim = said(discord, CLAIM)
    forwarded = discord.forward(dee, claim, elsewhere).asked
    assert forwarded is not None
    assert EN("claim-found") in (await called_to(discord, forwarded)).text
    menu = await discord.context_menu(dee, MENU, forwarded).message()
    assert EN("claim-found") in menu.text
    direct = await discord.forward(dee, claim, discord.world.direct_channel(dee)).message()
    assert EN("claim-found") in direct.text


LINKS = [INDEXED, f"<{INDEXED}>", f"{INDEXED}/?utm_source=x&fbclid=1#comments", f"http{INDEXED[5:]}."]


@pytest.mark.usefixtures("reading_bot")
@pytest.mark.parametrize("link", LINKS)
async def test_a_link_to_an_indexed_article_shows_that_article(discord: LoopbackDiscord, link: str) -> None:
    ada = discord.person("ada")
    shared = said(discord, f"Have a look at {link}")
    for answer in (
        await discord.mention(ada, link).message(),
        await discord.direct(ada, f"what about {link}").message(),
        await called_to(discord, shared),
        await discord.context_menu(ada, MENU, shared).message(),
        await discord.answer(ada, "ask", question=link),
    ):
        assert answer.text.startswith(f"**{TITLE}**")


@pytest.mark.usefixtures("reading_bot")
async def test_a_link_that_isnt_indexed_is_never_searched_as_words(discord: LoopbackDiscord) -> None:
    ada, shared = discord.person("ada"), said(discord, UNKNOWN)
    for answer in (
        await discord.mention(ada, UNKNOWN).message(),
        await discord.direct(ada, UNKNOWN).message(),
        await called_to(discord, shared),
        await discord.context_menu(discord.person("cy"), MENU, shared).message(),
        await discord.answer(discord.person("dee"), "ask", question=UNKNOWN),
    ):
        assert answer.text == EN("link-unknown")


@pytest.mark.usefixtures("reading_bot")
async def test_a_news_bots_embed_that_links_to_an_indexed_article_shows_it(discord: LoopbackDiscord) -> None:
    post = discord.say(discord.person("wire", bot=True), "", embeds=[NEWS_POST | {"url": INDEXED}]).asked
    assert post is not None
    assert (await called_to(discord, post)).text.startswith(f"**{TITLE}**")


@pytest.mark.usefixtures("reading_bot")
async def test_a_question_beside_a_link_is_asked_without_it(discord: LoopbackDiscord) -> None:
    answer = await discord.mention(discord.person("ada"), f"{ANSWERED} {UNKNOWN}").message()
    assert quotes_in(answer)
    assert "elsewhere" not in answer.text
    assert EN("link-not-indexed") in answer.text


OTHER = "https://example.org/the-example-gazette/2025/08/what-was-agreed"
OTHER_TITLE = "What Monday's talks settled"


@pytest.mark.usefixtures("reading_bot")
@pytest.mark.parametrize("text", [f"{OTHER} how long was the call?", f"How long did the call run? <{OTHER}>"])
async def test_a_question_beside_a_link_is_asked_of_that_article_first(
    discord: LoopbackDiscord, text: str
) -> None:
    """Of all articles, another one would come first."""
    ada = discord.person("ada")
    for answer in (
        await discord.mention(ada, text).message(),
        await discord.answer(ada, "ask", question=text, private=True),
    ):
        assert any("nearly 40 minutes" in quote for quote in quotes_in(answer))
        assert OTHER_TITLE in answer.text and TITLE not in answer.text
        assert EN("link-silent") not in answer.text


@pytest.mark.usefixtures("reading_bot")
async def test_a_few_words_beside_a_link_may_ask_about_its_article(discord: LoopbackDiscord) -> None:
    """And go on from it, as does what is asked next."""
    ada = discord.person("ada")
    answer = await discord.direct(ada, f"{INDEXED} who called?").message()
    assert any("Trump who placed the call" in quote for quote in quotes_in(answer))
    then = await discord.reply_to(ada, answer, "How long did it last?").message()
    assert any("40 minutes" in quote for quote in quotes_in(then))


@pytest.mark.usefixtures("reading_bot")
async def test_an_answer_from_other_articles_than_the_linked_one_says_so(discord: LoopbackDiscord) -> None:
    question = "How many ships did the EU sanction in its seventeenth package?"
    answer = await discord.mention(discord.person("ada"), f"{question} {INDEXED}").message()
    assert quotes_in(answer)
    assert answer.text.startswith(f"-# {EN('link-silent')}")


@pytest.mark.usefixtures("bot")
async def test_words_that_a_link_stands_behind_are_read_and_the_link_is_not(discord: LoopbackDiscord) -> None:
    ada = discord.person("ada")
    post = discord.say(
        discord.person("newsroom", bot=True),
        "",
        embeds=[
            {"description": "[Trump](https://away.example/t) rang Putin (https://away.example/p) at length"}
        ],
    ).asked
    assert post is not None
    found = await discord.context_menu(ada, "Find sources", post).message()
    assert "Looked up: Trump rang Putin at length" in found.text


@pytest.mark.usefixtures("reading_bot")
async def test_a_link_alone_in_an_ask_channel_is_for_people(discord: LoopbackDiscord) -> None:
    channel = await ask_channel(discord)
    await discord.say(discord.person("ada"), INDEXED, channel=channel).nothing()
