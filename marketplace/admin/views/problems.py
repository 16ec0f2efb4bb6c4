"""Problems that buyer and seller could not settle: read both sides, decide once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import events
from marketplace.errors import Invalid, NotFound
from marketplace.i18n import _
from marketplace.shop import order_pictures, order_words, problem_photos, problems, refunds
from marketplace.shop.forms.orders import DecisionForm
from marketplace.shop.order_lookup import by_number
from marketplace.shop.views.answers import private_photo
from marketplace.transactions import transaction
from marketplace.web.access import allow, me
from marketplace.web.forms import refuse

pages = Blueprint("admin_problems", __name__, url_prefix="/admin/masalah")
PAGE = 30
DEEDS = {"kembalikan": problems.refund, "selesaikan": problems.dismiss}


@pages.get("")
@allow("admin")
def index() -> ResponseReturnValue:
    tab = request.args.get("tab", "terbuka")
    if tab not in {"terbuka", "selesai"}:
        raise NotFound
    before = request.args.get("hal", type=int)
    found = problems.listed(is_open=tab == "terbuka", before=before, limit=PAGE + 1)
    more = tab == "selesai" and len(found) > PAGE
    shown = found[:PAGE] if tab == "selesai" else found
    return render_template(
        "admin/problems/index.html",
        tab=tab,
        found=shown,
        kind_label=problems.kind_label,
        next_url=url_for("admin_problems.index", tab=tab, hal=shown[-1].id) if more else "",
    )


@pages.get("/<number>")
@allow("admin")
def show(number: str) -> ResponseReturnValue:
    return _page(number, DecisionForm(formdata=None))


@pages.post("/<number>/putuskan")
@allow("admin")
def decide(number: str) -> ResponseReturnValue:
    """Money back, or the order complete; the button says which."""
    form = DecisionForm()
    decide_as = DEEDS.get(request.form.get("putusan", ""))
    if decide_as is None or not form.validate():
        return _page(number, form, 422)
    try:
        with transaction():
            decide_as(me(), number, form.resolution.data)
    except Invalid as refusal:
        refuse(form, refusal)
        return _page(number, form, 422)
    flash(_("Keputusan tercatat. Pembeli dan penjual sudah kami kabari."))
    return redirect(url_for("admin_problems.show", number=number), 303)


@pages.get("/<number>/foto")
@allow("admin")
def photo(number: str) -> ResponseReturnValue:
    with transaction():
        order = by_number(number)
        paper = problem_photos.of(order)
        events.record("problem_photo_seen", order, actor=me())
    return private_photo(paper)


def _page(number: str, form: DecisionForm, status: int = 200) -> ResponseReturnValue:
    order = by_number(number)
    problem = problems.latest(order)
    if problem is None:
        raise NotFound
    page = render_template(
        "admin/problems/show.html",
        order=order,
        problem=problem,
        kind=problems.kind_label(problem),
        form=form,
        words=order_words,
        steps=order_words.steps(order),
        pictures=order_pictures.of([order]),
        refund=refunds.find(order),
    )
    return page, status
