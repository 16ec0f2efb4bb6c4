"""Everything that knows HTTP and belongs to no single feature."""
