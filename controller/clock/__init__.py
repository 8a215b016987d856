"""The alarm clock: a few fixed jobs that wake the rooms. What plays when is our own data."""
