"""What the shops sell, written as sellers write it and looked at by an admin."""

import hashlib
from datetime import timedelta
from random import Random

from marketplace import clock
from marketplace.demo.catalogue_data import Goods, Shop, goods_of
from marketplace.demo.seed_accounts import seller_email
from marketplace.demo.seed_pictures import promise, token_of
from marketplace.demo.seed_shops import opened_days_ago
from marketplace.demo.seed_stages import ADMIN, at, days_ago, hours_ago, user
from marketplace.demo.seed_stories import is_bought, pieces_sold
from marketplace.models import Product, Seller
from marketplace.models.catalogue import HalalState, LicenceKind, ProductStatus, Storage
from marketplace.sellers import (
    curation,
    listings_licences,
    listings_states,
    listings_variants,
    listings_writing,
    photos,
)
from marketplace.sellers.listings_variants import Axis, Row, Tier

CODE_LENGTH = 6
NEWEST_DAYS_AGO = 3
VIEWS = ("", ", dari dekat", ", tampak lain")

WAITS = "Kedelai edamame goreng pedas daun jeruk, 100 g"
TO_MEND = "Petis udang kental, stoples 250 g"
SOLD_OUT = "Kalung kayu liontin ukir kawung"
ARCHIVED = "Batik cap parang seling, katun 2 m"
CHANGING = "Kopi robusta biji sangrai, stoples 250 g"


def slug_code(goods: Goods) -> str:
    """The code at the end of the product's address: the same in every demo."""
    return hashlib.sha256(f"{goods.shop}/{goods.name}".encode()).hexdigest()[:CODE_LENGTH]


def write_goods(shop: Shop) -> None:
    """Everything one shop sells."""
    owner = user(seller_email(shop))
    seller = owner.seller
    assert seller is not None
    chance = Random(shop.key)
    oldest = opened_days_ago(shop)
    for place, goods in enumerate(goods_of(shop.key)):
        day = oldest if place < 3 or is_bought(goods) else chance.randrange(NEWEST_DAYS_AGO, oldest)
        hour, minute = chance.randrange(7, 20), chance.randrange(60)
        moment = hours_ago(20) if goods.name == WAITS else days_ago(day, hour, minute)
        with at(moment):
            product = _write(seller, goods)
            listings_states.submit(seller, product.slug)
        if product.status == ProductStatus.WAITING and goods.name != WAITS:
            with at(moment + timedelta(hours=3)):
                _curate(product, goods)
        _afterwards(seller, product)


def _write(seller: Seller, goods: Goods) -> Product:
    pictures = [promise(seller.owner, token_of(goods, view)) for view in goods.photos]
    first = goods.choices[0]
    basics = listings_writing.Basics(
        name=goods.name,
        category=goods.category,
        unit=goods.unit,
        description=goods.description,
        price=first.price,
        stock=_stock(goods, 0),
    )
    product = listings_writing.create(seller, basics, slug_code(goods), pictures)
    slug = product.slug
    for view in goods.photos:
        photos.describe(seller, slug, token_of(goods, view), f"{goods.name}{VIEWS[view]}")
    _write_variants(seller, product, goods)
    length, width, height = goods.size_cm
    parcel = listings_writing.Parcel(
        goods.weight_g, length, width, height, goods.min_order, goods.made_to_order_days
    )
    listings_writing.update_parcel(seller, slug, parcel)
    if goods.storage or goods.composition:
        storage = Storage(goods.storage) if goods.storage else None
        label = listings_writing.FoodLabel(
            goods.shelf_life_days, storage, goods.composition, goods.net_content
        )
        listings_writing.update_label(seller, slug, label)
    claims = listings_licences.Claims(
        numbers={LicenceKind(kind): number for kind, number in goods.licences},
        expiries={},
        halal=HalalState(goods.halal) if goods.halal else None,
        food_exemption=goods.exemption,
        tkdn_bps=goods.tkdn_bps,
    )
    return listings_licences.set_claims(seller, slug, claims)


def _write_variants(seller: Seller, product: Product, goods: Goods) -> None:
    if goods.axis1:
        first = Axis(goods.axis1, tuple(dict.fromkeys(choice.option1 for choice in goods.choices)))
        second = Axis(goods.axis2, tuple(dict.fromkeys(choice.option2 for choice in goods.choices)))
        listings_variants.set_axes(seller, product.slug, [first, second] if goods.axis2 else [first])
    by_options = {(variant.option1, variant.option2): variant.id for variant in product.variants}
    rows: dict[int, Row] = {}
    tiers: dict[int, list[Tier]] = {}
    for place, choice in enumerate(goods.choices):
        key = by_options[(choice.option1, choice.option2)]
        rows[key] = Row(choice.price, _stock(goods, place))
        if choice.tiers:
            tiers[key] = [Tier(pieces, price) for pieces, price in choice.tiers]
    listings_variants.set_rows(seller, product.slug, rows)
    if tiers:
        listings_variants.set_tiers(seller, product.slug, tiers)


def _stock(goods: Goods, place: int) -> int:
    """Pieces of a choice before the demo's orders took theirs: what is left is what the tables say."""
    left = 0 if goods.name == SOLD_OUT else goods.choices[place].stock
    return left + pieces_sold(goods, place)


def _curate(product: Product, goods: Goods) -> None:
    admin = user(ADMIN)
    if goods.name == TO_MEND:
        reason = "Label di foto belum terbaca. Foto lagi dari depan dengan cahaya yang cukup."
        curation.send_back(admin, product.slug, "photos", reason)
    else:
        curation.approve(admin, product.slug)


def _afterwards(seller: Seller, product: Product) -> None:
    """The few listings that are not simply on sale."""
    if product.name == ARCHIVED:
        with at(days_ago(2, 16)):
            listings_states.archive(seller, product.slug)
    elif product.name == CHANGING:
        with at(clock.now() - timedelta(hours=5)):
            better = listings_writing.Basics(
                name="Kopi robusta biji sangrai sedang, stoples 250 g",
                category=product.category.slug,
                unit=product.unit,
                description=product.description,
                price=None,
                stock=None,
            )
            listings_writing.update_basics(seller, product.slug, better)
