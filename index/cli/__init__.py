"""The commands that index, and what they print."""
