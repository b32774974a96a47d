"""The embedding model: loaded, exported, run."""
