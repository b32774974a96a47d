"""People: what they do in Discord, as far as its client lets them, and what they see."""
