"""Orders that will not be delivered: refused, called off, not collected. Stock goes back, and the money."""

from marketplace import clock, events, stock
from marketplace.errors import Conflict, Invalid, InvalidTransition
from marketplace.i18n import N_, _, in_language
from marketplace.models import Order, Purchase, Seller, User
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from marketplace.orm import Labelled
from marketplace.shop import order_notices, refunds
from marketplace.shop.order_lookup import of_purchase, of_seller

BEFORE_SHIPPING = {OrderStatus.PLACED, OrderStatus.ACCEPTED}
NOT_ANSWERED = N_("Penjual tidak menjawab sampai batas waktunya.")
NOT_SHIPPED = N_("Penjual tidak mengirim sampai batas waktunya.")
NOT_COLLECTED = N_("Barang tidak diambil sampai batas waktunya.")


class SellerReason(Labelled):
    """Why a seller cannot deliver."""

    SOLD_OUT = "sold_out", "Stok habis"
    CANNOT_DELIVER = "cannot_deliver", "Tidak bisa mengirim ke alamat ini"
    WRONG_LISTING = "wrong_listing", "Harga atau keterangan barang keliru"
    CANNOT_MAKE = "cannot_make", "Tidak sempat membuatnya tepat waktu"
    BUYER_ASKED = "buyer_asked", "Pembeli meminta batal"
    OTHER = "other", "Alasan lain"


class BuyerReason(Labelled):
    """Why a buyer calls an order off."""

    CHANGED_MIND = "changed_mind", "Tidak jadi membeli"
    WRONG_ORDER = "wrong_order", "Salah pilih barang atau jumlah"
    WRONG_ADDRESS = "wrong_address", "Salah alamat"
    TOO_LONG = "too_long", "Terlalu lama"
    OTHER = "other", "Alasan lain"


class RefusedReason(Labelled):
    """Why goods came back unpaid."""

    REFUSED = "refused", "Pembeli menolak menerima"
    NOBODY_THERE = "nobody_there", "Pembeli tidak ada di tempat"
    OTHER = "other", "Alasan lain"


class CannotTakeBack(Conflict):
    """Only unpaid goods that have not been handed over may be taken back by the seller."""

    def default_message(self) -> str:
        return _("Pesanan ini sudah dibayar. Jika barang kembali, minta pembeli melaporkan masalah.")


def in_words(reason: Labelled, detail: str) -> str:
    """The reason as it is kept and told. Raises Invalid when "another reason" is not explained."""
    detail = " ".join(detail.split())
    if reason.value == "other":
        if not detail:
            raise Invalid(_("Tulis alasannya dengan singkat."), field="detail")
        return detail
    with in_language("id"):
        return f"{reason.label}. {detail}".strip() if detail else f"{reason.label}."


def reject(seller: Seller, number: str, reason: str) -> Order:
    """The seller cannot deliver. Raises NotFound, InvalidTransition once the order has left."""
    order = of_seller(seller, number, lock=True)
    _refuse_unless_before_shipping(order)
    call_off(order, reason, "order_rejected", seller.owner)
    order_notices.order_rejected(order, reason)
    return order


def cancel(purchase: Purchase, number: str, reason: str, actor: User | None) -> Order:
    """The buyer calls off an order that has not left. `actor` is None for a guest who holds the link.

    Raises NotFound, InvalidTransition when it was not placed yet or has left.
    """
    order = of_purchase(purchase, number, lock=True)
    _refuse_unless_before_shipping(order)
    call_off(order, reason, "order_cancelled", actor)
    order_notices.order_cancelled(order, reason)
    return order


def take_back(seller: Seller, number: str, reason: str) -> Order:
    """Goods to be paid in cash were not taken by the buyer and are with the seller again.

    Raises NotFound, InvalidTransition when they are not on their way, CannotTakeBack when they are paid.
    """
    order = of_seller(seller, number, lock=True)
    if order.status != OrderStatus.SHIPPED:
        raise InvalidTransition(order, order.status, OrderStatus.CANCELLED)
    if order.purchase.method != PaymentMethod.COD:
        raise CannotTakeBack
    call_off(order, reason, "order_taken_back", seller.owner)
    stock.put_back(order.lines, seller.owner)
    order_notices.order_cancelled(order, reason)
    return order


def by_clock(order: Order) -> None:
    """A locked order whose time is over is cancelled. Raises InvalidTransition where a clock may not."""
    if order.status == OrderStatus.SHIPPED and order.shipping_method != ShippingMethod.PICKUP:
        raise InvalidTransition(order, order.status, OrderStatus.CANCELLED)
    reasons = {OrderStatus.PLACED: NOT_ANSWERED, OrderStatus.ACCEPTED: NOT_SHIPPED}
    reason = reasons.get(order.status, NOT_COLLECTED)
    call_off(order, reason, "order_cancelled", None)
    order_notices.order_cancelled(order, reason)


def call_off(order: Order, reason: str, event: str, actor: User | None) -> None:
    """Cancel a locked order: what it holds goes back to the shelf, what was paid is owed to the buyer.

    `actor` is None when a clock or a guest acts.
    """
    order.cancel(clock.now(), reason)
    stock.release(order.lines)
    events.record(event, order, actor=actor, reason=reason)
    refunds.owe(order, reason)


def _refuse_unless_before_shipping(order: Order) -> None:
    if order.status not in BEFORE_SHIPPING:
        raise InvalidTransition(order, order.status, OrderStatus.CANCELLED)
