"""A stand-in for Stripe behind real HTTP: the real client talks to it, and it tells real signed events."""
