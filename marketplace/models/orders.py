"""A purchase (what a buyer pays once) and its orders (what each seller fulfils)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.errors import InvalidTransition
from marketplace.i18n import _
from marketplace.models.catalogue import Product, Variant
from marketplace.models.media import Paper
from marketplace.models.people import User
from marketplace.models.sellers import Seller
from marketplace.orm import Base, Keyed, Labelled, Machine, Timed, check, enum_column


class PurchaseStatus(Labelled):
    AWAITING_PAYMENT = "awaiting_payment", "Menunggu pembayaran"
    PAID = "paid", "Sudah dibayar"
    PAY_ON_RECEIPT = "pay_on_receipt", "Bayar saat terima"
    EXPIRED = "expired", "Kedaluwarsa"
    CANCELLED = "cancelled", "Dibatalkan"


class PaymentMethod(Labelled):
    CARD = "card", "Kartu debit atau kredit"
    TRANSFER = "transfer", "Transfer bank"
    COD = "cod", "Bayar di tempat"


class Purchase(Keyed, Timed, Machine, Base):
    """What one buyer bought and pays in one go. `checkout_key` makes placing it twice impossible.

    Address and prices are frozen here. `token_hash` opens the status page for a guest.
    """

    __tablename__ = "purchases"
    __table_args__ = (
        check("total = items_total + shipping_total", "total_adds_up"),
        check("items_total > 0 AND shipping_total >= 0", "amounts_not_negative"),
        Index("ix_purchases_user_id_id", "user_id", "id"),
        Index("ix_purchases_due", "pay_by", postgresql_where=text("status = 'awaiting_payment'")),
    )
    NEXT: ClassVar[dict[PurchaseStatus, frozenset[PurchaseStatus]]] = {
        PurchaseStatus.AWAITING_PAYMENT: frozenset(
            {PurchaseStatus.PAID, PurchaseStatus.EXPIRED, PurchaseStatus.CANCELLED}
        ),
        PurchaseStatus.PAY_ON_RECEIPT: frozenset(),
        PurchaseStatus.PAID: frozenset(),
        PurchaseStatus.EXPIRED: frozenset(),
        PurchaseStatus.CANCELLED: frozenset(),
    }

    number: Mapped[str] = mapped_column(unique=True)
    checkout_key: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    email: Mapped[str]
    phone: Mapped[str]
    recipient: Mapped[str]
    street: Mapped[str]
    village_code: Mapped[str]
    region: Mapped[str]
    postcode: Mapped[str]
    address_note: Mapped[str] = mapped_column(default="", server_default="")
    method: Mapped[PaymentMethod] = enum_column(PaymentMethod)
    status: Mapped[PurchaseStatus] = enum_column(PurchaseStatus)
    items_total: Mapped[int]
    shipping_total: Mapped[int]
    total: Mapped[int]
    pay_by: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    locale: Mapped[str] = mapped_column(default="id", server_default="id")

    user: Mapped[User | None] = relationship()
    orders: Mapped[list[Order]] = relationship(back_populates="purchase", order_by="Order.id")

    def pay(self, at: datetime) -> None:
        self._become(PurchaseStatus.PAID)
        self.paid_at = at

    def expire(self) -> None:
        self._become(PurchaseStatus.EXPIRED)

    def cancel(self) -> None:
        self._become(PurchaseStatus.CANCELLED)


class OrderStatus(Labelled):
    AWAITING_PAYMENT = "awaiting_payment", "Menunggu pembayaran"
    PLACED = "placed", "Menunggu konfirmasi penjual"
    ACCEPTED = "accepted", "Dikemas"
    SHIPPED = "shipped", "Dikirim"
    DELIVERED = "delivered", "Tiba di tujuan"
    COMPLETED = "completed", "Selesai"
    PROBLEM = "problem", "Ada masalah"
    CANCELLED = "cancelled", "Dibatalkan"
    EXPIRED = "expired", "Kedaluwarsa"


class ShippingMethod(Labelled):
    COURIER = "courier", "Kurir"
    SELLER = "seller", "Diantar penjual"
    PICKUP = "pickup", "Ambil di tempat"


class Order(Keyed, Timed, Machine, Base):
    """One seller's part of a purchase. Every waiting state has a `due_at` and an automatic exit.

    `reminded_for` is the `due_at` somebody was already reminded of.
    """

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("purchase_id", "seller_id"),
        check("total = items_total + shipping_total", "total_adds_up"),
        check("items_total > 0 AND shipping_total >= 0", "amounts_not_negative"),
        check("commission_total BETWEEN 0 AND items_total", "commission_within_items"),
        Index("ix_orders_seller_id_status_id", "seller_id", "status", "id"),
        Index("ix_orders_due", "due_at", postgresql_where=text("due_at IS NOT NULL")),
    )
    NEXT: ClassVar[dict[OrderStatus, frozenset[OrderStatus]]] = {
        OrderStatus.AWAITING_PAYMENT: frozenset(
            {OrderStatus.PLACED, OrderStatus.EXPIRED, OrderStatus.CANCELLED}
        ),
        OrderStatus.PLACED: frozenset({OrderStatus.ACCEPTED, OrderStatus.CANCELLED}),
        OrderStatus.ACCEPTED: frozenset({OrderStatus.SHIPPED, OrderStatus.CANCELLED}),
        # A parcel nobody collected, or refused at the door, comes back: see shop/cancelling.py.
        OrderStatus.SHIPPED: frozenset(
            {OrderStatus.DELIVERED, OrderStatus.COMPLETED, OrderStatus.PROBLEM, OrderStatus.CANCELLED}
        ),
        OrderStatus.DELIVERED: frozenset({OrderStatus.COMPLETED, OrderStatus.PROBLEM}),
        OrderStatus.PROBLEM: frozenset({OrderStatus.COMPLETED, OrderStatus.CANCELLED}),
        OrderStatus.COMPLETED: frozenset(),
        OrderStatus.CANCELLED: frozenset(),
        OrderStatus.EXPIRED: frozenset(),
    }

    number: Mapped[str] = mapped_column(unique=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    seller_id: Mapped[int] = mapped_column(ForeignKey("sellers.id"))
    status: Mapped[OrderStatus] = enum_column(OrderStatus)
    due_at: Mapped[datetime | None]
    reminded_for: Mapped[datetime | None]
    shipping_method: Mapped[ShippingMethod] = enum_column(ShippingMethod)
    courier: Mapped[str] = mapped_column(default="", server_default="")
    service: Mapped[str] = mapped_column(default="", server_default="")
    etd_days: Mapped[int | None]
    weight_g: Mapped[int] = mapped_column(default=0)
    airway_bill: Mapped[str | None]
    pickup_code: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="", server_default="")
    items_total: Mapped[int]
    shipping_total: Mapped[int]
    total: Mapped[int]
    commission_total: Mapped[int] = mapped_column(default=0)
    cancel_reason: Mapped[str] = mapped_column(default="", server_default="")
    accepted_at: Mapped[datetime | None]
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    purchase: Mapped[Purchase] = relationship(back_populates="orders")
    seller: Mapped[Seller] = relationship()
    lines: Mapped[list[OrderLine]] = relationship(back_populates="order", order_by="OrderLine.id")
    problems: Mapped[list[OrderProblem]] = relationship(back_populates="order", order_by="OrderProblem.id")

    @property
    def status_label(self) -> str:
        """The status in the buyer's words, which depend on how the goods travel."""
        if self.status == OrderStatus.SHIPPED and self.shipping_method == ShippingMethod.PICKUP:
            return _("Siap diambil")
        if self.status == OrderStatus.SHIPPED and self.shipping_method == ShippingMethod.SELLER:
            return _("Sedang diantar penjual")
        return self.status.label

    @property
    def seller_due(self) -> int:
        """What the seller gets when the order completes, in rupiah."""
        return self.total - self.commission_total

    @property
    def can_cancel_by_buyer(self) -> bool:
        return self.status in {OrderStatus.AWAITING_PAYMENT, OrderStatus.PLACED, OrderStatus.ACCEPTED}

    def must_be_able_to_become(self, status: OrderStatus) -> None:
        """Raises InvalidTransition when it cannot, before anything else is asked."""
        if not self.can_become(status):
            raise InvalidTransition(self, self.status, status)

    def place(self, due_at: datetime) -> None:
        self._become(OrderStatus.PLACED)
        self.due_at = due_at

    def accept(self, at: datetime, due_at: datetime) -> None:
        self._become(OrderStatus.ACCEPTED)
        self.accepted_at, self.due_at = at, due_at

    def ship(self, at: datetime, due_at: datetime, courier: str = "", airway_bill: str | None = None) -> None:
        self._become(OrderStatus.SHIPPED)
        self.shipped_at, self.due_at = at, due_at
        self.courier, self.airway_bill = courier or self.courier, airway_bill

    def deliver(self, at: datetime, due_at: datetime) -> None:
        self._become(OrderStatus.DELIVERED)
        self.delivered_at, self.due_at = at, due_at

    def complete(self, at: datetime) -> None:
        self._become(OrderStatus.COMPLETED)
        self.completed_at, self.due_at = at, None

    def report_problem(self, due_at: datetime) -> None:
        self._become(OrderStatus.PROBLEM)
        self.due_at = due_at

    def cancel(self, at: datetime, reason: str) -> None:
        self._become(OrderStatus.CANCELLED)
        self.cancelled_at, self.due_at, self.cancel_reason = at, None, reason

    def expire(self, at: datetime) -> None:
        self._become(OrderStatus.EXPIRED)
        self.cancelled_at, self.due_at = at, None


