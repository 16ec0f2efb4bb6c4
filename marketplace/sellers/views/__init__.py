"""Views of the sellers package."""

from marketplace.sellers.views import onboarding

blueprints = (onboarding.pages,)
