"""An order in the words of whoever looks at it: what happens next, and what has happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.models import Event, Order
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod

TONES = {
    OrderStatus.AWAITING_PAYMENT: "turmeric",
    OrderStatus.PLACED: "turmeric",
    OrderStatus.ACCEPTED: "indigo",
    OrderStatus.SHIPPED: "indigo",
    OrderStatus.DELIVERED: "indigo",
    OrderStatus.COMPLETED: "leaf",
    OrderStatus.PROBLEM: "danger",
    OrderStatus.CANCELLED: "neutral",
    OrderStatus.EXPIRED: "neutral",
}
HAPPENED = {
    "order_placed": N_("Pesanan diteruskan ke penjual"),
    "order_accepted": N_("Penjual menerima pesanan"),
    "order_rejected": N_("Penjual tidak bisa memenuhi pesanan"),
    "order_cancelled": N_("Pesanan dibatalkan"),
    "order_taken_back": N_("Barang kembali ke penjual"),
    "order_shipped": N_("Diserahkan ke kurir"),
    "order_set_out": N_("Penjual mulai mengantar"),
    "order_ready": N_("Barang siap diambil"),
    "order_delivered": N_("Barang diterima"),
    "order_handed_over": N_("Barang diambil dengan kode"),
    "order_received": N_("Pembeli menyatakan barang diterima"),
    "order_completed": N_("Pesanan selesai"),
    "problem_reported": N_("Pembeli melaporkan masalah"),
    "problem_answered": N_("Penjual menjawab laporan"),
    "problem_withdrawn": N_("Pembeli menarik laporan"),
    "problem_escalated": N_("Pengelola diminta memutuskan"),
    "problem_refunded": N_("Pengelola memutuskan: dibatalkan"),
    "problem_dismissed": N_("Pengelola memutuskan: selesai"),
    "refund_owed": N_("Uang akan dikembalikan ke pembeli"),
    "refund_sent": N_("Uang dikirim kembali ke pembeli"),
}
"""What is shown of an order's events; everything else stays in the record."""


@dataclass(frozen=True)
class Step:
    """One line of an order's history, as the timeline shows it."""

    at: datetime | None
    title: str
    who: str = ""
    why: str = ""


def steps(order: Order) -> list[Step]:
    """The history of an order, oldest first, without names of people."""
    return steps_of([order])[order.id]


def steps_of(orders: Sequence[Order]) -> dict[int, list[Step]]:
    """The histories of several orders by key, from one statement."""
    found: dict[int, list[Step]] = {order.id: [] for order in orders}
    query = (
        select(Event)
        .where(
            Event.subject_kind == Order.__tablename__,
            Event.subject_id.in_(list(found)),
            Event.name.in_(list(HAPPENED)),
        )
        .order_by(Event.id)
    )
    for event in db.session.scalars(query):
        found[event.subject_id].append(_step(event))
    return found


def next_for_buyer(order: Order) -> str:
    """What happens now, for the buyer."""
    waits_in_cash = order.purchase.method == PaymentMethod.COD
    match order.status:
        case OrderStatus.AWAITING_PAYMENT:
            return _("Penjual mulai bekerja setelah pembayaran Anda masuk.")
        case OrderStatus.PLACED:
            return _("Penjual sedang memeriksa pesanan Anda. Jika tidak dijawab, pesanan batal sendiri.")
        case OrderStatus.ACCEPTED:
            return _("Penjual sedang menyiapkan barang Anda.")
        case OrderStatus.SHIPPED if order.shipping_method == ShippingMethod.PICKUP:
            return _("Ambil barangnya dan sebutkan kode ambil kepada penjual.")
        case OrderStatus.SHIPPED if waits_in_cash:
            return _("Siapkan uang tunai, lalu tekan “Pesanan diterima” setelah barang di tangan Anda.")
        case OrderStatus.SHIPPED:
            return _("Barang dalam perjalanan. Tekan “Pesanan diterima” setelah barang di tangan Anda.")
        case OrderStatus.DELIVERED:
            return _("Periksa barangnya. Tanpa laporan, pesanan selesai dengan sendirinya.")
        case OrderStatus.PROBLEM:
            return _("Laporan Anda sedang ditangani. Uang untuk penjual kami tahan dulu.")
        case OrderStatus.COMPLETED:
            return _("Terima kasih. Ceritakan barangnya lewat ulasan.")
    return _("Pesanan ini sudah ditutup.")


