"""Checks of requests: what Discord rejects, said in readable sentences."""
