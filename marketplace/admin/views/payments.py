"""Money that waits for a person: proofs of transfer, and money that fits no purchase."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import events
from marketplace.errors import Invalid, NotFound
from marketplace.gateways import GatewayAway, GatewayRefused, RefundAnswer, RefundState
from marketplace.i18n import _
from marketplace.media.papers import read_paper
from marketplace.models.payments import PaymentStatus
from marketplace.shop import held_money, proofs, purchase_words
from marketplace.shop.forms.checkout import RefuseProofForm
from marketplace.transactions import leave_database, transaction
from marketplace.web.access import allow, me
from marketplace.web.forms import refuse as note_refusal
from marketplace.web.step_up import require_recent_sign_in

payments = Blueprint("admin_payments", __name__, url_prefix="/admin/pembayaran")

TABS = {
    "periksa": PaymentStatus.CHECKING,
    "ditahan": PaymentStatus.HELD,
    "menunggu": PaymentStatus.CREATED,
}
PAPER_POLICY = "default-src 'none'; sandbox"


@payments.get("")
@allow("admin")
def index() -> ResponseReturnValue:
    tab = request.args.get("tab", "periksa")
    if tab not in TABS:
        raise NotFound
    return render_template(
        "admin/payments/index.html", tab=tab, waiting=proofs.waiting(TABS[tab]), counts=proofs.counts()
    )


@payments.get("/<reference>")
@allow("admin")
def show(reference: str) -> ResponseReturnValue:
    return _page(reference, RefuseProofForm(formdata=None))


@payments.get("/<reference>/bukti")
@allow("admin")
def proof(reference: str) -> ResponseReturnValue:
    """The paper itself; looking at it is written down."""
    paper = proofs.find(reference).proof
    if paper is None:
        raise NotFound
    data = read_paper(paper)
    with transaction():
        events.record("paper_seen", paper, actor=me())
    response = Response(data, content_type=paper.content_type)
    response.headers.set("Content-Disposition", "attachment", filename=paper.filename)
    response.headers["Content-Security-Policy"] = PAPER_POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


@payments.post("/<reference>/terima")
@allow("admin")
def confirm(reference: str) -> ResponseReturnValue:
    seen = request.form.get("seen", "")
    if seen not in set(PaymentStatus):
        raise NotFound
    with transaction():
        proofs.confirm(me(), reference, PaymentStatus(seen))
    flash(_("Pembayaran diterima. Pesanan sudah diteruskan ke penjual."))
    return redirect(url_for("admin_payments.index"), 303)


@payments.post("/<reference>/tolak")
@allow("admin")
def refuse(reference: str) -> ResponseReturnValue:
    form = RefuseProofForm()
    if not form.validate():
        return _page(reference, form), 422
    try:
        with transaction():
            proofs.refuse(me(), reference, form.reason.data)
    except Invalid as invalid:
        status, headers = note_refusal(form, invalid)
        return _page(reference, form), status, headers
    flash(_("Bukti ditolak. Pembeli sudah kami kabari dan boleh mengirim bukti lagi."))
    return redirect(url_for("admin_payments.index"), 303)


@payments.post("/<reference>/kembalikan")
@allow("admin")
def give_back(reference: str) -> ResponseReturnValue:
    """Held money goes back through the gateway that took it."""
    require_recent_sign_in()
    with transaction():
        sending = held_money.prepare(me(), reference)
    leave_database()
    try:
        answer = sending.gateway.refund(sending.request)
    except GatewayAway:
        flash(_("Penyedia belum menjawab. Tekan lagi nanti; uangnya tidak terkirim dua kali."), "error")
        return redirect(url_for("admin_payments.show", reference=reference), 303)
    except GatewayRefused as refused:
        answer = RefundAnswer(RefundState.FAILED, "", refused.detail)
    with transaction():
        held_money.settle(me(), reference, answer)
    flash(_("Uangnya dikirim kembali. Pembeli sudah kami kabari."))
    return redirect(url_for("admin_payments.index", tab="ditahan"), 303)


@payments.post("/<reference>/dikembalikan")
@allow("admin")
def mark_returned(reference: str) -> ResponseReturnValue:
    """Held money was sent back by hand."""
    require_recent_sign_in()
    try:
        with transaction():
            held_money.mark_returned(me(), reference, request.form.get("bank_note", ""))
    except Invalid as refusal:
        flash(refusal.message, "error")
        return redirect(url_for("admin_payments.show", reference=reference), 303)
    flash(_("Tercatat. Pembeli sudah kami kabari."))
    return redirect(url_for("admin_payments.index", tab="ditahan"), 303)


def _page(reference: str, form: RefuseProofForm) -> str:
    payment = proofs.find(reference)
    return render_template(
        "admin/payments/show.html",
        payment=payment,
        purchase=payment.purchase,
        history=purchase_words.steps(payment.purchase),
        form=form,
        held=held_money.amount_of(payment),
        goes_by_itself=held_money.goes_by_itself(payment),
    )
