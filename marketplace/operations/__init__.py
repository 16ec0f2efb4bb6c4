"""What those who run the market need: health, version, language, static policy."""
