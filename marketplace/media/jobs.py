"""Jobs of the media package."""
