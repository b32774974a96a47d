"""Every setting of Clippings, with a default that works.

docs/settings.md is made of the descriptions below: after a change run ``python -m docs.settings``.

Read in this order, first found wins: environment (``CLIPPINGS_…``), ``.env``,
``config/clippings.toml`` in the working directory, the defaults below.
"""

from __future__ import annotations

import logging
import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as UnreadableValueError

from config.errors import ClippingsError
from config.wording import say_what_is_wrong, say_what_toml_lacks, suggestion

_LOG = logging.getLogger(__name__)

SETTINGS_FILE = Path("config/clippings.toml")
_PREFIX = "clippings_"
_TOKEN = "discord_token"  # noqa: S105 - its name
# From so near on a name is taken for that of the token, misspelt: DISCORD_BOT_TOKEN is.
_LIKE_TOKEN = 0.8


class SettingsError(ClippingsError):
    """A setting can't be used; the message names it and says what to do."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class IndexSettings(_Section):
    """How articles become an index."""

    model: str = Field(
        default="default",
        description="the embedding model: `default` comes with the code, exported; else a folder, or a"
        " sentence-transformers name",
    )
    passage_words: int = Field(
        default=120,
        ge=20,
        le=400,
        description="most words of a passage, which is whole sentences; the default model reads about 190",
    )
    keep_generations: int = Field(
        default=2, ge=1, le=20, description="snapshots kept on disk, the live one included"
    )
    lock_wait_seconds: float = Field(
        default=600.0, ge=0, description="seconds that a second build waits for the first before it gives up"
    )
    max_article_bytes: int = Field(
        default=20_000_000,
        ge=1_000,
        description="larger files, or lines of JSON, are skipped; a `.gz` counts unpacked",
    )
    languages: tuple[str, ...] = Field(
        default=(),
        description='languages indexed, as codes of two letters, `\'["en", "de"]\'`; empty: all. What isn\'t'
        " known to be of another language is indexed too",
    )
    threads: int = Field(default=0, ge=0, description="cores for reading and encoding; 0 takes all")


class FetchSettings(_Section):
    """How articles are fetched from the web."""

    delay_seconds: float = Field(
        default=1.0,
        ge=0,
        description="seconds between two requests to a host; robots.txt may ask for more",
    )
    timeout_seconds: float = Field(
        default=30.0,
        gt=0,
        description="seconds that one request may take, from the first byte sent to the last one received",
    )
    max_bytes: int = Field(
        default=10_000_000,
        ge=1_000,
        description="larger pages, feeds and sitemaps, packed or unpacked, are skipped",
    )
    max_redirects: int = Field(default=5, ge=0, le=20, description="redirects followed for one page")
    hosts_at_once: int = Field(default=8, ge=1, le=64, description="hosts asked side by side")
    allowed_hosts: tuple[str, ...] = Field(
        default=(),
        description="hosts whose addresses may be private, such as a server in your own network,"
        " `'[\"wiki.internal\"]'`",
    )
    contact: str = Field(
        default="",
        description="a web or mail address for the user agent, where outlets can reach you",
    )
    parse_seconds: float = Field(
        default=20.0, gt=0, description="seconds that parsing one page or feed may take"
    )
    parse_megabytes: int = Field(default=1_000, ge=300, description="megabytes of memory that it may take")


class AnswerSettings(_Section):
    """How a question becomes quotes."""

    candidates: int = Field(
        default=100,
        ge=1,
        le=1000,
        description="passages that each of the two searches, by meaning and by words, brings in",
    )
    quotes: int = Field(default=3, ge=1, le=10, description="quotes shown at most")
    quote_words: int = Field(
        default=48,
        ge=10,
        le=80,
        description="words a quote at most; up to 80 where one sentence or one statement is longer",
    )
    threshold: float = Field(
        default=0.11,
        ge=0,
        le=1,
        description="below this confidence, 0 to 1, the bot refuses (measured: [quality.md](quality.md))",
    )


_ADDRESS = r"^(https://[^\s()]+)?$"


class DiscordSettings(_Section):
    """How the bot behaves in Discord."""

    queue: int = Field(
        default=32,
        ge=1,
        description="questions that may wait while others are answered; beyond it people are told to try"
        " again",
    )
    workers: int = Field(default=2, ge=1, le=16, description="questions answered side by side")
    question_characters: int = Field(
        default=400, ge=20, le=2000, description="longest question accepted, in characters"
    )
    reload_seconds: float = Field(
        default=5.0, gt=0, description="how often the bot looks for a new snapshot, in seconds"
    )
    cooldown_seconds: float = Field(
        default=3.0,
        ge=0,
        le=3600,
        description="seconds between two questions of one person, where a server has set nothing else",
    )
    server_questions: int = Field(
        default=30,
        ge=1,
        description="questions that one server may ask a minute; direct messages count for each person",
    )
    watch: bool = Field(
        default=False,
        description="does the bot keep the index up to date, by `clippings watch` in a process of its own?",
    )
    message_content: bool = Field(
        default=False,
        description="may the bot read messages that aren't addressed to it? Ask channels and forums need it,"
        " and the Message Content intent switched on in Discord's developer portal",
    )
    remember_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        description="days for which an answer is remembered, for replies to it and its buttons",
    )
    privacy_url: str = Field(
        default="",
        pattern=_ADDRESS,
        description="address of your privacy policy, to which `/privacy` links; one to start from:"
        " `docs/privacy.md`",
    )
    terms_url: str = Field(
        default="",
        pattern=_ADDRESS,
        description="address of your terms of service, to which `/privacy` links; some to start from:"
        " `docs/terms.md`",
    )
    home_server: int = Field(
        default=0, ge=0, description="the id of the server where `/admin` is; 0: nowhere"
    )
    metrics_port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="port on 127.0.0.1 for `/metrics` (Prometheus) and `/health`; 0: none",
    )
    log: Literal["auto", "pretty", "json"] = Field(
        default="auto",
        description="how the log is written: `pretty`, `json`, or `auto`: pretty on a terminal",
    )


class Settings(BaseSettings):
    """All settings; ``load_settings()`` reads them once."""

    model_config = SettingsConfigDict(
        env_prefix="CLIPPINGS_",
        env_nested_delimiter="__",
        env_file=".env",
        env_ignore_empty=True,
        toml_file=SETTINGS_FILE,
        extra="ignore",
        frozen=True,
    )

    data: Path = Field(default=Path("data"), description="where the index lives")
    sources: Path = Field(
        default=Path("config/sources.toml"), description="the list of what is indexed when no path is given"
    )
    discord_token: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("DISCORD_TOKEN", "CLIPPINGS_DISCORD_TOKEN"),
        description="the bot's token; without one, `make run` chats in the terminal",
    )
    webhook: SecretStr | None = Field(
        default=None,
        description="the address to which `clippings follow` sends, where `--webhook` gives none",
    )
    webhook_token: SecretStr | None = Field(
        default=None,
        description="a secret that is sent to it, as `Authorization: Bearer …`",
    )
    index: IndexSettings = IndexSettings()
    fetch: FetchSettings = FetchSettings()
    answers: AnswerSettings = AnswerSettings()
    discord: DiscordSettings = DiscordSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put ``clippings.toml`` below the environment."""
        del file_secret_settings
        return init_settings, env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)


