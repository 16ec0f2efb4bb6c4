"""Pages behind mailed links: a forgotten password, a proven address, a changed one.

Opening a link changes nothing, because mail programs open links too; a button does.
"""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts import links, passwords, profile, recovery, signing_up
from marketplace.accounts.forms import ForgottenForm, NewPasswordForm
from marketplace.accounts.views import pacing
from marketplace.accounts.views.blueprint import accounts
from marketplace.errors import Conflict, Invalid, TooMany
from marketplace.models.people import LinkPurpose
from marketplace.transactions import transaction
from marketplace.web.access import MEMBER, PUBLIC, allow, me, visitor
from marketplace.web.forms import refuse


@accounts.get("/lupa-sandi")
@allow(PUBLIC)
def forgotten() -> ResponseReturnValue:
    return render_template("accounts/forgotten.html", form=ForgottenForm(formdata=None))


@accounts.post("/lupa-sandi")
@allow(PUBLIC)
def send_reset_link() -> ResponseReturnValue:
    form = ForgottenForm()
    refusal: TooMany | None = None
    if form.validate():
        try:
            pacing.may_ask_for_mail(form.email.data)
        except TooMany as too_many:
            refusal = too_many
        else:
            with transaction():
                recovery.send_reset_link(form.email.data)
            return redirect(url_for("accounts.link_sent"), 303)
    status, headers = refuse(form, refusal)
    return render_template("accounts/forgotten.html", form=form), status, headers


@accounts.get("/lupa-sandi/terkirim")
@allow(PUBLIC)
def link_sent() -> ResponseReturnValue:
    return render_template("accounts/link_sent.html")


@accounts.get("/sandi-baru/<token>")
@allow(PUBLIC)
def new_password(token: str) -> ResponseReturnValue:
    links.find(token, LinkPurpose.RESET_PASSWORD)
    return render_template("accounts/new_password.html", form=NewPasswordForm(formdata=None), token=token)


@accounts.post("/sandi-baru/<token>")
@allow(PUBLIC)
def reset_password(token: str) -> ResponseReturnValue:
    owner = links.find(token, LinkPurpose.RESET_PASSWORD).user
    form = NewPasswordForm()
    refusal: Invalid | None = None
    if form.validate():
        try:
            passwords.require_strong(form.password.data, owner.name, owner.email)
        except Invalid as invalid:
            refusal = invalid
        else:
            password_hash = passwords.hash_password(form.password.data)
            with transaction():
                recovery.reset_password(token, password_hash)
            session.clear()
            flash(_("Kata sandi sudah diganti. Masuk dengan kata sandi baru."))
            return redirect(url_for("accounts.sign_in"), 303)
    status, headers = refuse(form, refusal)
    return render_template("accounts/new_password.html", form=form, token=token), status, headers


@accounts.get("/konfirmasi-email/<token>")
@allow(PUBLIC)
def confirm_email(token: str) -> ResponseReturnValue:
    user = links.find(token, LinkPurpose.CONFIRM_EMAIL).user
    return render_template("accounts/confirm_email.html", email=user.email, title=_("Konfirmasi email"))


@accounts.post("/konfirmasi-email/<token>")
@allow(PUBLIC)
def prove_email(token: str) -> ResponseReturnValue:
    with transaction():
        signing_up.confirm_email(token)
    flash(_("Email Anda sudah dikonfirmasi."))
    return redirect("/akun" if visitor() else url_for("accounts.sign_in"), 303)


@accounts.post("/akun/kirim-konfirmasi")
@allow(MEMBER)
def send_confirmation() -> ResponseReturnValue:
    user = me()
    if user.email_confirmed_at is not None:
        raise Conflict(_("Email Anda sudah dikonfirmasi."))
    pacing.may_ask_for_mail(user.email)
    with transaction():
        signing_up.send_confirmation(user)
    flash(_("Tautan konfirmasi sudah dikirim ke %(email)s.") % {"email": user.email})
    return redirect("/akun", 303)


@accounts.get("/ganti-email/<token>")
@allow(PUBLIC)
def confirm_new_email(token: str) -> ResponseReturnValue:
    link = links.find(token, LinkPurpose.CHANGE_EMAIL)
    return render_template("accounts/confirm_email.html", email=link.address, title=_("Ganti email"))


@accounts.post("/ganti-email/<token>")
@allow(PUBLIC)
def take_new_email(token: str) -> ResponseReturnValue:
    with transaction():
        profile.change_email(token, session.id)  # type: ignore[attr-defined]
    flash(_("Email akun Anda sudah diganti."))
    return redirect("/akun" if visitor() else url_for("accounts.sign_in"), 303)
