"""Purchases of the demo, lived through by the market's own use cases at the times they are said to have happened.

A story is a generator: it yields the moment of its next step and is resumed then. All stories are told at
once, step by step in the order of time, so that keys, books and lists are in that order too.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.demo import seed_payments
from marketplace.demo.catalogue_data import Opinion
from marketplace.demo.pictures import draw_product
from marketplace.demo.seed_accounts import BUYER, BUYER_NAME, email_of
from marketplace.demo.seed_goods import slug_code
from marketplace.demo.seed_stages import at, user
from marketplace.demo.seed_stories import Item, Story
from marketplace.extensions import db
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

ACCEPT, SHIP, ARRIVE = (timedelta(hours=h) for h in (7, 28, 30))
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


def play(stories: Iterable[Story]) -> None:
    """Live through the stories in the open transaction."""
    waiting = [(story.began, place, _live(story)) for place, story in enumerate(stories)]
    for *_when, life in waiting:
        next(life)
    heapq.heapify(waiting)
    while waiting:
        moment, place, life = heapq.heappop(waiting)
        with at(moment):
            following = next(life, None)
        if following is not None:
            heapq.heappush(waiting, (following, place, life))


def _live(story: Story) -> Iterator[datetime]:
    began = story.began
    yield began
    buyer = user(BUYER if story.buyer == BUYER_NAME else email_of(story.buyer))
    scene = Scene(story, buyer, _place(buyer, story), began)
    yield from ENDS[story.end](scene)


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


def _unpaid(_scene: Scene) -> Iterator[datetime]:
    """Nothing more happened."""
    yield from ()


def _checking(scene: Scene) -> Iterator[datetime]:
    yield scene.after(timedelta(hours=1))
    seed_payments.show_proof(scene.purchase, scene.buyer)


def _placed(scene: Scene) -> Iterator[datetime]:
    if scene.story.method != PaymentMethod.COD:
        yield from seed_payments.pay(scene.purchase, scene.buyer, scene.began)


def _accepted(scene: Scene) -> Iterator[datetime]:
    yield from _placed(scene)
    yield scene.after(ACCEPT)
    for order in _orders(scene):
        fulfilment.accept(order.seller, order.number)


def _shipped(scene: Scene) -> Iterator[datetime]:
    yield from _accepted(scene)
    yield scene.after(SHIP)
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


def _arrived(scene: Scene) -> Iterator[datetime]:
    """Into the buyer's hands, where the seller sees it happen; couriers tell nobody."""
    yield from _shipped(scene)
    yield scene.after(ARRIVE)
    for order in _orders(scene):
        if order.shipping_method == ShippingMethod.SELLER:
            fulfilment.arrive(order.seller, order.number, scene.buyer.name)
        elif order.shipping_method == ShippingMethod.PICKUP:
            fulfilment.hand_over(order.seller, order.number, order.pickup_code or "")


def _completed(scene: Scene) -> Iterator[datetime]:
    yield from _arrived(scene)
    yield scene.after(SHIP + TRAVEL)
    for order in _orders(scene):
        receiving.confirm(scene.purchase, order.number, scene.buyer)
    if scene.story.opinion is not None:
        yield from _reviewed(scene, scene.story.opinion)


def _reviewed(scene: Scene, opinion: Opinion) -> Iterator[datetime]:
    yield scene.after(SHIP + TRAVEL + timedelta(hours=26))
    order = _orders(scene)[0]
    reviews.write(order.lines[0], reviews.Words(opinion.stars, opinion.text), scene.buyer)
    if opinion.reply:
        yield scene.after(SHIP + TRAVEL + timedelta(hours=33))
        reviews.reply(order.seller, order.number, 1, opinion.reply)


def _problem(scene: Scene) -> Iterator[datetime]:
    yield from _shipped(scene)
    yield scene.after(SHIP + TRAVEL + timedelta(hours=2))
    goods = scene.story.items[0].goods
    photo = draw_product(goods.kind, f"rusak/{goods.name}", 1, style=goods.style)
    for order in _orders(scene):
        report = problems.Report(
            problems.ProblemKind.DAMAGED,
            "Barang sampai dengan bagian tepi retak. Kardusnya penyok di satu sisi. Mohon diganti.",
            problem_photos.keeper(scene.buyer, photo),
        )
        problems.report(scene.purchase, order.number, report, scene.buyer)


def _answered(scene: Scene) -> Iterator[datetime]:
    yield from _problem(scene)
    yield scene.after(SHIP + TRAVEL + timedelta(hours=20))
    for order in _orders(scene):
        words = "Mohon maaf. Kami kirim pengganti besok pagi, ongkos kirim kami yang tanggung."
        problems.answer(order.seller, order.number, words)


def _rejected(scene: Scene) -> Iterator[datetime]:
    """The seller could not deliver: money that came by transfer waits for an admin to send it back."""
    yield from _placed(scene)
    yield scene.after(ACCEPT)
    reason = cancelling.in_words(cancelling.SellerReason.SOLD_OUT, "Cuaca buruk, nelayan belum melaut")
    order = cancelling.reject(_orders(scene)[0].seller, _orders(scene)[0].number, reason)
    yield scene.after(ACCEPT + timedelta(hours=3))
    account = f"Bank Jatim 0099000101 a.n. {scene.buyer.name}"
    refunds.tell_account(scene.purchase, order.number, account, scene.buyer)


def _called_off(scene: Scene) -> Iterator[datetime]:
    """The buyer thought better of it; the card's money went back by itself."""
    yield from _placed(scene)
    yield scene.after(timedelta(hours=2))
    reason = cancelling.in_words(cancelling.BuyerReason.WRONG_ORDER, "")
    order = cancelling.cancel(scene.purchase, _orders(scene)[0].number, reason, scene.buyer)
    yield scene.after(timedelta(hours=2, minutes=3))
    seed_payments.refund(order)


ENDS: dict[str, Callable[[Scene], Iterator[datetime]]] = {
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
