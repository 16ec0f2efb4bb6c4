"""How a graduate applies to be a seller: question groups saved one by one, then handed in."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock, events
from marketplace.crypto import Sealed
from marketplace.errors import Conflict, NotFound
from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.models import Seller, SellerApplication, User
from marketplace.models.media import PaperKind
from marketplace.models.sellers import ClaimKind, SellerStatus
from marketplace.sellers import review_notices

YOUNGEST = 18


def application_of(user: User, *, lock: bool = False) -> Seller:
    """The person's seller row with its application and papers. Raises NotFound when there is none."""
    if lock:  # first, so that what is read below is what the lock protects
        db.session.execute(select(Seller.id).where(Seller.owner_id == user.id).with_for_update())
    seller = db.session.scalar(
        select(Seller)
        .where(Seller.owner_id == user.id)
        .options(
            joinedload(Seller.application).joinedload(SellerApplication.certificate),
            selectinload(Seller.papers),
        )
        .execution_options(populate_existing=lock)
    )
    if seller is None:
        raise NotFound
    return seller


def start(user: User) -> Seller:
    """The person's application, begun now when there is none yet."""
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    existing = db.session.scalar(select(Seller).where(Seller.owner_id == user.id))
    if existing is not None:
        return application_of(user)
    seller = Seller(owner_id=user.id, phone=user.phone)
    db.session.add(seller)
    db.session.flush()
    db.session.add(SellerApplication(seller_id=seller.id, legal_name=user.name))
    events.record("application_started", seller, actor=user)
    db.session.flush()
    return application_of(user)


def editable(user: User) -> Seller:
    """The person's application, locked for a change. Raises Conflict once it is handed in."""
    seller = application_of(user, lock=True)
    if not seller.can_edit_application:
        raise Conflict(
            _("Pengajuan ini sedang diperiksa atau sudah diputuskan, jadi isinya tidak bisa diubah.")
        )
    return seller


def keep_typed(seller: Seller, group: str, values: Mapping[str, str]) -> None:
    """Keep what stands in a group's form, right or wrong, so that nothing typed is ever lost."""
    kept = typed(seller)
    kept[group] = {name: value[:4000] for name, value in values.items()}
    seller.application.typed = Sealed(json.dumps(kept, ensure_ascii=False))


def typed(seller: Seller) -> dict[str, dict[str, str]]:
    """What stands in the forms, by group and field."""
    sealed = seller.application.typed
    return dict(json.loads(sealed.reveal())) if sealed else {}


def mark_done(seller: Seller, group: str, actor: User) -> None:
    """A group passed its checks: its typed copy is no longer needed."""
    kept = typed(seller)
    kept.pop(group, None)
    application = seller.application
    application.typed = Sealed(json.dumps(kept, ensure_ascii=False)) if kept else None
    application.groups_done = sorted({*application.groups_done, group})
    changes = dict(application.requested_changes)
    changes.pop(group, None)
    application.requested_changes = changes
    events.record("application_saved", seller, actor=actor, group=group)


@dataclass(frozen=True)
class Group:
    """One page of questions. `missing` gives, in words, what is still wanted before handing in."""

    key: str
    label: str
    missing: Callable[[Seller], list[str]]


def _has(seller: Seller, kind: PaperKind) -> bool:
    return any(paper.kind == kind for paper in seller.papers)


def _claim(seller: Seller) -> list[str]:
    application = seller.application
    if application.claim == ClaimKind.NONE:
        return [_("nomor sertifikat Bimtek dan NIK Anda")]
    needs_photo = application.claim in {ClaimKind.MANUAL, ClaimKind.NEEDS_LOOK}
    return [_("foto sertifikat Bimtek")] if needs_photo and not _has(seller, PaperKind.CERTIFICATE) else []


def _identity(seller: Seller) -> list[str]:
    application = seller.application
    wanted = []
    if not application.legal_name:
        wanted.append(_("nama sesuai KTP"))
    if application.born_on is None:
        wanted.append(_("tanggal lahir"))
    if not seller.phone:
        wanted.append(_("nomor HP"))
    return wanted


