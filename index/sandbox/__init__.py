"""Runs parsers on what strangers wrote, in a process with limits."""
