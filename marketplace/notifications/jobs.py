"""Jobs of the notifications package."""
