"""Tells terminals and programs what is new, as the bot tells Discord."""
