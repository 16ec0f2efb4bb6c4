"""Files people gave us: public pictures and private papers, kept apart from the first byte."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.orm import Base, Keyed, Labelled, Timed, check, enum_column


class MediaStatus(Labelled):
    WAITING = "waiting", "Sedang diolah"
    READY = "ready", "Siap"
    BROKEN = "broken", "Berkas rusak"


class Picture(Keyed, Timed, Base):
    """A public photo. The original is private and goes once the derivatives exist.

    Derivatives live at `/media/<token>/<size>.<webp|jpg>`; sizes are longest edges in pixels.
    """

    __tablename__ = "pictures"
    __table_args__ = (
        Index("ix_pictures_waiting", "id", postgresql_where=text("status = 'waiting'")),
        check("width IS NULL OR width > 0", "width_positive"),
    )
    SIZES: ClassVar[tuple[int, ...]] = (160, 400, 800, 1600)

    token: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    status: Mapped[MediaStatus] = enum_column(MediaStatus, default=MediaStatus.WAITING)
    width: Mapped[int | None]
    height: Mapped[int | None]
    colour: Mapped[str | None]
    sizes: Mapped[list[str]] = mapped_column(default=list)
    original_key: Mapped[str | None]
    sha256: Mapped[bytes]
    problem: Mapped[str | None]
    ready_at: Mapped[datetime | None]

    @property
    def is_ready(self) -> bool:
        return self.status == MediaStatus.READY

    def url(self, size: int, extension: str = "jpg") -> str:
        """Path of the derivative closest to `size` from above, among those that exist."""
        have = sorted(int(s) for s in self.sizes) or [size]
        best = next((s for s in have if s >= size), have[-1])
        return f"/media/{self.token}/{best}.{extension}"


class PaperKind(Labelled):
    ID_CARD = "id_card", "KTP"
    CERTIFICATE = "certificate", "Foto sertifikat Bimtek"
    NIB = "nib", "NIB"
    NPWP = "npwp", "NPWP"
    BANK_BOOK = "bank_book", "Buku tabungan"
    PIRT = "pirt", "P-IRT"
    BPOM = "bpom", "BPOM MD"
    HALAL = "halal", "Sertifikat halal"
    OTHER = "other", "Lainnya"
    TRANSFER_PROOF = "transfer_proof", "Bukti transfer"
    PROBLEM = "problem", "Foto masalah"
    IMPORT = "import", "Berkas impor"


class Paper(Keyed, Timed, Base):
    """A private file, sealed in the store, served only through a checked and logged route.

    A guest who shows proof of a transfer has no account: such a paper has no owner.
    """

    __tablename__ = "papers"

    token: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[PaperKind] = enum_column(PaperKind)
    key: Mapped[str] = mapped_column(unique=True)
    filename: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes]
    deleted_at: Mapped[datetime | None]
