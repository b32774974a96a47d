"""Names and descriptions of commands in the languages of the people who see them."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.texts.catalog import ENGLISH, texts_for


def named(key: str) -> app_commands.locale_str:
    """Make a name or description that Discord shows in each person's language.

    key: its text.
    """
    return app_commands.locale_str(texts_for(ENGLISH)(key), key=key)


class Translator(app_commands.Translator):
    """Tells Discord what ``named`` texts are in other languages."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Translate a name or description; None leaves it English."""
        del context
        key = string.extras.get("key")
        texts = texts_for(str(locale))
        if key is None or texts.language == ENGLISH or key not in texts:
            return None
        return texts(key)
