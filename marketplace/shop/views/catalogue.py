"""Front page, listing, product, shops: what anybody may look at."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock, regions
from marketplace.i18n import _
from marketplace.models import Product, Seller
from marketplace.money import parse_rupiah, rupiah
from marketplace.shop import catalogue, keyset, opinions, structured_data
from marketplace.shop.catalogue import CERTIFICATES, SORTS, Filters
from marketplace.web.access import PUBLIC, allow
from marketplace.web.caching import public_page

catalogue_pages = Blueprint("catalogue", __name__)

PARAMETERS = {
    "q": "text",
    "kategori": "category",
    "wilayah": "region",
    "harga_min": "price_from",
    "harga_maks": "price_to",
    "sertifikat": "certificate",
    "penjual": "shop",
    "urut": "sort",
}
"""The listing's address parameters and the filters they set."""


@catalogue_pages.get("/")
@allow(PUBLIC)
@public_page()
def front() -> ResponseReturnValue:
    best, new = catalogue.best_selling(10), catalogue.newest(10)
    return render_template(
        "shop/catalogue/front.html",
        roots=[shelf for shelf in catalogue.categories() if shelf.parent_id is None],
        best=best,
        new=new,
        shops=catalogue.shops(limit=6).rows,
    )


@catalogue_pages.get("/produk")
@allow(PUBLIC)
@public_page()
def listing() -> ResponseReturnValue:
    filters, misread = _filters()
    found = catalogue.search(filters, _cursor())
    shelves = catalogue.categories()
    places = catalogue.places()
    here = next((shelf for shelf in shelves if shelf.slug == filters.category), None)
    return render_template(
        "shop/catalogue/listing.html",
        filters=filters,
        found=found,
        misread=misread,
        shelves=shelves,
        here=here,
        places=places,
        sorts={key: _(words) for key, words in SORTS.items() if key != "cocok" or filters.text},
        certificates={value: kind.label for value, kind in CERTIFICATES.items()},
        chosen=_chosen(filters, _(here.name) if here else "", places),
        previous_url=_page_url(found.previous),
        next_url=_page_url(found.following),
        address=_address,
    )


@catalogue_pages.get("/produk/<slug>")
@allow(PUBLIC)
@public_page()
def product(slug: str) -> ResponseReturnValue:
    found = catalogue.product(slug)
    today = clock.today()
    return render_template(
        "shop/catalogue/product.html",
        product=found,
        shop=found.seller,
        variants=found.variants,
        photos=[photo for photo in found.photos if photo.picture.is_ready],
        licences=[licence for licence in found.licences if licence.is_valid_on(today)],
        on_holiday=found.seller.on_holiday(today),
        related=catalogue.related(found),
        share_url=_absolute("catalogue.product", slug=found.slug),
        structured=structured_data.product(found, current_app.config["SETTINGS"].public_url),
        image_url=_share_image(found),
        opinion=opinions.opinion(found, before=request.args.get("ulasan", type=int)),
    )


@catalogue_pages.get("/toko")
@allow(PUBLIC)
@public_page()
def shops() -> ResponseReturnValue:
    region = request.args.get("wilayah", "")
    page = catalogue.shops(_cursor(), region)
    return render_template(
        "shop/catalogue/shops.html",
        shops=page.rows,
        places=catalogue.places(),
        region=region,
        previous_url=_page_url(page.previous),
        next_url=_page_url(page.following),
    )


@catalogue_pages.get("/toko/<slug>")
@allow(PUBLIC)
@public_page()
def shop(slug: str) -> ResponseReturnValue:
    seller = catalogue.shop(slug)
    found = catalogue.search(Filters(shop=slug, sort=request.args.get("urut", "")), _cursor())
    return render_template(
        "shop/catalogue/shop.html",
        shop=seller,
        found=found,
        sorts={key: _(words) for key, words in SORTS.items() if key != "cocok"},
        sort=Filters(sort=request.args.get("urut", "")).order,
        on_holiday=seller.on_holiday(clock.today()),
        share_url=_absolute("catalogue.shop", slug=slug),
        structured=structured_data.shop(seller, current_app.config["SETTINGS"].public_url),
        image_url=_picture_url(seller),
        previous_url=_page_url(found.previous),
        next_url=_page_url(found.following),
    )


def _filters() -> tuple[Filters, list[str]]:
    """The filters in the address, and words for each that could not be understood."""
    asked: dict[str, Any] = {}
    misread = []
    for parameter, name in PARAMETERS.items():
        text = request.args.get(parameter, "").strip().replace("\x00", "")[:120]
        if not text:
            continue
        if name.startswith("price"):
            price = parse_rupiah(text)
            if price is None or price > 9_999_999_999:
                misread.append(_("Harga “%(text)s” tidak terbaca. Contoh yang benar: 15000.", text=text))
                continue
            asked[name] = price
        else:
            asked[name] = text
    return Filters(**asked), misread


def _cursor() -> keyset.Cursor | None:
    return keyset.parse(request.args.get("hal", ""))


def _address(**changes: str) -> str:
    """This listing with some parameters changed (empty takes one away), back on its first page."""
    kept = {key: value for key, value in request.args.items() if key in PARAMETERS and value}
    kept.update(changes)
    query = urlencode({key: value for key, value in kept.items() if value})
    return request.path + (f"?{query}" if query else "")


def _page_url(cursor: keyset.Cursor | None) -> str:
    if cursor is None:
        return ""
    query = {key: value for key, value in request.args.items() if key != "hal" and value}
    return f"{request.path}?{urlencode({**query, 'hal': str(cursor)})}"


def _chosen(filters: Filters, category: str, places: list[catalogue.Place]) -> list[dict[str, str]]:
    """Chosen filters as chips, each with the address that takes it away."""
    names = {place.code: place.name for place in places}
    chips = {
        "q": f"“{filters.text}”" if filters.text else "",
        "kategori": category or filters.category,
        "wilayah": (names.get(filters.region) or regions.name_of(filters.region)) if filters.region else "",
        "harga_min": _("mulai %(price)s", price=rupiah(filters.price_from)) if filters.price_from else "",
        "harga_maks": _("sampai %(price)s", price=rupiah(filters.price_to)) if filters.price_to else "",
        "sertifikat": CERTIFICATES[filters.certificate].label if filters.certificate in CERTIFICATES else "",
        "penjual": filters.shop,
    }
    return [{"label": words, "url": _address(**{key: ""})} for key, words in chips.items() if words]


def _absolute(endpoint: str, slug: str) -> str:
    return str(current_app.config["SETTINGS"].public_url) + url_for(endpoint, slug=slug)


def _share_image(found: Product) -> str:
    """A JPEG for the share card, absolute; empty when the product has no picture yet."""
    ready = [photo.picture for photo in found.photos if photo.picture.is_ready]
    return str(current_app.config["SETTINGS"].public_url) + ready[0].url(800) if ready else ""


def _picture_url(seller: Seller) -> str:
    picture = seller.picture
    ready = picture is not None and picture.is_ready
    return str(current_app.config["SETTINGS"].public_url) + picture.url(800) if picture and ready else ""
