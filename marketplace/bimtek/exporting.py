"""A batch's people as a spreadsheet, without NIK."""

from io import BytesIO
from typing import Any

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace import regions
from marketplace.bimtek.certificates import valid
from marketplace.bimtek.planning import shown
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Batch, Participant

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def participants_xlsx(batch: Batch) -> bytes:
    """Every participant of the batch with results and certificate number, by name."""
    query = (
        select(Participant)
        .where(Participant.batch_id == batch.id)
        .options(selectinload(Participant.certificates))
        .order_by(Participant.name_key, Participant.id)
    )
    headings = [
        _("No"), _("Nama"), _("L/P"), _("Tanggal lahir"), _("Kecamatan"), _("Nomor HP"), _("Nama usaha"),
        _("Jenis produk"), _("NIB"), _("Kehadiran (persen)"), _("Nilai pre-test"), _("Nilai post-test"),
        _("Hasil"), _("Nomor sertifikat"),
    ]  # fmt: skip
    file = BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = workbook.add_worksheet(_("Peserta"))
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    for row, participant in enumerate(db.session.scalars(query), start=1):
        for column, value in enumerate(_cells(row, participant)):
            if isinstance(value, int):
                sheet.write_number(row, column, value)
            else:
                sheet.write_string(row, column, _harmless(value))
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, len(headings) - 1, 16)
    sheet.freeze_panes(1, 2)
    workbook.close()
    return file.getvalue()


def _cells(row: int, participant: Participant) -> list[Any]:
    certificates = valid(participant.certificates)
    return [
        row,
        participant.name,
        {"female": "P", "male": "L"}.get(participant.gender or "", ""),
        shown("born_on", participant.born_on),
        regions.name_of(participant.district_code or ""),
        shown("phone", participant.phone),
        participant.business_name,
        participant.product,
        participant.nib or "",
        shown("attended_bps", participant.attended_bps),
        "" if participant.pre_score is None else participant.pre_score,
        "" if participant.post_score is None else participant.post_score,
        participant.outcome.label,
        certificates[0].number if certificates else "",
    ]


def _harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
