"""Fixtures of the shop's tests."""

from tests.stripe_fake.fixtures import stripe

__all__ = ["stripe"]
