"""The bot's own SQLite file, and what is kept in it."""
