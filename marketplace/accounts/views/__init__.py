"""Views of the accounts package."""

from marketplace.accounts.views import entry
from marketplace.accounts.views.blueprint import accounts

__all__ = ["entry"]

blueprints = (accounts,)
