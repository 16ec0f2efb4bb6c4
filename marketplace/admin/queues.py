"""What waits for an admin: how many, and since when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from marketplace import clock
from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.models import (
    Mail,
    OrderProblem,
    Payment,
    Product,
    ProductChange,
    Refund,
    Review,
    Seller,
    SellerApplication,
)
from marketplace.models.catalogue import ChangeStatus, ProductStatus
from marketplace.models.messages import MailStatus
from marketplace.models.orders import ProblemStatus
from marketplace.models.payments import PaymentStatus, RefundStatus
from marketplace.models.sellers import SellerStatus

_NIB_WAITS = (
    Seller.status == SellerStatus.APPROVED,
    Seller.opened_at.is_(None),
    SellerApplication.nib.is_not(None),
)
"""An approved shop told its business number later; it opens once an admin has seen it."""

MAIL_IS_LATE = timedelta(minutes=10)


@dataclass(frozen=True)
class Queue:
    """One kind of work. `oldest` is since when the longest waiting one waits, None when nothing does."""

    name: str
    title: str
    deed: str
    url: str
    icon: str
    count: int
    oldest: datetime | None

    @property
    def label(self) -> str:
        return _(self.title)

    @property
    def hint(self) -> str:
        return _(self.deed)


KINDS = {
    "applications": (
        N_("Pengajuan toko"),
        N_("Cocokkan klaim dengan data penyelenggara, lalu putuskan."),
        "/admin/pengajuan",
        "store",
    ),
    "products": (
        N_("Produk"),
        N_("Periksa produk baru dan perubahan sebelum tayang."),
        "/admin/produk",
        "tag",
    ),
    "payments": (
        N_("Bukti transfer"),
        N_("Cocokkan bukti dengan mutasi rekening."),
        "/admin/pembayaran",
        "bank",
    ),
    "refunds": (
        N_("Pengembalian uang"),
        N_("Kirim kembali uang pembeli yang pesanannya batal."),
        "/admin/pengembalian",
        "undo",
    ),
    "problems": (
        N_("Masalah pesanan"),
        N_("Baca cerita pembeli dan penjual, lalu putuskan."),
        "/admin/masalah",
        "alert",
    ),
    "reviews": (
        N_("Ulasan dilaporkan"),
        N_("Baca ulasan yang dianggap melanggar, lalu putuskan."),
        "/admin/ulasan",
        "star",
    ),
    "mails": (
        N_("Surat"),
        N_("Surat yang gagal dikirim atau belum berangkat."),
        "/admin/surat",
        "mail",
    ),
}


def waiting() -> list[Queue]:
    """Every queue, in the order they stand in the menu, from one statement."""
    rows = db.session.execute(union_all(*_counts())).all()
    found: dict[str, tuple[int, datetime | None]] = {}
    for name, count, oldest in rows:
        before, since = found.get(name, (0, None))
        found[name] = (before + count, min(filter(None, (since, oldest)), default=None))
    return [
        Queue(name, title, deed, url, icon, *found[name]) for name, (title, deed, url, icon) in KINDS.items()
    ]


def _counts() -> list[Select[Any]]:
    def count(name: str, since: Any, *where: ColumnElement[bool]) -> Select[Any]:
        return select(literal(name), func.count(), func.min(since)).where(*where)

    return [
        count("applications", Seller.submitted_at, Seller.status == SellerStatus.SUBMITTED),
        count("applications", Seller.approved_at, *_NIB_WAITS).select_from(Seller).join(Seller.application),
        count("products", Product.submitted_at, Product.status == ProductStatus.WAITING),
        count("products", ProductChange.created_at, ProductChange.status == ChangeStatus.WAITING),
        count(
            "payments",
            Payment.created_at,
            Payment.status.in_((PaymentStatus.CHECKING, PaymentStatus.HELD)),
        ),
        count("refunds", Refund.created_at, Refund.status.in_((RefundStatus.REQUESTED, RefundStatus.FAILED))),
        count("problems", OrderProblem.created_at, OrderProblem.status == ProblemStatus.OPEN),
        count("reviews", Review.reported_at, Review.reported_at.is_not(None), Review.hidden_at.is_(None)),
        count(
            "mails",
            Mail.created_at,
            (Mail.status == MailStatus.FAILED)
            | ((Mail.status == MailStatus.WAITING) & (Mail.created_at < clock.now() - MAIL_IS_LATE)),
        ),
    ]
