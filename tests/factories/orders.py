"""Purchases and orders in every state, reached as the market reaches it: stock, ledger and events fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from marketplace import clock, money, stock
from marketplace.crypto import new_token, token_hash
from marketplace.extensions import db
from marketplace.models import Order, OrderLine, Payment, Product, Purchase, Seller, User
from marketplace.models.orders import OrderStatus, PaymentMethod, PurchaseStatus, ShippingMethod
from marketplace.models.payments import GatewayName, PaymentStatus
from marketplace.shop import (
    cancelling,
    deadlines,
    fulfilment,
    payments,
    problems,
    receiving,
)
from tests.factories.catalogue import a_product
from tests.factories.sellers import a_seller

_numbers = count(1)
GATEWAYS = {PaymentMethod.CARD: GatewayName.SANDBOX, PaymentMethod.TRANSFER: GatewayName.TRANSFER}
AFTER_ACCEPTING = (
    OrderStatus.ACCEPTED,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
    OrderStatus.COMPLETED,
    OrderStatus.PROBLEM,
)


@dataclass(frozen=True)
class Wish:
    """What is bought of one shop."""

    seller: Seller
    product: Product
    quantity: int = 1
    shipping: ShippingMethod = ShippingMethod.COURIER
    shipping_total: int = 10_000
    commission_bps: int = 0


def a_parcel(airway_bill: str = "JNE1234567890") -> fulfilment.Parcel:
    return fulfilment.Parcel.of("JNE", airway_bill)


def a_report(description: str = "Kemasannya sobek dan isinya tumpah.") -> problems.Report:
    return problems.Report(problems.ProblemKind.DAMAGED, description)


def a_purchase(
    *wishes: Wish, method: PaymentMethod = PaymentMethod.CARD, buyer: User | None = None, token: str = ""
) -> Purchase:
    """A purchase just placed, with its stock held; paid for only where cash is paid on receipt."""
    n = next(_numbers)
    items = sum(wish.product.variants[0].price * wish.quantity for wish in wishes)
    shipping = sum(wish.shipping_total for wish in wishes)
    on_receipt = method == PaymentMethod.COD
    purchase = Purchase(
        number=f"UJI{n:06d}",
        checkout_key=new_token(),
        user_id=buyer.id if buyer else None,
        token_hash=token_hash(token or new_token()),
        email=buyer.email if buyer else f"tamu{n}@contoh.id",
        phone="+6281234567890",
        recipient=buyer.name if buyer else "Siti Aminah",
        street="Jalan Gajah Mada 12",
        village_code="35.09.19.1005",
        region="Kaliwates, Kabupaten Jember",
        postcode="68131",
        method=method,
        status=PurchaseStatus.PAY_ON_RECEIPT if on_receipt else PurchaseStatus.AWAITING_PAYMENT,
        items_total=items,
        shipping_total=shipping,
        total=items + shipping,
        pay_by=None if on_receipt else clock.now() + timedelta(hours=24),
    )
    db.session.add(purchase)
    db.session.flush()
    for position, wish in enumerate(wishes, start=1):
        _add_order(purchase, wish, position)
    if on_receipt:
        payments.hand_over(purchase, purchase.orders, clock.now())
        db.session.flush()
    return purchase


def paid(purchase: Purchase) -> Payment:
    """The money for a waiting purchase arrives, as the webhook or an admin would book it."""
    payment = Payment(
        purchase=purchase,
        gateway=GATEWAYS[purchase.method],
        amount=purchase.total,
        status=PaymentStatus.CREATED,
        idempotency_key=new_token(),
        reference=f"uji_{purchase.number}",
    )
    db.session.add(payment)
    db.session.flush()
    payments.settle(purchase, payment)
    db.session.flush()
    return payment


def a_late_payment(method: PaymentMethod = PaymentMethod.CARD) -> Payment:
    """Money for a purchase that nobody waits for any more: held, and booked apart."""
    order = an_order(status=OrderStatus.EXPIRED, method=method)
    payment = Payment(
        purchase=order.purchase,
        gateway=GATEWAYS[method],
        amount=order.total,
        status=PaymentStatus.EXPIRED,
        idempotency_key=new_token(),
        reference=f"uji_{order.purchase.number}",
    )
    db.session.add(payment)
    db.session.flush()
    payments.hold(order.purchase, payment, payment.amount, "late")
    return payment


def an_order(
    seller: Seller | None = None,
    *,
    status: OrderStatus = OrderStatus.PLACED,
    method: PaymentMethod = PaymentMethod.CARD,
    shipping: ShippingMethod | None = None,
    buyer: User | None = None,
    product: Product | None = None,
    quantity: int = 1,
    commission_bps: int = 0,
    token: str = "",
) -> Order:
    """An order of its own purchase. Cash on delivery is brought by the seller, everything else by courier."""
    seller = seller or a_seller()
    product = product or a_product(seller)
    by_hand = method == PaymentMethod.COD
    way = shipping or (ShippingMethod.SELLER if by_hand else ShippingMethod.COURIER)
    wish = Wish(seller, product, quantity, way, commission_bps=commission_bps)
    purchase = a_purchase(wish, method=method, buyer=buyer, token=token)
    order = purchase.orders[0]
    if status in {OrderStatus.AWAITING_PAYMENT, OrderStatus.EXPIRED} and by_hand:
        raise ValueError("cash on delivery never waits for payment")
    if status == OrderStatus.EXPIRED:
        purchase.expire()
        order.expire(clock.now())
        stock.release(order.lines)
    elif status != OrderStatus.AWAITING_PAYMENT:
        if not by_hand:
            paid(purchase)
        bring_to(order, status)
    db.session.flush()
    return order


def bring_to(order: Order, status: OrderStatus) -> None:
    """Take a placed order on to a later state."""
    seller, number = order.seller, order.number
    if status == OrderStatus.CANCELLED:
        cancelling.reject(seller, number, "Stok habis.")
    if status in AFTER_ACCEPTING:
        fulfilment.accept(seller, number)
    if status in AFTER_ACCEPTING[1:]:
        leave(order)
    if status == OrderStatus.DELIVERED:
        order.deliver(clock.now(), deadlines.complete_by(clock.now()))
        stock.commit(order.lines)
    if status == OrderStatus.COMPLETED:
        receiving.confirm(order.purchase, number, order.purchase.user)
    if status == OrderStatus.PROBLEM:
        problems.report(order.purchase, number, a_report(), order.purchase.user)


def leave(order: Order) -> None:
    """An accepted order leaves the shop in its own way."""
    if order.shipping_method == ShippingMethod.COURIER:
        fulfilment.ship(order.seller, order.number, a_parcel())
    elif order.shipping_method == ShippingMethod.SELLER:
        fulfilment.set_out(order.seller, order.number)
    else:
        fulfilment.make_ready(order.seller, order.number)


def _add_order(purchase: Purchase, wish: Wish, position: int) -> Order:
    variant = wish.product.variants[0]
    total = variant.price * wish.quantity
    commission = money.share(total, wish.commission_bps)
    order = Order(
        number=f"{purchase.number}-{position}",
        purchase=purchase,
        seller=wish.seller,
        status=OrderStatus.AWAITING_PAYMENT,
        due_at=purchase.pay_by,
        shipping_method=wish.shipping,
        courier="JNE" if wish.shipping == ShippingMethod.COURIER else "",
        items_total=total,
        shipping_total=wish.shipping_total,
        total=total + wish.shipping_total,
        commission_total=commission,
    )
    line = OrderLine(
        order=order,
        product=wish.product,
        variant=variant,
        name=wish.product.name,
        unit_price=variant.price,
        quantity=wish.quantity,
        total=total,
        commission_bps=wish.commission_bps,
        commission=commission,
    )
    db.session.add_all([order, line])
    db.session.flush()
    stock.reserve([line])
    db.session.flush()
    return order
