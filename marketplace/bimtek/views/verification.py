"""The public check of a certificate: who (masked), what, where, when, and whether it is still valid."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import regions
from marketplace.accounts.views import pacing
from marketplace.bimtek import certificates
from marketplace.bimtek.numbers import CODE_LENGTH, code_key
from marketplace.documents.certificates import period, spaced
from marketplace.errors import NotFound
from marketplace.formats import names
from marketplace.i18n import _, language
from marketplace.models import Certificate
from marketplace.web.access import PUBLIC, allow

pages = Blueprint("verification", __name__, url_prefix="/verifikasi")
LONGEST_CODE = 200


@pages.get("")
@allow(PUBLIC)
def search() -> ResponseReturnValue:
    typed = request.args.get("kode", "")[:LONGEST_CODE]
    if code := code_key(typed):
        return redirect(url_for(".show", code=code), 303)
    return _search(_("Ketik kode di bawah QR sertifikat.") if "kode" in request.args else "", typed)


@pages.get("/<code>")
@allow(PUBLIC)
def show(code: str) -> ResponseReturnValue:
    ticket = pacing.may_check_certificate()
    wanted = code_key(code[:LONGEST_CODE])
    try:
        if len(wanted) != CODE_LENGTH:
            raise NotFound
        found = certificates.by_code(wanted)
    except NotFound:
        words = _("Kode ini tidak ada di daftar kami. Cocokkan lagi huruf dan angkanya.")
        return _search(words, code[:LONGEST_CODE]), 404
    pacing.take_back(ticket)
    return _found(found)


def _found(found: Certificate) -> str:
    batch = found.participant.batch
    return render_template(
        "verification/show.html",
        certificate=found,
        name=names.masked(found.participant.name),
        programme=batch.programme,
        batch=batch,
        days=period(batch, language()),
        place=regions.name_of(batch.region_code),
        code=spaced(found.code),
        successor=certificates.successor(found),
    )


def _search(problem: str, typed: str) -> str:
    return render_template("verification/search.html", problem=problem, typed=typed)
