"""Makes a snapshot out of articles and publishes it."""
