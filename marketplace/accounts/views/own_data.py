"""Notices, and what the law on personal data gives."""

from flask import Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user

from marketplace import clock
from marketplace.accounts import leaving, marks, notices, privacy
from marketplace.accounts.forms import DeleteAccountForm
from marketplace.accounts.views.account import check_own_password
from marketplace.accounts.views.blueprint import accounts
from marketplace.errors import Conflict, Invalid, TooMany
from marketplace.transactions import transaction
from marketplace.web.access import MEMBER, allow, me
from marketplace.web.forms import refuse
from marketplace.web.redirects import own_path
from marketplace.web.step_up import require_recent_sign_in


@accounts.get("/akun/pemberitahuan")
@allow(MEMBER)
def notice_list() -> ResponseReturnValue:
    page = min(max(request.args.get("hal", 1, type=int), 1), 1000)
    shown, has_older = notices.of_user(me(), page)
    return render_template(
        "accounts/notices.html",
        entries=[(notice, marks.mark(notice), _(notice.message, **notice.values)) for notice in shown],
        prev_url=url_for("accounts.notice_list", hal=page - 1) if page > 1 else "",
        next_url=url_for("accounts.notice_list", hal=page + 1) if has_older else "",
    )


@accounts.post("/akun/pemberitahuan/<mark>")
@allow(MEMBER)
def open_notice(mark: str) -> ResponseReturnValue:
    """Mark it read and go where it leads."""
    with transaction():
        notice = notices.read(me(), mark)
    return redirect(own_path(notice.path) if notice.path else url_for("accounts.notice_list"), 303)


@accounts.post("/akun/pemberitahuan/dibaca")
@allow(MEMBER)
def read_notices() -> ResponseReturnValue:
    with transaction():
        notices.read_all(me())
    return redirect(url_for("accounts.notice_list"), 303)


@accounts.get("/akun/data")
@allow(MEMBER)
def own_data() -> ResponseReturnValue:
    return _data_page(DeleteAccountForm(formdata=None))


@accounts.post("/akun/data/salinan")
@allow(MEMBER)
def export_data() -> ResponseReturnValue:
    require_recent_sign_in()
    with transaction():
        packed = privacy.export(me())
    name = f"data-pasar-ikm-{clock.today().isoformat()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(packed, mimetype="application/zip", headers=headers)


@accounts.post("/akun/data/hapus")
@allow(MEMBER)
def delete_account() -> ResponseReturnValue:
    form = DeleteAccountForm()
    refusal: Invalid | Conflict | TooMany | None = None
    if form.validate():
        try:
            check_own_password(form.password.data)
            with transaction():
                leaving.delete_account(me())
        except (Invalid, Conflict, TooMany) as refused:
            refusal = refused
        else:
            logout_user()
            session.clear()
            flash(_("Akun Anda sudah dihapus. Terima kasih sudah pernah bersama kami."))
            return redirect("/", 303)
    status, headers = refuse(form, refusal)
    return _data_page(form), status, headers


def _data_page(form: DeleteAccountForm) -> str:
    return render_template("accounts/own_data.html", form=form, why_not=leaving.why_not(me()))
