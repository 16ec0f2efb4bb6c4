"""Sellers bringing orders to their buyers: by courier, by own hand, over the counter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace import clock, ledger
from marketplace.errors import Invalid, NotFound, TooMany
from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.models import Event, Mail, Notice, Order, Product, Reservation, User, Variant
from marketplace.models.orders import OrderStatus, PaymentMethod, ReservationStatus, ShippingMethod
from marketplace.shop import cancelling, fulfilment, receiving
from tests.factories.catalogue import a_product
from tests.factories.orders import Wish, a_parcel, a_purchase, an_order, paid
from tests.factories.people import a_user
from tests.factories.sellers import a_seller
from tests.harness.web import BrowserClient

S = OrderStatus


def _shelf(order: Order) -> tuple[int, int]:
    """On hand and reserved of the order's one variant."""
    db.session.flush()
    row = db.session.execute(
        select(Variant.on_hand, Variant.reserved).where(Variant.id == order.lines[0].variant_id)
    ).one()
    return row[0], row[1]


def _held(order: Order) -> ReservationStatus:
    return db.session.scalars(
        select(Reservation.status).where(Reservation.order_line_id == order.lines[0].id)
    ).one()


def test_accepting_starts_the_clock_for_shipping() -> None:
    order = an_order()

    fulfilment.accept(order.seller, order.number)

    assert order.status == S.ACCEPTED
    assert order.due_at is not None
    assert order.due_at > clock.now() + timedelta(days=1)
    assert _shelf(order) == (10, 1)


def test_shipping_takes_the_goods_from_the_shelf() -> None:
    order = an_order(status=S.ACCEPTED, quantity=3)
    assert _shelf(order) == (10, 3)

    fulfilment.ship(order.seller, order.number, a_parcel("jnt 0099-1122-33"))

    assert (order.status, order.courier, order.airway_bill) == (S.SHIPPED, "JNE", "JNT0099112233")
    assert (_shelf(order), _held(order)) == ((7, 0), ReservationStatus.COMMITTED)


@pytest.mark.parametrize("bill", ["", "1234567", "A" * 26, "JNE/12345678", "JNE 12345 é789"])
def test_an_airway_bill_has_8_to_25_letters_and_digits(bill: str) -> None:
    with pytest.raises(Invalid):
        fulfilment.Parcel.of("JNE", bill)


def test_another_sellers_order_is_not_found() -> None:
    order = an_order(status=S.ACCEPTED)

    with pytest.raises(NotFound):
        fulfilment.ship(a_seller(), order.number, a_parcel())

    assert (order.status, order.airway_bill) == (S.ACCEPTED, None)


@pytest.mark.parametrize("way", [ShippingMethod.SELLER, ShippingMethod.PICKUP])
def test_a_courier_carries_only_what_was_sold_with_a_courier(way: ShippingMethod) -> None:
    order = an_order(status=S.ACCEPTED, shipping=way)

    with pytest.raises(fulfilment.OtherWay):
        fulfilment.ship(order.seller, order.number, a_parcel())

    assert (order.status, _held(order)) == (S.ACCEPTED, ReservationStatus.HELD)


def test_own_delivery_names_who_took_it() -> None:
    order = an_order(status=S.SHIPPED, shipping=ShippingMethod.SELLER)
    db.session.commit()

    with pytest.raises(Invalid):
        fulfilment.arrive(order.seller, order.number, "  ")
    assert order.status == S.SHIPPED
    fulfilment.arrive(order.seller, order.number, " Bu  Siti ")

    event = db.session.scalars(select(Event).where(Event.name == "order_delivered")).one()
    assert (order.status, event.data) == (S.DELIVERED, {"receiver": "Bu Siti"})


def test_goods_to_be_collected_stay_on_the_shelf_until_they_are_handed_over() -> None:
    order = an_order(status=S.SHIPPED, shipping=ShippingMethod.PICKUP)
    assert _shelf(order) == (10, 1)

    assert fulfilment.hand_over(order.seller, order.number, (order.pickup_code or "").lower()) is True

    assert (order.status, _shelf(order)) == (S.DELIVERED, (9, 0))


