"""What happens to money in a purchase, each story one or two journals. docs/money.md tells them in words.

Every verb may be called twice: the second call changes nothing.
"""

from sqlalchemy import func, select

from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.ledger.posting import post
from marketplace.models import Account, Entry, Journal, Order, Payment, Refund
from marketplace.models.payments import GatewayName


def paid(order: Order, payment: Payment) -> None:
    """The buyer's money for this order arrived: the market keeps it for the seller."""
    entries = {chart.cash(payment.gateway): order.total, chart.held(order.seller_id): -order.total}
    post("paid", order, entries, order=order)


def completed(order: Order) -> None:
    """The sale is done: what was held becomes the seller's, less the commission."""
    entries = {
        chart.held(order.seller_id): order.total,
        chart.available(order.seller_id): -order.seller_due,
        chart.COMMISSION: -order.commission_total,
    }
    post("completed", order, entries, order=order)


def completed_cod(order: Order) -> None:
    """The seller took the cash: it settles what we owe them, and the commission stays owed to us."""
    seller_id = order.seller_id
    earned = {
        chart.cash_in_hand(seller_id): order.total,
        chart.available(seller_id): -order.seller_due,
        chart.COMMISSION: -order.commission_total,
    }
    post("cod_completed", order, earned, order=order)
    if order.seller_due:
        settled = {
            chart.available(seller_id): order.seller_due,
            chart.cash_in_hand(seller_id): -order.seller_due,
        }
        post("cod_settled", order, settled, order=order)


def cancelled(order: Order) -> None:
    """A paid order will not be delivered: its money is owed back to the buyer."""
    entries = {chart.held(order.seller_id): order.total, chart.REFUNDS_DUE: -order.total}
    post("cancelled", order, entries, order=order)


def cancelled_cod(order: Order) -> None:
    """Goods paid in cash turned out wrong: the seller owes us what they took, and we owe it to the buyer."""
    entries = {chart.cash_in_hand(order.seller_id): order.total, chart.REFUNDS_DUE: -order.total}
    post("cod_cancelled", order, entries, order=order)


def refunded(refund: Refund) -> None:
    """The gateway that took the buyer's money sent it back."""
    entries = {chart.REFUNDS_DUE: refund.amount, chart.cash(refund.payment.gateway): -refund.amount}
    post("refunded", refund, entries, order=refund.order)


def refund_bounced(refund: Refund) -> None:
    """The money came back to the gateway: it is owed to the buyer again."""
    entries = {chart.cash(refund.payment.gateway): refund.amount, chart.REFUNDS_DUE: -refund.amount}
    post("refund_bounced", refund, entries, order=refund.order)


def refunded_by_hand(refund: Refund) -> None:
    """An admin sent the money from the market's bank account."""
    entries = {chart.REFUNDS_DUE: refund.amount, chart.cash(GatewayName.TRANSFER): -refund.amount}
    post("refunded_by_hand", refund, entries, order=refund.order)


def held(payment: Payment, amount: int) -> None:
    """Money arrived that belongs to no open purchase; it waits for a person to decide."""
    post("unmatched", payment, {chart.cash(payment.gateway): amount, chart.UNMATCHED: -amount})


def unmatched_amount(payment: Payment) -> int:
    """What came with a payment that fits nothing, in rupiah; 0 when nothing was booked."""
    query = (
        select(func.coalesce(-func.sum(Entry.amount), 0))
        .join(Journal, Entry.journal_id == Journal.id)
        .join(Account, Entry.account_id == Account.id)
        .where(
            Journal.kind == "unmatched",
            Journal.cause_kind == Payment.__tablename__,
            Journal.cause_id == payment.id,
            Account.code == chart.UNMATCHED.code,
        )
    )
    return int(db.session.execute(query).scalar_one())


def unmatched_returned(payment: Payment, amount: int, *, by_hand: bool) -> None:
    """Money that fitted nothing went back, from the gateway that took it or from our bank account."""
    cash = chart.cash(GatewayName.TRANSFER if by_hand else payment.gateway)
    post("unmatched_returned", payment, {chart.UNMATCHED: amount, cash: -amount})
