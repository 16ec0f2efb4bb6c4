"""Jobs of the shop package."""
