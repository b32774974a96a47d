"""Settings come from the environment, then .env, then clippings.toml, then their defaults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import SETTINGS_FILE, Settings, SettingsError, load_settings
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder, and no settings of the person who runs the tests."""
    for name in ("DISCORD_TOKEN", "CLIPPINGS_DATA", "CLIPPINGS_ANSWERS__QUOTES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def write_settings(text: str) -> None:
    SETTINGS_FILE.parent.mkdir(exist_ok=True)
    SETTINGS_FILE.write_text(text, encoding="utf-8")


def test_the_shipped_file_changes_nothing_and_shows_every_default() -> None:
    shipped = (ROOT / SETTINGS_FILE).read_text(encoding="utf-8")
    write_settings(shipped)
    assert load_settings() == Settings.model_construct()
    shown = tomllib.loads(re.sub(r"(?m)^# (?=\w+ = )", "", shipped))
    secrets = {"discord_token", "webhook", "webhook_token"}
    defaults = Settings.model_construct().model_dump(mode="json", exclude=secrets)
    assert shown == defaults


def test_the_first_found_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    write_settings('data = "from-file"\n[answers]\nquotes = 1\nquote_words = 30\n')
    Path(".env").write_text("CLIPPINGS_ANSWERS__QUOTES=2\nDISCORD_TOKEN=secret\nUNRELATED=1\n")
    settings = load_settings()
    assert settings.data == Path("from-file")
    assert (settings.answers.quotes, settings.answers.quote_words) == (2, 30)
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "secret"
    assert "secret" not in repr(settings)
    load_settings.cache_clear()
    monkeypatch.setenv("CLIPPINGS_ANSWERS__QUOTES", "4")
    assert load_settings().answers.quotes == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[answers]\nquotes = 0\n", "answers.quotes"),
        ("[answers]\nqoutes = 2\n", "answers.qoutes"),
        ("[answers\n", "clippings.toml can't be read"),
    ],
)
def test_a_bad_setting_is_named(text: str, words: str) -> None:
    write_settings(text)
    with pytest.raises(SettingsError, match=re.escape(words)):
        load_settings()


def test_a_misspelt_variable_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("CLIPPINGS_DATTA", "elsewhere")
    monkeypatch.setenv("CLIPPINGS_ANSWERS__QUOTES", "2")
    load_settings()
    [said] = caplog.messages
    assert said == "CLIPPINGS_DATTA in the environment is no setting; perhaps CLIPPINGS_DATA is meant."


def test_a_list_in_the_environment_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIPPINGS_FETCH__ALLOWED_HOSTS", "wiki.internal")
    with pytest.raises(SettingsError, match=r"written with brackets.*\[\"one\", \"two\"\]") as raised:
        load_settings()
    assert str(raised.value).startswith("CLIPPINGS_FETCH__ALLOWED_HOSTS in the environment can't be read")


def test_the_file_of_variables_is_looked_through_as_the_environment_is(
    caplog: pytest.LogCaptureFixture,
) -> None:
    lines = (
        "CLIPPINGS_SOURCE=a.toml",
        "DISCORD_BOT_TOKEN=x",
        "SMTP_TOKEN=y",
        "CLIPPINGS_INDEX__LANGUAGES=de,fr",
    )
    Path(".env").write_text("\n".join(lines))
    with pytest.raises(SettingsError, match=r"^CLIPPINGS_INDEX__LANGUAGES in \.env can't be read"):
        load_settings()
    assert caplog.messages == [
        "CLIPPINGS_SOURCE in .env is no setting; perhaps CLIPPINGS_SOURCES is meant.",
        "DISCORD_BOT_TOKEN in .env is no setting; perhaps DISCORD_TOKEN is meant.",
    ]


def test_a_name_that_is_like_none_is_answered_with_those_there_are() -> None:
    write_settings("[answers]\ncutoff = 0.2\n")
    with pytest.raises(SettingsError, match="there are candidates, quotes, quote_words, threshold"):
        load_settings()


@pytest.mark.parametrize(
    ("text", "words"), [('dat = "x"', "data is meant"), ("[fetsch]\nmax_bytes = 5000", "fetch is meant")]
)
def test_a_misspelt_name_at_the_top_of_the_file(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "clippings.toml").write_text(text)
    load_settings.cache_clear()
    with pytest.raises(SettingsError, match=words):
        load_settings()
    load_settings.cache_clear()
