"""What buyer, seller and admins are told about an order: each mail and notice at most once.

Written in the transaction of its cause. A buyer's mail always carries a link that opens the order.
"""

from typing import Any

from sqlalchemy import select

from marketplace import paths
from marketplace.extensions import db
from marketplace.i18n import N_, in_language
from marketplace.models import Order, OrderProblem, Payment, Purchase, Refund, User
from marketplace.models.orders import ShippingMethod
from marketplace.notifications import notify, write_mail
from marketplace.shop.order_links import link_to

ON_THE_WAY = {
    ShippingMethod.COURIER: N_("Pesanan %(number)s dari %(shop)s sudah dikirim."),
    ShippingMethod.SELLER: N_("Pesanan %(number)s dari %(shop)s sedang diantar penjual."),
    ShippingMethod.PICKUP: N_("Pesanan %(number)s dari %(shop)s siap diambil."),
}


def purchase_waiting(purchase: Purchase, token: str) -> None:
    """The purchase waits for the buyer's money until `pay_by`. `token` is the one checkout gave out."""
    link = paths.purchase(purchase.number, "" if purchase.user_id else token)
    message = N_("Pesanan %(number)s menunggu pembayaran Anda.")
    _tell_buyer(purchase, "order_waiting_payment", f"purchase_waiting:{purchase.id}", message, link=link)


def payment_reminder(purchase: Purchase) -> None:
    message = N_("Pesanan %(number)s belum dibayar dan segera berakhir.")
    _tell_buyer(purchase, "order_payment_reminder", f"payment_reminder:{purchase.id}", message)


def purchase_expired(purchase: Purchase) -> None:
    message = N_("Pesanan %(number)s berakhir karena tidak dibayar.")
    _tell_buyer(purchase, "order_expired", f"purchase_expired:{purchase.id}", message)


def purchase_placed(purchase: Purchase) -> None:
    """Paid, or to be paid on receipt: the buyer hears it once for all the orders."""
    message = N_("Pesanan %(number)s sudah kami teruskan ke penjual.")
    _tell_buyer(purchase, "order_placed_buyer", f"purchase_placed:{purchase.id}", message)


def order_placed(order: Order) -> None:
    """The same for the seller of one of them."""
    message = N_("Pesanan baru %(number)s menunggu Anda terima.")
    _tell_seller(order, "order_placed_seller", f"order_placed:{order.id}", message)


def order_accepted(order: Order) -> None:
    message = N_("%(shop)s menerima pesanan %(number)s dan mulai menyiapkannya.")
    _tell_buyer_of(order, "order_accepted", "order_accepted", message)


def order_rejected(order: Order, reason: str) -> None:
    """The seller cannot deliver; a paid buyer gets the money back."""
    message = N_("%(shop)s tidak bisa memenuhi pesanan %(number)s.")
    _tell_buyer_of(order, "order_rejected", "order_cancelled", message, reason=_one_line(reason))


def order_shipped(order: Order) -> None:
    _tell_buyer_of(order, "order_shipped", "order_shipped", ON_THE_WAY[order.shipping_method])


def order_delivered(order: Order, receiver: str = "") -> None:
    message = N_("Pesanan %(number)s dari %(shop)s sudah tiba. Sudah sesuai?")
    _tell_buyer_of(order, "order_delivered", "order_delivered", message, receiver=_one_line(receiver))


def order_completed(order: Order) -> None:
    message = N_("Pesanan %(number)s selesai. Ceritakan barangnya lewat ulasan.")
    _tell_buyer_of(order, "order_completed_buyer", "order_completed", message)
    message = N_("Pesanan %(number)s selesai.")
    _tell_seller(order, "order_completed_seller", f"order_completed:{order.id}:seller", message)


def order_cancelled(order: Order, reason: str) -> None:
    """By the buyer or by a clock: both sides hear it."""
    words = _one_line(reason)
    message = N_("Pesanan %(number)s dari %(shop)s dibatalkan.")
    _tell_buyer_of(order, "order_cancelled_buyer", "order_cancelled", message, reason=words)
    message = N_("Pesanan %(number)s dibatalkan.")
    key = f"order_cancelled:{order.id}:seller"
    _tell_seller(order, "order_cancelled_seller", key, message, reason=words)


def problem_reported(order: Order, problem: OrderProblem) -> None:
    message = N_("Pembeli melaporkan masalah pada pesanan %(number)s. Mohon segera dijawab.")
    _tell_seller(order, "order_problem_seller", f"problem:{problem.id}", message)
    message = N_("Laporan masalah pesanan %(number)s kami terima.")
    _tell_buyer_of(order, "order_problem_buyer", f"problem:{problem.id}", message)


def problem_answered(order: Order, problem: OrderProblem) -> None:
    message = N_("%(shop)s menjawab laporan masalah pesanan %(number)s.")
    key = f"problem_answered:{problem.id}"
    _tell_buyer_of(order, "order_problem_answered", key, message, answer=_one_line(problem.seller_answer))


