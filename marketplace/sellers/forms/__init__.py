"""Forms of the sellers package: the shape of what people type, nothing more."""
