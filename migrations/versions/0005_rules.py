"""Clocks, limits and rates as they stand, each with what it rests on."""

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def N_(words: str) -> str:
    """Marks a ground for translation; the row keeps the Indonesian one."""
    return words


SINCE = date(2026, 1, 1)
PRACTICE = N_("Kebiasaan pasar daring Indonesia; keputusan pengelola")

RULES: list[tuple[str, object, str]] = [
    ("clock.pay_hours", 24, PRACTICE),
    ("clock.accept_working_days", 2, PRACTICE),
    ("clock.ship_working_days", 2, PRACTICE),
    ("clock.pickup_days", 7, PRACTICE),
    ("clock.received_days", 14, PRACTICE),
    ("clock.receive_reminder_days", 10, PRACTICE),
    ("clock.complete_working_days", 2, N_("PP 80/2019: paling singkat 2 hari kerja untuk menukar atau membatalkan")),
    ("clock.complete_least_hours", 48, PRACTICE),
    ("clock.problem_days", 7, PRACTICE),
    ("clock.reminder_hours", 12, PRACTICE),
    ("clock.review_days", 30, PRACTICE),
    ("sale.commission_bps", 0, N_("Pasar ini dibuat untuk membantu; pengelola belum memungut komisi")),
    ("listing.curated_first", 3, N_("Produk pertama setiap toko diperiksa admin")),
    ("pay.cod_limit", 5_000_000, PRACTICE),
    ("pay.card_least", 10_000, N_("Batas bawah penyedia kartu; belum dipastikan, ubah bila penyedia menyatakan lain")),
    (
        "pay.bank_account",
        {"bank": "Bank Jatim", "number": "0000-0000-00", "holder": "Pasar IKM (rekening contoh)"},
        N_("Rekening penampung; ganti sebelum dipakai sungguhan"),
    ),
]

rules = sa.table(
    "rules",
    sa.column("code", sa.Text),
    sa.column("value", JSONB),
    sa.column("valid_from", sa.Date),
    sa.column("basis", sa.Text),
)


def upgrade() -> None:
    op.bulk_insert(
        rules,
        [{"code": code, "value": value, "valid_from": SINCE, "basis": basis} for code, value, basis in RULES],
    )


def downgrade() -> None:
    op.execute("DELETE FROM rules")
