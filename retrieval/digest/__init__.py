"""What happened in a time: its stories, the largest first, each with the sentence that says most of it."""