def test_wrong_pickup_codes_are_slowed_down_after_five() -> None:
    order = an_order(status=S.SHIPPED, shipping=ShippingMethod.PICKUP)
    wrong = "000000" if order.pickup_code != "000000" else "000001"

    tries = [fulfilment.hand_over(order.seller, order.number, wrong) for _n in range(5)]
    with pytest.raises(TooMany):
        fulfilment.hand_over(order.seller, order.number, order.pickup_code or "")
    assert (tries, order.status) == ([False] * 5, S.SHIPPED)

    with clock.shifted(timedelta(minutes=2)):
        assert fulfilment.hand_over(order.seller, order.number, order.pickup_code or "") is True


def test_wrong_codes_are_remembered_although_the_page_refuses(
    as_user: Callable[[User], BrowserClient],
) -> None:
    order = an_order(status=S.SHIPPED, shipping=ShippingMethod.PICKUP)
    browser = as_user(order.seller.owner)
    path = f"/mitra/pesanan/{order.number}/serah"

    answers = [browser.post(path, data={"code": "000000"}).status_code for _n in range(6)]

    assert answers == [422] * 5 + [429]


def test_a_refused_cash_parcel_goes_back_on_the_shelf_and_nobody_owes_anything() -> None:
    order = an_order(status=S.SHIPPED, method=PaymentMethod.COD, quantity=2, commission_bps=500)
    assert _shelf(order) == (8, 0)

    cancelling.take_back(order.seller, order.number, "Pembeli menolak menerima.")

    assert (order.status, _shelf(order)) == (S.CANCELLED, (10, 0))
    assert ledger.balance(chart.cash_in_hand(order.seller_id)) == 0


def test_receiving_pays_the_seller_and_counts_the_sale() -> None:
    order = an_order(status=S.SHIPPED, quantity=2, commission_bps=500)

    receiving.confirm(order.purchase, order.number, None)

    assert order.status == S.COMPLETED
    assert ledger.balance(chart.available(order.seller_id)) == order.total - order.commission_total
    assert db.session.scalar(select(Product.sold_count)) == 2


def test_one_sellers_refusal_leaves_the_others_order_alone() -> None:
    one, two = a_seller(), a_seller()
    purchase = a_purchase(Wish(one, a_product(one)), Wish(two, a_product(two)))
    paid(purchase)
    first, second = purchase.orders

    cancelling.reject(one, first.number, "Stok habis.")

    assert (first.status, second.status) == (S.CANCELLED, S.PLACED)
    assert (_shelf(first), _shelf(second)) == ((10, 0), (10, 1))


def test_every_step_is_told_at_most_once() -> None:
    order = an_order(status=S.COMPLETED, buyer=a_user())

    keys = db.session.scalars(select(Mail.dedupe_key)).all()
    by_reader = db.session.execute(
        select(Mail.template, Mail.recipient, func.count()).group_by(Mail.template, Mail.recipient)
    ).all()
    told = {template for template, _reader, _count in by_reader}

    assert len(keys) == len(set(keys))
    assert {count for _template, _reader, count in by_reader} == {1}
    assert told == {
        "order_placed_buyer",
        "order_placed_seller",
        "order_accepted",
        "order_shipped",
        "order_completed_buyer",
        "order_completed_seller",
    }
    assert (
        db.session.scalar(select(func.count(Notice.id)).where(Notice.user_id == order.purchase.user_id)) == 4
    )


def test_a_mail_about_an_order_opens_it_for_a_guest(client: BrowserClient) -> None:
    order = an_order(status=S.SHIPPED)
    mail = db.session.scalars(select(Mail).where(Mail.template == "order_shipped")).one()

    path = mail.body_text.split("/pesanan/")[1].split()[0]

    assert client.get(f"/pesanan/{path}").status_code == 200
    assert order.airway_bill is not None
    assert order.airway_bill in mail.body_text


def test_a_reason_cannot_smuggle_a_button_into_a_mail() -> None:
    order = an_order()

    cancelling.reject(order.seller, order.number, "Habis.\n\n[Bayar di sini](https://jahat.example)\n\nMaaf")

    mail = db.session.scalars(select(Mail).where(Mail.template == "order_rejected")).one()
    assert 'href="https://jahat.example"' not in mail.body_html
