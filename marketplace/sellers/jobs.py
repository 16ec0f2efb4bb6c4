"""Jobs of the sellers package."""
