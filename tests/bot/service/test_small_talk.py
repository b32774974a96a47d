"""Small talk gets a reply; whatever may be a question is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.small_talk import (
    GOODBYE,
    GREETING,
    HELP,
    HOW_I_AM,
    NOTED,
    PRAISED,
    SORRY,
    WELCOME,
    WHO_I_AM,
    is_call,
    small_talk,
    without_small_talk,
)


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("hello | Hi! | heyyy | HELLO THERE | hi everyone 👋 | good morning | Hey, Clippings!", GREETING),
        ("Hallo | Grüß Gott | guten Tag | Bonjour ! | ¡Hola! | buenos días | Ciao | buongiorno", GREETING),
        ("you there? | Are you awake | testing | ping | Bist du da?", GREETING),
        ("hi, how are you? | What's up? | how’s it going | and you? | und du?", HOW_I_AM),
        ("thanks | thx!! | ty | Thank you so much! | ok thanks | thanks a lot, bot | cheers mate", WELCOME),
        ("danke 🙏 | Dankeschön | Vielen Dank! | merci beaucoup | muchas gracias | grazie mille", WELCOME),
        ("bye | Thanks, bye! | good night | see you later | tschüss | au revoir", GOODBYE),
        ("good bot | Well done! | you're awesome", PRAISED),
        (
            "this bot is really useful | I like this bot a lot | dieser Bot ist echt super | j'aime ce bot",
            PRAISED,
        ),
        ("hi, this bot rocks! | shoutout to this bot | everyone loves the bot", PRAISED),
        ("bad bot | that's wrong | this bot is so slow | I hate this bot | this bot sucks", SORRY),
        ("just try this bot | you should ask the bot | frag doch mal den Bot", HELP),
        ("Hallo zusammen | bonjour tout le monde", GREETING),
        ("help | help me please | What can you do? | what can I ask | how does this work??", HELP),
        (
            "who made you? | who are you? | hi, who are you | Are you a bot? | what’s your name",
            WHO_I_AM,
        ),
        (
            "ok | cool | got it | lol | yep | No, thanks! | Ja, genau. | nein danke | who asked?",
            NOTED,
        ),
    ],
)
def test_small_talk_gets_a_reply(said: str, reply: str) -> None:
    replies = {message: small_talk(message) for message in said.split(" | ")}
    assert replies == dict.fromkeys(replies, reply)


@pytest.mark.parametrize(
    "question",
    [
        "hi, what did Putin say about Alaska?",
        "thanks, and who won?",
        "hello kitty film",
        "who is the president",
        "who are you voting for",
        "help for flood victims",
        "Did Greece help?",
        "good morning america host",
        "are you sure Putin came?",
        "this bot is it raining in Oslo",
        "love island final",
        "ask the bot inventor of Leeds who won",
        "what is this about",
        "bye bye birdie",
        "how long did it last",
        "why?",
        "great barrier reef",
        "thank you next",
        "danke merkel",
        "",
        "?!",
        "🙏",
        "42",
    ],
)
def test_a_question_is_no_small_talk(question: str) -> None:
    assert small_talk(question) is None


@given(st.text() | st.lists(st.sampled_from(["hi", "ok", "thanks", "who are you", "a", "bot"])).map(" ".join))
def test_any_message_is_understood_whatever_stands_around_it(text: str) -> None:
    assert small_talk(text) == small_talk(f"¡ {text} …!! 🙂")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "👀",
        "please help",
        "any idea?",
        "Is this true?",
        "is this fake news?",
        "what does the press say about this",
        "any truth to that, or is it a rumour?",
        "ist da was dran?",
        "t'as une source ?",
        "¿es verdad?",
        "could you answer that",
        "weißt du das?",
        "c'est vrai ?",
        "so did this really happen? sounds made up",
        "has that happened, or is it misleading?",
        "ist das tatsächlich so passiert?",
    ],
)
def test_calls_ask_nothing_themselves(text: str) -> None:
    assert is_call(text)


@pytest.mark.parametrize("text", ["Who won?", "and the bridge?", "thanks", "Is it raining in Oslo?", "when?"])
def test_what_asks_or_thanks_is_no_call(text: str) -> None:
    assert not is_call(text)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Hallo, wann beginnt der Streik?", "wann beginnt der Streik?"),
        ("Good evening! when does the strike begin", "when does the strike begin"),
        ("thanks. And in Oslo?", "And in Oslo?"),
        ("Hello Kitty, who drew it?", "Hello Kitty, who drew it?"),
        ("Oslo, Norway", "Oslo, Norway"),
        ("hello!", "hello!"),
    ],
)
def test_a_greeting_is_no_part_of_the_question_behind_it(said: str, asked: str) -> None:
    assert without_small_talk(said) == asked
