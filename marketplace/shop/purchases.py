"""Writing down a purchase: what was bought, from whom, at which price, where it goes. Frozen from then on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace import clock, events, money, regions, rules, stock
from marketplace.crypto import new_code, token_hash
from marketplace.extensions import db
from marketplace.models import Order, OrderLine, Purchase, User
from marketplace.models.orders import OrderStatus, PaymentMethod, PurchaseStatus
from marketplace.shop import order_links, order_notices, payments
from marketplace.shop.basket_items import Item
from marketplace.shop.quote import Parcel, Quote

NUMBER_LENGTH = 10


@dataclass(frozen=True)
class Delivery:
    """Who gets it and where. `phone` is E.164; street and village are empty when all is picked up."""

    recipient: str
    phone: str
    email: str
    street: str
    village_code: str
    note: str


def write(
    quote: Quote,
    delivery: Delivery,
    method: PaymentMethod,
    *,
    key: str,
    notes: dict[int, str],
    buyer: User | None,
    locale: str,
) -> Purchase:
    """Make the purchase and its orders, hold the stock, start the buyer's clock. Raises stock.OutOfStock."""
    now = clock.now()
    purchase = _purchase(quote, delivery, method, key, buyer, locale, now)
    orders = [
        _order(purchase, place, parcel, notes.get(parcel.seller.id, ""))
        for place, parcel in enumerate(quote.parcels, start=1)
    ]
    db.session.add_all([purchase, *orders])
    db.session.flush()
    stock.reserve([line for order in orders for line in order.lines])
    events.record("purchase_placed", purchase, actor=buyer, total=purchase.total, method=method.value)
    if method == PaymentMethod.COD:
        payments.hand_over(purchase, orders, now)
    else:
        payments.begin(purchase, 1)
        order_notices.purchase_waiting(purchase, order_links.token_of(purchase))
    return purchase


def _purchase(
    quote: Quote,
    delivery: Delivery,
    method: PaymentMethod,
    key: str,
    buyer: User | None,
    locale: str,
    now: datetime,
) -> Purchase:
    number = new_code(NUMBER_LENGTH)
    village = regions.find(delivery.village_code)
    in_cash = method == PaymentMethod.COD
    purchase = Purchase(
        number=number,
        checkout_key=key,
        user=buyer,
        token_hash=b"",
        email=delivery.email,
        phone=delivery.phone,
        recipient=delivery.recipient,
        street=delivery.street,
        village_code=delivery.village_code,
        region=village.path if village else "",
        postcode=village.postcode if village else "",
        address_note=delivery.note,
        method=method,
        status=PurchaseStatus.PAY_ON_RECEIPT if in_cash else PurchaseStatus.AWAITING_PAYMENT,
        items_total=quote.items_total,
        shipping_total=quote.shipping_total,
        total=quote.total,
        pay_by=None if in_cash else now + timedelta(hours=rules.number("clock.pay_hours")),
        locale=locale,
    )
    purchase.token_hash = token_hash(order_links.token_of(purchase))
    return purchase


def _order(purchase: Purchase, place: int, parcel: Parcel, note: str) -> Order:
    chosen = parcel.chosen
    assert chosen is not None
    bps = rules.number("sale.commission_bps")
    lines = [_line(item, bps) for item in parcel.items]
    return Order(
        purchase=purchase,
        number=f"{purchase.number}-{place}",
        seller=parcel.seller,
        status=OrderStatus.AWAITING_PAYMENT,
        shipping_method=chosen.method,
        courier=chosen.courier,
        service=chosen.service,
        etd_days=chosen.days_to or None,
        weight_g=parcel.load.weight_g,
        note=note,
        items_total=parcel.items_total,
        shipping_total=parcel.shipping_total,
        total=parcel.total,
        commission_total=sum(line.commission for line in lines),
        lines=lines,
    )


def _line(item: Item, bps: int) -> OrderLine:
    """One bought thing, with what the product said at that moment."""
    product, variant = item.product, item.variant
    photo = item.photo
    return OrderLine(
        product_id=product.id,
        variant_id=variant.id,
        name=product.name,
        variant_label=variant.label,
        unit=product.unit,
        unit_price=item.unit_price,
        quantity=item.quantity,
        total=item.total,
        weight_g=product.weight_g or 0,
        commission_bps=bps,
        commission=money.share(item.total, bps),
        snapshot={
            "slug": product.slug,
            "description": product.description,
            "photo": photo.token if photo else "",
            "made_to_order_days": product.made_to_order_days,
            "seller_is_pkp": item.seller.is_pkp,
        },
    )
