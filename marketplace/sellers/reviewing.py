"""What an admin decides about a seller. One decision wins; whoever comes second is told who decided."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace import clock, crypto, events
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.formats.slugs import slug
from marketplace.i18n import _
from marketplace.models import Certificate, Seller, SellerApplication, User, WebSession
from marketplace.models.bimtek import CertificateStatus
from marketplace.models.sellers import SellerStatus
from marketplace.sellers import review_notices
from marketplace.sellers.onboarding import GROUPS

SHORTEST_REASON = 10


class AlreadyDecided(Conflict):
    """Somebody was faster. `by` is their name, `decision` what was decided."""

    def __init__(self, seller: Seller) -> None:
        decided_by = seller.application.decided_by
        self.by = decided_by.name if decided_by else ""
        self.decision = SellerStatus(seller.status)
        super().__init__(
            _(
                "Pengajuan ini sudah diputuskan: %(status)s, oleh %(by)s.",
                status=self.decision.label,
                by=self.by or _("pemohon sendiri"),
            )
        )


def locked(seller_id: int) -> Seller:
    """The seller with its application, locked until the transaction ends. Raises NotFound.

    The application is read after the lock is held: a joined row would be as old as the statement's start.
    """
    fresh = {"populate_existing": True}
    seller = db.session.scalar(
        select(Seller).where(Seller.id == seller_id).with_for_update().execution_options(**fresh)
    )
    if seller is None:
        raise NotFound
    db.session.scalar(
        select(SellerApplication)
        .where(SellerApplication.seller_id == seller_id)
        .options(joinedload(SellerApplication.decided_by))
        .execution_options(**fresh)
    )
    return seller


def _waiting(seller_id: int) -> Seller:
    seller = locked(seller_id)
    if seller.status != SellerStatus.SUBMITTED:
        raise AlreadyDecided(seller)
    return seller


def _decide(seller: Seller, admin: User, reason: str = "") -> None:
    application = seller.application
    application.decided_by, application.decided_at = admin, clock.now()
    application.decision_reason = reason


def _require_reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise Invalid(
            _("Tulis alasannya dengan jelas, paling sedikit 10 huruf. Pemohon membacanya."), "reason"
        )
    return reason


def approve(admin: User, seller_id: int, certificate_number: str = "") -> Seller:
    """Let the applicant in. With a NIB the shop opens at once, without one it stays a draft shop.

    For a claim that was not exact, `certificate_number` names the certificate the admin recognised; empty
    accepts the candidate. Raises AlreadyDecided, or Invalid when the certificate cannot be used.
    """
    seller = _waiting(seller_id)
    certificate = _certificate(seller, certificate_number)
    seller.approve(clock.now())
    _decide(seller, admin)
    if certificate is not None:
        seller.certificate_id = seller.application.certificate_id = certificate.id
    seller.slug = seller.slug or _free_slug(seller.name)
    seller.nib = seller.application.nib
    if seller.nib:
        seller.opened_at = clock.now()
    events.record("seller_approved", seller, actor=admin, opened=seller.opened_at is not None)
    review_notices.approved(seller)
    return seller


def _certificate(seller: Seller, number: str) -> Certificate | None:
    """The certificate this approval rests on; None when only a photo was checked."""
    application = seller.application
    if number.strip():
        wanted = number.strip().upper()
        certificate = db.session.scalar(
            select(Certificate).where((Certificate.number == number.strip()) | (Certificate.code == wanted))
        )
        if certificate is None:
            raise Invalid(_("Tidak ada sertifikat dengan nomor itu di daftar."), field="certificate_number")
    else:
        chosen = application.certificate_id or application.candidate_id
        certificate = db.session.get(Certificate, chosen) if chosen else None
    if certificate is None:
        return None
    if certificate.status != CertificateStatus.VALID:
        raise Invalid(_("Sertifikat ini sudah dicabut atau diganti."), field="certificate_number")
    taken = db.session.scalar(
        select(Seller.id).where(Seller.certificate_id == certificate.id, Seller.id != seller.id).limit(1)
    )
    if taken:
        raise Invalid(_("Sertifikat ini sudah dipakai oleh toko lain."), field="certificate_number")
    return certificate


def _free_slug(name: str) -> str:
    """An address for the shop that nobody has: the name, with a number of letters behind it when needed."""
    wanted = slug(name)
    taken = db.session.scalar(select(Seller.id).where(Seller.slug == wanted).limit(1))
    return f"{wanted}-{crypto.new_code(4).lower()}" if taken else wanted


def ask_for_changes(admin: User, seller_id: int, changes: Mapping[str, str]) -> Seller:
    """Give the application back. `changes` maps question groups to what has to be mended, in words."""
    known = {group.key for group in GROUPS}
    wanted = {key: words.strip() for key, words in changes.items() if words.strip()}
    if not wanted or not set(wanted) <= known:
        raise Invalid(_("Tulis apa yang perlu diperbaiki, di bagian yang dimaksud."), field="changes")
    seller = _waiting(seller_id)
    seller.ask_for_changes()
    seller.application.requested_changes = wanted
    seller.application.groups_done = [key for key in seller.application.groups_done if key not in wanted]
    _decide(seller, admin)
    events.record("seller_changes_asked", seller, actor=admin, changes=wanted)
    review_notices.changes_asked(seller, wanted)
    return seller


def reject(admin: User, seller_id: int, reason: str) -> Seller:
    reason = _require_reason(reason)
    seller = _waiting(seller_id)
    seller.reject()
    _decide(seller, admin, reason)
    # A refused claim must not keep the certificate from its owner.
    seller.application.certificate_id = None
    events.record("seller_rejected", seller, actor=admin, reason=reason)
    review_notices.rejected(seller, reason)
    return seller


def reopen(admin: User, seller_id: int, reason: str) -> Seller:
    """Give a rejected applicant another chance: the application can be mended and handed in again."""
    reason = _require_reason(reason)
    seller = locked(seller_id)
    if seller.status != SellerStatus.REJECTED:
        raise AlreadyDecided(seller)
    seller.ask_for_changes()
    _decide(seller, admin, reason)
    seller.application.requested_changes = {"klaim": reason}
    events.record("seller_reopened", seller, actor=admin, reason=reason)
    review_notices.changes_asked(seller, {"klaim": reason})
    return seller


def suspend(admin: User, seller_id: int, reason: str) -> Seller:
    """Take a shop off the market; its open orders stay, the owner's sessions end."""
    reason = _require_reason(reason)
    seller = locked(seller_id)
    if seller.status != SellerStatus.APPROVED:
        raise AlreadyDecided(seller)
    seller.suspend()
    _decide(seller, admin, reason)
    event = events.record("seller_suspended", seller, actor=admin, reason=reason)
    db.session.flush()
    db.session.execute(WebSession.__table__.delete().where(WebSession.user_id == seller.owner_id))  # type: ignore[attr-defined]
    review_notices.suspended(seller, reason, event.id)
    return seller


def reinstate(admin: User, seller_id: int, reason: str) -> Seller:
    reason = _require_reason(reason)
    seller = locked(seller_id)
    if seller.status != SellerStatus.SUSPENDED:
        raise AlreadyDecided(seller)
    seller.reinstate()
    _decide(seller, admin, reason)
    event = events.record("seller_reinstated", seller, actor=admin, reason=reason)
    db.session.flush()
    review_notices.reinstated(seller, event.id)
    return seller


def open_shop(admin: User, seller_id: int) -> Seller:
    """An admin has seen the NIB of a draft shop: the shop opens."""
    seller = locked(seller_id)
    if seller.status != SellerStatus.APPROVED or seller.opened_at is not None:
        raise AlreadyDecided(seller)
    if not seller.application.nib:
        raise Invalid(_("Penjual ini belum mengisi NIB."), field="nib")
    seller.nib = seller.application.nib
    seller.opened_at = clock.now()
    events.record("shop_opened", seller, actor=admin)
    review_notices.opened(seller)
    return seller
