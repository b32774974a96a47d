"""What people do in Discord, as far as its client lets them, and what they get to see."""
