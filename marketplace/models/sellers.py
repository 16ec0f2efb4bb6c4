"""A graduate who becomes a seller: the application, the decision, the shop."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Date, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.crypto import Sealed
from marketplace.models.bimtek import Certificate, CertificateStatus
from marketplace.models.media import Paper, PaperKind, Picture
from marketplace.models.people import User
from marketplace.orm import Base, Keyed, Labelled, Machine, Timed, check, enum_column


class SellerStatus(Labelled):
    DRAFT = "draft", "Belum diajukan"
    SUBMITTED = "submitted", "Menunggu diperiksa"
    NEEDS_CHANGES = "needs_changes", "Perlu diperbaiki"
    APPROVED = "approved", "Disetujui"
    REJECTED = "rejected", "Ditolak"
    SUSPENDED = "suspended", "Dibekukan"
    CLOSED = "closed", "Ditutup"


class BusinessKind(Labelled):
    PERSON = "person", "Perorangan"
    UD = "ud", "UD"
    CV = "cv", "CV"
    PT = "pt", "PT"
    COOPERATIVE = "cooperative", "Koperasi"
    GROUP = "group", "Kelompok"


class Seller(Keyed, Timed, Machine, Base):
    """One seller with one shop. The public face lives here, the private answers in `SellerApplication`."""

    __tablename__ = "sellers"
    __table_args__ = (
        Index("ix_sellers_status_submitted_at", "status", "submitted_at"),
        check("slug IS NULL OR slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", "slug_shape"),
        check("nib IS NULL OR nib ~ '^[0-9]{13}$'", "nib_shape"),
        check("opened_at IS NULL OR nib IS NOT NULL", "open_shop_has_nib"),
        check("opened_at IS NULL OR slug IS NOT NULL", "open_shop_has_slug"),
    )
    NEXT: ClassVar[dict[SellerStatus, frozenset[SellerStatus]]] = {
        SellerStatus.DRAFT: frozenset({SellerStatus.SUBMITTED}),
        SellerStatus.SUBMITTED: frozenset(
            {SellerStatus.APPROVED, SellerStatus.NEEDS_CHANGES, SellerStatus.REJECTED, SellerStatus.DRAFT}
        ),
        SellerStatus.NEEDS_CHANGES: frozenset({SellerStatus.SUBMITTED}),
        SellerStatus.APPROVED: frozenset({SellerStatus.SUSPENDED, SellerStatus.CLOSED}),
        SellerStatus.REJECTED: frozenset({SellerStatus.NEEDS_CHANGES}),
        SellerStatus.SUSPENDED: frozenset({SellerStatus.APPROVED, SellerStatus.CLOSED}),
        SellerStatus.CLOSED: frozenset(),
    }

    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    status: Mapped[SellerStatus] = enum_column(SellerStatus, default=SellerStatus.DRAFT)
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]

    name: Mapped[str] = mapped_column(default="", server_default="")
    slug: Mapped[str | None] = mapped_column(unique=True)
    story: Mapped[str] = mapped_column(default="", server_default="")
    speciality: Mapped[str] = mapped_column(default="", server_default="")
    village_code: Mapped[str | None]
    district_name: Mapped[str] = mapped_column(default="", server_default="")
    regency_code: Mapped[str | None] = mapped_column(index=True)
    regency_name: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str | None]
    nib: Mapped[str | None]
    is_pkp: Mapped[bool] = mapped_column(default=False)
    delivers_itself: Mapped[bool] = mapped_column(default=False)
    delivery_fee: Mapped[int] = mapped_column(default=0)
    delivery_regency_codes: Mapped[list[str]] = mapped_column(default=list)
    offers_pickup: Mapped[bool] = mapped_column(default=True)
    offers_courier: Mapped[bool] = mapped_column(default=True)
    accepts_cod: Mapped[bool] = mapped_column(default=True)
    pickup_note: Mapped[str] = mapped_column(default="", server_default="")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id"))
    holiday_from: Mapped[date | None] = mapped_column(Date)
    holiday_until: Mapped[date | None] = mapped_column(Date)
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"))

    owner: Mapped[User] = relationship(back_populates="seller", foreign_keys=owner_id)
    application: Mapped[SellerApplication] = relationship(back_populates="seller", uselist=False)
    certificate: Mapped[Certificate | None] = relationship()
    picture: Mapped[Picture | None] = relationship()
    papers: Mapped[list[SellerPaper]] = relationship(back_populates="seller", order_by="SellerPaper.id")

    @property
    def has_shop(self) -> bool:
        """Approved once: the seller centre is theirs, even while it is suspended."""
        return self.status in {SellerStatus.APPROVED, SellerStatus.SUSPENDED}

    @property
    def is_graduate(self) -> bool:
        """The shop may show that its owner graduated: the certificate is in the registry and valid."""
        return self.certificate is not None and self.certificate.status == CertificateStatus.VALID

    @property
    def can_edit_application(self) -> bool:
        return self.status in {SellerStatus.DRAFT, SellerStatus.NEEDS_CHANGES}

    @property
    def is_open(self) -> bool:
        """The public sees the shop and may buy (holidays aside)."""
        return self.status == SellerStatus.APPROVED and self.opened_at is not None

    def on_holiday(self, day: date) -> bool:
        return self.holiday_from is not None and self.holiday_from <= day <= (self.holiday_until or day)

    def submit(self, at: datetime) -> None:
        self._become(SellerStatus.SUBMITTED)
        self.submitted_at = at

    def withdraw(self) -> None:
        self._become(SellerStatus.DRAFT)

    def ask_for_changes(self) -> None:
        self._become(SellerStatus.NEEDS_CHANGES)

    def approve(self, at: datetime) -> None:
        self._become(SellerStatus.APPROVED)
        self.approved_at = at

    def reject(self) -> None:
        self._become(SellerStatus.REJECTED)

    def suspend(self) -> None:
        self._become(SellerStatus.SUSPENDED)

    def reinstate(self) -> None:
        self._become(SellerStatus.APPROVED)

    def close(self) -> None:
        self._become(SellerStatus.CLOSED)


class ClaimKind(Labelled):
    NONE = "none", "Belum diklaim"
    EXACT = "exact", "Cocok dengan data penyelenggara"
    NEEDS_LOOK = "needs_look", "Perlu dicek"
    MANUAL = "manual", "Diperiksa dari foto sertifikat"


class SellerApplication(Keyed, Timed, Base):
    """Everything private a seller told us to be let in. One per seller, saved as it is typed.

    `typed` is JSON of what stands in the forms, right or wrong; the columns hold what passed. `candidate` is
    a certificate that looks like the claimed one; only an admin turns it into the seller's. `nib` becomes the
    seller's, and opens the shop, when an admin has seen it.
    """

    __tablename__ = "seller_applications"
    __table_args__ = (
        Index(
            "uq_seller_applications_certificate_id",
            "certificate_id",
            unique=True,
            postgresql_where=text("certificate_id IS NOT NULL"),
        ),
        Index("ix_seller_applications_nik_digest", "nik_digest"),
        check("nib IS NULL OR nib ~ '^[0-9]{13}$'", "nib_shape"),
        Index("ix_seller_applications_account_digest", "account_digest"),
    )

    seller_id: Mapped[int] = mapped_column(ForeignKey("sellers.id"), unique=True)
    claim: Mapped[ClaimKind] = enum_column(ClaimKind, default=ClaimKind.NONE)
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"))
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"))
    claim_reasons: Mapped[list[str]] = mapped_column(default=list)
    typed: Mapped[Sealed | None]
    claimed_number: Mapped[str] = mapped_column(default="", server_default="")
    claimed_programme: Mapped[str] = mapped_column(default="", server_default="")
    legal_name: Mapped[str] = mapped_column(default="", server_default="")
    nik: Mapped[Sealed | None]
    nik_digest: Mapped[bytes | None]
    born_on: Mapped[date | None] = mapped_column(Date)
    business_kind: Mapped[BusinessKind | None] = enum_column(BusinessKind, nullable=True)
    founded_year: Mapped[int | None]
    workers: Mapped[int | None]
    investment: Mapped[int | None]
    yearly_sales: Mapped[int | None]
    kbli_code: Mapped[str | None]
    kbli_version: Mapped[str | None]
    nib: Mapped[str | None]
    npwp: Mapped[Sealed | None]
    street: Mapped[str] = mapped_column(default="", server_default="")
    rt: Mapped[str] = mapped_column(default="", server_default="")
    rw: Mapped[str] = mapped_column(default="", server_default="")
    postcode: Mapped[str] = mapped_column(default="", server_default="")
    address_note: Mapped[str] = mapped_column(default="", server_default="")
    bank_code: Mapped[str | None]
    account_number: Mapped[Sealed | None]
    account_digest: Mapped[bytes | None]
    account_holder: Mapped[str] = mapped_column(default="", server_default="")
    turnover_below_500m_year: Mapped[int | None]
    tax_statement_at: Mapped[datetime | None]
    consent_at: Mapped[datetime | None]
    groups_done: Mapped[list[str]] = mapped_column(default=list)
    requested_changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decision_reason: Mapped[str] = mapped_column(default="", server_default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]

    seller: Mapped[Seller] = relationship(back_populates="application")
    certificate: Mapped[Certificate | None] = relationship(foreign_keys=certificate_id)
    candidate: Mapped[Certificate | None] = relationship(foreign_keys=candidate_id)
    decided_by: Mapped[User | None] = relationship()


class SellerPaper(Keyed, Timed, Base):
    """A private paper a seller handed in, of one kind."""

    __tablename__ = "seller_papers"
    __table_args__ = (UniqueConstraint("seller_id", "paper_id"),)

    seller_id: Mapped[int] = mapped_column(ForeignKey("sellers.id"))
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"))
    kind: Mapped[PaperKind] = enum_column(PaperKind)

    seller: Mapped[Seller] = relationship(back_populates="papers")
    paper: Mapped[Paper] = relationship()