class OrderLine(Keyed, Base):
    """One bought thing as it was at that moment: later edits of the product change nothing here."""

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("order_id", "variant_id"),
        check("quantity > 0", "quantity_positive"),
        check("total = unit_price * quantity", "total_adds_up"),
        check("commission BETWEEN 0 AND total", "commission_within_total"),
        Index("ix_order_lines_product_id", "product_id"),
    )

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"), index=True)
    name: Mapped[str]
    variant_label: Mapped[str] = mapped_column(default="", server_default="")
    unit: Mapped[str] = mapped_column(default="", server_default="")
    unit_price: Mapped[int]
    quantity: Mapped[int]
    total: Mapped[int]
    weight_g: Mapped[int] = mapped_column(default=0)
    commission_bps: Mapped[int] = mapped_column(default=0)
    commission: Mapped[int] = mapped_column(default=0)
    snapshot: Mapped[dict[str, Any]] = mapped_column(default=dict)

    order: Mapped[Order] = relationship(back_populates="lines")
    product: Mapped[Product] = relationship()
    variant: Mapped[Variant] = relationship()


class ReservationStatus(Labelled):
    HELD = "held", "Ditahan"
    COMMITTED = "committed", "Keluar"
    RELEASED = "released", "Dilepas"


class Reservation(Timed, Machine, Base):
    """Stock an order holds. Leaves HELD exactly once: sold, or given back."""

    __tablename__ = "reservations"
    __table_args__ = (check("quantity > 0", "quantity_positive"),)
    NEXT: ClassVar[dict[ReservationStatus, frozenset[ReservationStatus]]] = {
        ReservationStatus.HELD: frozenset({ReservationStatus.COMMITTED, ReservationStatus.RELEASED}),
        ReservationStatus.COMMITTED: frozenset(),
        ReservationStatus.RELEASED: frozenset(),
    }

    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"), index=True)
    quantity: Mapped[int]
    status: Mapped[ReservationStatus] = enum_column(ReservationStatus, default=ReservationStatus.HELD)
    resolved_at: Mapped[datetime | None]

    line: Mapped[OrderLine] = relationship()

    def commit(self, at: datetime) -> None:
        self._become(ReservationStatus.COMMITTED)
        self.resolved_at = at

    def release(self, at: datetime) -> None:
        self._become(ReservationStatus.RELEASED)
        self.resolved_at = at


class ProblemStatus(Labelled):
    OPEN = "open", "Sedang ditangani"
    WITHDRAWN = "withdrawn", "Selesai bagi pembeli"
    REFUNDED = "refunded", "Uang dikembalikan"
    DISMISSED = "dismissed", "Tidak terbukti"


class OrderProblem(Keyed, Timed, Base):
    """Something was wrong with what arrived; while it is open the seller's money stays held."""

    __tablename__ = "order_problems"
    __table_args__ = (
        Index(
            "uq_order_problems_one_open", "order_id", unique=True, postgresql_where=text("status = 'open'")
        ),
    )

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    kind: Mapped[str]
    description: Mapped[str]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id"))
    seller_answer: Mapped[str] = mapped_column(default="", server_default="")
    answered_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    status: Mapped[ProblemStatus] = enum_column(ProblemStatus, default=ProblemStatus.OPEN)
    resolution: Mapped[str] = mapped_column(default="", server_default="")
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    resolved_at: Mapped[datetime | None]

    order: Mapped[Order] = relationship(back_populates="problems")
    paper: Mapped[Paper | None] = relationship()
