"""What a build leaves and a question reads: one immutable, complete index on disk."""
