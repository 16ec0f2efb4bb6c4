"""Jobs around being paid."""

from marketplace import gateways
from marketplace.gateways.sandbox import SandboxGateway
from marketplace.models.payments import GatewayName
from marketplace.queue import EVERY_MINUTE, job
from marketplace.shop import pay_clock

EVERY_FIVE_MINUTES = "*/5 * * * *"


@job("purchases.expire", every=EVERY_MINUTE)
def expire_purchases() -> None:
    """Remind of payments that are nearly too late, end those that are."""
    pay_clock.remind()
    pay_clock.expire_due()


@job("payments.look", every=EVERY_FIVE_MINUTES)
def look_for_lost_news() -> None:
    """Find payments whose provider's message never came."""
    pay_clock.look_for_lost_news()


@job("sandbox.deliver", every=EVERY_MINUTE)
def deliver_sandbox_news() -> None:
    """The demo's provider tells what it could not tell at once."""
    sandbox = gateways.known(GatewayName.SANDBOX)
    if isinstance(sandbox, SandboxGateway):
        sandbox.deliver_due()
