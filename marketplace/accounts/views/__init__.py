"""Views of the accounts package."""

from marketplace.accounts.views import account, addresses, entering, entry, factor, letters, own_data
from marketplace.accounts.views.blueprint import accounts

__all__ = ["account", "addresses", "entering", "entry", "factor", "letters", "own_data"]

blueprints = (accounts,)
