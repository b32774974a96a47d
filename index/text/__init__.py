"""What is done with plain text: tidying, words, passages, language."""
