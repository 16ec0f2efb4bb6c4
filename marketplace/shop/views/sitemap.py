"""Addresses for search engines, in files of bounded size."""

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from marketplace.extensions import db
from marketplace.models import Product, Seller
from marketplace.shop import catalogue
from marketplace.shop.cards import is_public, shop_is_open
from marketplace.web.access import PUBLIC, allow
from marketplace.web.caching import public_page

sitemap = Blueprint("sitemap", __name__)
CHUNK = 5_000
"""Product keys a file: file n holds the products with keys from n·CHUNK up to the next."""


@sitemap.get("/sitemap.xml")
@allow(PUBLIC)
@public_page(3600)
def index() -> ResponseReturnValue:
    last = db.session.scalar(select(func.max(Product.id))) or 0
    return _xml("shop/catalogue/sitemap_index.xml", files=range(last // CHUNK + 1))


@sitemap.get("/sitemap-umum.xml")
@allow(PUBLIC)
@public_page(3600)
def general() -> ResponseReturnValue:
    slugs = db.session.scalars(
        select(Seller.slug).where(shop_is_open()).order_by(Seller.id).limit(50_000)
    ).all()
    addresses = ["/", "/produk", "/toko"]
    addresses += [f"/produk?kategori={shelf.slug}" for shelf in catalogue.categories()]
    addresses += [f"/toko/{slug}" for slug in slugs]
    return _xml("shop/catalogue/sitemap.xml", addresses=[(address, None) for address in addresses])


@sitemap.get("/sitemap-<int:number>.xml")
@allow(PUBLIC)
@public_page(3600)
def products(number: int) -> ResponseReturnValue:
    if number > 1_000_000:
        abort(404)
    rows = db.session.execute(
        select(Product.slug, Product.updated_at)
        .join(Seller, Seller.id == Product.seller_id)
        .where(is_public(), Product.id >= number * CHUNK, Product.id < (number + 1) * CHUNK)
        .order_by(Product.id)
    )
    return _xml("shop/catalogue/sitemap.xml", addresses=[(f"/produk/{slug}", at) for slug, at in rows])


def _xml(template: str, **values: object) -> Response:
    site = current_app.config["SETTINGS"].public_url
    return Response(render_template(template, site=site, **values), mimetype="application/xml")
