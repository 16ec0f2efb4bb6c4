"""Views of the shop package."""

from marketplace.shop.views.catalogue import catalogue_pages
from marketplace.shop.views.sitemap import sitemap

blueprints = (catalogue_pages, sitemap)
