"""Values of the flow as words and pieces that templates lay out; templates hold no rules."""
