"""What a buyer does about paying after the purchase is placed, and the demo's own pay page."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from marketplace import gateways, rules
from marketplace.errors import Conflict, Invalid
from marketplace.gateways import GatewayAway, GatewayRefused, sandbox
from marketplace.gateways.sandbox import SandboxGateway
from marketplace.i18n import _
from marketplace.media.intake import content_type
from marketplace.models import Payment, Purchase
from marketplace.models.orders import PaymentMethod, PurchaseStatus
from marketplace.models.payments import GatewayName, PaymentStatus
from marketplace.shop import order_links, paying, payments, proofs
from marketplace.shop.forms.checkout import ProofForm
from marketplace.transactions import transaction
from marketplace.web.access import PUBLIC, allow, visitor

payments_pages = Blueprint("payments", __name__)


@dataclass(frozen=True)
class PayPanel:
    """What `shop/_pay_panel.html` says: how the purchase stands with its money, and what the buyer can do."""

    purchase: Purchase
    payment: Payment | None
    last: Payment | None
    query: str
    methods: list[PaymentMethod]
    bank: dict[str, str]
    form: ProofForm

    @property
    def is_open(self) -> bool:
        return self.purchase.status == PurchaseStatus.AWAITING_PAYMENT

    @property
    def is_checking(self) -> bool:
        return self.payment is not None and self.payment.status == PaymentStatus.CHECKING

    @property
    def is_on_its_way(self) -> bool:
        return self.payment is not None and payments.is_on_its_way(self.payment)

    @property
    def is_held(self) -> bool:
        return self.last is not None and self.last.status == PaymentStatus.HELD

    @property
    def others(self) -> list[PaymentMethod]:
        return [method for method in self.methods if method != self.purchase.method]

    def action(self, deed: str) -> str:
        """Where a form of the panel is sent; guests keep their key."""
        return f"/pesanan/{self.purchase.number}/{deed}{self.query}"


def pay_panel(purchase: Purchase, form: ProofForm | None = None) -> PayPanel:
    """For the view of a purchase: `{% include "shop/_pay_panel.html" %}` with this as `panel`."""
    card = gateways.card()
    g.pay_origin = card.pay_origin if card else ""
    methods = [PaymentMethod.TRANSFER]
    if card is not None and purchase.total >= rules.number("pay.card_least"):
        methods.append(PaymentMethod.CARD)
    known = payments.all_of(purchase)
    still_open = [payment for payment in known if payment.status in payments.OPEN]
    key = request.args.get("kunci", "")
    return PayPanel(
        purchase=purchase,
        payment=still_open[0] if still_open else None,
        last=known[-1] if known else None,
        query=f"?kunci={key}" if key and order_links.opens(purchase, key) else "",
        methods=methods,
        bank=rules.value("pay.bank_account"),
        form=form or ProofForm(formdata=None),
    )


@payments_pages.post("/pesanan/<number>/bayar")
@allow(PUBLIC)
def pay(number: str) -> ResponseReturnValue:
    """Pay now, or in another way (`method`)."""
    purchase = _purchase(number)
    back = _back(purchase)
    wanted = request.form.get("method", "")
    try:
        if wanted in {PaymentMethod.CARD.value, PaymentMethod.TRANSFER.value} and wanted != purchase.method:
            url = paying.change_method(purchase.id, PaymentMethod(wanted))
        else:
            url = paying.pay(purchase.id)
    except (GatewayAway, GatewayRefused, Conflict, Invalid) as refusal:
        flash(refusal.message, "error")
        return redirect(back, 303)
    return redirect(url or back, 303)


@payments_pages.post("/pesanan/<number>/bukti")
@allow(PUBLIC)
def show_proof(number: str) -> ResponseReturnValue:
    """The proof of a bank transfer."""
    purchase = _purchase(number)
    back = _back(purchase)
    form = ProofForm()
    upload = form.proof.data
    data = upload.read() if upload else b""
    try:
        kind = content_type(data, "proof")
        with transaction():
            proofs.show_proof(purchase, upload.filename or "bukti", kind, data, form.note.data, visitor())
    except (Invalid, Conflict) as refusal:
        flash(refusal.message, "error")
        return redirect(back, 303)
    flash(_("Bukti transfer kami terima. Biasanya diperiksa dalam 1 hari kerja."))
    return redirect(back, 303)


@payments_pages.post("/pesanan/<number>/batal-bayar")
@allow(PUBLIC)
def cancel(number: str) -> ResponseReturnValue:
    """The buyer does not want it any more and has paid nothing."""
    purchase = _purchase(number)
    back = _back(purchase)
    try:
        paying.cancel(purchase.id, visitor())
    except (GatewayAway, GatewayRefused, Conflict) as refusal:
        flash(refusal.message, "error")
    else:
        flash(_("Pesanan dibatalkan. Tidak ada uang yang ditarik."))
    return redirect(back, 303)


@payments_pages.get("/uji-bayar/<reference>")
@allow(PUBLIC)
def sandbox_page(reference: str) -> ResponseReturnValue:
    _sandbox()
    return render_template("shop/sandbox.html", page=sandbox.page(reference), declined=False)


@payments_pages.post("/uji-bayar/<reference>")
@allow(PUBLIC)
def sandbox_choose(reference: str) -> ResponseReturnValue:
    """The buyer plays: pay, decline, pay slowly, or let it expire. The news goes out as a signed event."""
    provider = _sandbox()
    choice = request.form.get("pilihan", "")
    with transaction():
        page = sandbox.choose(reference, choice)
    if choice == "tolak":
        return render_template("shop/sandbox.html", page=page, declined=True), 422
    back = page.return_path
    provider.deliver(reference)
    return redirect(back, 303)


def _sandbox() -> SandboxGateway:
    found = gateways.known(GatewayName.SANDBOX)
    if not isinstance(found, SandboxGateway):
        abort(404)
    return found


def _purchase(number: str) -> Purchase:
    return order_links.purchase_of(number, visitor(), request.args.get("kunci", ""))


def _back(purchase: Purchase) -> str:
    """The buyer's page of this purchase, with the key it was opened with."""
    key = request.args.get("kunci", "")
    return f"/pesanan/{purchase.number}" + (
        f"?kunci={key}" if key and order_links.opens(purchase, key) else ""
    )
