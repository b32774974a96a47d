"""Look up texts by key and language."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NewType, TypeAlias

from fluent.runtime import FluentBundle, FluentResource

from bot.texts.dates import day
from index.article import Precision, Published

# Text that Discord shows as it is meant: our own, or foreign one that was escaped. What makes it are texts
# and ``bot.discord.views.markdown``; what sends it takes nothing else, so that nobody forgets to escape.
Markdown = NewType("Markdown", str)
# What may stand in a text that Discord shows; a StrEnum only chooses among its variants.
Value: TypeAlias = Markdown | float | date | StrEnum

_FOLDER = Path(__file__).parent
ENGLISH = "en"
# English first; each folder is a language.
LANGUAGES = (
    ENGLISH,
    *sorted(folder.parent.name for folder in _FOLDER.glob("*/answers.ftl") if folder.parent.name != ENGLISH),
)


class Texts:
    """All texts in one language."""

    def __init__(self, language: str) -> None:
        """Read the texts of a language.

        language: one of LANGUAGES.
        """
        self.language = language
        # Isolation marks around values would be one more invisible thing in messages.
        self._bundle = FluentBundle([language], use_isolating=False)
        for file in sorted((_FOLDER / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))

    def __contains__(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def __call__(self, key: str, **values: Value) -> Markdown:
        """Look a text up for Discord and put values in.

        key: which; English where this language lacks it.
        values: what stands in braces, by name; numbers and dates are written as the language does.
        Raises: KeyError where not even English has it; ValueError where a value is missing.
        """
        return Markdown(self.plain(key, **values))

    def plain(self, key: str, **values: str | float | date) -> str:
        """Look a text up for where marks mean nothing: a terminal, a label, a title.

        values: as for a call; foreign text may be among them.
        """
        if key not in self:
            if self.language == ENGLISH:
                raise KeyError(f"There is no text {key!r}; add it to bot/texts/{ENGLISH}.")
            return texts_for(ENGLISH).plain(key, **values)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(f"The text {key!r} has attributes only; give it a value.")
        written = {name: self.day(one) if isinstance(one, date) else one for name, one in values.items()}
        text, errors = self._bundle.format_pattern(pattern, written)
        if errors:
            raise ValueError(f"The text {key!r} in {self.language}: {errors[0]}")
        return str(text)

    def day(self, published: Published | date) -> Markdown:
        """Write a date as the language does, saying what of it isn't known.

        published: a moment is written as its day and time in UTC.
        """
        written = Markdown(day(published, self.language))
        match Precision.DAY if isinstance(published, date) else published.precision:
            case Precision.MONTH_DAY:
                return self("date-without-year", day=written)
            case Precision.UNKNOWN:
                return self("date-unknown")
            case _:
                return written


@cache
def _texts(language: str) -> Texts:
    return Texts(language)


def texts_for(locale: str) -> Texts:
    """Find the texts for a locale of Discord's.

    locale: such as "en-US", "de" or "pt-BR".
    Returns: its language's texts; English ones where it isn't among LANGUAGES.
    """
    language = locale.partition("-")[0].lower()
    return _texts(language if language in LANGUAGES else ENGLISH)