@cache
def load_settings() -> Settings:
    """Read the settings once.

    Returns: the settings of this process.
    Raises: SettingsError naming the first setting that can't be used.
    """
    try:
        _warn_of_unknown_variables()
        _check_names_in_file()
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        known = _names(Settings) if len(first["loc"]) == 1 else _names_in(str(first["loc"][0]))
        raise SettingsError(
            f"The setting {name} can't be used: {say_what_is_wrong(first, known)}. "
            f"Correct it in {SETTINGS_FILE}, .env or the environment."
        ) from error
    except UnreadableValueError as error:
        raise SettingsError(
            f"{_unreadable_variable(error)} can't be read: a list is written with brackets, and in single"
            """ quotes for a shell, as '["one", "two"]'. Correct it."""
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{SETTINGS_FILE} or .env can't be read: it is no text in UTF-8. Save it as such."
        ) from error
    except ValueError as error:
        wrong = say_what_toml_lacks(error, SETTINGS_FILE.read_text(encoding="utf-8"))
        raise SettingsError(f"{SETTINGS_FILE} can't be read: {wrong}. Correct it.") from error
    except OSError as error:
        raise SettingsError(
            f"{SETTINGS_FILE} can't be read: {error.strerror}. Correct its permissions."
        ) from error


def _check_names_in_file() -> None:
    """Raise SettingsError for a name in the file that is no setting: pydantic-settings passes over them."""
    if not SETTINGS_FILE.is_file():
        return
    for name in tomllib.loads(SETTINGS_FILE.read_text(encoding="utf-8")):
        if name not in Settings.model_fields:
            meant = suggestion(name, _names(Settings))
            raise SettingsError(f"There is no setting {name}, as {SETTINGS_FILE} has it{meant}. Correct it.")


def _warn_of_unknown_variables() -> None:
    """Name the variables that are written like settings and are none: pydantic-settings passes over them."""
    for place, variables in _variables().items():
        for variable in variables:
            if (meant := _misspelt(variable.lower())) is not None:
                _LOG.warning("%s in %s is no setting%s.", variable.upper(), place, meant)


def _variables() -> dict[str, Mapping[str, str | None]]:
    """Return what is set in the environment, and in ``.env``."""
    return {"the environment": os.environ, ".env": DotEnvSettingsSource(Settings).env_vars}


def _misspelt(variable: str) -> str | None:
    """Say what may be meant by a variable that is written like a setting and is none; None for all others."""
    if not variable.startswith(_PREFIX):
        is_token = variable != _TOKEN and get_close_matches(variable, [_TOKEN], cutoff=_LIKE_TOKEN)
        return f"; perhaps {_TOKEN.upper()} is meant" if is_token else None
    known = {f"{_PREFIX}{name}" for name in _names(Settings)} | {_PREFIX + _TOKEN}
    name = variable.partition("__")[0]
    if name in known:
        return None
    # The beginning is the same in all of them, and makes none of them a near one.
    bare = {one.removeprefix(_PREFIX).upper(): one.upper() for one in known}
    bare |= {"TOKEN": bare[_TOKEN.upper()]}
    return suggestion(name.removeprefix(_PREFIX).upper(), bare, bare)


def _unreadable_variable(error: UnreadableValueError) -> str:
    """Name the variable whose value is no JSON, where it can be told."""
    value = getattr(error.__cause__, "doc", None)
    for place, variables in _variables().items():
        for variable, given in variables.items():
            if given == value and variable.lower().startswith(_PREFIX):
                return f"{variable.upper()} in {place}"
    return "A setting in the environment or .env"


def _names(section: type[BaseModel]) -> list[str]:
    return list(section.model_fields)


def _names_in(section: str) -> list[str]:
    kind = Settings.model_fields[section].annotation if section in Settings.model_fields else None
    return _names(kind) if isinstance(kind, type) and issubclass(kind, BaseModel) else []