def problem_escalated(order: Order, problem: OrderProblem) -> None:
    """The admins must decide now; told once for every day it is escalated."""
    for admin in db.session.scalars(select(User).where(User.is_admin, User.blocked_at.is_(None))):
        message = N_("Masalah pesanan %(number)s menunggu keputusan Anda.")
        key = f"problem_escalated:{problem.id}:{problem.escalated_at:%Y%m%d}"
        notify(admin, message, key, path=paths.problem(order.number), number=order.number)
        with in_language(admin.locale):
            write_mail(
                admin.email,
                "order_problem_admin",
                f"{key}:{admin.id}",
                user=admin,
                order=order,
                problem=problem,
                link=paths.problem(order.number),
            )


def problem_withdrawn(order: Order, problem: OrderProblem) -> None:
    message = N_("Pembeli menarik laporan masalah pesanan %(number)s.")
    _tell_seller(order, "order_problem_withdrawn", f"problem_withdrawn:{problem.id}", message)


def problem_decided(order: Order, problem: OrderProblem) -> None:
    """An admin decided; the resolution's words go to both."""
    words = _one_line(problem.resolution)
    message = N_("Masalah pesanan %(number)s sudah diputuskan.")
    key = f"problem_decided:{problem.id}"
    _tell_buyer_of(order, "order_problem_decided_buyer", key, message, problem=problem, resolution=words)
    _tell_seller(
        order, "order_problem_decided_seller", f"{key}:seller", message, problem=problem, resolution=words
    )


def refund_sent(refund: Refund) -> None:
    message = N_("Uang pesanan %(number)s sudah dikirim kembali.")
    _tell_buyer_of(refund.order, "order_refunded", "order_refunded", message, refund=refund)


def money_returned(payment: Payment, amount: int) -> None:
    """Money that fitted no purchase any more went back."""
    message = N_("Uang untuk pesanan %(number)s sudah kami kirim kembali.")
    key = f"money_returned:{payment.id}"
    _tell_buyer(payment.purchase, "order_money_returned", key, message, amount=amount)


def refund_needs_admin(refund: Refund) -> None:
    """The money can only be sent back by hand, or the provider refuses to."""
    for admin in db.session.scalars(select(User).where(User.is_admin, User.blocked_at.is_(None))):
        message = N_("Pengembalian uang pesanan %(number)s perlu dikirim dengan tangan.")
        notify(admin, message, f"refund_by_hand:{refund.id}", path=paths.REFUNDS, number=refund.order.number)


def accept_reminder(order: Order) -> None:
    message = N_("Pesanan %(number)s belum Anda terima. Batas waktunya hampir habis.")
    _tell_seller(order, "order_reminder_accept", f"accept_reminder:{order.id}", message)


def ship_reminder(order: Order) -> None:
    message = N_("Pesanan %(number)s belum Anda kirim. Batas waktunya hampir habis.")
    _tell_seller(order, "order_reminder_ship", f"ship_reminder:{order.id}", message)


def receive_reminder(order: Order) -> None:
    """Sent but never said to have arrived: the buyer is asked before the clock closes the order."""
    message = N_("Apakah pesanan %(number)s dari %(shop)s sudah Anda terima?")
    _tell_buyer_of(order, "order_reminder_receive", "receive_reminder", message)


def complete_reminder(order: Order) -> None:
    message = N_("Pesanan %(number)s dari %(shop)s segera dianggap selesai.")
    _tell_buyer_of(order, "order_reminder_complete", "complete_reminder", message)


def problem_reminder(order: Order, problem: OrderProblem) -> None:
    message = N_("Masalah pesanan %(number)s belum Anda jawab. Batas waktunya hampir habis.")
    _tell_seller(order, "order_reminder_problem", f"problem_reminder:{problem.id}", message)


def link_again(purchase: Purchase, request_key: str) -> None:
    """Mail the status page's link to the address of the purchase. `request_key` names this request."""
    with in_language(purchase.locale):
        write_mail(
            purchase.email,
            "order_link",
            f"order_link:{purchase.id}:{request_key}",
            user=purchase.user,
            purchase=purchase,
            link=link_to(purchase),
        )


def _tell_buyer(
    purchase: Purchase,
    template: str,
    key: str,
    message: str,
    *,
    link: str = "",
    shown: dict[str, str] | None = None,
    **values: Any,
) -> None:
    """Mail the buyer and, with an account, leave a notice. `shown` fills the notice beside the number."""
    values = {"purchase": purchase, "link": link or link_to(purchase), **values}
    with in_language(purchase.locale):
        write_mail(purchase.email, template, f"{key}:buyer", user=purchase.user, **values)
    if purchase.user is not None:
        fill = {"number": purchase.number, **(shown or {})}
        notify(purchase.user, message, key, path=paths.purchase(purchase.number), **fill)


def _tell_buyer_of(order: Order, template: str, key: str, message: str, **values: Any) -> None:
    shown = {"number": order.number, "shop": order.seller.name}
    own_key = key if ":" in key else f"{key}:{order.id}"
    _tell_buyer(order.purchase, template, own_key, message, shown=shown, order=order, **values)


def _tell_seller(order: Order, template: str, key: str, message: str, **values: Any) -> None:
    owner, link = order.seller.owner, paths.seller_order(order.number)
    with in_language(owner.locale):
        write_mail(owner.email, template, key, user=owner, order=order, link=link, **values)
    notify(owner, message, key, path=link, number=order.number)


def _one_line(text: str) -> str:
    """What a person typed, as one line: it must not become a paragraph or a button of the mail."""
    return " ".join(text.split())
