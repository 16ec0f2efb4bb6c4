"""Something is wrong with what arrived, or nothing arrived: report, answer, withdraw, decide.

While a problem is open the seller's money stays held.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace import clock, events
from marketplace.errors import Conflict, Invalid, InvalidTransition
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Order, OrderProblem, Paper, Purchase, Seller, User
from marketplace.models.orders import OrderStatus, ProblemStatus
from marketplace.orm import Labelled
from marketplace.shop import deadlines, order_notices
from marketplace.shop.cancelling import call_off
from marketplace.shop.order_lookup import by_number, of_purchase, of_seller
from marketplace.shop.receiving import complete

SHORTEST, LONGEST = 10, 2000  # characters of an explanation


class ProblemKind(Labelled):
    NOT_ARRIVED = "not_arrived", "Barang belum sampai"
    DAMAGED = "damaged", "Barang rusak"
    DIFFERENT = "different", "Barang tidak sesuai"
    INCOMPLETE = "incomplete", "Barang kurang"
    OTHER = "other", "Masalah lain"


class AlreadyAnswered(Conflict):
    def default_message(self) -> str:
        return _("Laporan ini sudah Anda jawab.")


@dataclass(frozen=True)
class Report:
    """What a buyer says. `keep_photo` stores the photo, if there is one, in the open transaction."""

    kind: ProblemKind
    description: str
    keep_photo: Callable[[], Paper] | None = None


def report(purchase: Purchase, number: str, told: Report, actor: User | None) -> OrderProblem:
    """The buyer complains; the clock of completion stops and the seller has to answer.

    Raises NotFound, InvalidTransition before shipping and after completion, Invalid when too short.
    """
    order = of_purchase(purchase, number, lock=True)
    order.report_problem(deadlines.decide_by(clock.now()))
    description = _explained(told.description, "description")
    paper = told.keep_photo() if told.keep_photo else None
    problem = OrderProblem(order_id=order.id, kind=told.kind.value, description=description, paper=paper)
    db.session.add(problem)
    events.record("problem_reported", order, actor=actor, reason=told.kind.label)
    order_notices.problem_reported(order, problem)
    return problem


def answer(seller: Seller, number: str, text: str) -> OrderProblem:
    """The seller says what happened or what they offer. Once. Raises NotFound, AlreadyAnswered, Invalid."""
    order = of_seller(seller, number, lock=True)
    problem = open_problem(order)
    if problem.answered_at is not None:
        raise AlreadyAnswered
    problem.seller_answer, problem.answered_at = _explained(text, "answer"), clock.now()
    events.record("problem_answered", order, actor=seller.owner)
    order_notices.problem_answered(order, problem)
    return problem


def withdraw(purchase: Purchase, number: str, actor: User | None) -> Order:
    """All is well after all: the order is complete. Raises NotFound, InvalidTransition."""
    order = of_purchase(purchase, number, lock=True)
    problem = open_problem(order)
    _close(problem, ProblemStatus.WITHDRAWN, "", actor)
    complete(order, "problem_withdrawn", actor=actor)
    order_notices.problem_withdrawn(order, problem)
    return order


def refund(admin: User, number: str, resolution: str) -> Order:
    """The buyer is right: the order is cancelled and paid money goes back in full.

    Raises NotFound, InvalidTransition when somebody else has decided, Invalid without an explanation.
    """
    order, problem = _to_decide(number)
    words = _explained(resolution, "resolution")
    _close(problem, ProblemStatus.REFUNDED, words, admin)
    call_off(order, words, "problem_refunded", admin)
    order_notices.problem_decided(order, problem)
    return order


def dismiss(admin: User, number: str, resolution: str) -> Order:
    """The seller is right: the order is complete. Raises as `refund`."""
    order, problem = _to_decide(number)
    words = _explained(resolution, "resolution")
    _close(problem, ProblemStatus.DISMISSED, words, admin)
    complete(order, "problem_dismissed", actor=admin, reason=words)
    order_notices.problem_decided(order, problem)
    return order


def escalate(order: Order) -> None:
    """The time to settle it is over: the admins are asked, again after every further period."""
    problem, now = open_problem(order), clock.now()
    problem.escalated_at = now
    order.due_at = deadlines.decide_by(now)
    events.record("problem_escalated", order)
    order_notices.problem_escalated(order, problem)


def open_problem(order: Order) -> OrderProblem:
    """The open problem of an order. Raises InvalidTransition when there is none (any more)."""
    query = select(OrderProblem).where(
        OrderProblem.order_id == order.id, OrderProblem.status == ProblemStatus.OPEN
    )
    problem = db.session.scalar(query)
    if problem is None or order.status != OrderStatus.PROBLEM:
        raise InvalidTransition(order, order.status, OrderStatus.PROBLEM)
    return problem


def listed(*, is_open: bool, before: int | None = None, limit: int = 30) -> Sequence[OrderProblem]:
    """Problems for the admins: open ones oldest first, closed ones newest first, with order and sides."""
    query = select(OrderProblem).options(
        joinedload(OrderProblem.order).options(joinedload(Order.seller), joinedload(Order.purchase))
    )
    if is_open:
        query = query.where(OrderProblem.status == ProblemStatus.OPEN)
        # What the sides could not settle in time comes first.
        order = (OrderProblem.escalated_at.is_(None), OrderProblem.id)
        return db.session.scalars(query.order_by(*order)).all()
    query = query.where(OrderProblem.status != ProblemStatus.OPEN)
    if before is not None:
        query = query.where(OrderProblem.id < before)
    return db.session.scalars(query.order_by(OrderProblem.id.desc()).limit(limit)).all()


def latest(order: Order) -> OrderProblem | None:
    """The last problem reported about an order, open or closed."""
    return order.problems[-1] if order.problems else None


def kind_label(problem: OrderProblem) -> str:
    """What kind of problem it is, in words."""
    return ProblemKind(problem.kind).label


def _to_decide(number: str) -> tuple[Order, OrderProblem]:
    order = by_number(number, lock=True)
    return order, open_problem(order)


def _close(problem: OrderProblem, status: ProblemStatus, resolution: str, actor: User | None) -> None:
    problem.status, problem.resolution, problem.resolved_at = status, resolution, clock.now()
    problem.resolved_by_id = actor.id if actor else None


def _explained(text: str, field: str) -> str:
    words = text.strip()
    if len(words) < SHORTEST:
        raise Invalid(_("Ceritakan sedikit lebih lengkap, paling sedikit 10 huruf."), field=field)
    if len(words) > LONGEST:
        raise Invalid(_("Terlalu panjang. Ringkas menjadi paling banyak 2.000 huruf."), field=field)
    return words
