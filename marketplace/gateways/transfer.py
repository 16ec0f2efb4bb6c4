"""Bank transfer: the buyer sends money by hand, a person sees it arrive and confirms."""

from marketplace import crypto
from marketplace.gateways.protocol import (
    GatewayRefused,
    PageState,
    PageStatus,
    PayPage,
    PayRequest,
    RefundAnswer,
    RefundRequest,
)
from marketplace.models.payments import GatewayName

REFERENCE_LENGTH = 8


class TransferGateway:
    """Nothing here talks to anybody; the reference is what the buyer writes into the transfer's message."""

    name = GatewayName.TRANSFER
    has_page = False
    refunds_by_hand = True
    pay_origin = ""

    def open(self, request: PayRequest) -> PayPage:
        return PayPage(reference_for(request.key))

    def look(self, reference: str) -> PageState:
        return PageState(PageStatus.OPEN)

    def close(self, reference: str) -> PageState:
        return PageState(PageStatus.EXPIRED)

    def refund(self, request: RefundRequest) -> RefundAnswer:
        raise GatewayRefused("transfers go back by hand")


def reference_for(key: str) -> str:
    """A short name for a transfer that a person can type, such as `IKM7K3QX9M2`; one key, one name."""
    number = int.from_bytes(crypto.digest(key, "transfer")[:8], "big")
    letters = ""
    for _place in range(REFERENCE_LENGTH):
        number, letter = divmod(number, len(crypto.CROCKFORD))
        letters += crypto.CROCKFORD[letter]
    return f"IKM{letters}"
