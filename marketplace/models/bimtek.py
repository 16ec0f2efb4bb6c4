"""The registry of Bimtek: who trained whom, in what, and who graduated."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Date, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.crypto import Sealed, new_code
from marketplace.models.people import User
from marketplace.orm import Base, Keyed, Labelled, Machine, Timed, check, enum_column

REFERENCE_LENGTH = 10


class Referred:
    """A row with an address of its own: a code that says nothing and cannot be guessed."""

    ref: Mapped[str] = mapped_column(unique=True, default=lambda: new_code(REFERENCE_LENGTH), sort_order=-5)


class OrganiserKind(Labelled):
    MINISTRY = "ministry", "Kementerian"
    PROVINCE = "province", "Dinas provinsi"
    REGENCY = "regency", "Dinas kabupaten/kota"
    CENTRE = "centre", "Balai"
    STATE_COMPANY = "state_company", "BUMN/BUMD"
    CAMPUS = "campus", "Kampus"
    OTHER = "other", "Lainnya"


class Organiser(Keyed, Referred, Timed, Base):
    """Who runs training: a directorate, a dinas, a campus. Names change over time, so it is a row."""

    __tablename__ = "organisers"

    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str]
    kind: Mapped[OrganiserKind] = enum_column(OrganiserKind)
    region_code: Mapped[str | None]
    unit_code: Mapped[str] = mapped_column(default="", server_default="")
    signer_name: Mapped[str] = mapped_column(default="", server_default="")
    signer_title: Mapped[str] = mapped_column(default="", server_default="")

    programmes: Mapped[list[Programme]] = relationship(back_populates="organiser")


class Funding(Labelled):
    APBN = "apbn", "APBN"
    APBD = "apbd", "APBD"
    DAK = "dak", "DAK"
    ASPIRATION = "aspiration", "Aspirasi"
    CSR = "csr", "CSR"
    OTHER = "other", "Lainnya"


class Programme(Keyed, Referred, Timed, Base):
    """One training offer of one organiser in one fiscal year."""

    __tablename__ = "programmes"
    __table_args__ = (
        UniqueConstraint("organiser_id", "code"),
        check("fiscal_year BETWEEN 2000 AND 2100", "fiscal_year_plausible"),
    )

    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"))
    code: Mapped[str]
    title: Mapped[str]
    fiscal_year: Mapped[int]
    funding: Mapped[Funding] = enum_column(Funding, default=Funding.APBN)
    commodity: Mapped[str] = mapped_column(default="", server_default="")
    partners: Mapped[str] = mapped_column(default="", server_default="")

    organiser: Mapped[Organiser] = relationship(back_populates="programmes")
    batches: Mapped[list[Batch]] = relationship(back_populates="programme")


class BatchStatus(Labelled):
    DRAFT = "draft", "Rencana"
    RUNNING = "running", "Berjalan"
    CLOSED = "closed", "Selesai"
    CERTIFIED = "certified", "Bersertifikat"
    CANCELLED = "cancelled", "Dibatalkan"


class Batch(Keyed, Referred, Timed, Machine, Base):
    """One angkatan: people, days and a place. JP is a lesson hour of 45 minutes."""

    __tablename__ = "batches"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        check("number > 0", "number_positive"),
        check("ends_on >= starts_on", "dates_in_order"),
        check("min_attendance_bps BETWEEN 0 AND 10000", "attendance_is_a_share"),
        check("pass_score BETWEEN 0 AND 100", "pass_score_is_a_score"),
    )
    NEXT: ClassVar[dict[BatchStatus, frozenset[BatchStatus]]] = {
        BatchStatus.DRAFT: frozenset({BatchStatus.RUNNING, BatchStatus.CANCELLED}),
        BatchStatus.RUNNING: frozenset({BatchStatus.CLOSED, BatchStatus.CANCELLED}),
        BatchStatus.CLOSED: frozenset({BatchStatus.CERTIFIED, BatchStatus.RUNNING}),
        BatchStatus.CERTIFIED: frozenset(),
        BatchStatus.CANCELLED: frozenset(),
    }

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    number: Mapped[int]
    region_code: Mapped[str]
    venue: Mapped[str] = mapped_column(default="", server_default="")
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    capacity: Mapped[int | None]
    min_attendance_bps: Mapped[int] = mapped_column(default=8000)
    pass_score: Mapped[int] = mapped_column(default=60)
    status: Mapped[BatchStatus] = enum_column(BatchStatus, default=BatchStatus.DRAFT)

    programme: Mapped[Programme] = relationship(back_populates="batches")
    sessions: Mapped[list[TrainingSession]] = relationship(
        back_populates="batch", order_by="TrainingSession.held_on"
    )
    participants: Mapped[list[Participant]] = relationship(back_populates="batch", order_by="Participant.id")

    def start(self) -> None:
        self._become(BatchStatus.RUNNING)

    def close(self) -> None:
        self._become(BatchStatus.CLOSED)

    def certify(self) -> None:
        self._become(BatchStatus.CERTIFIED)

    def cancel(self) -> None:
        self._become(BatchStatus.CANCELLED)


class SessionKind(Labelled):
    THEORY = "theory", "Teori"
    PRACTICE = "practice", "Praktik"


class TrainingSession(Keyed, Referred, Base):
    """A block of lessons on one day."""

    __tablename__ = "training_sessions"
    __table_args__ = (check("lesson_hours > 0", "lesson_hours_positive"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    held_on: Mapped[date] = mapped_column(Date)
    topic: Mapped[str]
    kind: Mapped[SessionKind] = enum_column(SessionKind)
    lesson_hours: Mapped[int]
    instructor: Mapped[str] = mapped_column(default="", server_default="")

    batch: Mapped[Batch] = relationship(back_populates="sessions")


class Gender(Labelled):
    FEMALE = "female", "Perempuan"
    MALE = "male", "Laki-laki"


class Outcome(Labelled):
    PENDING = "pending", "Belum dinilai"
    PASSED = "passed", "Lulus"
    FAILED = "failed", "Tidak lulus"
    WITHDRAWN = "withdrawn", "Mengundurkan diri"


class Participant(Keyed, Referred, Timed, Base):
    """A person in one batch, as the organiser wrote them down.

    `nik_digest` finds the same person again; `name_key` is the normalised name (no titles, one spelling).
    """

    __tablename__ = "participants"
    __table_args__ = (
        Index(
            "uq_participants_batch_id_nik_digest",
            "batch_id",
            "nik_digest",
            unique=True,
            postgresql_where=text("nik_digest IS NOT NULL"),
        ),
        Index("ix_participants_nik_digest", "nik_digest"),
        Index("ix_participants_name_key", "name_key"),
        check("pre_score IS NULL OR pre_score BETWEEN 0 AND 100", "pre_score_is_a_score"),
        check("post_score IS NULL OR post_score BETWEEN 0 AND 100", "post_score_is_a_score"),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str]
    nik: Mapped[Sealed | None]
    nik_digest: Mapped[bytes | None]
    phone: Mapped[str | None]
    gender: Mapped[Gender | None] = enum_column(Gender, nullable=True)
    birth_place: Mapped[str] = mapped_column(default="", server_default="")
    born_on: Mapped[date | None] = mapped_column(Date)
    address: Mapped[str] = mapped_column(default="", server_default="")
    district_code: Mapped[str | None]
    business_name: Mapped[str] = mapped_column(default="", server_default="")
    product: Mapped[str] = mapped_column(default="", server_default="")
    nib: Mapped[str | None]
    workers: Mapped[int | None]
    monthly_turnover: Mapped[int | None]
    licences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    attended_bps: Mapped[int | None]
    pre_score: Mapped[int | None]
    post_score: Mapped[int | None]
    outcome: Mapped[Outcome] = enum_column(Outcome, default=Outcome.PENDING)
    outcome_reason: Mapped[str] = mapped_column(default="", server_default="")
    outcome_overridden_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    batch: Mapped[Batch] = relationship(back_populates="participants")
    attendances: Mapped[list[Attendance]] = relationship(back_populates="participant")
    certificates: Mapped[list[Certificate]] = relationship(
        back_populates="participant", order_by="Certificate.id"
    )
    outcome_overridden_by: Mapped[User | None] = relationship()


class Presence(Labelled):
    PRESENT = "present", "Hadir"
    EXCUSED = "excused", "Izin"
    SICK = "sick", "Sakit"
    ABSENT = "absent", "Alpa"


class Attendance(Keyed, Base):
    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("participant_id", "session_id"),)

    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("training_sessions.id"), index=True)
    presence: Mapped[Presence] = enum_column(Presence)

    participant: Mapped[Participant] = relationship(back_populates="attendances")
    session: Mapped[TrainingSession] = relationship()


class CertificateStatus(Labelled):
    VALID = "valid", "Berlaku"
    REVOKED = "revoked", "Dicabut"
    REISSUED = "reissued", "Diganti"


class Certificate(Keyed, Timed, Machine, Base):
    """Proof of graduation. `number` as printed, `number_key` normalised, `code` for the public check."""

    __tablename__ = "certificates"
    __table_args__ = (
        Index("uq_certificates_programme_id_number_key", "programme_id", "number_key", unique=True),
        Index(
            "uq_certificates_one_valid",
            "participant_id",
            unique=True,
            postgresql_where=text("status = 'valid'"),
        ),
    )
    NEXT: ClassVar[dict[CertificateStatus, frozenset[CertificateStatus]]] = {
        CertificateStatus.VALID: frozenset({CertificateStatus.REVOKED, CertificateStatus.REISSUED}),
        CertificateStatus.REVOKED: frozenset(),
        CertificateStatus.REISSUED: frozenset(),
    }

    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    number: Mapped[str]
    number_key: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    issued_on: Mapped[date] = mapped_column(Date)
    issued_here: Mapped[bool] = mapped_column(default=False)
    signer_name: Mapped[str] = mapped_column(default="", server_default="")
    signer_title: Mapped[str] = mapped_column(default="", server_default="")
    status: Mapped[CertificateStatus] = enum_column(CertificateStatus, default=CertificateStatus.VALID)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("certificates.id"))
    status_reason: Mapped[str] = mapped_column(default="", server_default="")

    programme: Mapped[Programme] = relationship()
    participant: Mapped[Participant] = relationship(back_populates="certificates")
    replaces: Mapped[Certificate | None] = relationship(remote_side="Certificate.id")

    def revoke(self, reason: str) -> None:
        self._become(CertificateStatus.REVOKED)
        self.status_reason = reason

    def supersede(self, reason: str) -> None:
        self._become(CertificateStatus.REISSUED)
        self.status_reason = reason
