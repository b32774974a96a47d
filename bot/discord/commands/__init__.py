"""Slash commands and the menu entry."""
