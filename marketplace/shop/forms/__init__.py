"""Shapes of the shop's forms. What the values mean is decided in the use cases."""
