"""Settings: one home for everything a maintainer can change."""
