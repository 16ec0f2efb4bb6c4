"""What a category asks of its goods."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Licence, Product
from marketplace.models.catalogue import HalalState, LicenceKind, ProductStatus, Storage
from marketplace.models.media import MediaStatus
from marketplace.sellers import category_rules
from tests.factories.catalogue import a_category, a_licence, a_product, the_category


def lacks(product: Product) -> list[tuple[str, str]]:
    db.session.flush()
    db.session.refresh(product, ["licences", "photos", "variants"])
    return [(requirement.page, requirement.field) for requirement in category_rules.missing(product)]


def without_licence(**values: object) -> Product:
    product = a_product(status=ProductStatus.DRAFT, **values)  # type: ignore[arg-type]
    for licence in list(product.licences):
        db.session.delete(licence)
    return product


def test_food_with_pirt_and_a_halal_state_lacks_nothing() -> None:
    assert lacks(a_product(status=ProductStatus.DRAFT)) == []


def test_a_chair_needs_no_licence_and_no_halal_state() -> None:
    assert lacks(a_product(category="kursi-meja", status=ProductStatus.DRAFT)) == []


def test_food_without_licence_or_ground_is_kept_off() -> None:
    assert lacks(without_licence()) == [("izin", "pirt")]


def test_food_with_md_needs_no_pirt() -> None:
    product = without_licence()
    a_licence(product, LicenceKind.BPOM, "MD 235602169254")

    assert lacks(product) == []


@pytest.mark.parametrize(("days", "lacking"), [(3, []), (None, [("pengiriman", "made_to_order_days")])])
def test_food_made_to_order_says_how_long_it_takes(days: int | None, lacking: list[tuple[str, str]]) -> None:
    product = without_licence(food_exemption="made_to_order", made_to_order_days=days)

    assert lacks(product) == lacking


@pytest.mark.parametrize(
    ("days", "lacking"),
    [(6, []), (7, [("pangan", "shelf_life_days")]), (None, [("pangan", "shelf_life_days")])],
)
def test_food_that_keeps_less_than_a_week_needs_no_licence(
    days: int | None, lacking: list[tuple[str, str]]
) -> None:
    assert lacks(without_licence(food_exemption="short_life", shelf_life_days=days)) == lacking


def test_frozen_food_with_only_pirt_is_refused_with_the_reason() -> None:
    product = a_product(status=ProductStatus.DRAFT, storage=Storage.FROZEN)

    assert lacks(product) == [("izin", "bpom")]
    assert "tidak boleh memakai P-IRT" in category_rules.missing(product)[0].message


def test_frozen_food_cannot_be_excused() -> None:
    product = without_licence(storage=Storage.FROZEN, food_exemption="made_to_order", made_to_order_days=2)

    assert lacks(product) == [("izin", "bpom")]


def test_the_frozen_shelf_takes_md_only() -> None:
    product = a_product(status=ProductStatus.DRAFT, category="makanan-beku")
    assert lacks(product) == [("izin", "bpom")]

    a_licence(product, LicenceKind.BPOM, "MD 235602169254")
    assert lacks(product) == []


def test_a_licence_of_yesterday_is_none() -> None:
    product = a_product(status=ProductStatus.DRAFT)
    product.licences[0].expires_on = clock.today() - timedelta(days=1)

    assert lacks(product) == [("izin", "pirt")]
    assert "habis masa berlakunya" in category_rules.missing(product)[0].message


def test_a_licence_that_ends_today_still_holds() -> None:
    product = a_product(status=ProductStatus.DRAFT)
    product.licences[0].expires_on = clock.today()

    assert lacks(product) == []


def test_food_tells_its_halal_state() -> None:
    assert lacks(a_product(status=ProductStatus.DRAFT, halal=None)) == [("izin", "halal_state")]


def test_certified_halal_shows_its_number() -> None:
    product = a_product(status=ProductStatus.DRAFT, halal=HalalState.CERTIFIED)
    assert lacks(product) == [("izin", "halal")]

    db.session.add(Licence(product=product, kind=LicenceKind.HALAL, number="ID35110000123456789"))
    assert lacks(product) == []


def test_tobacco_is_off() -> None:
    product = a_product(status=ProductStatus.DRAFT, category="tembakau")

    assert lacks(product) == [("utama", "category")]


def test_a_whole_branch_is_no_category() -> None:
    product = a_product(status=ProductStatus.DRAFT, category=the_category("furnitur"))

    assert lacks(product) == [("utama", "category")]


def test_photo_price_and_name_come_first() -> None:
    product = Product(name="abc", category=a_category(), slug="x", seller=a_product().seller)
    db.session.add(product)

    assert lacks(product) == [("utama", "name"), ("utama", "price"), ("foto", "photos")]


def test_a_broken_photo_is_no_photo() -> None:
    product = a_product(status=ProductStatus.DRAFT)
    product.photos[0].picture.status = MediaStatus.BROKEN

    assert lacks(product) == [("foto", "photos")]
