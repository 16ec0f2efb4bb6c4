"""What a seller does with an order on its way to the buyer. Knows nothing about HTTP.

Goods leave the stock when they leave the shop: with the courier, with the seller, or in the buyer's hand.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from marketplace import clock, events, stock
from marketplace.accounts import throttle
from marketplace.crypto import new_code
from marketplace.errors import Conflict, Invalid
from marketplace.i18n import _
from marketplace.models import Order, Seller
from marketplace.models.orders import OrderStatus, ShippingMethod
from marketplace.shop import deadlines, order_notices
from marketplace.shop.order_lookup import of_seller

AIRWAY_BILL = re.compile(r"[A-Z0-9]{8,25}")
PICKUP_CODE_LENGTH = 6
GUESSES = throttle.Pace(free=5, first_wait=60, longest_wait=3600, window=timedelta(hours=24))


class OtherWay(Conflict):
    """The order travels in another way than this deed is meant for."""

    def default_message(self) -> str:
        return _("Pesanan ini tidak dikirim dengan cara itu. Muat ulang halaman ini.")


@dataclass(frozen=True)
class Parcel:
    """What a courier was given. The airway bill has 8 to 25 letters and digits."""

    courier: str
    airway_bill: str

    @classmethod
    def of(cls, courier: str, airway_bill: str) -> "Parcel":
        """From what a person typed: spaces and dashes go. Raises Invalid."""
        bill = re.sub(r"[\s.-]", "", airway_bill).upper()
        if not AIRWAY_BILL.fullmatch(bill):
            raise Invalid(
                _("Nomor resi berisi 8 sampai 25 huruf dan angka. Salin dari bukti kirim kurir."),
                field="airway_bill",
            )
        if not courier.strip():
            raise Invalid(_("Isi nama kurirnya, contoh JNE."), field="courier")
        return cls(" ".join(courier.split()), bill)


def accept(seller: Seller, number: str) -> Order:
    """Promise to deliver, and start the clock for shipping.

    Raises NotFound when it is not this seller's, InvalidTransition when it does not wait for an answer.
    """
    order, now = of_seller(seller, number, lock=True), clock.now()
    order.accept(now, deadlines.ship_by(now, order.lines))
    events.record("order_accepted", order, actor=seller.owner)
    order_notices.order_accepted(order)
    return order


def ship(seller: Seller, number: str, parcel: Parcel) -> Order:
    """Hand an order to the courier and start the buyer's clock.

    Raises NotFound, InvalidTransition when it is not ready to ship, OtherWay when no courier carries it.
    """
    order = _leaving(seller, number, ShippingMethod.COURIER)
    order.courier, order.airway_bill = parcel.courier, parcel.airway_bill
    stock.commit(order.lines)
    events.record(
        "order_shipped", order, actor=seller.owner, courier=parcel.courier, airway_bill=parcel.airway_bill
    )
    order_notices.order_shipped(order)
    return order


def set_out(seller: Seller, number: str) -> Order:
    """The seller is on the way with the goods. Raises as `ship`."""
    order = _leaving(seller, number, ShippingMethod.SELLER)
    stock.commit(order.lines)
    events.record("order_set_out", order, actor=seller.owner)
    order_notices.order_shipped(order)
    return order


def make_ready(seller: Seller, number: str) -> Order:
    """The goods lie ready; the buyer learns the code that proves who collects them. Raises as `ship`."""
    order = _leaving(seller, number, ShippingMethod.PICKUP)
    order.pickup_code = order.pickup_code or new_code(PICKUP_CODE_LENGTH)
    events.record("order_ready", order, actor=seller.owner)
    order_notices.order_shipped(order)
    return order


def arrive(seller: Seller, number: str, receiver: str) -> Order:
    """The seller delivered by own hand; `receiver` is who took it.

    Raises NotFound, InvalidTransition when it is not on its way, OtherWay, Invalid without a name.
    """
    order = _on_its_way(seller, number, ShippingMethod.SELLER)
    name = " ".join(receiver.split())
    if not name:
        raise Invalid(_("Isi nama orang yang menerima barangnya."), field="receiver")
    _deliver(order)
    events.record("order_delivered", order, actor=seller.owner, receiver=name)
    order_notices.order_delivered(order, name)
    return order


def hand_over(seller: Seller, number: str, code: str) -> bool:
    """Give the goods to who knows the code. False, and counted as a guess, when the code is wrong.

    Raises NotFound, InvalidTransition, OtherWay, TooMany after five wrong codes.
    """
    order = _on_its_way(seller, number, ShippingMethod.PICKUP)
    guess = throttle.admit(throttle.Subject("pickup_code", order.number, GUESSES))
    if _as_typed(code) != order.pickup_code:
        events.record("pickup_code_wrong", order, actor=seller.owner)
        return False
    guess.take_back()
    _deliver(order)
    stock.commit(order.lines)
    events.record("order_handed_over", order, actor=seller.owner)
    order_notices.order_delivered(order)
    return True


def _as_typed(code: str) -> str:
    """A code as people say it: case, spaces and look-alikes do not matter."""
    return re.sub(r"[\s-]", "", code).upper().translate(str.maketrans("ILOU", "110V"))


def _leaving(seller: Seller, number: str, method: ShippingMethod) -> Order:
    order, now = of_seller(seller, number, lock=True), clock.now()
    if order.shipping_method != method:
        raise OtherWay
    order.ship(now, deadlines.receive_by(now, method))
    return order


def _on_its_way(seller: Seller, number: str, method: ShippingMethod) -> Order:
    order = of_seller(seller, number, lock=True)
    if order.shipping_method != method:
        raise OtherWay
    order.must_be_able_to_become(OrderStatus.DELIVERED)
    return order


def _deliver(order: Order) -> None:
    now = clock.now()
    order.deliver(now, deadlines.complete_by(now))