def _business(seller: Seller) -> list[str]:
    wanted = []
    if seller.application.business_kind is None:
        wanted.append(_("bentuk usaha"))
    if not seller.name:
        wanted.append(_("nama toko"))
    if not seller.speciality:
        wanted.append(_("apa yang Anda buat"))
    return wanted


def _address(seller: Seller) -> list[str]:
    wanted = []
    if not seller.village_code:
        wanted.append(_("desa atau kelurahan"))
    if not seller.application.street:
        wanted.append(_("jalan atau dusun"))
    return wanted


def _licences(seller: Seller) -> list[str]:
    return []


def _bank(seller: Seller) -> list[str]:
    application = seller.application
    complete = application.bank_code and application.account_number and application.account_holder
    return [] if complete else [_("rekening bank")]


def _tax(seller: Seller) -> list[str]:
    return [] if seller.application.tax_statement_at else [_("pernyataan omzet")]


def _papers(seller: Seller) -> list[str]:
    wanted = []
    if not _has(seller, PaperKind.ID_CARD):
        wanted.append(_("foto KTP"))
    if seller.application.consent_at is None:
        wanted.append(_("persetujuan pemakaian data"))
    return wanted


GROUPS: tuple[Group, ...] = (
    Group("klaim", N_("Sertifikat"), _claim),
    Group("identitas", N_("Data diri"), _identity),
    Group("usaha", N_("Usaha"), _business),
    Group("alamat", N_("Alamat"), _address),
    Group("izin", N_("Izin usaha"), _licences),
    Group("rekening", N_("Rekening"), _bank),
    Group("pajak", N_("Pajak"), _tax),
    Group("berkas", N_("Berkas"), _papers),
)


def missing(seller: Seller) -> dict[str, list[str]]:
    """What each group still wants, by group key; groups that want nothing are left out."""
    wanted = {group.key: group.missing(seller) for group in GROUPS}
    return {key: words for key, words in wanted.items() if words}


class Incomplete(Conflict):
    """The application cannot be handed in yet. `missing` says what each group wants."""

    status = 422

    def __init__(self, wanted: dict[str, list[str]]) -> None:
        self.missing = wanted
        words = ", ".join(word for group in wanted.values() for word in group)
        super().__init__(_("Pengajuan belum lengkap. Yang masih kurang: %(words)s.", words=words))


def submit(user: User) -> Seller:
    """Hand the application in for review. Raises Incomplete, or InvalidTransition when it is not a draft."""
    seller = application_of(user, lock=True)
    if not seller.can_edit_application:
        raise Conflict(_("Pengajuan ini sudah dikirim."))
    wanted = missing(seller)
    if wanted:
        raise Incomplete(wanted)
    seller.submit(clock.now())
    seller.application.requested_changes = {}
    events.record("application_submitted", seller, actor=user)
    review_notices.submitted(seller)
    return seller


def withdraw(user: User) -> Seller:
    """Take a waiting application back to change it."""
    seller = application_of(user, lock=True)
    if seller.status != SellerStatus.SUBMITTED:
        raise Conflict(_("Pengajuan ini sudah diputuskan, jadi tidak bisa ditarik."))
    seller.withdraw()
    events.record("application_withdrawn", seller, actor=user)
    return seller


def waiting_before(seller: Seller) -> int:
    """How many applications were handed in earlier and still wait."""
    if seller.submitted_at is None:
        return 0
    query = select(func.count(Seller.id)).where(
        Seller.status == SellerStatus.SUBMITTED, Seller.submitted_at < seller.submitted_at
    )
    return db.session.scalar(query) or 0


def is_of_age(born_on: date) -> bool:
    """Old enough to sell under a contract of their own."""
    today = clock.today()
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (0 if had_birthday else 1) >= YOUNGEST
