"""Plain functions that make what a test stands on, with good defaults. They flush, the client commits."""
