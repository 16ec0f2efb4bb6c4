"""Papers as PDF, and their public verification."""
