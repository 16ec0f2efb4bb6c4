"""Bank transfers: proof, decision, and two admins at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from marketplace import clock, events
from marketplace.extensions import db
from marketplace.models import Event, Journal, Mail, Order, Paper, Payment, Purchase, User
from marketplace.models.media import PaperKind
from marketplace.models.orders import OrderStatus, PurchaseStatus
from marketplace.models.payments import PaymentStatus
from marketplace.shop import order_links, pay_clock, proofs
from marketplace.shop.proofs import AlreadyDecided
from marketplace.transactions import transaction
from tests.factories.people import a_user, an_admin
from tests.factories.sellers import a_seller
from tests.factories.shop import a_purchase
from tests.harness.web import BrowserClient


def a_picture_file() -> bytes:
    held = BytesIO()
    Image.new("RGB", (60, 40), "white").save(held, "JPEG")
    return held.getvalue()


def hand_in(browser: BrowserClient, purchase: Purchase, data: bytes = b"", query: str = "") -> str | None:
    answer = browser.post(
        f"/pesanan/{purchase.number}/bukti{query}",
        data={"proof": (BytesIO(data or a_picture_file()), "bukti.jpg"), "note": "Budi  Santoso"},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 303
    return answer.location


def the_payment() -> Payment:
    db.session.expire_all()
    return db.session.scalars(select(Payment)).one()


def checked() -> tuple[Purchase, str]:
    """A purchase whose proof waits for an admin, and the transfer's name."""
    purchase = a_purchase()
    with transaction():
        proofs.show_proof(purchase, "bukti.jpg", "image/jpeg", a_picture_file(), "Budi", None)
    return purchase, the_payment().reference or ""


def test_a_guest_hands_in_a_proof(client: BrowserClient) -> None:
    purchase = a_purchase(guest=True)
    query = f"?kunci={order_links.token_of(purchase)}"
    back = hand_in(client, purchase, query=query)
    assert back == f"/pesanan/{purchase.number}{query}"
    payment = the_payment()
    paper = db.session.scalars(select(Paper)).one()
    assert (payment.status, payment.proof_note, payment.proof_id) == (
        PaymentStatus.CHECKING,
        "Budi Santoso",
        paper.id,
    )
    assert (paper.owner_id, paper.kind, paper.content_type) == (None, PaperKind.TRANSFER_PROOF, "image/jpeg")
    page = client.get(back).text
    assert "Bukti transfer sedang diperiksa" in page


@pytest.mark.parametrize("data", [b"GIF89a nonsense", b"<svg onload=alert(1)>", b"\x00" * 50])
def test_what_is_no_picture_is_refused_and_leaves_nothing(
    as_user: Callable[[User], BrowserClient], data: bytes
) -> None:
    buyer = a_user()
    purchase = a_purchase(buyer)
    browser = as_user(buyer)
    back = hand_in(browser, purchase, data)
    assert "Berkas tidak terbaca" in browser.get(back or "").text
    assert the_payment().status == PaymentStatus.CREATED
    assert db.session.scalar(select(func.count(Paper.id))) == 0


def test_while_a_proof_is_checked_the_purchase_does_not_expire() -> None:
    purchase, _reference = checked()
    with clock.shifted(timedelta(days=3)):
        pay_clock.expire_due()
    db.session.expire_all()
    assert db.session.get_one(Purchase, purchase.id).status == PurchaseStatus.AWAITING_PAYMENT


def test_a_confirmed_transfer_places_the_orders(as_user: Callable[[User], BrowserClient]) -> None:
    purchase, reference = checked()
    admin = an_admin()
    desk = as_user(admin)
    assert reference in desk.get("/admin/pembayaran").text
    assert "Rp" in desk.get(f"/admin/pembayaran/{reference}").text
    answer = desk.post(f"/admin/pembayaran/{reference}/terima", data={"seen": "checking"})
    assert (answer.status_code, answer.location) == (303, "/admin/pembayaran")
    payment = the_payment()
    assert (payment.status, payment.confirmed_by_id) == (PaymentStatus.SUCCEEDED, admin.id)
    assert db.session.scalars(select(Order.status)).all() == [OrderStatus.PLACED]
    names = [event.name for event in events.history(db.session.get_one(Purchase, purchase.id))]
    assert names == ["purchase_placed", "proof_shown", "purchase_paid", "transfer_confirmed"]


