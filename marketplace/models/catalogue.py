"""Products as sellers offer them and buyers see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Date, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace import clock
from marketplace.models.media import Picture
from marketplace.models.people import User
from marketplace.models.sellers import Seller
from marketplace.orm import Base, Keyed, Labelled, Machine, Timed, check, enum_column


class Category(Keyed, Base):
    """A shelf of the market. `rules` says what its goods must show, see `sellers/category_rules.py`.

    `path` is the slugs from the root, joined by `/`: a prefix query gives a whole branch.
    """

    __tablename__ = "categories"
    __table_args__ = (Index("ix_categories_path", "path", postgresql_ops={"path": "text_pattern_ops"}),)

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    path: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)
    is_enabled: Mapped[bool] = mapped_column(default=True)
    rules: Mapped[dict[str, Any]] = mapped_column(default=dict)

    parent: Mapped[Category | None] = relationship(remote_side="Category.id", back_populates="children")
    children: Mapped[list[Category]] = relationship(back_populates="parent", order_by="Category.position")


class ProductStatus(Labelled):
    DRAFT = "draft", "Draf"
    WAITING = "waiting", "Menunggu kurasi"
    PUBLISHED = "published", "Tayang"
    NEEDS_CHANGES = "needs_changes", "Perlu diperbaiki"
    PAUSED = "paused", "Dijeda"
    ARCHIVED = "archived", "Diarsipkan"
    BLOCKED = "blocked", "Diblokir"


class Storage(Labelled):
    ROOM = "room", "Suhu ruang"
    CHILLED = "chilled", "Dingin (kulkas)"
    FROZEN = "frozen", "Beku"


class HalalState(Labelled):
    CERTIFIED = "certified", "Bersertifikat halal"
    IN_PROCESS = "in_process", "Dalam proses sertifikasi"
    NOT_HALAL = "not_halal", "Mengandung bahan non-halal"
    EXEMPT = "exempt", "Tidak wajib"


class Product(Keyed, Timed, Machine, Base):
    """One thing a seller offers, with at least one variant that carries price and stock."""

    __tablename__ = "products"
    __table_args__ = (
        Index("ix_products_seller_id_status", "seller_id", "status"),
        Index("ix_products_listing", "status", "category_id", "published_at", "id"),
        Index("ix_products_newest", "published_at", "id", postgresql_where=text("status = 'published'")),
        Index("ix_products_cheapest", "lowest_price", "id", postgresql_where=text("status = 'published'")),
        Index("ix_products_most_sold", "sold_count", "id", postgresql_where=text("status = 'published'")),
        Index("ix_products_waiting", "submitted_at", postgresql_where=text("status = 'waiting'")),
        Index("ix_products_search", "search", postgresql_using="gin"),
        Index(
            "ix_products_name_trgm", "name", postgresql_using="gin", postgresql_ops={"name": "gin_trgm_ops"}
        ),
        check("weight_g IS NULL OR weight_g > 0", "weight_positive"),
        check("min_order >= 1", "min_order_positive"),
        check("tkdn_bps IS NULL OR tkdn_bps BETWEEN 0 AND 10000", "tkdn_is_a_share"),
        check("rating_count >= 0 AND rating_sum >= 0 AND sold_count >= 0", "counts_not_negative"),
    )
    NEXT: ClassVar[dict[ProductStatus, frozenset[ProductStatus]]] = {
        ProductStatus.DRAFT: frozenset(
            {ProductStatus.WAITING, ProductStatus.PUBLISHED, ProductStatus.ARCHIVED}
        ),
        ProductStatus.WAITING: frozenset(
            {
                ProductStatus.PUBLISHED,
                ProductStatus.NEEDS_CHANGES,
                ProductStatus.DRAFT,
                ProductStatus.BLOCKED,
            }
        ),
        ProductStatus.NEEDS_CHANGES: frozenset({ProductStatus.WAITING, ProductStatus.ARCHIVED}),
        ProductStatus.PUBLISHED: frozenset(
            {ProductStatus.PAUSED, ProductStatus.ARCHIVED, ProductStatus.BLOCKED}
        ),
        ProductStatus.PAUSED: frozenset(
            {ProductStatus.PUBLISHED, ProductStatus.ARCHIVED, ProductStatus.BLOCKED}
        ),
        ProductStatus.ARCHIVED: frozenset({ProductStatus.DRAFT}),
        ProductStatus.BLOCKED: frozenset({ProductStatus.NEEDS_CHANGES}),
    }

    seller_id: Mapped[int] = mapped_column(ForeignKey("sellers.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"))
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="", server_default="")
    unit: Mapped[str] = mapped_column(default="buah")
    status: Mapped[ProductStatus] = enum_column(ProductStatus, default=ProductStatus.DRAFT)
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    moderation_note: Mapped[str] = mapped_column(default="", server_default="")

    axis1: Mapped[str] = mapped_column(default="", server_default="")
    axis2: Mapped[str] = mapped_column(default="", server_default="")
    weight_g: Mapped[int | None]
    length_cm: Mapped[int | None]
    width_cm: Mapped[int | None]
    height_cm: Mapped[int | None]
    min_order: Mapped[int] = mapped_column(default=1)
    made_to_order_days: Mapped[int | None]
    shelf_life_days: Mapped[int | None]
    storage: Mapped[Storage | None] = enum_column(Storage, nullable=True)
    composition: Mapped[str] = mapped_column(default="", server_default="")
    net_content: Mapped[str] = mapped_column(default="", server_default="")
    halal: Mapped[HalalState | None] = enum_column(HalalState, nullable=True)
    food_exemption: Mapped[str] = mapped_column(default="", server_default="")
    tkdn_bps: Mapped[int | None]

    lowest_price: Mapped[int | None]
    highest_price: Mapped[int | None]
    in_stock: Mapped[bool] = mapped_column(default=False, server_default="false")
    rating_sum: Mapped[int] = mapped_column(default=0, server_default="0")
    rating_count: Mapped[int] = mapped_column(default=0, server_default="0")
    sold_count: Mapped[int] = mapped_column(default=0, server_default="0")
    search: Mapped[str | None] = mapped_column(TSVECTOR, deferred=True)

    seller: Mapped[Seller] = relationship()
    category: Mapped[Category] = relationship()
    variants: Mapped[list[Variant]] = relationship(back_populates="product", order_by="Variant.position")
    photos: Mapped[list[ProductPhoto]] = relationship(
        back_populates="product", order_by="ProductPhoto.position"
    )
    licences: Mapped[list[Licence]] = relationship(back_populates="product", order_by="Licence.kind")
    changes: Mapped[list[ProductChange]] = relationship(back_populates="product", order_by="ProductChange.id")

    @property
    def is_on_sale(self) -> bool:
        return self.status == ProductStatus.PUBLISHED

    def submit(self, at: datetime) -> None:
        self._become(ProductStatus.WAITING)
        self.submitted_at = at

    def withdraw(self) -> None:
        self._become(ProductStatus.DRAFT)

    def publish(self, at: datetime) -> None:
        self._become(ProductStatus.PUBLISHED)
        self.published_at = self.published_at or at
        self.moderation_note = ""

    def ask_for_changes(self, note: str) -> None:
        self._become(ProductStatus.NEEDS_CHANGES)
        self.moderation_note = note

    def pause(self) -> None:
        self._become(ProductStatus.PAUSED)

    def archive(self) -> None:
        self._become(ProductStatus.ARCHIVED)

    def restore(self) -> None:
        self._become(ProductStatus.DRAFT)

    def block(self, note: str) -> None:
        self._become(ProductStatus.BLOCKED)
        self.moderation_note = note


class Variant(Keyed, Base):
    """What is really bought: a price and a stock. `available` = on hand less what orders hold."""

    __tablename__ = "variants"
    __table_args__ = (
        Index("uq_variants_product_id_options", "product_id", "option1", "option2", unique=True),
        check("price BETWEEN 100 AND 9999999999", "price_in_range"),
        check("on_hand >= 0", "on_hand_not_negative"),
        check("reserved BETWEEN 0 AND on_hand", "reserved_within_on_hand"),
    )

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    option1: Mapped[str] = mapped_column(default="", server_default="")
    option2: Mapped[str] = mapped_column(default="", server_default="")
    code: Mapped[str] = mapped_column(default="", server_default="")
    price: Mapped[int]
    on_hand: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)

    product: Mapped[Product] = relationship(back_populates="variants")
    tiers: Mapped[list[PriceTier]] = relationship(back_populates="variant", order_by="PriceTier.min_quantity")

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved

    def unit_price(self, quantity: int) -> int:
        """Price of one piece, in rupiah, when `quantity` pieces are bought together."""
        prices = [tier.price for tier in self.tiers if quantity >= tier.min_quantity]
        return prices[-1] if prices else self.price

    @property
    def label(self) -> str:
        return " / ".join(part for part in (self.option1, self.option2) if part)


class PriceTier(Keyed, Base):
    """Wholesale: the unit price of a variant from `min_quantity` pieces on."""

    __tablename__ = "price_tiers"
    __table_args__ = (
        UniqueConstraint("variant_id", "min_quantity"),
        check("min_quantity >= 2", "min_quantity_at_least_two"),
        check("price BETWEEN 100 AND 9999999999", "price_in_range"),
    )

    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    min_quantity: Mapped[int]
    price: Mapped[int]

    variant: Mapped[Variant] = relationship(back_populates="tiers")


class StockCause(Labelled):
    INITIAL = "initial", "Stok awal"
    ADJUSTED = "adjusted", "Diubah penjual"
    SOLD = "sold", "Terjual"
    RETURNED = "returned", "Dikembalikan"


class StockMovement(Keyed, Timed, Base):
    """Why `on_hand` changed. The sum of a variant's movements is its `on_hand`."""

    __tablename__ = "stock_movements"

    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"), index=True)
    cause: Mapped[StockCause] = enum_column(StockCause)
    quantity: Mapped[int]
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_lines.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class ProductPhoto(Keyed, Base):
    __tablename__ = "product_photos"
    __table_args__ = (UniqueConstraint("product_id", "picture_id"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    alt: Mapped[str] = mapped_column(default="", server_default="")
    is_live: Mapped[bool] = mapped_column(default=True)

    product: Mapped[Product] = relationship(back_populates="photos")
    picture: Mapped[Picture] = relationship()


class LicenceKind(Labelled):
    PIRT = "pirt", "P-IRT"
    BPOM = "bpom", "BPOM MD"
    HALAL = "halal", "Halal"
    SNI = "sni", "SNI"
    TKDN = "tkdn", "TKDN"
    BRAND = "brand", "Merek"


class Licence(Keyed, Timed, Base):
    """A licence number shown with a product, canonical form, with its expiry when it has one."""

    __tablename__ = "licences"
    __table_args__ = (UniqueConstraint("product_id", "kind"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    kind: Mapped[LicenceKind] = enum_column(LicenceKind)
    number: Mapped[str]
    expires_on: Mapped[date | None] = mapped_column(Date)
    verified_at: Mapped[datetime | None]

    product: Mapped[Product] = relationship(back_populates="licences")

    def is_valid_on(self, day: date) -> bool:
        return self.expires_on is None or self.expires_on >= day


class ChangeStatus(Labelled):
    WAITING = "waiting", "Menunggu diperiksa"
    ACCEPTED = "accepted", "Diterima"
    DECLINED = "declined", "Ditolak"
    WITHDRAWN = "withdrawn", "Ditarik"


class ProductChange(Keyed, Timed, Base):
    """An edit of a live product that waits for an admin while the old version stays on sale.

    `fields` maps a field to `{"old": …, "new": …}`.
    """

    __tablename__ = "product_changes"
    __table_args__ = (
        Index(
            "uq_product_changes_one_waiting",
            "product_id",
            unique=True,
            postgresql_where=text("status = 'waiting'"),
        ),
    )

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[ChangeStatus] = enum_column(ChangeStatus, default=ChangeStatus.WAITING)
    reason: Mapped[str] = mapped_column(default="", server_default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]

    product: Mapped[Product] = relationship(back_populates="changes")
    decided_by: Mapped[User | None] = relationship()
