"""What is fetched from outside, with nobody inside the house in reach."""
