"""Fixtures that put the stand-in in the place of Stripe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

import config
from marketplace import gateways
from tests.stripe_fake.server import KEY, WEBHOOK_SECRET, StripeFake


@pytest.fixture
def stripe(app: Flask, settings: config.Settings) -> Iterator[StripeFake]:
    """Cards go to the stand-in for the length of a test."""
    fake = StripeFake()
    gateways.configure(
        settings.using(stripe_secret_key=KEY, stripe_webhook_secret=WEBHOOK_SECRET, stripe_api_base=fake.url)
    )
    yield fake
    gateways.configure(settings)
    fake.stop()
