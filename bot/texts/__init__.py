"""What the bot says, in every language it speaks: one folder a language, Fluent files in it."""

from bot.texts.catalog import ENGLISH, LANGUAGES, Markdown, Texts, Value, texts_for

__all__ = ["ENGLISH", "LANGUAGES", "Markdown", "Texts", "Value", "texts_for"]
