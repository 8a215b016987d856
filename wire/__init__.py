"""What is said between controller and pole: topics, messages, signatures.

Both programs import this package and nothing of each other. It is the contract; a
change of meaning needs a new topic version.
"""
