"""What a basket costs at a destination: the one place where totals are made."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace import gateways, rules
from marketplace.gateways import cod
from marketplace.models import Seller
from marketplace.models.orders import PaymentMethod, ShippingMethod
from marketplace.shop import basket_items, shipping
from marketplace.shop.basket_items import Item
from marketplace.shop.shipping import Load, ShippingOption


@dataclass(frozen=True)
class Parcel:
    """One seller's part of a quote. `chosen` is None when nothing reaches the destination."""

    seller: Seller
    items: list[Item]
    load: Load
    options: list[ShippingOption]
    chosen: ShippingOption | None

    @property
    def items_total(self) -> int:
        return sum(item.total for item in self.items)

    @property
    def shipping_total(self) -> int:
        return self.chosen.price if self.chosen else 0

    @property
    def total(self) -> int:
        return self.items_total + self.shipping_total


@dataclass(frozen=True)
class Quote:
    """Everything a buyer agrees to, in whole rupiah."""

    parcels: list[Parcel]
    left_out: list[Item]

    @property
    def items_total(self) -> int:
        return sum(parcel.items_total for parcel in self.parcels)

    @property
    def shipping_total(self) -> int:
        return sum(parcel.shipping_total for parcel in self.parcels)

    @property
    def total(self) -> int:
        return self.items_total + self.shipping_total

    @property
    def items(self) -> list[Item]:
        return [item for parcel in self.parcels for item in parcel.items]

    @property
    def is_deliverable(self) -> bool:
        return bool(self.parcels) and all(parcel.chosen for parcel in self.parcels)

    @property
    def is_picked_up(self) -> bool:
        """The buyer fetches everything, so that no address is needed."""
        return all(
            parcel.chosen is not None and parcel.chosen.method == ShippingMethod.PICKUP
            for parcel in self.parcels
        )

    @property
    def changed(self) -> list[Item]:
        """Items whose price is not the one the buyer last saw."""
        return [item for item in self.items if item.unit_price != item.seen_price]

    @property
    def methods(self) -> list[PaymentMethod]:
        """How this may be paid, the usual way first."""
        found = [PaymentMethod.TRANSFER]
        chosen = [(parcel.seller, parcel.chosen.method) for parcel in self.parcels if parcel.chosen]
        if cod.is_offered(self.total, chosen):
            found.append(PaymentMethod.COD)
        if gateways.card() is not None and self.total >= rules.number("pay.card_least"):
            found.append(PaymentMethod.CARD)
        return found

    @property
    def fingerprint(self) -> str:
        """Names exactly these goods, prices and ways of shipping: what was seen is what is bought."""
        goods = [(item.variant.id, item.quantity, item.unit_price) for item in self.items]
        ways = [
            (parcel.seller.id, parcel.chosen.key if parcel.chosen else "", parcel.shipping_total)
            for parcel in self.parcels
        ]
        return hashlib.sha256(json.dumps([goods, ways]).encode()).hexdigest()[:32]


def make(items: Sequence[Item], destination: str, choices: Mapping[int, str]) -> Quote:
    """The quote for what can be bought of these items, sent to a district or village code.

    `choices` maps a seller's id to the key of a shipping option; what is not chosen is the cheapest.
    """
    stalls = basket_items.by_seller([item for item in items if item.is_buyable])
    loads = {
        stall.seller: shipping.load_of((item.product, item.quantity) for item in stall.items)
        for stall in stalls
    }
    offers = shipping.options(loads, destination) if destination else {}
    parcels = [
        Parcel(
            seller=stall.seller,
            items=stall.items,
            load=loads[stall.seller],
            options=offers.get(stall.seller.id, []),
            chosen=shipping.pick(offers.get(stall.seller.id, []), choices.get(stall.seller.id, "")),
        )
        for stall in stalls
    ]
    return Quote(parcels, [item for item in items if not item.is_buyable])