def test_a_refused_proof_tells_why_and_gives_more_time(as_user: Callable[[User], BrowserClient]) -> None:
    purchase, reference = checked()
    desk = as_user(an_admin())
    empty = desk.post(f"/admin/pembayaran/{reference}/tolak", data={"reason": " "})
    assert empty.status_code == 422
    assert the_payment().status == PaymentStatus.CHECKING

    with clock.shifted(timedelta(days=3)):
        desk = as_user(an_admin())
        refused = desk.post(f"/admin/pembayaran/{reference}/tolak", data={"reason": "Uangnya belum masuk."})
        assert refused.status_code == 303
        payment = the_payment()
        assert (payment.status, payment.refusal) == (PaymentStatus.CREATED, "Uangnya belum masuk.")
        pay_by = db.session.scalars(select(Purchase.pay_by)).one()
        assert pay_by is not None
        assert pay_by >= clock.now() + proofs.MORE_TIME - timedelta(minutes=1)
        pay_clock.expire_due()
        with transaction():
            proofs.show_proof(purchase, "lagi.jpg", "image/jpeg", a_picture_file(), "", None)
    mail = db.session.scalars(select(Mail).where(Mail.template == "transfer_refused")).one()
    assert "Uangnya belum masuk." in mail.body_text
    assert the_payment().status == PaymentStatus.CHECKING


def test_of_two_admins_at_once_one_decides_and_the_other_is_told(app: Flask) -> None:
    _purchase, reference = checked()
    admins = [an_admin(name=f"Admin {n}") for n in range(2)]
    db.session.commit()
    ids = [admin.id for admin in admins]

    def decide(n: int) -> str:
        with app.app_context():
            try:
                with transaction():
                    admin = db.session.get_one(User, ids[n])
                    if n:
                        proofs.refuse(admin, reference, "Tidak cocok.")
                    else:
                        proofs.confirm(admin, reference)
            except AlreadyDecided as late:
                return late.message
            return "putus"

    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = list(pool.map(decide, range(2)))
    assert answers.count("putus") == 1
    winner = answers.index("putus")
    assert answers[1 - winner] == f"Pembayaran ini sudah diputuskan oleh Admin {winner}."
    db.session.expire_all()
    decisions = db.session.scalar(
        select(func.count(Event.id)).where(Event.name.in_(("transfer_confirmed", "transfer_refused")))
    )
    assert decisions == 1


def test_confirming_twice_books_once(app: Flask) -> None:
    _purchase, reference = checked()
    admins = [an_admin().id for _n in range(6)]
    db.session.commit()

    def confirm(admin_id: int) -> bool:
        with app.app_context():
            try:
                with transaction():
                    proofs.confirm(db.session.get_one(User, admin_id), reference)
            except AlreadyDecided:
                return False
            return True

    with ThreadPoolExecutor(max_workers=6) as pool:
        answers = list(pool.map(confirm, admins))
    assert answers.count(True) == 1
    assert db.session.scalar(select(func.count(Journal.id)).where(Journal.kind == "paid")) == 1


def test_the_proof_is_seen_by_admins_only_and_the_look_is_recorded(
    as_user: Callable[[User], BrowserClient], client: BrowserClient
) -> None:
    _purchase, reference = checked()
    path = f"/admin/pembayaran/{reference}/bukti"
    admin = an_admin()
    answer = as_user(admin).get(path)
    assert (answer.status_code, answer.data) == (200, a_picture_file())
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    seen = db.session.scalars(select(Event).where(Event.name == "paper_seen")).one()
    assert seen.actor_id == admin.id
    assert as_user(a_user()).get(path).status_code == 403
    assert as_user(a_seller().owner).get(path).status_code == 403
    assert client.get(path).status_code == 303


@pytest.mark.parametrize("deed", ["terima", "tolak"])
def test_only_admins_decide(as_user: Callable[[User], BrowserClient], deed: str) -> None:
    _purchase, reference = checked()
    for somebody in (a_user(), a_seller().owner):
        answer = as_user(somebody).post(
            f"/admin/pembayaran/{reference}/{deed}", data={"reason": "x", "seen": "checking"}
        )
        assert answer.status_code == 403
    assert the_payment().status == PaymentStatus.CHECKING


def test_a_paid_purchase_takes_no_proof(as_user: Callable[[User], BrowserClient]) -> None:
    buyer = a_user()
    purchase = a_purchase(buyer)
    with transaction():
        proofs.confirm(an_admin(), the_payment().reference or "", PaymentStatus.CREATED)
    browser = as_user(buyer)
    back = hand_in(browser, purchase)
    assert "sudah dibayar" in browser.get(back or "").text
    assert db.session.scalar(select(func.count(Paper.id))) == 0


def test_unknown_payments_are_not_found(as_user: Callable[[User], BrowserClient]) -> None:
    desk = as_user(an_admin())
    assert desk.get("/admin/pembayaran/IKM00000000").status_code == 404
    data = {"seen": "checking"}
    assert desk.post("/admin/pembayaran/IKM00000000/terima", data=data).status_code == 404
    assert desk.get("/admin/pembayaran?tab=lain").status_code == 404
    for tab in ("periksa", "ditahan", "menunggu"):
        assert desk.get(f"/admin/pembayaran?tab={tab}").status_code == 200
