"""Money on its way back to buyers, and what an admin has to send by hand."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.errors import Invalid, NotFound
from marketplace.i18n import _
from marketplace.shop import refunds
from marketplace.shop.forms.orders import RefundSentForm
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.forms import refuse
from marketplace.web.step_up import require_recent_sign_in

pages = Blueprint("admin_refunds", __name__, url_prefix="/admin/pengembalian")
PAGE = 30


@pages.get("")
@allow("admin")
def index() -> ResponseReturnValue:
    tab = request.args.get("tab", "antre")
    if tab not in {"antre", "terkirim"}:
        raise NotFound
    before = request.args.get("hal", type=int)
    found = refunds.listed(is_open=tab == "antre", before=before, limit=PAGE + 1)
    more = tab == "terkirim" and len(found) > PAGE
    shown = found[:PAGE] if tab == "terkirim" else found
    return render_template(
        "admin/problems/refunds.html",
        tab=tab,
        found=shown,
        by_hand=refunds.by_hand,
        next_url=url_for("admin_refunds.index", tab=tab, hal=shown[-1].id) if more else "",
    )


@pages.get("/<number>")
@allow("admin")
def show(number: str) -> ResponseReturnValue:
    return _page(number, RefundSentForm(formdata=None))


@pages.post("/<number>/rekening")
@allow("admin")
def account(number: str) -> ResponseReturnValue:
    """The buyer's account in full: a recorded act."""
    require_recent_sign_in()
    with transaction():
        full = refunds.account_of(me(), number)
    return _page(number, RefundSentForm(formdata=None), account=full)


@pages.post("/<number>/terkirim")
@allow("admin")
def mark_sent(number: str) -> ResponseReturnValue:
    require_recent_sign_in()
    form = RefundSentForm()
    if not form.validate():
        return _page(number, form, 422)
    try:
        with transaction():
            refunds.mark_sent(me(), number, form.bank_note.data)
    except Invalid as refusal:
        refuse(form, refusal)
        return _page(number, form, 422)
    flash(_("Pengembalian tercatat. Pembeli sudah kami kabari."))
    return redirect(url_for("admin_refunds.index"), 303)


def _page(number: str, form: RefundSentForm, status: int = 200, account: str = "") -> ResponseReturnValue:
    refund = refunds.of_order(number)
    page = render_template(
        "admin/problems/refund.html",
        refund=refund,
        order=refund.order,
        form=form,
        account=account,
        by_hand=refunds.by_hand(refund),
    )
    return page, status
