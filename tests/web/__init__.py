"""A web site on this machine: pages, feeds, sitemaps, robots.txt, and all that goes wrong with them."""
