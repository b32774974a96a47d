"""Answers as JSON lines."""
