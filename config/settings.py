"""Every setting of Clippings, with a default that works.

Read in this order, first found wins: environment (``CLIPPINGS_…``), ``.env``,
``config/clippings.toml`` in the working directory, the defaults below.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from config.errors import ClippingsError

SETTINGS_FILE = Path("config/clippings.toml")


class SettingsError(ClippingsError):
    """A setting can't be used; the message names it and says what to do."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class IndexSettings(_Section):
    """How articles become an index."""

    # The sentence-transformers model: "default" is the one that pip installs; else a name or a folder.
    model: str = "default"
    # A passage is whole sentences, at most this many words; the default model reads about 190 of them.
    passage_words: int = Field(default=120, ge=20, le=400)
    # Snapshots kept on disk, the live one included.
    keep_generations: int = Field(default=2, ge=1, le=20)
    # Seconds that a second build waits for the first before it gives up.
    lock_wait_seconds: float = Field(default=600.0, ge=0)
    # An input file (or one line of it) above this size is skipped. A .gz counts unpacked.
    max_article_bytes: int = Field(default=20_000_000, ge=1_000)
    # Languages that are indexed, as codes of two letters; empty: all. What isn't known to be of another
    # language is indexed too.
    languages: tuple[str, ...] = ()
    # Threads for encoding; 0 takes every core.
    threads: int = Field(default=0, ge=0)


class FetchSettings(_Section):
    """How articles are fetched from the web."""

    # Seconds between the end of a request to a host and the next to it; robots.txt may ask for more.
    delay_seconds: float = Field(default=1.0, ge=0)
    # Seconds that one request may take, from the first byte sent to the last one received.
    timeout_seconds: float = Field(default=30.0, gt=0)
    # A page, feed or sitemap above this size is skipped, packed or unpacked.
    max_bytes: int = Field(default=10_000_000, ge=1_000)
    # Redirects followed for one page.
    max_redirects: int = Field(default=5, ge=0, le=20)
    # Hosts that are asked side by side.
    hosts_at_once: int = Field(default=8, ge=1, le=64)
    # Hosts whose addresses may be private, such as a server in the maintainer's own network.
    allowed_hosts: tuple[str, ...] = ()
    # A web or mail address in the user agent, where outlets can reach whoever runs this.
    contact: str = ""
    # Parsing one page or feed is stopped after so many seconds, or above so many megabytes of memory.
    parse_seconds: float = Field(default=20.0, gt=0)
    parse_megabytes: int = Field(default=1_000, ge=300)


class AnswerSettings(_Section):
    """How a question becomes quotes."""

    # Passages that each of the two searches, by meaning and by words, brings in.
    candidates: int = Field(default=100, ge=1, le=1000)
    # Quotes shown at most, and words a quote at most.
    quotes: int = Field(default=3, ge=1, le=10)
    quote_words: int = Field(default=48, ge=10, le=80)
    # Below this confidence (0 to 1) the bot refuses. Measured: docs/quality.md.
    threshold: float = Field(default=0.17, ge=0, le=1)


class DiscordSettings(_Section):
    """How the bot behaves in Discord."""

    # Questions that may wait while others are answered; beyond it people are told to try again.
    queue: int = Field(default=32, ge=1)
    # Questions answered side by side.
    workers: int = Field(default=2, ge=1, le=16)
    # Longest question accepted, in characters.
    question_characters: int = Field(default=400, ge=20, le=2000)
    # How often the bot looks for a new snapshot, in seconds.
    reload_seconds: float = Field(default=5.0, gt=0)
    # Seconds between two questions of one person, where a server has set nothing else.
    cooldown_seconds: float = Field(default=3.0, ge=0, le=3600)
    # Questions that one server may ask a minute; direct messages count for each person.
    server_questions: int = Field(default=30, ge=1)
    # Does the bot keep the index up to date, by `clippings watch` in a process of its own?
    watch: bool = False
    # May the bot read messages that aren't addressed to it? Ask channels and forums need it, and the
    # Message Content intent switched on in Discord's developer portal.
    message_content: bool = False
    # Days for which an answer is remembered: replies to it and its buttons need it.
    remember_days: int = Field(default=30, ge=1, le=3650)
    # The id of the server where /admin is; 0: nowhere.
    home_server: int = Field(default=0, ge=0)
    # Port on 127.0.0.1 for /metrics (Prometheus) and /health; 0: none.
    metrics_port: int = Field(default=0, ge=0, le=65535)
    # How the log is written: "pretty", "json", or "auto": pretty on a terminal.
    log: Literal["auto", "pretty", "json"] = "auto"


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

    # Where snapshots live.
    data: Path = Path("data")
    # What is indexed when no path is given.
    sources: Path = Path("config/sources.toml")
    # Discord's bot token; without one, `make run` chats in the terminal.
    discord_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("DISCORD_TOKEN", "CLIPPINGS_DISCORD_TOKEN")
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
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"The setting {name} can't be used: {first['msg']}. "
            f"Correct it in {SETTINGS_FILE}, .env or the environment."
        ) from error
    except ValueError as error:
        raise SettingsError(f"{SETTINGS_FILE} can't be read: {error}. Correct it.") from error
