"""What the reader makes of passages."""
