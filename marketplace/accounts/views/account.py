"""The account's own pages: overview, profile, e-mail, password, browsers."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts import marks, passwords, profile, recovery, second_factor, sessions, signing_in
from marketplace.accounts.forms import EmailChangeForm, PasswordChangeForm, ProfileForm
from marketplace.accounts.views import pacing
from marketplace.accounts.views.blueprint import accounts
from marketplace.errors import Invalid, TooMany
from marketplace.transactions import pause_database, transaction
from marketplace.web.access import MEMBER, allow, me
from marketplace.web.forms import refuse
from marketplace.web.sessions import RowSession


def session_id() -> int | None:
    """The row of the session in hand, which stays when the others end."""
    own = session._get_current_object()  # type: ignore[attr-defined]
    assert isinstance(own, RowSession)
    return own.id


@accounts.get("/akun")
@allow(MEMBER)
def overview() -> ResponseReturnValue:
    return render_template("accounts/overview.html", user=me())


@accounts.get("/akun/profil")
@allow(MEMBER)
def show_profile() -> ResponseReturnValue:
    return render_template("accounts/profile.html", form=ProfileForm(formdata=None, obj=me()))


@accounts.post("/akun/profil")
@allow(MEMBER)
def change_profile() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate():
        return render_template("accounts/profile.html", form=form), 422
    name = " ".join(form.name.data.split())
    with transaction():
        profile.change(me(), name=name, phone=form.phone.data or None, locale=form.locale.data)
    flash(_("Profil sudah disimpan."))
    return redirect(url_for("accounts.overview"), 303)


@accounts.get("/akun/email")
@allow(MEMBER)
def show_email() -> ResponseReturnValue:
    return render_template("accounts/email.html", form=EmailChangeForm(formdata=None), user=me())


@accounts.post("/akun/email")
@allow(MEMBER)
def ask_email_change() -> ResponseReturnValue:
    form, user = EmailChangeForm(), me()
    refusal: Invalid | TooMany | None = None
    if form.validate():
        try:
            check_own_password(form.password.data)
            pacing.may_ask_for_mail(form.email.data)
        except (Invalid, TooMany) as refused:
            refusal = refused
        else:
            with transaction():
                profile.ask_email_change(user, form.email.data)
            words = _("Kami mengirim tautan ke %(email)s. Email akun berganti setelah tautan itu dibuka.")
            flash(words % {"email": form.email.data})
            return redirect(url_for("accounts.overview"), 303)
    status, headers = refuse(form, refusal)
    return render_template("accounts/email.html", form=form, user=me()), status, headers


@accounts.get("/akun/keamanan")
@allow(MEMBER)
def security() -> ResponseReturnValue:
    return _security(PasswordChangeForm(formdata=None))


@accounts.post("/akun/keamanan/kata-sandi")
@allow(MEMBER)
def change_password() -> ResponseReturnValue:
    form, user = PasswordChangeForm(), me()
    refusal: Invalid | TooMany | None = None
    if form.validate():
        try:
            passwords.require_strong(form.password.data, user.name, user.email)
            check_own_password(form.current.data, "current")
        except (Invalid, TooMany) as refused:
            refusal = refused
        else:
            password_hash = passwords.hash_password(form.password.data)
            with transaction():
                recovery.change_password(me(), password_hash, session_id())
            flash(_("Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan."))
            return redirect(url_for("accounts.security"), 303)
    status, headers = refuse(form, refusal)
    return _security(form), status, headers


@accounts.post("/akun/keamanan/sesi/<mark>/akhiri")
@allow(MEMBER)
def end_session(mark: str) -> ResponseReturnValue:
    with transaction():
        sessions.end(me(), mark)
    flash(_("Perangkat itu sudah dikeluarkan."))
    return redirect(url_for("accounts.security"), 303)


@accounts.post("/akun/keamanan/sesi/akhiri-lainnya")
@allow(MEMBER)
def end_other_sessions() -> ResponseReturnValue:
    with transaction():
        sessions.end_all(me(), but=session_id())
    flash(_("Semua perangkat lain sudah dikeluarkan."))
    return redirect(url_for("accounts.security"), 303)


def check_own_password(password: str, field: str = "password") -> None:
    """Raise Invalid unless it is the signed-in person's, TooMany when it was tried too often."""
    ticket = pacing.may_try_code(me().id)
    password_hash = me().password_hash
    pause_database()
    signing_in.require_password(password_hash, password, field)
    with transaction():
        ticket.take_back()


def _security(form: PasswordChangeForm) -> str:
    user = me()
    devices = [
        {
            "mark": marks.mark(row),
            "words": sessions.device_words(row.agent),
            "address": row.address or "",
            "last_seen_at": row.last_seen_at,
            "is_this": row.id == session_id(),
        }
        for row in sessions.of_user(user)
    ]
    left = second_factor.recovery_codes_left(user) if user.has_second_factor else 0
    return render_template("accounts/security.html", form=form, user=user, devices=devices, codes_left=left)
