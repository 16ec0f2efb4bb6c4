"""A buyer's own purchases, and finding one again without an account."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock
from marketplace.accounts import throttle
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.models import Order, Purchase, Refund, Seller, User
from marketplace.models.orders import OrderStatus
from marketplace.shop import keyset, order_notices

PAGE = 10
TABS: dict[str, tuple[OrderStatus, ...]] = {
    "bayar": (OrderStatus.AWAITING_PAYMENT,),
    "dikemas": (OrderStatus.PLACED, OrderStatus.ACCEPTED),
    "dikirim": (OrderStatus.SHIPPED, OrderStatus.DELIVERED),
    "masalah": (OrderStatus.PROBLEM,),
    "selesai": (OrderStatus.COMPLETED,),
    "batal": (OrderStatus.CANCELLED, OrderStatus.EXPIRED),
}
"""The tabs of a buyer's orders by the word in the address; none of them means everything."""
BY_ADDRESS = throttle.Pace(free=5, first_wait=60, longest_wait=3600, window=timedelta(hours=24))
BY_NUMBER = throttle.Pace(free=3, first_wait=300, longest_wait=3600, window=timedelta(hours=24))


def counts(buyer: User) -> dict[str, int]:
    """How many purchases have an order in each tab."""
    rows = db.session.execute(
        select(Order.status, Order.purchase_id).join(Purchase).where(Purchase.user_id == buyer.id).distinct()
    ).all()
    return {
        tab: len({purchase_id for status, purchase_id in rows if status in statuses})
        for tab, statuses in TABS.items()
    }


def purchases(buyer: User, tab: str, cursor: keyset.Cursor | None) -> keyset.Page:
    """A page of the buyer's purchases, newest first; those with an order in the tab, or all."""
    query = (
        select(Purchase)
        .where(Purchase.user_id == buyer.id)
        .options(
            selectinload(Purchase.orders).options(
                joinedload(Order.seller).load_only(Seller.name, Seller.slug), selectinload(Order.lines)
            )
        )
    )
    if tab in TABS:
        query = query.where(Purchase.orders.any(Order.status.in_(TABS[tab])))
    return keyset.page(
        query, [Purchase.id], cursor, PAGE, run=_run, key=lambda row: (row.id,), descending=True
    )


def with_orders(purchase: Purchase) -> list[Order]:
    """The orders of a purchase with all its status page shows."""
    query = (
        select(Order)
        .where(Order.purchase_id == purchase.id)
        .options(joinedload(Order.seller), selectinload(Order.lines), selectinload(Order.problems))
        .order_by(Order.id)
    )
    return list(db.session.scalars(query))


def refunds_of(orders: Sequence[Order]) -> dict[int, Refund]:
    """What goes back to the buyer, by the order's key."""
    query = (
        select(Refund)
        .where(Refund.order_id.in_([order.id for order in orders]))
        .options(joinedload(Refund.payment))
    )
    return {refund.order_id: refund for refund in db.session.scalars(query)}


def mail_link(number: str, email: str, address: str) -> None:
    """Mail the link to a purchase again, when number and e-mail belong together; else do nothing.

    `address` is where the request comes from. The caller says the same either way. Raises TooMany.
    """
    number = number.strip().upper().split("-")[0]
    throttle.admit(
        throttle.Subject("order_link_from", address, BY_ADDRESS),
        throttle.Subject("order_link_for", number, BY_NUMBER),
    )
    query = select(Purchase).where(
        Purchase.number == number, func.lower(Purchase.email) == email.strip().lower()
    )
    purchase = db.session.scalar(query)
    if purchase is not None:
        order_notices.link_again(purchase, f"{clock.now():%Y%m%d%H%M%S%f}")


def own_order(purchase: Purchase, number: str) -> Order:
    """One order of a purchase with all its pages show. Raises NotFound."""
    found = next((order for order in with_orders(purchase) if order.number == number), None)
    if found is None:
        raise NotFound
    return found


def _run(query: Select[*tuple[object, ...]]) -> Sequence[Purchase]:
    return db.session.scalars(query).all()  # type: ignore[return-value]
