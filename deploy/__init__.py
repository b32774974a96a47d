"""What an installation needs besides the code: locked versions, a service for systemd."""
