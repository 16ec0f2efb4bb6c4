"""Jobs of the shop package."""

import logging
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from marketplace.errors import Refusal
from marketplace.gateways import GatewayAway, GatewayRefused, RefundAnswer, RefundState
from marketplace.queue import EVERY_MINUTE, job
from marketplace.shop import clocks, pay_jobs, refunds
from marketplace.transactions import leave_database, transaction

log = logging.getLogger(__name__)
__all__ = ["pay_jobs", "run_order_clocks", "send_refunds"]


@job("orders.clocks", every=EVERY_MINUTE)
def run_order_clocks() -> None:
    """End orders whose time is over and remind of those whose time is nearly over, each on its own."""
    for order_id in clocks.overdue():
        _on_its_own(clocks.act_on, order_id)
    for order_id in clocks.to_remind():
        _on_its_own(clocks.remind_of, order_id)


def _on_its_own(act: Callable[[int], bool], order_id: int) -> None:
    """One order in one transaction; one that cannot be dealt with must not hold up the others."""
    try:
        with transaction():
            act(order_id)
    except (Refusal, SQLAlchemyError):
        log.exception("an order could not be dealt with", extra={"fields": {"order": order_id}})


@job("refunds.send", every=EVERY_MINUTE)
def send_refunds() -> None:
    """Send back what is owed, one refund after the other; an unknown answer is asked for again later."""
    for refund_id in refunds.due():
        with transaction():
            sending = refunds.take_up(refund_id)
        if sending is not None:
            _send(sending)


def _send(sending: refunds.Sending) -> None:
    leave_database()
    try:
        answer = sending.gateway.refund(sending.request)
    except GatewayAway as away:
        log.warning("a refund has no answer yet", extra={"fields": {"refund": sending.refund_id}})
        if not away.is_final:
            with transaction():
                refunds.no_answer(sending.refund_id, away.detail)
            return
        answer = RefundAnswer(RefundState.FAILED, "", away.detail)
    except GatewayRefused as refused:
        answer = RefundAnswer(RefundState.FAILED, "", refused.detail)
    with transaction():
        refunds.settle(sending.refund_id, answer)
