"""Organisers' spreadsheets on their way into the registry."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.models.bimtek import Batch
from marketplace.models.media import Paper
from marketplace.models.people import User
from marketplace.orm import Base, Keyed, Labelled, Machine, Timed, enum_column


class ImportStatus(Labelled):
    UPLOADED = "uploaded", "Diunggah"
    READING = "reading", "Sedang dibaca"
    PREVIEW = "preview", "Siap diperiksa"
    APPLYING = "applying", "Sedang disimpan"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal dibaca"


class Import(Keyed, Timed, Machine, Base):
    """An organiser's spreadsheet on its way into a batch: read, previewed, confirmed.

    `mapping` says what each column holds, `layout` what the file looks like (its samples are masked),
    `legal_basis` why the organiser may hand over these people's data.
    """

    __tablename__ = "imports"
    NEXT: ClassVar[dict[ImportStatus, frozenset[ImportStatus]]] = {
        ImportStatus.UPLOADED: frozenset({ImportStatus.READING, ImportStatus.FAILED}),
        ImportStatus.READING: frozenset({ImportStatus.PREVIEW, ImportStatus.FAILED}),
        ImportStatus.PREVIEW: frozenset({ImportStatus.READING, ImportStatus.APPLYING}),
        ImportStatus.APPLYING: frozenset({ImportStatus.DONE, ImportStatus.PREVIEW}),
        ImportStatus.DONE: frozenset(),
        ImportStatus.FAILED: frozenset({ImportStatus.READING}),
    }

    code: Mapped[str] = mapped_column(unique=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    paper_id: Mapped[int] = mapped_column(ForeignKey("papers.id"))
    sheet: Mapped[str | None]
    legal_basis: Mapped[str] = mapped_column(default="", server_default="")
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    layout: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[ImportStatus] = enum_column(ImportStatus, default=ImportStatus.UPLOADED)
    rows_done: Mapped[int] = mapped_column(default=0)
    rows_total: Mapped[int] = mapped_column(default=0)
    summary: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem: Mapped[str | None]
    finished_at: Mapped[datetime | None]

    batch: Mapped[Batch] = relationship()
    uploaded_by: Mapped[User | None] = relationship()
    paper: Mapped[Paper] = relationship()

    def become(self, status: ImportStatus) -> None:
        self._become(status)


class RowAction(Labelled):
    CREATE = "create", "Peserta baru"
    UPDATE = "update", "Diperbarui"
    SAME = "same", "Tidak berubah"
    SKIP = "skip", "Dilewati"
    REFUSE = "refuse", "Ditolak"


class ImportRow(Keyed, Base):
    """One row of the sheet: what was understood (sealed), what is shown (masked), what is wrong."""

    __tablename__ = "import_rows"
    __table_args__ = (UniqueConstraint("import_id", "row_number"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    row_number: Mapped[int]
    action: Mapped[RowAction] = enum_column(RowAction)
    understood: Mapped[bytes] = mapped_column(LargeBinary)
    shown: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(default=list)
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"), index=True)
    applied_at: Mapped[datetime | None]
