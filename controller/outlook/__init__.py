"""What pages ask of the whole zone, as values. They hold closed sets, instants and counts; never a sentence.

The store fills some of them, the flow the others.
"""
