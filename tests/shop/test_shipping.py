"""Couriers by table, the seller's own delivery, pickup."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Seller, ShippingRate
from marketplace.models.orders import ShippingMethod
from marketplace.shop import shipping
from marketplace.shop.shipping import Load, ShippingOption
from tests.factories.catalogue import a_product
from tests.factories.sellers import a_seller

KALIWATES, MALANG, JAYAPURA = "35.09.19", "35.73.01", "91.71.01"


def a_rate(**values: Any) -> ShippingRate:
    given: dict[str, Any] = {
        "courier": "Kurir Uji",
        "service": "BIASA",
        "origin": "35.09",
        "destination": "",
        "first_kg": 10_000,
        "next_kg": 8_000,
        "etd_from": 1,
        "etd_to": 2,
        "valid_from": date(2026, 1, 1),
    }
    rate = ShippingRate(**(given | values))
    db.session.add(rate)
    db.session.flush()
    return rate


def offers(seller: Seller, load: Load, destination: str) -> list[ShippingOption]:
    return shipping.options({seller: load}, destination)[seller.id]


def of_test_courier(found: list[ShippingOption]) -> list[ShippingOption]:
    return [option for option in found if option.courier == "Kurir Uji"]


@pytest.mark.parametrize(
    ("grams", "sizes", "kilograms"),
    [
        (400, (10, 10, 10), 1),
        (1300, (1, 1, 1), 1),
        (1301, (1, 1, 1), 2),
        (1310, (1, 1, 1), 2),
        (1000, (40, 30, 20), 4),
        (5250, (40, 30, 10), 5),
        (1, (1, 1, 1), 1),
        (2300, (0, 0, 0), 2),
        (100, (20, 20, 20), 2),
    ],
)
def test_started_kilograms_are_charged_with_a_little_forgiven(
    grams: int, sizes: tuple[int, int, int], kilograms: int
) -> None:
    length, width, height = sizes
    load = Load(grams, length * width * height)
    assert shipping.chargeable_kg(load, divisor=6000, tolerance_g=300, minimum_kg=1) == kilograms


def test_a_service_charges_its_least_weight() -> None:
    assert shipping.chargeable_kg(Load(2000, 0), divisor=6000, tolerance_g=300, minimum_kg=10) == 10


def test_the_first_price_covers_the_least_weight_and_each_further_kilogram_the_next() -> None:
    rate = a_rate(minimum_kg=10, first_kg=35_000, next_kg=3_000)
    assert shipping.price(rate, Load(4_000, 0)) == 35_000
    assert shipping.price(rate, Load(12_000, 0)) == 41_000


def test_a_parcel_beyond_the_service_has_no_price() -> None:
    assert shipping.price(a_rate(maximum_kg=5), Load(5_400, 0)) is None


def test_pieces_of_one_seller_travel_in_one_parcel() -> None:
    product = a_product(weight_g=450, length_cm=10, width_cm=20, height_cm=5)
    other = a_product(product.seller, weight_g=None)
    assert shipping.load_of([(product, 3), (other, 1)]) == Load(450 * 3 + 1000, 3000)


def test_the_longest_destination_wins() -> None:
    seller = a_seller()
    a_rate(destination="", first_kg=90_000)
    a_rate(destination="35", first_kg=15_000)
    a_rate(destination="35.09", first_kg=7_000)
    load = Load(1000, 0)
    assert [option.price for option in of_test_courier(offers(seller, load, KALIWATES))] == [7_000]
    assert [option.price for option in of_test_courier(offers(seller, load, MALANG))] == [15_000]
    assert [option.price for option in of_test_courier(offers(seller, load, JAYAPURA))] == [90_000]


def test_a_code_that_only_begins_alike_is_another_place() -> None:
    a_rate(destination="3")
    a_rate(destination="35.0")
    assert of_test_courier(offers(a_seller(), Load(1000, 0), KALIWATES)) == []


def test_rates_hold_from_their_first_day_until_the_day_they_end() -> None:
    today = clock.today()
    a_rate(first_kg=9_000, valid_until=today)
    a_rate(first_kg=12_000, valid_from=today)
    a_rate(first_kg=20_000, valid_from=today + timedelta(days=1))
    found = of_test_courier(offers(a_seller(), Load(1000, 0), KALIWATES))
    assert [option.price for option in found] == [12_000]


def test_other_origins_rates_do_not_count() -> None:
    a_rate(origin="35.78")
    assert of_test_courier(offers(a_seller(), Load(1000, 0), KALIWATES)) == []


def test_a_freight_service_is_offered_only_where_it_is_cheapest() -> None:
    seller = a_seller()
    small, big = offers(seller, Load(1000, 0), KALIWATES), offers(seller, Load(40_000, 0), KALIWATES)
    assert "JTR" not in {option.service for option in small}
    assert "JTR" in {option.service for option in big}


def test_the_seller_delivers_to_the_regencies_it_named() -> None:
    seller = a_seller(delivers_itself=True, delivery_fee=5_000, delivery_regency_codes=["35.09"])
    near = [option for option in offers(seller, Load(1000, 0), KALIWATES) if option.key == "seller"]
    assert [(option.method, option.price) for option in near] == [(ShippingMethod.SELLER, 5_000)]
    assert "seller" not in {option.key for option in offers(seller, Load(1000, 0), MALANG)}


def test_ways_are_listed_cheapest_first_and_pickup_last() -> None:
    seller = a_seller(delivers_itself=True, delivery_fee=2_000, delivery_regency_codes=["35.09"])
    found = offers(seller, Load(1000, 0), KALIWATES)
    prices = [option.price for option in found[:-1]]
    assert found[0].key == "seller"
    assert prices == sorted(prices)
    assert found[-1].method == ShippingMethod.PICKUP


def test_a_shop_that_offers_nothing_there_has_no_way() -> None:
    seller = a_seller(offers_courier=False, offers_pickup=False)
    assert offers(seller, Load(1000, 0), KALIWATES) == []


def test_an_unknown_choice_becomes_the_first_way() -> None:
    found = offers(a_seller(), Load(1000, 0), KALIWATES)
    assert shipping.pick(found, "courier:jne:gratis") == found[0]
    assert shipping.pick(found, "pickup") == found[-1]
    assert shipping.pick([], "pickup") is None


@pytest.mark.parametrize(
    "destination", ["35.09.19", "35.08.01", "31.74.01", "51.71.01", "12.71.01", "73.71.01", JAYAPURA]
)
def test_couriers_reach_every_part_of_the_country(destination: str) -> None:
    found = offers(a_seller(offers_pickup=False), Load(1000, 0), destination)
    assert found
    assert all(option.price > 0 and option.days_from <= option.days_to for option in found)
