"""Files that name other pages: feeds, sitemaps, lists of feeds."""
