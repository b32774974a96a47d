"""What the articles tell of an event, put in order: day by day, and outlet by outlet."""
