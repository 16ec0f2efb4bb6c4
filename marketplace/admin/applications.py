"""The queue of applications, and what was checked about one before a person looks."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.bimtek.matching import MatchReason
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.formats import names
from marketplace.i18n import N_, _
from marketplace.models import Batch, Certificate, Participant, Programme, Seller, SellerApplication, User
from marketplace.models.sellers import ClaimKind, SellerStatus

PAGE_SIZE = 30

QUEUES: dict[str, str] = {
    "menunggu": N_("Menunggu"),
    "nib": N_("NIB baru"),
    "diperbaiki": N_("Sedang diperbaiki"),
    "disetujui": N_("Disetujui"),
    "dibekukan": N_("Dibekukan"),
    "ditolak": N_("Ditolak"),
}
STATUSES = {
    "menunggu": SellerStatus.SUBMITTED,
    "diperbaiki": SellerStatus.NEEDS_CHANGES,
    "disetujui": SellerStatus.APPROVED,
    "dibekukan": SellerStatus.SUSPENDED,
    "ditolak": SellerStatus.REJECTED,
}


def _in(queue: str) -> ColumnElement[bool]:
    if queue == "nib":
        return (
            (Seller.status == SellerStatus.APPROVED)
            & Seller.opened_at.is_(None)
            & SellerApplication.nib.is_not(None)
        )
    return Seller.status == STATUSES[queue]


def queue(name: str, text: str = "", after: int = 0) -> list[Seller]:
    """A page of one queue, the longest waiting first; `after` is how many were shown before."""
    query = (
        select(Seller)
        .join(Seller.application)
        .where(_in(name))
        .options(joinedload(Seller.owner), joinedload(Seller.application))
        .order_by(Seller.submitted_at, Seller.id)
        .limit(PAGE_SIZE + 1)
        .offset(after)
    )
    if text:
        like = f"%{text}%"
        query = query.join(User, User.id == Seller.owner_id).where(
            or_(Seller.name.ilike(like), SellerApplication.legal_name.ilike(like), User.email.ilike(like))
        )
    return list(db.session.scalars(query))


def counts() -> dict[str, int]:
    """How many wait in each queue."""
    rows = db.session.execute(select(Seller.status, func.count()).group_by(Seller.status))
    by_status = dict(rows.all())
    found = {name: by_status.get(status, 0) for name, status in STATUSES.items()}
    query = select(func.count(Seller.id)).join(Seller.application).where(_in("nib"))
    found["nib"] = db.session.scalar(query) or 0
    return found


def one(seller_id: int) -> Seller:
    """An application with everything its page shows. Raises NotFound."""
    certificate = joinedload(Certificate.participant).joinedload(Participant.batch)
    programme = joinedload(Batch.programme).joinedload(Programme.organiser)
    seller = db.session.scalar(
        select(Seller)
        .where(Seller.id == seller_id, Seller.status != SellerStatus.DRAFT)
        .options(
            joinedload(Seller.owner),
            joinedload(Seller.application).options(
                joinedload(SellerApplication.candidate).options(certificate.options(programme)),
                joinedload(SellerApplication.decided_by),
            ),
            selectinload(Seller.papers),
        )
    )
    if seller is None:
        raise NotFound
    return seller


def claim_words(seller: Seller) -> list[str]:
    """Why a claim is not plainly the applicant's, in sentences."""
    return [MatchReason(reason).label for reason in seller.application.claim_reasons]


@dataclass(frozen=True)
class Check:
    """One thing a machine could check; `is_fine` is None where only a person can tell."""

    label: str
    is_fine: bool | None
    note: str = ""


def checks(seller: Seller) -> list[Check]:
    """Formats are already sound; these are the comparisons that point at trouble."""
    application = seller.application
    claim = {ClaimKind.EXACT: True, ClaimKind.NEEDS_LOOK: None, ClaimKind.MANUAL: None}.get(
        application.claim, False
    )
    found = [Check(_("Sertifikat"), claim, application.claim.label)]
    found.append(_unique(_("NIK"), seller, SellerApplication.nik_digest == application.nik_digest))
    found.append(
        _unique(_("Rekening"), seller, SellerApplication.account_digest == application.account_digest)
    )
    found.append(_unique(_("Nomor HP"), seller, Seller.phone == seller.phone))
    same = names.close(names.key(application.account_holder), names.key(application.legal_name))
    note = (
        ""
        if same
        else _("Pemilik rekening “%(holder)s” berbeda dari nama KTP.", holder=application.account_holder)
    )
    found.append(Check(_("Nama rekening"), True if same else None, note))
    nib = _("Belum punya NIB: toko disetujui tetapi belum buka.") if not application.nib else application.nib
    found.append(Check("NIB", True if application.nib else None, nib))
    return found


def _unique(label: str, seller: Seller, same: ColumnElement[bool]) -> Check:
    others = db.session.scalars(
        select(Seller.name).join(Seller.application).where(Seller.id != seller.id, same).limit(3)
    ).all()
    note = _("Juga dipakai oleh: %(names)s", names=", ".join(name or _("tanpa nama") for name in others))
    return Check(label, not others, note if others else "")
