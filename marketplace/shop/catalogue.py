"""What the public finds: the listing with its filters, one product, shops."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace import clock
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.i18n import N_
from marketplace.models import Category, Licence, Product, ProductPhoto, Seller, Variant
from marketplace.models.catalogue import LicenceKind
from marketplace.models.sellers import SellerStatus
from marketplace.shop import keyset, searching
from marketplace.shop.cards import Card, is_public, read_cards, select_cards, shop_is_open

PAGE_SIZE = 24
RELATED = 8

SORTS: dict[str, str] = {
    "cocok": N_("Paling cocok"),
    "terbaru": N_("Terbaru"),
    "termurah": N_("Termurah"),
    "termahal": N_("Termahal"),
    "terlaris": N_("Terlaris"),
    "nilai": N_("Nilai tertinggi"),
}
CERTIFICATES = {kind.value: kind for kind in LicenceKind if kind is not LicenceKind.BRAND}


@dataclass(frozen=True)
class Filters:
    """What a visitor asked the listing for; empty means not asked. Prices in rupiah."""

    text: str = ""
    category: str = ""
    region: str = ""
    price_from: int | None = None
    price_to: int | None = None
    certificate: str = ""
    shop: str = ""
    sort: str = ""

    @property
    def order(self) -> str:
        """The sort in force: what was asked, else closeness for a search, else newest."""
        if self.sort in SORTS and (self.sort != "cocok" or self.text):
            return self.sort
        return "cocok" if self.text else "terbaru"


@dataclass(frozen=True)
class Listing:
    """One page of products. `guessed` tells that nothing fitted as typed and look-alikes are shown."""

    cards: list[Card]
    previous: keyset.Cursor | None
    following: keyset.Cursor | None
    guessed: bool = False


def search(filters: Filters, cursor: keyset.Cursor | None = None, limit: int = PAGE_SIZE) -> Listing:
    """A page of what the public may buy, by the visitor's filters."""
    found = searching.words(filters.text)
    listing = _page(filters, found, cursor, limit)
    if found and not listing.cards and cursor is None:
        return replace(_page(filters, found, cursor, limit, guess=True), guessed=True)
    return listing


def _page(
    filters: Filters, found: list[str], cursor: keyset.Cursor | None, limit: int, *, guess: bool = False
) -> Listing:
    query = _filtered(filters)
    closeness: Any = Product.sold_count
    if found:
        text = searching.query_of(found)
        query = query.where(searching.resembles(found) if guess else searching.matches(text))
        closeness = Product.sold_count if guess else searching.rank(text)
    sorts: dict[str, tuple[Any, bool]] = {
        "cocok": (closeness, True),
        "terbaru": (Product.published_at, True),
        "termurah": (Product.lowest_price, False),
        "termahal": (Product.lowest_price, True),
        "terlaris": (Product.sold_count, True),
        "nilai": (_rating(), True),
    }
    first, descending = sorts[filters.order]
    page = keyset.page(
        query.add_columns(first.label("sort_value")),
        (first, Product.id),
        cursor,
        limit,
        run=lambda statement: db.session.execute(statement).all(),
        key=lambda row: (row.sort_value, row.id),
        descending=descending,
    )
    return Listing(read_cards(page.rows), page.previous, page.following)


