"""Commands, buttons, menus and forms, as people use them."""

from __future__ import annotations

from typing import Any

import pytest

from loopback.model.constants import FORUM
from loopback.model.permissions import Permission
from loopback.server import LoopbackDiscord
from tests.loopback.samples import Sample

pytestmark = pytest.mark.usefixtures("bot")


async def test_private_answer_is_seen_by_its_asker_alone(server: LoopbackDiscord) -> None:
    """In history, and for buttons."""
    ada, eve = server.person("ada", locale="de"), server.person("eve")
    message = await server.answer(ada, "ask", question="why?", rating=1, mood="Kind")
    assert message.text == "why?  1.0 k de en-US"
    assert server.history(user=ada) == [message]
    assert server.history(user=eve) == server.history() == []
    with pytest.raises(AssertionError, match="eve doesn't see this message"):
        server.click(message, "👍", eve)
    await server.click(message, "👍").message()
    assert message.text == "thanks"


@pytest.mark.parametrize(
    ("options", "mistake"),
    [
        ({}, "needs"),
        ({"question": "?"}, "takes 2 to 50 characters"),
        ({"question": 3}, "takes a str"),
        ({"question": "why?", "rating": 1.5}, "takes 0.0 to 1.0"),
        ({"question": "why?", "rating": True}, "takes a int or float"),
        ({"question": "why?", "mood": "Cross"}, "offers only"),
    ],
)
async def test_options_take_what_they_take(
    server: LoopbackDiscord, options: dict[str, Any], mistake: str
) -> None:
    """Discord's client lets nobody send anything else."""
    with pytest.raises(AssertionError, match=mistake):
        server.slash(server.person("ada"), "ask", **options)


async def test_options_name_people_channels_and_roles(server: LoopbackDiscord) -> None:
    """They come resolved."""
    ada, bob = server.person("ada"), server.person("bob")
    news, role = server.channel("news"), server.role("Editors")
    reply = server.slash(ada, "named", who=bob, where=news, role=role, loud=True)
    assert (await reply.message()).text == "bob news Editors True"
    with pytest.raises(AssertionError, match="lists no channels of type 15"):
        server.slash(ada, "named", who=bob, where=server.channel("f", kind=FORUM), role=role, loud=True)


async def test_choices_are_offered_while_typing(server: LoopbackDiscord) -> None:
    """By name and value."""
    ada = server.person("ada")
    (choice,) = await server.autocomplete(ada, "ask", option="outlet", typed="Gua", question="why?")
    assert choice == {"name": "Guardian", "value": "guardian"}
    assert await server.type_option(ada, "ask", "outlet", "G") == ["Guardian", "Gazette"]
    assert await server.choices(ada, "ask", "outlet", "x") == []


async def test_form_is_filled_in_and_sent(server: LoopbackDiscord) -> None:
    """Texts and menus, by label or custom id."""
    ada = server.person("ada")
    message = await server.answer(ada, "ask", question="why?")
    pressed = server.click(message, "Form")
    assert (await pressed.modal())["title"] == "Tell us"
    with pytest.raises(AssertionError, match="needs 'What is wrong'"):
        await server.submit(pressed, kind="Wrong")
    with pytest.raises(AssertionError, match="has no"):
        await server.submit(pressed, what_is_wrong="all", kind="Wrong", more="x")
    told = await (await server.submit(pressed, what_is_wrong="all of it", kind="Wrong")).message()
    assert told.text == "all of it / w"
    assert told.sole_reader == ada


async def test_menus_of_channels_and_roles(server: LoopbackDiscord) -> None:
    """What is chosen comes resolved; nothing can be chosen that isn't listed."""
    ada = server.person("ada")
    message = await server.answer(ada, "ask", question="why?")
    news, forum = server.channel("news"), server.channel("questions", kind=FORUM)
    chosen = server.choose(message, server.world.channel, news, menu="Channels")
    assert (await chosen.message()).text == "general news"
    role = server.role("Editors")
    assert (await server.choose(message, role, menu="roles").message()).text == "Editors"
    with pytest.raises(AssertionError, match="not one menu None but 2"):
        server.choose(message, role)
    with pytest.raises(AssertionError, match="takes 1 to 1, not 2"):
        server.choose(message, role, role, menu="Roles")
    with pytest.raises(AssertionError, match="lists no channels of type 15"):
        server.choose(message, forum, menu="Channels")


async def test_first_and_further_messages_are_edited_and_deleted(server: LoopbackDiscord) -> None:
    """By the interaction's token."""
    reply = server.slash(server.person("ada"), "twice")
    later = await reply.followup()
    await server.world.wait_for(lambda: later.edits == 1 and len(server.history()) == 1, 5, "the end")
    assert (await reply.message()).text == "two, changed"


async def test_message_menu_brings_the_whole_message(server: LoopbackDiscord, bot: Sample) -> None:
    """Even without the message content intent."""
    said = server.say(server.person("bob"), "the sky is green").asked
    assert said is not None
    shown = await server.context_menu(server.person("ada"), "Look Up", said).message()
    assert shown.text == "it says the sky is green"
    assert [message.content for message in bot.seen] == [""]


async def test_commands_are_hidden_from_who_lacks_the_right(server: LoopbackDiscord) -> None:
    """In servers by permissions, in direct messages by contexts; a server can allow more."""
    ada, mod = server.person("ada"), server.person("mod", moderator=True)
    assert "setup" not in server.offered(ada)
    assert "setup" in server.offered(mod)
    with pytest.raises(AssertionError, match="ada doesn't see the command 'setup show' here"):
        server.slash(ada, "setup show")
    assert (await server.answer(ada, "setup show", force=True)).text == "manages: False"
    assert (await server.answer(mod, "setup show")).text == "manages: True"
    with pytest.raises(AssertionError, match="isn't for direct messages"):
        server.slash(mod, "setup show", direct=True)
    with pytest.raises(AssertionError, match="needs a subcommand"):
        server.slash(mod, "setup")
    server.deny(server.world.channel, Permission.USE_APPLICATION_COMMANDS)
    assert server.offered(mod) == []


async def test_forged_ids_reach_the_bot(server: LoopbackDiscord) -> None:
    """On any message, as anyone."""
    eve = server.person("eve")
    private = await server.answer(server.person("ada"), "ask", question="why?")
    forged = server.forge(eve, "good", private)
    assert (await forged.message()).text == "thanks"
    shown = server.forge(eve, "form")
    assert (await shown.modal())["title"] == "Tell us"


async def test_files_are_received(server: LoopbackDiscord) -> None:
    """With their names and texts."""
    message = await server.answer(server.person("ada"), "report")
    assert message.files == ['{"a": 1}\n']
    assert list(message.attached) == ["votes.jsonl"]


async def test_waiting_for_ever_is_a_problem(server: LoopbackDiscord) -> None:
    """Unless it was expected; expecting it in vain is one, too."""
    await server.slash(server.person("ada"), "think").acknowledged()
    assert server.problems() == ["/think is thinking for ever"]
    server.expect("is thinking")
    assert server.problems() == []
    server.world.messages.clear()
    assert server.problems() == ["expected a problem like 'is thinking', but there was none"]
    server._expected.clear()


async def test_tokens_expire(server: LoopbackDiscord, bot: Sample) -> None:
    """After a quarter of an hour."""
    server.expect("after its token had expired")
    server.expect("/expired is thinking for ever")
    await server.slash(server.person("ada"), "expired").acknowledged()
    server.clock.advance(901)
    bot.go.set()
    error = await bot.failures.get()
    assert (error.status, error.code) == (401, 50027)
