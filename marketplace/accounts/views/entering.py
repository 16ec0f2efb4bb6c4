"""The end of signing in: the second factor where there is one, then the session."""

from datetime import datetime, timedelta

from flask import Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from marketplace import clock
from marketplace.accounts import second_factor, signing_in
from marketplace.accounts.forms import CodeForm
from marketplace.accounts.views import devices, pacing
from marketplace.accounts.views.blueprint import accounts
from marketplace.crypto import token_hash
from marketplace.errors import Invalid, TooMany
from marketplace.extensions import db
from marketplace.models import User, WebSession
from marketplace.shop import basket
from marketplace.transactions import transaction
from marketplace.web.access import PUBLIC, allow
from marketplace.web.forms import refuse
from marketplace.web.redirects import own_path

HALFWAY = "sign_in"
"""Session key of somebody whose password was right and whose second factor is awaited."""
HALFWAY_LASTS = timedelta(minutes=10)


def wanted_page() -> str:
    """Where the visitor wanted to go, when that is on this site."""
    wanted = request.values.get("next", "")
    return own_path(wanted) if wanted else ""


def home_of(user: User) -> str:
    """Where somebody's work is."""
    if user.is_admin:
        return "/admin"
    if user.seller is not None and user.seller.has_shop:
        return "/mitra"
    return "/bimtek" if user.organiser_memberships else "/akun"


def admit_or_ask_code(user: User, target: str) -> Response:
    """Sign somebody in whose password is right, or send them to give their code."""
    if not user.has_second_factor:
        return enter(user, target)
    session[HALFWAY] = {
        "user": user.id,
        "at": clock.now().isoformat(),
        "next": target,
        "password": _mark(user),
    }
    return make_response(redirect(url_for("accounts.code"), 303))


def enter(user: User, target: str) -> Response:
    """Sign somebody in whose proof is complete, and send them on."""
    known = devices.of_account(user.email)
    with transaction():
        row = db.session.get(WebSession, session.id) if session.id else None  # type: ignore[attr-defined]
        basket.merge_at_sign_in(user, row)
        signing_in.admit(user, known_device=bool(known), agent=request.headers.get("User-Agent", ""))
    session.pop(HALFWAY, None)
    login_user(user)
    response = make_response(redirect(target or home_of(user), 303))
    devices.remember(response, user.email)
    return response


@accounts.get("/masuk/kode")
@allow(PUBLIC)
def code() -> ResponseReturnValue:
    if _halfway() is None:
        return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/code.html", form=CodeForm())


@accounts.post("/masuk/kode")
@allow(PUBLIC)
def check_code() -> ResponseReturnValue:
    user = _halfway()
    if user is None:
        return redirect(url_for("accounts.sign_in"), 303)
    form = CodeForm()
    try:
        if not form.validate():
            return _code_again(form)
        ticket = pacing.may_try_code(user.id)
        with transaction():
            second_factor.check(user, form.code.data)
            ticket.take_back()
    except (Invalid, TooMany) as refusal:
        return _code_again(form, refusal)
    return enter(user, own_path(session[HALFWAY]["next"]) if session[HALFWAY]["next"] else "")


def _code_again(form: CodeForm, refusal: Invalid | TooMany | None = None) -> ResponseReturnValue:
    status, headers = refuse(form, refusal)
    return render_template("accounts/code.html", form=form), status, headers


def _halfway() -> User | None:
    """Who has given the right password a moment ago, unless it was changed or they were blocked since."""
    kept = session.get(HALFWAY)
    if kept is None or clock.now() - datetime.fromisoformat(kept["at"]) > HALFWAY_LASTS:
        return None
    user = db.session.get(User, kept["user"])
    return user if user and user.is_active and _mark(user) == kept["password"] else None


def _mark(user: User) -> str:
    return token_hash(user.password_hash).hex()[:16]
