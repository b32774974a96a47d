"""Makes articles out of sources, and a snapshot out of articles."""
