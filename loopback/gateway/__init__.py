"""The gateway: websockets over which the bot hears what happens."""
