"""The model of a Discord: servers, channels, people, messages, interactions."""
