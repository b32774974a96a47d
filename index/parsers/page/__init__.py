"""What a web page holds: the text of its article, and what it tells about it."""
