"""The composition roots, one a program: the only room that knows every machine."""
