"""The demo's data: what a newcomer finds, and that it may be asked for again and again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from config import Settings
from marketplace import clock, doctor
from marketplace.accounts import passwords
from marketplace.demo import seed, seed_pictures
from marketplace.demo.catalogue_data import SHOPS, goods_of
from marketplace.demo.people_data import PEOPLE
from marketplace.demo.seed_accounts import ALUMNI, BUYER, OFFICER, person_of
from marketplace.demo.seed_stages import ADMIN, STAGE, hours_ago, user
from marketplace.extensions import db
from marketplace.media import derivatives, store
from marketplace.models import (
    Batch,
    Certificate,
    Event,
    Notice,
    Organiser,
    Participant,
    Payment,
    Product,
    ProductChange,
    Programme,
    Refund,
    Review,
    Seller,
    User,
)
from marketplace.models.bimtek import Outcome
from marketplace.models.catalogue import ProductStatus
from marketplace.models.orders import Order, OrderStatus, ShippingMethod
from marketplace.models.payments import PaymentStatus, RefundStatus
from marketplace.models.people import Role
from marketplace.models.sellers import SellerStatus
from marketplace.orm import Base
from marketplace.run import DEMO_PASSWORD


class Killed(BaseException):
    """The process ends in the middle."""


def killed_at(words: str) -> Callable[[str], None]:
    def say(line: str) -> None:
        if words in line:
            raise Killed

    return say


def rows_of_every_table() -> dict[str, int]:
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def count(model: type[Base], *rules: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*rules)) or 0  # type: ignore[arg-type]


def test_a_killed_seed_goes_on_and_a_second_changes_nothing(app: Flask, settings: Settings) -> None:
    with pytest.raises(Killed):
        seed.run(settings, killed_at("shop 3 of"), pictures=False)
    assert count(Seller) == 3

    seed.run(settings, lambda _line: None, pictures=False)

    people_are_there()
    training_is_there()
    shops_are_there()
    orders_are_there()
    nothing_happened_just_now()
    assert [finding.broken for finding in doctor.examine() if not finding.is_well] == []
    db.session.rollback()
    before = rows_of_every_table()

    seed.run(settings, lambda _line: None, pictures=False)

    assert rows_of_every_table() == before


def people_are_there() -> None:
    assert user(ADMIN).roles == {Role.BUYER, Role.ADMIN}
    assert user(OFFICER).roles == {Role.BUYER, Role.ORGANISER}
    sellers = [user(f"penjual{n}@contoh.id") for n in range(1, 13)]
    assert all(seller.roles == {Role.BUYER, Role.SELLER} for seller in sellers)
    assert user(BUYER).roles == {Role.BUYER}
    assert count(User, User.password_hash == user(ADMIN).password_hash) == count(User)
    assert passwords.matches(user(ADMIN).password_hash, DEMO_PASSWORD)
    assert db.session.scalars(select(Notice.values).where(Notice.user_id == user(ALUMNI).id)).one() == {
        "number": person_of("alumni").certificate,
        "nik": person_of("alumni").nik,
    }


def training_is_there() -> None:
    assert (count(Organiser), count(Programme), count(Batch)) == (2, 4, 6)
    assert count(Participant) == 92
    graduates = count(Participant, Participant.outcome == Outcome.PASSED)
    assert count(Certificate) == graduates == len([person for person in PEOPLE if person.certificate])


def shops_are_there() -> None:
    assert count(Seller, Seller.status == SellerStatus.APPROVED, Seller.opened_at.is_not(None)) == 12
    assert count(Seller, Seller.certificate_id.is_not(None)) == 12
    assert count(Seller, Seller.status == SellerStatus.SUBMITTED) == 1
    assert count(Seller, Seller.holiday_from.is_not(None)) == 1
    counted = db.session.execute(select(Product.status, func.count()).group_by(Product.status))
    by_status = {status: number for status, number in counted}  # noqa: C416 - a Row is no pair to mypy
    assert by_status == {
        ProductStatus.PUBLISHED: 73,
        ProductStatus.WAITING: 1,
        ProductStatus.NEEDS_CHANGES: 1,
        ProductStatus.ARCHIVED: 1,
    }
    assert count(Product, Product.status == ProductStatus.PUBLISHED, ~Product.in_stock) == 1
    assert count(ProductChange) == 1
    assert count(Review, Review.reported_at.is_not(None)) == 1


def orders_are_there() -> None:
    assert set(db.session.scalars(select(Order.status).distinct())) == set(OrderStatus)
    ready = select(Order.pickup_code).where(
        Order.status == OrderStatus.SHIPPED, Order.shipping_method == ShippingMethod.PICKUP
    )
    assert len(db.session.scalars(ready).one() or "") == 6
    assert count(Payment, Payment.status == PaymentStatus.CHECKING) == 1
    assert count(Refund, Refund.status == RefundStatus.REQUESTED) == 1


def nothing_happened_just_now() -> None:
    """Everything is of the time it is said to be from; only what is of today by nature is not."""
    names = select(Event.name).where(Event.at.between(hours_ago(1), clock.now())).distinct()
    assert set(db.session.scalars(names)) == {STAGE, "holiday_taken"}


def test_production_is_refused_before_anything_is_written(app: Flask, settings: Settings) -> None:
    before = rows_of_every_table()

    with pytest.raises(seed.NotInProduction, match="APP_ENV is production"):
        seed.run(replace(settings, env="production"), lambda _line: None)

    assert rows_of_every_table() == before


def test_a_drawn_photo_lies_where_its_row_says(app: Flask) -> None:
    goods = goods_of(SHOPS[0].key)[0]

    drawn = seed_pictures.draw_goods(goods, 0)

    assert drawn.token == seed_pictures.token_of(goods, 0)
    assert drawn.made.sizes == ["160", "400", "800", "1600"]
    assert all(
        store.public.get(derivatives.key_of(drawn.token, size, kind))
        for size in (160, 1600)
        for kind in ("webp", "jpg")
    )
