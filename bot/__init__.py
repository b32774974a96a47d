"""What people see: Discord, the command line, evaluation."""
