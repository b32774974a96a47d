"""Clippings in Discord."""
