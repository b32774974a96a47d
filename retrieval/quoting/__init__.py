"""What is quoted of them, and how sure that is."""
