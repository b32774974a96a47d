"""Where articles come from: the list, and what each source has."""
