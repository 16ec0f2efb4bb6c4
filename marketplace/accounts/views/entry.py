"""Registering, signing in, signing out."""

from flask import Response, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user

from marketplace import clock
from marketplace.accounts import passwords, signing_in, signing_up
from marketplace.accounts.forms import RegisterForm, SignInForm
from marketplace.accounts.views import devices, pacing
from marketplace.accounts.views.blueprint import accounts
from marketplace.errors import Invalid, TooMany
from marketplace.extensions import db
from marketplace.formats.contacts import normal_email
from marketplace.models import User
from marketplace.transactions import pause_database, transaction
from marketplace.web.access import PUBLIC, allow, visitor
from marketplace.web.forms import refuse
from marketplace.web.nav import pick_locale
from marketplace.web.redirects import own_path

HALFWAY = "sign_in"
"""Session key of somebody whose password was right and whose second factor is awaited."""


@accounts.get("/daftar")
@allow(PUBLIC)
def register() -> ResponseReturnValue:
    if visitor():
        return redirect("/akun", 303)
    return render_template("accounts/register.html", form=RegisterForm(), next=_next())


@accounts.post("/daftar")
@allow(PUBLIC)
def create_account() -> ResponseReturnValue:
    form = RegisterForm()
    if not form.validate():
        return _register_again(form)
    try:
        passwords.require_strong(form.password.data, form.name.data, form.email.data)
        pacing.may_ask_for_mail(form.email.data)
    except (Invalid, TooMany) as refusal:
        return _register_again(form, refusal)
    member = signing_up.NewMember(
        name=" ".join(form.name.data.split()),
        email=form.email.data,
        password_hash=passwords.hash_password(form.password.data),
        phone=form.phone.data or None,
        locale=pick_locale(),
    )
    with transaction():
        signing_up.register(member)
    flash(
        _(
            "Kami mengirim email ke %(email)s. Akun yang baru dibuat sudah bisa dipakai: masuk dengan kata sandi tadi.",
            email=member.email,
        )
    )
    return redirect(url_for("accounts.sign_in", email=member.email, next=_next() or None), 303)


def _register_again(form: RegisterForm, refusal: Invalid | TooMany | None = None) -> ResponseReturnValue:
    status, headers = refuse(form, refusal)
    return render_template("accounts/register.html", form=form, next=_next()), status, headers


@accounts.get("/masuk")
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    if visitor():
        return redirect(_next() or "/akun", 303)
    form = SignInForm(formdata=None, data={"email": request.args.get("email", "")})
    return render_template("accounts/sign_in.html", form=form, next=_next())


@accounts.post("/masuk")
@allow(PUBLIC)
def check_password() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return _sign_in_again(form)
    email = normal_email(form.email.data) or ""
    try:
        ticket = pacing.may_try_password(email or form.email.data.strip().lower())
    except TooMany as refusal:
        return _sign_in_again(form, refusal)
    claim = signing_in.look_up(email)
    pause_database()
    if not claim.is_proven_by(form.password.data):
        return _sign_in_again(form, Invalid(_("Email atau kata sandi tidak cocok. Periksa lalu coba lagi.")))
    outdated = passwords.is_outdated(claim.password_hash)
    new_hash = passwords.hash_password(form.password.data) if outdated else None
    pacing.succeeded(ticket)
    user = db.session.get_one(User, claim.user_id)
    return enter(user, _next(), new_hash)


def enter(user: User, target: str, new_hash: str | None = None) -> Response:
    """Sign somebody in whose proof is complete, and send them on."""
    with transaction():
        signing_in.admit(user, new_hash=new_hash, device=devices.of_account(user.email))
    session.pop(HALFWAY, None)
    login_user(user)
    response = make_response(redirect(target or home_of(user), 303))
    devices.remember(response, user.email)
    return response


def home_of(user: User) -> str:
    """Where somebody's work is."""
    if user.is_admin:
        return "/admin"
    if user.seller is not None and user.seller.has_shop:
        return "/mitra"
    return "/bimtek" if user.organiser_memberships else "/akun"


def _sign_in_again(form: SignInForm, refusal: Invalid | TooMany | None = None) -> ResponseReturnValue:
    status, headers = refuse(form, refusal)
    return render_template("accounts/sign_in.html", form=form, next=_next()), status, headers


@accounts.get("/keluar")
@allow(PUBLIC)
def sign_out_page() -> ResponseReturnValue:
    return render_template("accounts/sign_out.html")


@accounts.post("/keluar")
@allow(PUBLIC)
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return redirect("/", 303)


def _next() -> str:
    """Where the visitor wanted to go, when that is on this site."""
    wanted = request.values.get("next", "")
    return own_path(wanted) if wanted else ""
