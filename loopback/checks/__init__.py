"""What Discord rejects, said in readable sentences."""
