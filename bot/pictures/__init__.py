"""Pictures of timelines and of coverage: planned here, drawn in a process of its own."""
