"""Cash on delivery or pickup: the seller takes the money, so no provider stands behind it."""

from collections.abc import Iterable

from marketplace import rules
from marketplace.models import Seller
from marketplace.models.orders import ShippingMethod

HAND_TO_HAND = {ShippingMethod.SELLER, ShippingMethod.PICKUP}


def is_offered(total: int, parcels: Iterable[tuple[Seller, ShippingMethod]]) -> bool:
    """Whether a purchase of `total` rupiah may be paid in cash: every seller meets the buyer and takes it."""
    meets = all(seller.accepts_cod and method in HAND_TO_HAND for seller, method in parcels)
    return meets and total <= rules.number("pay.cod_limit")
