"""The market's main jobs, from the first page to the last, in a real browser."""
