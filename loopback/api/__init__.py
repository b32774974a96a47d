"""The HTTP API that the bot sends its requests to."""
