"""What every test stands on: a real PostgreSQL, real HTTP, a real browser. See `tests/conftest.py`."""
