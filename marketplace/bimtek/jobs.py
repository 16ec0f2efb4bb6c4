"""Jobs of the bimtek package."""
