"""What a Discord is made of: servers, channels, people, messages, interactions."""
