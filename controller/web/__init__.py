"""The door for people and programs over HTTP."""
