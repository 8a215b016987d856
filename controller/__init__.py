"""The central programs: the desk, where people work, and the worker that advances the belt."""
