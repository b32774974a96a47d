"""A Discord on this machine, for a real bot to log in to: its README.md teaches it in a page."""
