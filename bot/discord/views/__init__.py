"""What is sent to Discord, made of texts and answers."""
