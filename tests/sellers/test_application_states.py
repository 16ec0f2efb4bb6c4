"""Who may move an application where: every pair of state and act."""

from collections.abc import Callable

import pytest

from marketplace.errors import Refusal
from marketplace.extensions import db
from marketplace.models import Event, Seller, User
from marketplace.models.sellers import SellerStatus
from marketplace.sellers import onboarding, reviewing
from marketplace.transactions import transaction
from tests.factories.applications import an_application
from tests.factories.people import an_admin

S = SellerStatus
REASON = "Foto KTP tidak terbaca sama sekali."

Act = Callable[[User, Seller], object]
ACTS: dict[str, tuple[Act, dict[SellerStatus, SellerStatus]]] = {
    "submit": (
        lambda admin, seller: onboarding.submit(seller.owner),
        {S.DRAFT: S.SUBMITTED, S.NEEDS_CHANGES: S.SUBMITTED},
    ),
    "withdraw": (lambda admin, seller: onboarding.withdraw(seller.owner), {S.SUBMITTED: S.DRAFT}),
    "approve": (lambda admin, seller: reviewing.approve(admin, seller.id), {S.SUBMITTED: S.APPROVED}),
    "ask for changes": (
        lambda admin, seller: reviewing.ask_for_changes(admin, seller.id, {"berkas": REASON}),
        {S.SUBMITTED: S.NEEDS_CHANGES},
    ),
    "reject": (lambda admin, seller: reviewing.reject(admin, seller.id, REASON), {S.SUBMITTED: S.REJECTED}),
    "reopen": (
        lambda admin, seller: reviewing.reopen(admin, seller.id, REASON),
        {S.REJECTED: S.NEEDS_CHANGES},
    ),
    "suspend": (lambda admin, seller: reviewing.suspend(admin, seller.id, REASON), {S.APPROVED: S.SUSPENDED}),
    "reinstate": (
        lambda admin, seller: reviewing.reinstate(admin, seller.id, REASON),
        {S.SUSPENDED: S.APPROVED},
    ),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", list(SellerStatus))
def test_an_application_moves_only_along_its_table(status: SellerStatus, act: str) -> None:
    run, moves = ACTS[act]
    with transaction():
        admin, seller = an_admin(), an_application(status)
        seller_id = seller.id
    events_before = db.session.query(Event).count()
    if status in moves:
        with transaction():
            run(admin, seller)
        assert db.session.get_one(Seller, seller_id).status == moves[status]
        assert db.session.query(Event).count() == events_before + 1
        return

    with pytest.raises(Refusal), transaction():
        run(admin, seller)

    db.session.expire_all()
    assert db.session.get_one(Seller, seller_id).status == status
    assert db.session.query(Event).count() == events_before


@pytest.mark.parametrize("act", ["ask for changes", "reject", "suspend", "reinstate", "reopen"])
def test_a_decision_against_somebody_needs_a_reason(act: str) -> None:
    acts: dict[str, Act] = {
        "ask for changes": lambda admin, seller: reviewing.ask_for_changes(
            admin, seller.id, {"berkas": "  "}
        ),
        "reject": lambda admin, seller: reviewing.reject(admin, seller.id, "tidak"),
        "suspend": lambda admin, seller: reviewing.suspend(admin, seller.id, ""),
        "reinstate": lambda admin, seller: reviewing.reinstate(admin, seller.id, "ok"),
        "reopen": lambda admin, seller: reviewing.reopen(admin, seller.id, " "),
    }
    at = {"suspend": S.APPROVED, "reinstate": S.SUSPENDED, "reopen": S.REJECTED}.get(act, S.SUBMITTED)
    with transaction():
        admin, seller = an_admin(), an_application(at)

    with pytest.raises(Refusal), transaction():
        acts[act](admin, seller)

    db.session.expire_all()
    assert seller.status == at
