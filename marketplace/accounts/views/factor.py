"""Switching the second factor on and off; proving oneself again."""

import json
from io import BytesIO

import segno
from flask import Response, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace import crypto
from marketplace.accounts import second_factor as factor
from marketplace.accounts.forms import CodeForm, ConfirmItsMeForm
from marketplace.accounts.views import pacing
from marketplace.accounts.views.account import check_own_password, session_id
from marketplace.accounts.views.blueprint import accounts
from marketplace.accounts.views.entering import wanted_page
from marketplace.errors import Invalid, TooMany
from marketplace.transactions import transaction
from marketplace.web.access import MEMBER, allow, me
from marketplace.web.forms import refuse
from marketplace.web.step_up import proven_again, require_recent_sign_in

FRESH_CODES = "recovery_codes"
"""Session key of recovery codes that were made a moment ago, sealed, until they are said to be kept."""


@accounts.get("/akun/dua-langkah")
@allow(MEMBER)
def second_factor() -> ResponseReturnValue:
    return _page(CodeForm(formdata=None))


@accounts.post("/akun/dua-langkah/mulai")
@allow(MEMBER)
def second_factor_begin() -> ResponseReturnValue:
    require_recent_sign_in()
    with transaction():
        factor.begin(me())
    return redirect(url_for("accounts.second_factor"), 303)


@accounts.get("/akun/dua-langkah/qr.svg")
@allow(MEMBER)
def second_factor_qr() -> ResponseReturnValue:
    picture = BytesIO()
    segno.make(factor.app_address(me()), error="m").save(picture, kind="svg", scale=6, border=3, light="#fff")
    return Response(picture.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})


@accounts.post("/akun/dua-langkah/konfirmasi")
@allow(MEMBER)
def second_factor_confirm() -> ResponseReturnValue:
    form = CodeForm()
    try:
        if not form.validate():
            return _page_again(form)
        ticket = pacing.may_try_code(me().id)
        with transaction():
            codes = factor.confirm(me(), form.code.data, session_id())
            ticket.take_back()
    except (Invalid, TooMany) as refusal:
        return _page_again(form, refusal)
    return _show_codes_once(codes)


@accounts.post("/akun/dua-langkah/kode-baru")
@allow(MEMBER)
def second_factor_new_codes() -> ResponseReturnValue:
    require_recent_sign_in()
    if not me().has_second_factor:
        return redirect(url_for("accounts.second_factor"), 303)
    with transaction():
        codes = factor.renew_recovery_codes(me())
    return _show_codes_once(codes)


@accounts.get("/akun/dua-langkah/kode-pemulihan")
@allow(MEMBER)
def second_factor_codes() -> ResponseReturnValue:
    sealed = session.get(FRESH_CODES)
    if sealed is None:
        return redirect(url_for("accounts.second_factor"), 303)
    return render_template("accounts/recovery_codes.html", codes=json.loads(crypto.unseal(sealed.encode())))


@accounts.post("/akun/dua-langkah/kode-pemulihan")
@allow(MEMBER)
def second_factor_codes_kept() -> ResponseReturnValue:
    session.pop(FRESH_CODES, None)
    flash(_("Verifikasi dua langkah aktif. Simpan kode pemulihan Anda di tempat aman."))
    return redirect(url_for("accounts.security"), 303)


@accounts.post("/akun/dua-langkah/matikan")
@allow(MEMBER)
def second_factor_off() -> ResponseReturnValue:
    form = ConfirmItsMeForm()
    try:
        if not form.validate():
            return _page_again(form)
        check_own_password(form.password.data)
        ticket = pacing.may_try_code(me().id)
        with transaction():
            factor.switch_off(me(), form.code.data or "", session_id())
            ticket.take_back()
    except (Invalid, TooMany) as refusal:
        return _page_again(form, refusal)
    flash(_("Verifikasi dua langkah sudah dimatikan."))
    return redirect(url_for("accounts.security"), 303)


@accounts.get("/akun/pastikan")
@allow(MEMBER)
def prove_again() -> ResponseReturnValue:
    form = ConfirmItsMeForm(formdata=None)
    return render_template("accounts/prove_again.html", form=form, user=me(), next=wanted_page())


@accounts.post("/akun/pastikan")
@allow(MEMBER)
def check_again() -> ResponseReturnValue:
    form = ConfirmItsMeForm()
    refusal: Invalid | TooMany | None = None
    try:
        if form.validate():
            check_own_password(form.password.data)
            if me().has_second_factor:
                ticket = pacing.may_try_code(me().id)
                with transaction():
                    factor.check(me(), form.code.data or "")
                    ticket.take_back()
            proven_again()
            return redirect(wanted_page() or "/akun", 303)
    except (Invalid, TooMany) as refused:
        refusal = refused
    status, headers = refuse(form, refusal)
    page = render_template("accounts/prove_again.html", form=form, user=me(), next=wanted_page())
    return page, status, headers


def _show_codes_once(codes: list[str]) -> ResponseReturnValue:
    session[FRESH_CODES] = crypto.seal(json.dumps(codes)).decode()
    return redirect(url_for("accounts.second_factor_codes"), 303)


def _page(form: CodeForm | ConfirmItsMeForm) -> str:
    user = me()
    waits = user.totp_secret is not None and not user.has_second_factor
    return render_template(
        "accounts/second_factor.html",
        form=form,
        user=user,
        key=factor.typed_key(user) if waits else "",
        codes_left=factor.recovery_codes_left(user) if user.has_second_factor else 0,
        off=form if isinstance(form, ConfirmItsMeForm) else ConfirmItsMeForm(formdata=None),
    )


def _page_again(
    form: CodeForm | ConfirmItsMeForm, refusal: Invalid | TooMany | None = None
) -> ResponseReturnValue:
    status, headers = refuse(form, refusal)
    return _page(form), status, headers
