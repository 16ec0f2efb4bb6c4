"""How goods travel and what it costs: couriers by table, the seller's own delivery, pickup."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from marketplace import clock, regions
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Product, Seller, ShippingRate
from marketplace.models.orders import ShippingMethod

UNKNOWN_WEIGHT_G = 1000
"""Taken for a piece whose seller has not said what it weighs."""


@dataclass(frozen=True)
class Load:
    """One seller's goods in one parcel: grams, and cubic centimetres where the sizes are known."""

    weight_g: int
    volume_cm3: int


@dataclass(frozen=True)
class ShippingOption:
    """A way to get a parcel, its price in rupiah, and the days it takes. `key` is what a form sends."""

    key: str
    method: ShippingMethod
    price: int
    courier: str = ""
    service: str = ""
    days_from: int = 0
    days_to: int = 0

    @property
    def label(self) -> str:
        if self.method == ShippingMethod.COURIER:
            return f"{self.courier} {self.service}"
        return self.method.label

    @property
    def days(self) -> str:
        """How long it takes, in words."""
        if self.method == ShippingMethod.PICKUP:
            return _("Ambil setelah penjual mengabari barang siap")
        if self.method == ShippingMethod.SELLER:
            return _("Waktu antar dikabari penjual")
        if self.days_from == self.days_to:
            return _("%(n)s hari", n=self.days_to)
        return _("%(from)s–%(to)s hari", **{"from": self.days_from, "to": self.days_to})


def load_of(pieces: Iterable[tuple[Product, int]]) -> Load:
    """The parcel that holds so many pieces of these products."""
    weight = volume = 0
    for product, quantity in pieces:
        weight += (product.weight_g or UNKNOWN_WEIGHT_G) * quantity
        if product.length_cm and product.width_cm and product.height_cm:
            volume += product.length_cm * product.width_cm * product.height_cm * quantity
    return Load(weight, volume)


def chargeable_kg(load: Load, *, divisor: int, tolerance_g: int, minimum_kg: int) -> int:
    """Started kilograms a courier charges: the greater of weight and volume, a little over is forgiven."""
    volume_g = -(-load.volume_cm3 * 1000 // divisor)
    grams = max(load.weight_g, volume_g)
    whole, over = divmod(grams, 1000)
    return max(whole if over <= tolerance_g else whole + 1, minimum_kg)


def price(rate: ShippingRate, load: Load) -> int | None:
    """What a rate asks for a parcel, in rupiah; None when it is too heavy for the service.

    The first price covers the service's least weight, each further kilogram costs the next price.
    """
    kg = chargeable_kg(load, divisor=rate.divisor, tolerance_g=rate.tolerance_g, minimum_kg=rate.minimum_kg)
    if rate.maximum_kg is not None and kg > rate.maximum_kg:
        return None
    return rate.first_kg + rate.next_kg * (kg - rate.minimum_kg)


def options(loads: Mapping[Seller, Load], destination: str) -> dict[int, list[ShippingOption]]:
    """By seller's id, the ways to get these parcels to a district or village: cheapest first, pickup last."""
    rates = _rates({seller.regency_code for seller in loads if seller.regency_code}, destination)
    found: dict[int, list[ShippingOption]] = {}
    for seller, load in loads.items():
        offers = []
        if seller.offers_courier:
            fitting = _longest_destination(rate for rate in rates if rate.origin == seller.regency_code)
            offers += _by_courier(fitting, load)
        if seller.delivers_itself and regions.regency_code(destination) in seller.delivery_regency_codes:
            offers.append(ShippingOption("seller", ShippingMethod.SELLER, seller.delivery_fee))
        offers.sort(key=lambda option: (option.price, option.key))
        if seller.offers_pickup:
            offers.append(ShippingOption("pickup", ShippingMethod.PICKUP, 0))
        found[seller.id] = offers
    return found


def pick(offers: Sequence[ShippingOption], key: str) -> ShippingOption | None:
    """The option of this key, else the first; None when there is none at all."""
    return next((option for option in offers if option.key == key), offers[0] if offers else None)


def _by_courier(rates: Sequence[ShippingRate], load: Load) -> list[ShippingOption]:
    """What couriers offer; a freight service only where it is the cheapest."""
    parcels = [offer for rate in rates if rate.minimum_kg == 1 and (offer := _offer(rate, load))]
    least = min((offer.price for offer in parcels), default=None)
    freight = [offer for rate in rates if rate.minimum_kg > 1 and (offer := _offer(rate, load))]
    return parcels + [offer for offer in freight if least is None or offer.price < least]


def _offer(rate: ShippingRate, load: Load) -> ShippingOption | None:
    cost = price(rate, load)
    if cost is None:
        return None
    key = f"courier:{rate.courier}:{rate.service}".lower().replace(" ", "-")
    return ShippingOption(
        key, ShippingMethod.COURIER, cost, rate.courier, rate.service, rate.etd_from, rate.etd_to
    )


def _rates(origins: set[str], destination: str) -> list[ShippingRate]:
    """Rates in force today from these regencies that reach a region, by code or any code above it."""
    parts = destination.split(".")
    above = ["", *(".".join(parts[:n]) for n in range(1, len(parts) + 1))]
    day = clock.today()
    query = select(ShippingRate).where(
        ShippingRate.origin.in_(origins),
        ShippingRate.destination.in_(above),
        ShippingRate.valid_from <= day,
        or_(ShippingRate.valid_until.is_(None), ShippingRate.valid_until > day),
    )
    return list(db.session.scalars(query.order_by(ShippingRate.valid_from, ShippingRate.id)))


def _longest_destination(rates: Iterable[ShippingRate]) -> list[ShippingRate]:
    """For each service the rate that names the destination most closely; of equals the newest."""
    best: dict[tuple[str, str], ShippingRate] = {}
    for rate in rates:
        known = best.get((rate.courier, rate.service))
        if known is None or len(rate.destination) >= len(known.destination):
            best[(rate.courier, rate.service)] = rate
    return list(best.values())
