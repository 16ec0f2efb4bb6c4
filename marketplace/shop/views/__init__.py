"""Views of the shop package."""

from marketplace.shop.views.balance import balance
from marketplace.shop.views.basket import basket
from marketplace.shop.views.catalogue import catalogue_pages
from marketplace.shop.views.checkout import checkout
from marketplace.shop.views.orders import orders
from marketplace.shop.views.payments import payments_pages
from marketplace.shop.views.reviews import reviews
from marketplace.shop.views.seller_home import seller_home
from marketplace.shop.views.seller_orders import seller_orders
from marketplace.shop.views.sitemap import sitemap
from marketplace.shop.views.webhooks import webhooks

blueprints = (
    catalogue_pages,
    sitemap,
    basket,
    checkout,
    payments_pages,
    webhooks,
    seller_home,
    seller_orders,
    balance,
    orders,
    reviews,
)
