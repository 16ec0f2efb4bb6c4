"""The demo's catalogue: shops and what they sell. All names and numbers are invented."""

from __future__ import annotations

from marketplace.demo.data import cloth, craft, food_pantry, food_sea_frozen, food_sweets, house
from marketplace.demo.data.shapes import Choice, Goods, Opinion, Shop
from marketplace.demo.data.shops import SHOPS

GOODS: tuple[Goods, ...] = (
    *food_sweets.GOODS,
    *food_pantry.GOODS,
    *food_sea_frozen.GOODS,
    *cloth.GOODS,
    *craft.GOODS,
    *house.GOODS,
)

__all__ = ["GOODS", "SHOPS", "Choice", "Goods", "Opinion", "Shop", "goods_of"]


def goods_of(shop: str) -> list[Goods]:
    """What one shop sells, in the order of the tables."""
    return [goods for goods in GOODS if goods.shop == shop]
