"""Purchases of the demo, lived through by the market's own use cases at the times they are said to have happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.demo import seed_payments
from marketplace.demo.seed_accounts import email_of
from marketplace.demo.seed_goods import slug_code
from marketplace.demo.seed_stages import at, user
from marketplace.demo.seed_stories import Item, Story
from marketplace.extensions import db
from marketplace.media import derivatives, store
from marketplace.models import Order, Product, Purchase, User, Variant
from marketplace.models.orders import PaymentMethod, ShippingMethod
from marketplace.regions import district_code
from marketplace.shop import (
    basket,
    cancelling,
    checkout,
    fulfilment,
    problem_photos,
    problems,
    receiving,
    refunds,
    reviews,
)
from marketplace.shop.purchases import Delivery

ACCEPT, SHIP, COLLECT, ARRIVE = (timedelta(hours=h) for h in (7, 28, 32, 30))
"""After the purchase was placed."""
TRAVEL = timedelta(days=3)


@dataclass(frozen=True)
class Scene:
    """A purchase on its way through its story."""

    story: Story
    buyer: User
    purchase: Purchase
    began: datetime

    def after(self, delay: timedelta) -> datetime:
        return self.began + delay


def play(story: Story, email: str = "") -> None:
    """Live through a story in the open transaction."""
    began = story.began
    buyer = user(email or email_of(story.buyer))
    with at(began):
        purchase = _place(buyer, story)
    ENDS[story.end](Scene(story, buyer, purchase, began))


def variant_of(item: Item) -> Variant:
    """The row of a choice."""
    choice = item.goods.choices[item.choice]
    query = (
        select(Variant)
        .join(Variant.product)
        .where(
            Product.slug.endswith(f"-{slug_code(item.goods)}"),
            Variant.option1 == choice.option1,
            Variant.option2 == choice.option2,
        )
    )
    return db.session.scalars(query).one()


def _place(buyer: User, story: Story) -> Purchase:
    for item in story.items:
        basket.add(buyer, variant_of(item).id, item.quantity)
    village = story.place.village
    district = district_code(village)
    _basket, offered = checkout.show(buyer, district, {})
    choices = {
        parcel.seller.id: option.key
        for parcel in offered.parcels
        for option in reversed(parcel.options)
        if option.method == ShippingMethod(story.way)
    }
    mine, quote = checkout.show(buyer, district, choices)
    is_collected = quote.is_picked_up
    delivery = Delivery(
        recipient=buyer.name,
        phone=buyer.phone or "",
        email=buyer.email,
        street="" if is_collected else story.place.street,
        village_code="" if is_collected else village,
        note="",
    )
    wish = checkout.Wish(
        key=mine.checkout_key,
        seen=quote.fingerprint,
        district_code=district,
        delivery=delivery,
        method=PaymentMethod(story.method),
        choices=choices,
        notes={parcel.seller.id: story.note for parcel in quote.parcels},
    )
    return checkout.place(buyer, wish)


def _orders(scene: Scene) -> list[Order]:
    query = select(Order).where(Order.purchase_id == scene.purchase.id).order_by(Order.id)
    fresh = query.options(selectinload(Order.lines)).execution_options(populate_existing=True)
    return list(db.session.scalars(fresh))


def _unpaid(scene: Scene) -> None:
    """Nothing more happened."""


def _checking(scene: Scene) -> None:
    with at(scene.after(timedelta(hours=1))):
        seed_payments.show_proof(scene.purchase, scene.buyer)


def _placed(scene: Scene) -> None:
    if scene.story.method != PaymentMethod.COD:
        seed_payments.pay(scene.purchase, scene.buyer, scene.began)


def _accepted(scene: Scene) -> None:
    _placed(scene)
    with at(scene.after(ACCEPT)):
        for order in _orders(scene):
            fulfilment.accept(order.seller, order.number)


def _shipped(scene: Scene) -> None:
    _accepted(scene)
    with at(scene.after(SHIP)):
        for order in _orders(scene):
            _send(order)


def _send(order: Order) -> None:
    if order.shipping_method == ShippingMethod.COURIER:
        parcel = fulfilment.Parcel.of(order.courier, f"CONTOH{order.id:08}")
        fulfilment.ship(order.seller, order.number, parcel)
    elif order.shipping_method == ShippingMethod.SELLER:
        fulfilment.set_out(order.seller, order.number)
    else:
        fulfilment.make_ready(order.seller, order.number)


def _arrived(scene: Scene) -> None:
    """Into the buyer's hands, where the seller sees it happen; couriers tell nobody."""
    _shipped(scene)
    for order in _orders(scene):
        if order.shipping_method == ShippingMethod.SELLER:
            with at(scene.after(ARRIVE)):
                fulfilment.arrive(order.seller, order.number, scene.buyer.name)
        elif order.shipping_method == ShippingMethod.PICKUP:
            with at(scene.after(COLLECT)):
                fulfilment.hand_over(order.seller, order.number, order.pickup_code or "")


