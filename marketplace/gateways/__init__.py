"""Ways to be paid: cards through Stripe (a sandbox in the demo), bank transfer, cash at the door (`cod`).

`gateways.of(payment.gateway)` gives the gateway of a payment; `gateways.card()` the one for new card
payments.
"""

from config import Settings
from marketplace.gateways.protocol import (
    BadSignature,
    Gateway,
    GatewayAway,
    GatewayRefused,
    PageNews,
    PageNewsKind,
    PageState,
    PageStatus,
    PayPage,
    PayRequest,
    ProviderEvent,
    RefundAnswer,
    RefundNews,
    RefundRequest,
    RefundState,
)
from marketplace.gateways.sandbox import SandboxGateway
from marketplace.gateways.stripe import StripeGateway, StripeWebhooks
from marketplace.gateways.transfer import TransferGateway
from marketplace.models.payments import GatewayName

__all__ = [
    "BadSignature",
    "Gateway",
    "GatewayAway",
    "GatewayRefused",
    "PageNews",
    "PageNewsKind",
    "PageState",
    "PageStatus",
    "PayPage",
    "PayRequest",
    "ProviderEvent",
    "RefundAnswer",
    "RefundNews",
    "RefundRequest",
    "RefundState",
    "absolute",
    "card",
    "configure",
    "known",
    "of",
    "webhooks",
]


class _Known:
    gateways: dict[GatewayName, Gateway]
    card: Gateway | None = None
    webhooks: StripeWebhooks | None = None
    public_url: str = ""


def configure(settings: Settings) -> None:
    """Make the gateways the settings allow. Called once, by the application."""
    gateways: list[Gateway] = [TransferGateway()]
    card: Gateway | None = None
    if settings.stripe_secret_key:
        card = StripeGateway(settings.stripe_secret_key, settings.stripe_api_base)
        gateways.append(card)
    if settings.is_demo:
        sandbox = SandboxGateway(settings.public_url, settings.webhook_secret)
        card = card or sandbox
        gateways.append(sandbox)
    _Known.gateways = {gateway.name: gateway for gateway in gateways}
    _Known.card = card
    _Known.public_url = settings.public_url
    secret = settings.webhook_secret
    is_live = settings.stripe_secret_key.startswith(("sk_live_", "rk_live_"))
    _Known.webhooks = StripeWebhooks(secret, is_live=is_live) if secret else None


def of(name: GatewayName) -> Gateway:
    """The gateway of this name. KeyError when the settings do not offer it (any more)."""
    return _Known.gateways[name]


def known(name: GatewayName) -> Gateway | None:
    """The same, or None."""
    return _Known.gateways.get(name)


def absolute(path: str) -> str:
    """The whole address of one of our pages, for a provider to send the buyer back to."""
    return _Known.public_url + path


def card() -> Gateway | None:
    """Who takes cards now, or None when nobody does."""
    return _Known.card


def webhooks() -> StripeWebhooks | None:
    """Who reads messages on the webhook address, or None when nobody may send any."""
    return _Known.webhooks
