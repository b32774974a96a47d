"""A Discord on this machine, for the real client to log in to."""
