"""Where providers tell their news. Nothing is believed without a signature over the raw body."""

import logging

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from marketplace import gateways
from marketplace.gateways import BadSignature
from marketplace.models.payments import GatewayName
from marketplace.shop import webhook_events
from marketplace.transactions import transaction
from marketplace.web.access import SERVICE, allow

log = logging.getLogger(__name__)
webhooks = Blueprint("webhooks", __name__)


@webhooks.post("/webhooks/stripe")
@allow(SERVICE)
def stripe() -> ResponseReturnValue:
    """One event, by Stripe or by the demo's sandbox. 400 leaves no trace in the database."""
    reader, card = gateways.webhooks(), gateways.card()
    if reader is None:
        abort(404)
    try:
        event = reader.believe(request.get_data(), request.headers.get("Stripe-Signature", ""))
    except BadSignature as bad:
        log.warning("a webhook was not believed", extra={"fields": {"detail": str(bad)}})
        return jsonify(error="signature"), 400
    with transaction():
        outcome = webhook_events.take_in(card.name if card else GatewayName.STRIPE, event)
    return jsonify(outcome=outcome)
