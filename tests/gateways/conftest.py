"""Fixtures of the gateways' tests."""

from tests.stripe_fake.fixtures import stripe

__all__ = ["stripe"]
