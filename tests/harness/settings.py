"""Other settings for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

import config


@contextmanager
def settings_changed(app: Flask, **changes: object) -> Iterator[config.Settings]:
    """The running application's settings with some replaced, inside the block. What was built stays built."""
    kept: config.Settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = kept.using(**changes)
    try:
        yield app.config["SETTINGS"]
    finally:
        app.config["SETTINGS"] = kept
