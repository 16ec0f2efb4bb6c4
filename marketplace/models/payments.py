"""Money on its way in and back out, and what the providers told us about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace import clock
from marketplace.crypto import Sealed
from marketplace.models.media import Paper
from marketplace.models.orders import Order, Purchase
from marketplace.models.people import User
from marketplace.orm import Base, Keyed, Labelled, Machine, Timed, check, enum_column


class GatewayName(Labelled):
    STRIPE = "stripe", "Stripe"
    SANDBOX = "sandbox", "Bank uji coba"
    TRANSFER = "transfer", "Transfer bank"
    COD = "cod", "Bayar di tempat"


class PaymentStatus(Labelled):
    CREATED = "created", "Dibuat"
    PENDING = "pending", "Menunggu"
    CHECKING = "checking", "Bukti sedang diperiksa"
    SUCCEEDED = "succeeded", "Berhasil"
    FAILED = "failed", "Gagal"
    EXPIRED = "expired", "Kedaluwarsa"
    HELD = "held", "Ditahan untuk diperiksa"
    RETURNED = "returned", "Dikembalikan"


class Payment(Keyed, Timed, Machine, Base):
    """One attempt to pay a purchase. At most one succeeds and at most one is open (the database says so).

    `idempotency_key` is written before the provider is asked and reused on every retry.
    """

    __tablename__ = "payments"
    __table_args__ = (
        Index(
            "uq_payments_one_succeeded",
            "purchase_id",
            unique=True,
            postgresql_where=text("status = 'succeeded'"),
        ),
        Index(
            "uq_payments_one_open",
            "purchase_id",
            unique=True,
            postgresql_where=text("status IN ('created', 'pending', 'checking')"),
        ),
        Index("uq_payments_gateway_reference", "gateway", "reference", unique=True),
        check("amount > 0", "amount_positive"),
        check("refunded BETWEEN 0 AND amount", "refunds_within_amount"),
    )
    NEXT: ClassVar[dict[PaymentStatus, frozenset[PaymentStatus]]] = {
        PaymentStatus.CREATED: frozenset(
            {
                PaymentStatus.PENDING,
                PaymentStatus.CHECKING,
                PaymentStatus.SUCCEEDED,
                PaymentStatus.FAILED,
                PaymentStatus.EXPIRED,
                PaymentStatus.HELD,
            }
        ),
        PaymentStatus.PENDING: frozenset(
            {PaymentStatus.SUCCEEDED, PaymentStatus.FAILED, PaymentStatus.EXPIRED, PaymentStatus.HELD}
        ),
        PaymentStatus.CHECKING: frozenset(
            {PaymentStatus.SUCCEEDED, PaymentStatus.CREATED, PaymentStatus.EXPIRED}
        ),
        PaymentStatus.SUCCEEDED: frozenset(),
        # Money can still arrive for an attempt we gave up on.
        PaymentStatus.FAILED: frozenset({PaymentStatus.SUCCEEDED, PaymentStatus.HELD}),
        PaymentStatus.EXPIRED: frozenset({PaymentStatus.SUCCEEDED, PaymentStatus.HELD}),
        PaymentStatus.HELD: frozenset({PaymentStatus.SUCCEEDED, PaymentStatus.RETURNED}),
        PaymentStatus.RETURNED: frozenset(),
    }

    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), index=True)
    gateway: Mapped[GatewayName] = enum_column(GatewayName)
    amount: Mapped[int]
    refunded: Mapped[int] = mapped_column(default=0)
    status: Mapped[PaymentStatus] = enum_column(PaymentStatus, default=PaymentStatus.CREATED)
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    reference: Mapped[str | None]
    intent: Mapped[str | None] = mapped_column(index=True)
    pay_url: Mapped[str | None]
    expires_at: Mapped[datetime | None]
    succeeded_at: Mapped[datetime | None]
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id"))
    proof_note: Mapped[str] = mapped_column(default="", server_default="")
    refusal: Mapped[str] = mapped_column(default="", server_default="")
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    purchase: Mapped[Purchase] = relationship()
    proof: Mapped[Paper | None] = relationship()
    confirmed_by: Mapped[User | None] = relationship()

    def become(self, status: PaymentStatus) -> None:
        self._become(status)

    def succeed(self, at: datetime) -> None:
        self._become(PaymentStatus.SUCCEEDED)
        self.succeeded_at = at


class RefundStatus(Labelled):
    REQUESTED = "requested", "Akan dikirim"
    SENT = "sent", "Sedang dikirim"
    SUCCEEDED = "succeeded", "Sudah kembali"
    FAILED = "failed", "Gagal"


class Refund(Keyed, Timed, Machine, Base):
    """Money that goes back to the buyer, whole orders only for now. Written before it is sent.

    `bank_account` is where a buyer who paid by transfer or in cash wants it, in the buyer's own words.
    """

    __tablename__ = "refunds"
    __table_args__ = (
        check("amount > 0", "amount_positive"),
        UniqueConstraint("order_id"),
        Index("ix_refunds_waiting", "id", postgresql_where=text("status IN ('requested', 'sent', 'failed')")),
    )
    NEXT: ClassVar[dict[RefundStatus, frozenset[RefundStatus]]] = {
        RefundStatus.REQUESTED: frozenset({RefundStatus.SENT, RefundStatus.SUCCEEDED, RefundStatus.FAILED}),
        RefundStatus.SENT: frozenset({RefundStatus.SUCCEEDED, RefundStatus.FAILED}),
        RefundStatus.FAILED: frozenset({RefundStatus.SENT, RefundStatus.SUCCEEDED}),
        RefundStatus.SUCCEEDED: frozenset({RefundStatus.FAILED}),
    }

    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"), index=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    amount: Mapped[int]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    status: Mapped[RefundStatus] = enum_column(RefundStatus, default=RefundStatus.REQUESTED)
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    reference: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_error: Mapped[str | None]
    bank_account: Mapped[Sealed | None]
    bank_note: Mapped[str] = mapped_column(default="", server_default="")
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    payment: Mapped[Payment] = relationship()
    order: Mapped[Order] = relationship()

    def become(self, status: RefundStatus) -> None:
        self._become(status)


class SandboxSession(Timed, Base):
    """The demo's own payment provider: what it remembers of one pay page.

    `status` and `payment_status` speak the language of Stripe's Checkout Session. `outcome` is the news that
    still has to reach the market's webhook, and `due_at` when.
    """

    __tablename__ = "sandbox_sessions"
    __table_args__ = (
        check("amount > 0", "amount_positive"),
        Index("ix_sandbox_sessions_due", "due_at", postgresql_where=text("due_at IS NOT NULL")),
    )

    reference: Mapped[str] = mapped_column(primary_key=True)
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    purchase_number: Mapped[str]
    amount: Mapped[int]
    status: Mapped[str] = mapped_column(default="open")
    payment_status: Mapped[str] = mapped_column(default="unpaid")
    return_path: Mapped[str]
    expires_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(default="", server_default="")
    due_at: Mapped[datetime | None]


class GatewayEvent(Base):
    """A provider's event, kept once. Inserting it and doing what it says is one transaction."""

    __tablename__ = "gateway_events"

    gateway: Mapped[GatewayName] = enum_column(GatewayName, primary_key=True)
    event_id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime] = mapped_column(default=clock.now)
    outcome: Mapped[str] = mapped_column(default="", server_default="")
