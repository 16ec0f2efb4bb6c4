"""Graduates becoming sellers, and what sellers offer."""
