"""Deleting an account: the person goes, the books stay."""

from sqlalchemy import Text, cast, delete, exists, func, select, update

from marketplace import clock, events
from marketplace.accounts import sessions
from marketplace.crypto import new_code, new_token
from marketplace.errors import Conflict
from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.media import papers
from marketplace.models import (
    Address,
    Basket,
    Mail,
    MailedLink,
    Notice,
    Order,
    Paper,
    Purchase,
    RecoveryCode,
    Review,
    Seller,
    SellerApplication,
    SellerPaper,
    User,
)
from marketplace.models.media import PaperKind
from marketplace.models.orders import OrderStatus
from marketplace.models.sellers import SellerStatus

DONE = (OrderStatus.COMPLETED, OrderStatus.CANCELLED, OrderStatus.EXPIRED)
OWN_ROWS = (Address, Basket, MailedLink, Notice, RecoveryCode, Mail)
GONE = N_("Akun dihapus")


def why_not(user: User) -> str:
    """Why the account cannot be deleted now, in a sentence that says what to do; empty when it can."""
    seller = user.seller
    if seller is not None and seller.status not in {SellerStatus.DRAFT, SellerStatus.CLOSED}:
        return _("Anda punya toko atau pengajuan toko. Tutup atau tarik dulu, lalu hapus akun.")
    open_order = select(Order.id).join(Purchase).where(Purchase.user_id == user.id, Order.status.not_in(DONE))
    if db.session.scalar(select(exists(open_order))):
        return _("Masih ada pesanan yang berjalan. Tunggu sampai selesai, lalu hapus akun.")
    if user.is_admin or user.organiser_memberships:
        return _(
            "Akun ini bekerja untuk pengelola atau penyelenggara. Minta pengelola mencabut perannya dulu."
        )
    return ""


def delete_account(user: User) -> None:
    """Take everything that names the person away and end every session; orders stay under no name.

    Raises Conflict with the reason when it cannot be done now.
    """
    user = db.session.scalars(
        select(User)
        .where(User.id == user.id)
        .with_for_update(of=User)
        .execution_options(populate_existing=True)
    ).one()
    reason = why_not(user)
    if reason:
        raise Conflict(reason)
    events.record("account_deleted", user, actor=user)
    _forget_trade(user)
    if user.seller is not None:
        _forget_draft(user.seller)
    private = select(Paper).where(Paper.owner_id == user.id, Paper.kind != PaperKind.TRANSFER_PROOF)
    for paper in db.session.scalars(private):
        papers.delete_paper(paper)
        paper.filename = ""
    for kind in OWN_ROWS:
        db.session.execute(
            delete(kind).where(kind.user_id == user.id).execution_options(synchronize_session=False)
        )
    sessions.end_all(user)
    user.name, user.phone, user.email = GONE, None, f"{new_code(12).lower()}@dihapus.invalid"
    user.password_hash, user.email_confirmed_at, user.blocked_at = new_token(), None, clock.now()
    user.totp_secret = user.totp_confirmed_at = user.totp_last_step = None


def _forget_trade(user: User) -> None:
    """Keep what was bought, when, for how much and in which village; drop who and which house."""
    dead_link = func.sha256(func.convert_to(cast(func.gen_random_uuid(), Text), "UTF8"))
    bought = Purchase.user_id == user.id
    db.session.execute(
        update(Order)
        .where(Order.purchase_id.in_(select(Purchase.id).where(bought)))
        .values(note="")
        .execution_options(synchronize_session=False)
    )
    db.session.execute(
        update(Purchase)
        .where(bought)
        .values(email="", phone="", recipient=GONE, street="", address_note="", token_hash=dead_link)
        .execution_options(synchronize_session=False)
    )
    db.session.execute(
        update(Review)
        .where(Review.user_id == user.id)
        .values(author=GONE)
        .execution_options(synchronize_session=False)
    )


def _forget_draft(seller: Seller) -> None:
    """Throw away an application that was never handed in. A closed shop's must be kept with its trade."""
    if seller.status != SellerStatus.DRAFT:
        return
    for kind in (SellerPaper, SellerApplication):
        db.session.execute(
            delete(kind).where(kind.seller_id == seller.id).execution_options(synchronize_session=False)
        )
    db.session.execute(
        delete(Seller).where(Seller.id == seller.id).execution_options(synchronize_session=False)
    )
