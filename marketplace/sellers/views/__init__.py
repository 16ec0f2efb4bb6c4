"""Views of the sellers package."""

from marketplace.sellers.views import onboarding, shop

blueprints = (onboarding.pages, shop.pages)
