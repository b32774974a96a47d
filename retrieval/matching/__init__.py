"""Which new articles match what people follow: topics, questions and outlets."""
