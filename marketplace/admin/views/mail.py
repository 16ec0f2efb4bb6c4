"""Reading the outbox. In the demo this is where a newcomer follows links; elsewhere they are unusable."""

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.admin import letters
from marketplace.i18n import _
from marketplace.models import Mail
from marketplace.models.messages import MailStatus
from marketplace.notifications import dressing
from marketplace.notifications.sending import without_secrets
from marketplace.transactions import transaction
from marketplace.web.access import allow, me

mails = Blueprint("admin_mail", __name__, url_prefix="/admin/surat")

LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'"
)
"""A mail's HTML carries its own style, and may do nothing else."""


@mails.get("")
@allow("admin")
def inbox() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:100]
    wanted = request.args.get("status", "")
    status = MailStatus(wanted) if wanted in set(MailStatus) else None
    page = min(max(request.args.get("hal", 1, type=int), 1), 1000)
    found, has_more = letters.search(text, status, page)

    def address(status: str | None, hal: int | None = None) -> str:
        return url_for(".inbox", q=text or None, status=status or None, hal=hal)

    return render_template(
        "admin/mails.html",
        mails=found,
        text=text,
        states=[
            {"label": _("Semua"), "url": address(None), "current": status is None},
            *(
                {"label": kind.label, "url": address(kind.value), "current": status == kind}
                for kind in MailStatus
            ),
        ],
        prev_url=address(wanted, page - 1) if page > 1 else "",
        next_url=address(wanted, page + 1) if has_more else "",
    )


@mails.get("/<int:mail_id>")
@allow("admin")
def letter(mail_id: int) -> ResponseReturnValue:
    mail = letters.find(mail_id)
    return render_template("admin/mail.html", mail=mail, text=_readable(mail.body_text))


@mails.get("/<int:mail_id>/tampilan")
@allow("admin")
def letter_as_seen(mail_id: int) -> ResponseReturnValue:
    mail: Mail = letters.find(mail_id)
    page = dressing.page(mail.subject, _readable(mail.body_html))
    headers = {"Content-Security-Policy": LETTER_POLICY, "Cache-Control": "no-store"}
    return Response(page, mimetype="text/html", headers=headers)


@mails.post("/<int:mail_id>/kirim-lagi")
@allow("admin")
def send_again(mail_id: int) -> ResponseReturnValue:
    with transaction():
        letters.send_again(me(), letters.find(mail_id))
    flash(_("Surat akan dikirim dalam satu menit."))
    return redirect(url_for(".letter", mail_id=mail_id), 303)


def _readable(body: str) -> str:
    return body if current_app.config["SETTINGS"].is_demo else without_secrets(body)
