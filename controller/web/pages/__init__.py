"""The pages, one noun a file. A route reads what was sent, calls one function of the flow, and shows."""
