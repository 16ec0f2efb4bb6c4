"""Views of the sellers package."""

from marketplace.sellers.views import (
    holiday,
    listings,
    listings_blueprint,
    listings_edit,
    listings_new,
    listings_photos,
    listings_states,
    listings_table,
    listings_variants,
    onboarding,
    shop,
)

blueprints = (onboarding.pages, shop.pages, listings_blueprint.listings)

__all__ = [
    "blueprints",
    "holiday",
    "listings",
    "listings_edit",
    "listings_new",
    "listings_photos",
    "listings_states",
    "listings_table",
    "listings_variants",
]
