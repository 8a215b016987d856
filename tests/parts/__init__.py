"""Real parts for tests: each started on a free loopback port and stopped by its own process id."""