def _rating() -> ColumnElement[Any]:
    """Average in hundredths of a star, whole so that it can be paged by; nobody's opinion comes last."""
    return func.coalesce(Product.rating_sum * 100 // func.nullif(Product.rating_count, 0), 0)


def _filtered(filters: Filters) -> Select[*tuple[Any, ...]]:
    query = select_cards()
    if filters.category:
        branch = (
            select(Category.id)
            .where(
                Category.is_enabled,
                or_(Category.slug == filters.category, Category.path.like(f"{_plain(filters.category)}/%")),
            )
            .scalar_subquery()
        )
        query = query.where(Product.category_id.in_(branch))
    if filters.region:
        code = filters.region
        query = query.where(or_(Seller.village_code == code, Seller.village_code.like(f"{_plain(code)}.%")))
    if filters.price_from is not None:
        query = query.where(Product.highest_price >= filters.price_from)
    if filters.price_to is not None:
        query = query.where(Product.lowest_price <= filters.price_to)
    if filters.certificate in CERTIFICATES:
        valid = or_(Licence.expires_on.is_(None), Licence.expires_on >= clock.today())
        proof = select(Licence.id).where(
            Licence.product_id == Product.id, Licence.kind == filters.certificate, valid
        )
        query = query.where(proof.exists())
    if filters.shop:
        query = query.where(Seller.slug == filters.shop)
    return query


def _plain(text: str) -> str:
    """Text without LIKE's own signs."""
    return text.replace("\\", "").replace("%", "").replace("_", "")


def categories() -> list[Category]:
    """Every enabled shelf, roots first, in their order."""
    query = (
        select(Category)
        .where(Category.is_enabled)
        .order_by(Category.parent_id.is_not(None), Category.position, Category.id)
    )
    return list(db.session.scalars(query))


@dataclass(frozen=True)
class Place:
    """A district with open shops."""

    code: str
    name: str
    shops: int


def places() -> list[Place]:
    """Districts where open shops are, by name."""
    code = func.substring(Seller.village_code, r"^\d+\.\d+\.\d+").label("code")
    query = (
        select(code, Seller.district_name, func.count())
        .where(shop_is_open(), Seller.village_code.is_not(None))
        .group_by(code, Seller.district_name)
        .order_by(Seller.district_name)
    )
    return [Place(*row) for row in db.session.execute(query)]


def product(slug: str) -> Product:
    """A product the public may see, with all its page needs. Raises NotFound."""
    query = (
        select(Product)
        .join(Product.seller)
        .where(Product.slug == slug, is_public())
        .options(
            contains_eager(Product.seller).options(
                joinedload(Seller.picture), joinedload(Seller.certificate)
            ),
            joinedload(Product.category).joinedload(Category.parent),
            selectinload(Product.variants.and_(Variant.is_active)).selectinload(Variant.tiers),
            selectinload(Product.photos.and_(ProductPhoto.is_live)).joinedload(ProductPhoto.picture),
            selectinload(Product.licences),
        )
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def related(to: Product) -> list[Card]:
    """Other goods of the same shelf, the best selling first."""
    query = (
        select_cards()
        .where(Product.category_id == to.category_id, Product.id != to.id)
        .order_by(Product.sold_count.desc(), Product.id.desc())
        .limit(RELATED)
    )
    return read_cards(db.session.execute(query).all())


def newest(limit: int) -> list[Card]:
    query = select_cards().order_by(Product.published_at.desc(), Product.id.desc()).limit(limit)
    return read_cards(db.session.execute(query).all())


def best_selling(limit: int) -> list[Card]:
    query = select_cards().order_by(Product.sold_count.desc(), Product.id.desc()).limit(limit)
    return read_cards(db.session.execute(query).all())


@dataclass(frozen=True)
class ShopCard:
    """A shop in a list of shops."""

    seller: Seller
    products: int


def shops(cursor: keyset.Cursor | None = None, region: str = "", limit: int = PAGE_SIZE) -> keyset.Page:
    """A page of open shops as `ShopCard`s, by name."""
    count = (
        select(func.count(Product.id))
        .where(Product.seller_id == Seller.id, is_public())
        .correlate(Seller)
        .scalar_subquery()
    )
    query = select(Seller, count.label("products")).where(shop_is_open()).options(joinedload(Seller.picture))
    if region:
        query = query.where(Seller.village_code.like(f"{_plain(region)}.%"))
    return keyset.page(
        query,
        (Seller.name, Seller.id),
        cursor,
        limit,
        run=lambda statement: [ShopCard(row[0], row[1]) for row in db.session.execute(statement).all()],
        key=lambda card: (card.seller.name, card.seller.id),
        descending=False,
    )


def shop(slug: str) -> Seller:
    """An open shop. Raises NotFound."""
    query = (
        select(Seller)
        .where(Seller.slug == slug, Seller.status == SellerStatus.APPROVED, Seller.opened_at.is_not(None))
        .options(joinedload(Seller.picture), joinedload(Seller.certificate))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found
