"""Every text is there in every language, and every language says it with the same values."""

from __future__ import annotations

import ast
import re

import pytest

from bot.texts import ENGLISH, LANGUAGES, texts_for
from tests.conftest import ROOT

FOLDER = ROOT / "bot/texts"
_MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) =(.*(?:\n(?:[ ]+.*|\}.*|))*)", re.MULTILINE)


def messages(language: str) -> dict[str, str]:
    """Every message of a language, as written."""
    found: dict[str, str] = {}
    for file in sorted((FOLDER / language).glob("*.ftl")):
        for key, value in _MESSAGE.findall(file.read_text(encoding="utf-8")):
            assert key not in found, f"{key} stands in {language} twice"
            found[key] = value
    return found


def values_of(message: str) -> set[str]:
    return set(re.findall(r"\$([a-z0-9]+)", message))


def keys_in_code() -> set[str]:
    """Every string in the code of the bot that could be a key: lower case with dashes."""
    shape = re.compile(r"[a-z]+(?:-[a-z]+)+|asked|busy|broken|nearest|page|cooldown")
    found: set[str] = set()
    for file in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and shape.fullmatch(node.value):
                found.add(node.value)
    return found


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != ENGLISH])
def test_a_language_has_every_text_with_the_same_values(language: str) -> None:
    english, other = messages(ENGLISH), messages(language)
    assert sorted(other) == sorted(key for key in english if not key.startswith("terminal-"))
    differing = {key for key in other if values_of(english[key]) != values_of(other[key])}
    assert not differing


def test_there_are_english_german_and_one_more() -> None:
    assert LANGUAGES[0] == ENGLISH
    assert "de" in LANGUAGES
    assert len(LANGUAGES) >= 3


def test_every_text_is_used() -> None:
    used = keys_in_code()
    made = re.compile(
        r"command-|option-|button-|problem-|small-talk-|setup-|right-|choice-|language-name|admin-"
    )
    unused = {key for key in messages(ENGLISH) if key not in used and not made.match(key)}
    assert not unused


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_written(language: str) -> None:
    texts = texts_for(language)
    for key, message in messages(language).items():
        inner = {name for ref in re.findall(r"\{ ([a-z-]+) \}", message) for name in values_of(ref)}
        written = texts(key, **dict.fromkeys(values_of(message) | inner, 2))
        assert written.strip()
        assert "{" not in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_fit_discords_limits(language: str) -> None:
    """A name has no spaces or capitals and 32 characters, a description 100, a button's label 80."""
    texts = texts_for(language)
    for key in messages(language):
        if key.endswith("-about"):
            assert 1 <= len(texts(key)) <= 100, key
        elif key.startswith(("command-", "option-")) and key != "command-find-sources":
            assert re.fullmatch(r"[-_\w]{1,32}", texts(key)), key
            assert texts(key) == texts(key).lower(), key
        elif key.startswith("button-"):
            assert len(texts(key)) <= 80, key


def test_a_locale_finds_its_language() -> None:
    assert texts_for("de").language == "de"
    assert texts_for("en-GB").language == texts_for("pt-BR").language == texts_for("").language == ENGLISH


def test_what_isnt_there_is_said_to_be_missing() -> None:
    with pytest.raises(KeyError, match="no-such-text"):
        texts_for("de")("no-such-text")
    with pytest.raises(ValueError, match="busy"):
        texts_for("de")("busy")


def test_values_stay_as_they_are() -> None:
    """What people and articles write can't do anything in a text."""
    nasty = "{ $seconds } { command-ask } -# **x**"
    assert nasty in texts_for(ENGLISH).plain("looked-for", question=nasty)
