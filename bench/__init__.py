"""What we claim about speed, sync and scale, and the runs that prove it."""
