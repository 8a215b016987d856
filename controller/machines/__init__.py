"""What does slow or heavy work for the flow, much of it in child processes: documents, voices, sounds."""
