"""What the market asks of anybody who moves money, in whole rupiah and plain values.

A gateway may talk to the network, so nothing here is called inside a transaction.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from marketplace.errors import Conflict, Unavailable
from marketplace.i18n import _
from marketplace.models.payments import GatewayName

CURRENCY = "idr"


class GatewayAway(Unavailable):
    """The provider did not answer, or could not: what it did is unknown. Ask again with the same key.

    `is_final` says that it will keep answering so under this key, and that nothing was made.
    """

    def __init__(self, detail: str, *, is_final: bool = False) -> None:
        self.detail, self.is_final = detail, is_final
        super().__init__(
            _("Layanan pembayaran sedang tidak menjawab. Pesanan Anda tersimpan; coba bayar lagi.")
        )


class GatewayRefused(Conflict):
    """The provider understood and said no; nothing was made."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(_("Pembayaran ini ditolak penyedia. Coba lagi atau pilih cara bayar lain."))


class BadSignature(ValueError):
    """A message that claims to come from the provider cannot be believed."""


@dataclass(frozen=True)
class PayRequest:
    """A pay page to be opened. Sent again with the same `key` it means the same page."""

    key: str
    purchase_number: str
    amount: int
    email: str
    return_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True)
class PayPage:
    """Where the buyer pays, and the provider's name for it. `url` is empty where there is no page."""

    reference: str
    url: str = ""
    intent: str = ""


class PageStatus(StrEnum):
    OPEN = "open"
    PROCESSING = "processing"  # the buyer did their part, the money is on its way
    PAID = "paid"
    EXPIRED = "expired"


@dataclass(frozen=True)
class PageState:
    """What the provider says about a pay page when it is asked."""

    status: PageStatus
    amount: int = 0
    currency: str = CURRENCY
    intent: str = ""
    payment_key: str = ""
    purchase_number: str = ""


@dataclass(frozen=True)
class RefundRequest:
    """Money to go back, in rupiah. Sent again with the same `key` it means the same refund.

    `reference` and `intent` are those of the payment.
    """

    key: str
    reference: str
    intent: str
    amount: int
    order_number: str


class RefundState(StrEnum):
    SENT = "sent"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True)
class RefundAnswer:
    """`reference` is the provider's name of the refund; `detail` says why it failed."""

    state: RefundState
    reference: str
    detail: str = ""


class PageNewsKind(StrEnum):
    PAID = "paid"
    PROCESSING = "processing"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True)
class PageNews:
    """What an event says of a pay page or of the charge behind it.

    `reference` is empty when the event knows only the charge. `amount` is in rupiah, -1 when the provider's
    figure is no whole rupiah. `payment_key` and `purchase_number` are what we gave it along.
    """

    kind: PageNewsKind
    reference: str
    intent: str
    amount: int
    currency: str
    payment_key: str
    purchase_number: str


@dataclass(frozen=True)
class RefundNews:
    """What an event says of a refund; `key` is the one we sent it with."""

    state: RefundState
    reference: str
    key: str
    amount: int
    detail: str


@dataclass(frozen=True)
class ProviderEvent:
    """A believed message of a provider. `news` is None when it is nothing we act on."""

    id: str
    type: str
    is_ours: bool
    """False when it speaks of test money on a live market, or the other way round."""
    news: PageNews | RefundNews | None
    payload: dict[str, object]


class Gateway(Protocol):
    """One way to be paid."""

    name: GatewayName
    has_page: bool
    """The buyer pays on a page of the provider; without one only the money's name is made."""
    refunds_by_hand: bool
    """A person sends the money back (bank transfer); `refund` is never called."""

    @property
    def pay_origin(self) -> str:
        """The foreign origin a buyer's browser is sent to, for the content policy; empty when it stays."""
        ...

    def open(self, request: PayRequest) -> PayPage:
        """Make the pay page. Raises GatewayAway, GatewayRefused."""
        ...

    def look(self, reference: str) -> PageState:
        """How a pay page stands. Raises GatewayAway, GatewayRefused."""
        ...

    def close(self, reference: str) -> PageState:
        """Make sure that nobody pays on this page any more, and say how it ended. Raises as `look`."""
        ...

    def refund(self, request: RefundRequest) -> RefundAnswer:
        """Send money back. Raises GatewayAway (the answer is unknown) or GatewayRefused."""
        ...
