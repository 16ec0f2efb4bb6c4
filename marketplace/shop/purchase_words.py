"""What happened to a purchase's money, in words for the admins."""

from marketplace import events
from marketplace.i18n import N_, _
from marketplace.models import Purchase
from marketplace.shop.order_words import Step

HAPPENED = {
    "purchase_placed": N_("Pesanan dibuat"),
    "purchase_paid": N_("Pembayaran masuk"),
    "purchase_expired": N_("Kedaluwarsa tanpa dibayar"),
    "purchase_cancelled": N_("Dibatalkan pembeli sebelum dibayar"),
    "payment_failed": N_("Percobaan bayar gagal"),
    "payment_held": N_("Uang ditahan"),
    "payment_method_changed": N_("Cara bayar diganti"),
    "proof_shown": N_("Pembeli mengirim bukti transfer"),
    "transfer_confirmed": N_("Uang dipastikan sudah masuk rekening"),
    "transfer_refused": N_("Bukti transfer ditolak"),
}
REASONS = {
    "late": N_("Uang datang ketika pesanan sudah tidak menunggu pembayaran."),
    "mismatch": N_("Jumlah, mata uang, atau nomor pesanannya tidak cocok."),
    "declined": N_("Ditolak bank."),
}


def steps(purchase: Purchase) -> list[Step]:
    """The history of a purchase, oldest first."""
    return [
        Step(
            event.at,
            _(HAPPENED[event.name]),
            who=event.actor.name if event.actor else "",
            why=_(REASONS[event.reason]) if event.reason in REASONS else event.reason,
        )
        for event in events.history(purchase)
        if event.name in HAPPENED
    ]