def until_for_buyer(order: Order) -> str:
    """What the order's deadline means to the buyer."""
    words = {
        OrderStatus.PLACED: _("Dijawab penjual paling lambat"),
        OrderStatus.ACCEPTED: _("Dikirim paling lambat"),
        OrderStatus.SHIPPED: _("Dianggap selesai pada"),
        OrderStatus.DELIVERED: _("Selesai sendiri pada"),
        OrderStatus.PROBLEM: _("Jika belum beres, pengelola memutuskan mulai"),
    }
    if order.status == OrderStatus.SHIPPED and order.shipping_method == ShippingMethod.PICKUP:
        return _("Ambil paling lambat")
    return words.get(order.status, _("Batas waktu"))


def next_for_seller(order: Order) -> str:
    """What the seller has to do now, or waits for."""
    ready = {
        ShippingMethod.COURIER: _("Kemas barangnya, serahkan ke kurir, lalu isi nomor resi."),
        ShippingMethod.SELLER: _("Siapkan barangnya, lalu antar ke alamat pembeli."),
        ShippingMethod.PICKUP: _("Siapkan barangnya, lalu kabari pembeli bahwa sudah bisa diambil."),
    }
    gone = {
        ShippingMethod.COURIER: _("Menunggu pembeli menerima barang."),
        ShippingMethod.SELLER: _("Setelah barang diserahkan, catat siapa yang menerima."),
        ShippingMethod.PICKUP: _("Saat pembeli datang, minta kode ambilnya."),
    }
    match order.status:
        case OrderStatus.PLACED:
            return _("Terima jika barangnya ada. Tolak jika tidak bisa memenuhi.")
        case OrderStatus.ACCEPTED:
            return ready[order.shipping_method]
        case OrderStatus.SHIPPED:
            return gone[order.shipping_method]
        case OrderStatus.DELIVERED:
            return _("Barang sudah tiba. Pesanan selesai sendiri jika pembeli tidak melapor.")
        case OrderStatus.PROBLEM if _is_answered(order):
            return _("Jawaban Anda sudah terkirim. Menunggu pembeli, atau keputusan pengelola.")
        case OrderStatus.PROBLEM:
            return _("Pembeli melaporkan masalah. Baca dan jawab laporannya.")
        case OrderStatus.COMPLETED:
            return _("Selesai. Terima kasih sudah melayani dengan baik.")
    return _("Tidak ada yang perlu Anda kerjakan.")


def until_for_seller(order: Order) -> str:
    """What the order's deadline means to the seller."""
    words = {
        OrderStatus.PLACED: _("Terima sebelum"),
        OrderStatus.ACCEPTED: _("Kirim sebelum"),
        OrderStatus.SHIPPED: _("Selesai sendiri pada"),
        OrderStatus.DELIVERED: _("Selesai sendiri pada"),
        OrderStatus.PROBLEM: _("Jawab sebelum"),
    }
    if order.status == OrderStatus.SHIPPED and order.shipping_method == ShippingMethod.PICKUP:
        return _("Batal sendiri jika tidak diambil sampai")
    if order.status == OrderStatus.PROBLEM and _is_answered(order):
        return _("Jika belum beres, pengelola memutuskan mulai")
    return words.get(order.status, _("Batas waktu"))


def _is_answered(order: Order) -> bool:
    return bool(order.problems) and order.problems[-1].answered_at is not None


def _step(event: Event) -> Step:
    data = event.data
    why = event.reason
    if event.name == "order_shipped":
        why = _("%(courier)s, nomor resi %(bill)s", courier=data["courier"], bill=data["airway_bill"])
    if event.name == "order_delivered":
        why = _("Diterima oleh %(name)s", name=data["receiver"])
    return Step(event.at, _(HAPPENED[event.name]), why=why)
