"""The rules with dates as admins see them. A rule is never edited: from a day on another row applies."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace import clock, events
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.models import Rule, User

WORDS = {
    "clock.pay_hours": N_("Batas bayar (jam)"),
    "clock.accept_working_days": N_("Penjual menerima pesanan (hari kerja)"),
    "clock.ship_working_days": N_("Penjual mengirim (hari kerja)"),
    "clock.pickup_days": N_("Batas ambil di tempat (hari)"),
    "clock.received_days": N_("Kiriman dianggap sampai (hari)"),
    "clock.receive_reminder_days": N_("Pembeli diingatkan menjelang dianggap sampai (hari)"),
    "clock.complete_working_days": N_("Pesanan selesai sendiri (hari kerja)"),
    "clock.complete_least_hours": N_("Pesanan selesai sendiri, paling cepat (jam)"),
    "clock.problem_days": N_("Masalah diputuskan (hari)"),
    "clock.reminder_hours": N_("Pengingat sebelum batas (jam)"),
    "clock.review_days": N_("Batas menulis ulasan (hari)"),
    "sale.commission_bps": N_("Komisi (perseratus persen, 250 = 2,5 %)"),
    "listing.curated_first": N_("Produk pertama tiap toko yang diperiksa"),
    "pay.cod_limit": N_("Batas bayar di tempat (rupiah)"),
    "pay.card_least": N_("Paling kecil bayar kartu (rupiah)"),
    "pay.bank_account": N_("Rekening penampung"),
}
LEAST = {"clock.complete_working_days": 2, "clock.complete_least_hours": 48, "sale.commission_bps": 0}
"""Below these the law, not the market, decides."""
MOST = 10**12


def words(code: str) -> str:
    """What a rule is called on the page."""
    return _(WORDS[code]) if code in WORDS else code


def book() -> dict[str, list[Rule]]:
    """Every rule by its code, each with its rows from the latest day back."""
    found: dict[str, list[Rule]] = {code: [] for code in WORDS}
    for rule in db.session.scalars(select(Rule).order_by(Rule.code, Rule.valid_from.desc())):
        found.setdefault(rule.code, []).append(rule)
    return {code: rows for code, rows in found.items() if rows}


def history(code: str) -> list[Rule]:
    """The rows of one rule, the latest day first. Raises NotFound."""
    rows = list(db.session.scalars(select(Rule).where(Rule.code == code).order_by(Rule.valid_from.desc())))
    if not rows:
        raise NotFound
    return rows


def in_force(rows: list[Rule], on: date) -> Rule | None:
    """The row that applies on a day."""
    return next(
        (row for row in rows if row.valid_from <= on and (row.valid_until is None or row.valid_until > on)),
        None,
    )


def add(admin: User, code: str, typed: dict[str, str], valid_from: date, basis: str, note: str) -> Rule:
    """Let another value apply from a coming day on. `typed` is the value's parts as typed, "" for a number.

    Raises NotFound, Invalid (a value of another kind, a day that has begun, no basis), Conflict.
    """
    current = history(code)[0].value
    if valid_from <= clock.today():
        raise Invalid(
            _("Pilih tanggal mulai besok atau sesudahnya. Aturan yang sudah berlaku tidak diubah."), "from"
        )
    if len(basis.split()) < 1:
        raise Invalid(_("Tulis dasar aturan ini, misalnya nomor peraturan atau keputusan rapat."), "basis")
    rule = Rule(
        code=code,
        value=_value(code, current, typed),
        valid_from=valid_from,
        basis=basis.strip(),
        note=note.strip(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(rule)
    except IntegrityError as taken:
        raise Conflict(
            _("Sudah ada nilai yang mulai berlaku pada tanggal itu. Pilih tanggal lain.")
        ) from taken
    events.record("rule_added", rule, actor=admin, code=code, before=current, after=rule.value)
    return rule


def _value(code: str, current: Any, typed: dict[str, str]) -> Any:
    if isinstance(current, dict):
        parts = {key: " ".join(typed.get(key, "").split()) for key in current}
        for key, part in parts.items():
            if not part:
                raise Invalid(_("Isi semua bagian."), key)
        return parts
    digits = typed.get("", "").replace(".", "").strip()
    least = LEAST.get(code, 1)
    if not digits.isascii() or not digits.isdigit() or not least <= int(digits) <= MOST:
        raise Invalid(_("Isi dengan angka bulat, paling kecil %(least)s.", least=least), "value")
    if code.endswith("_bps") and int(digits) > 10_000:
        raise Invalid(_("Paling besar 10000, yaitu 100 %."), "value")
    return int(digits)
