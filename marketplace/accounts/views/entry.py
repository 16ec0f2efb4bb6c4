"""Registering, signing in, signing out."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user

from marketplace.accounts import passwords, signing_in, signing_up
from marketplace.accounts.forms import RegisterForm, SignInForm
from marketplace.accounts.views import pacing
from marketplace.accounts.views.blueprint import accounts
from marketplace.accounts.views.entering import admit_or_ask_code, wanted_page
from marketplace.errors import Invalid, TooMany
from marketplace.formats.contacts import normal_email
from marketplace.transactions import pause_database, transaction
from marketplace.web.access import PUBLIC, allow, visitor
from marketplace.web.forms import refuse
from marketplace.web.nav import pick_locale


@accounts.get("/daftar")
@allow(PUBLIC)
def register() -> ResponseReturnValue:
    if visitor():
        return redirect(wanted_page() or "/akun", 303)
    return render_template("accounts/register.html", form=RegisterForm(), next=wanted_page())


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
    words = _("Kami mengirim email ke %(email)s. Akun baru sudah bisa dipakai: masuk dengan kata sandi tadi.")
    flash(words % {"email": member.email})
    return redirect(url_for("accounts.sign_in", email=member.email, next=wanted_page() or None), 303)


def _register_again(form: RegisterForm, refusal: Invalid | TooMany | None = None) -> ResponseReturnValue:
    status, headers = refuse(form, refusal)
    return render_template("accounts/register.html", form=form, next=wanted_page()), status, headers


@accounts.get("/masuk")
@allow(PUBLIC)
def sign_in() -> ResponseReturnValue:
    if visitor():
        return redirect(wanted_page() or "/akun", 303)
    form = SignInForm(formdata=None, data={"email": request.args.get("email", "")})
    return render_template("accounts/sign_in.html", form=form, next=wanted_page())


@accounts.post("/masuk")
@allow(PUBLIC)
def check_password() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return _sign_in_again(form)
    email = normal_email(form.email.data)
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
    with transaction():
        ticket.take_back()
        user = signing_in.prove(claim, new_hash)
    return admit_or_ask_code(user, wanted_page())


def _sign_in_again(form: SignInForm, refusal: Invalid | TooMany | None = None) -> ResponseReturnValue:
    status, headers = refuse(form, refusal)
    return render_template("accounts/sign_in.html", form=form, next=wanted_page()), status, headers


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
