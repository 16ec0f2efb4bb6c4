"""A first product in five minutes: one page, saved as a draft at once."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from marketplace.errors import Invalid, NotFound, Unavailable
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.media import pictures
from marketplace.models import Picture
from marketplace.sellers import listings as reading
from marketplace.sellers import listings_writing
from marketplace.sellers.forms.listings import NewForm, allow_photos, uploaded
from marketplace.sellers.photos import MOST
from marketplace.sellers.views.listings_blueprint import editor_url, listings, wants_quiet
from marketplace.sellers.views.listings_states import publish_and_tell
from marketplace.transactions import transaction
from marketplace.web.access import allow, me, my_shop
from marketplace.web.forms import refuse


@listings.get("/mitra/produk/baru")
@allow("seller")
def new() -> ResponseReturnValue:
    my_shop()
    form = NewForm()
    form.offer(reading.categories())
    return _page(form, [])


@listings.post("/mitra/produk/baru")
@allow("seller")
def create() -> ResponseReturnValue:
    """Save a draft. Photos that arrived stay with the form until the rest of it is right."""
    my_shop()
    allow_photos()
    form = NewForm()
    form.offer(reading.categories())
    tokens = form.kept.data[:MOST]
    wrong = 0 if form.validate() else 422
    try:
        tokens += _take(uploaded())
    except (pictures.BadPicture, Unavailable) as refusal:
        wrong, _headers = refuse(form, refusal)
    if wrong:
        return ("", wrong) if wants_quiet() else _page(form, tokens, wrong)
    try:
        with transaction():
            product = listings_writing.create(my_shop(), form.basics(), form.code.data, _mine(tokens))
            slug = product.slug
    except (Invalid, NotFound) as refusal:
        status, _headers = refuse(form, refusal)
        return ("", 422) if wants_quiet() else _page(form, tokens, status)
    if wants_quiet():
        return "", 204
    if request.form.get("aksi") == "tayangkan":
        return publish_and_tell(slug)
    flash(_("Draf tersimpan. Periksa, lalu tayangkan."))
    return redirect(editor_url(slug), 303)


def _take(files: Sequence[bytes]) -> list[str]:
    """Keep photos before the form is judged: a wrong price must not cost their upload."""
    if not files:
        return []
    with pictures.received(files) as originals, transaction():
        return [pictures.register(me(), original).token for original in originals]


def _mine(tokens: Sequence[str]) -> list[Picture]:
    """My own pictures of these tokens, in their order, each once; others do not exist."""
    query = select(Picture).where(Picture.owner_id == me().id, Picture.token.in_(tokens))
    found = {picture.token: picture for picture in db.session.scalars(query)}
    return [found[token] for token in dict.fromkeys(tokens) if token in found]


def _page(form: NewForm, tokens: Sequence[str], status: int = 200) -> ResponseReturnValue:
    kept = _mine(tokens) if tokens else []
    return render_template("sellers/products/new.html", form=form, kept=kept, most=MOST), status
