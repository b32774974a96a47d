"""Answering people, apart from how Discord or a terminal shows it."""