def _completed(scene: Scene) -> None:
    _arrived(scene)
    with at(scene.after(SHIP + TRAVEL)):
        for order in _orders(scene):
            receiving.confirm(scene.purchase, order.number, scene.buyer)
    opinion = scene.story.opinion
    if opinion is None:
        return
    order = _orders(scene)[0]
    with at(scene.after(SHIP + TRAVEL + timedelta(hours=26))):
        reviews.write(order.lines[0], reviews.Words(opinion.stars, opinion.text), scene.buyer)
    if opinion.reply:
        with at(scene.after(SHIP + TRAVEL + timedelta(hours=33))):
            reviews.reply(order.seller, order.number, 1, opinion.reply)


def _problem(scene: Scene) -> None:
    _shipped(scene)
    with at(scene.after(SHIP + TRAVEL + timedelta(hours=2))):
        for order in _orders(scene):
            report = problems.Report(
                problems.ProblemKind.DAMAGED,
                "Barang sampai dengan bagian tepi retak. Kardusnya penyok di satu sisi. Mohon diganti.",
                problem_photos.keeper(scene.buyer, _photo_of(order)),
            )
            problems.report(scene.purchase, order.number, report, scene.buyer)


def _photo_of(order: Order) -> bytes:
    """The product's own photo stands in for the one a buyer would take."""
    token = order.lines[0].snapshot["photo"]
    return store.public.get(derivatives.key_of(token, 800, "jpg"))


def _answered(scene: Scene) -> None:
    _problem(scene)
    with at(scene.after(SHIP + TRAVEL + timedelta(hours=20))):
        for order in _orders(scene):
            words = "Mohon maaf. Kami kirim pengganti besok pagi, ongkos kirim kami yang tanggung."
            problems.answer(order.seller, order.number, words)


def _rejected(scene: Scene) -> None:
    """The seller could not deliver: money that came by transfer waits for an admin to send it back."""
    _placed(scene)
    reason = cancelling.in_words(cancelling.SellerReason.SOLD_OUT, "Cuaca buruk, nelayan belum melaut")
    for order in _orders(scene):
        with at(scene.after(ACCEPT)):
            cancelling.reject(order.seller, order.number, reason)
        with at(scene.after(ACCEPT + timedelta(hours=3))):
            account = f"Bank Jatim 0099000101 a.n. {scene.buyer.name}"
            refunds.tell_account(scene.purchase, order.number, account, scene.buyer)


def _called_off(scene: Scene) -> None:
    """The buyer thought better of it; the card's money went back by itself."""
    _placed(scene)
    reason = cancelling.in_words(cancelling.BuyerReason.WRONG_ORDER, "")
    for order in _orders(scene):
        with at(scene.after(timedelta(hours=2))):
            cancelling.cancel(scene.purchase, order.number, reason, scene.buyer)
        with at(scene.after(timedelta(hours=2, minutes=3))):
            seed_payments.refund(order)


ENDS: dict[str, Callable[[Scene], None]] = {
    "unpaid": _unpaid,
    "expired": _unpaid,
    "checking": _checking,
    "placed": _placed,
    "accepted": _accepted,
    "shipped": _shipped,
    "arrived": _arrived,
    "completed": _completed,
    "problem": _problem,
    "answered": _answered,
    "rejected": _rejected,
    "called_off": _called_off,
}
"""How far a story goes. An expired one is left alone and ended by the market's own clock afterwards."""
