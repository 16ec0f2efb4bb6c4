"""Certificates: the list of a batch, issuing, revoking, replacing, downloading."""

import re
import zipfile
from io import BytesIO

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.bimtek import certificates, participants, scope
from marketplace.bimtek.views.blueprint import pages, tabs
from marketplace.bimtek.views.people import person_page
from marketplace.documents.certificates import certificate_pdf
from marketplace.errors import Conflict, Invalid
from marketplace.i18n import _
from marketplace.models import Batch, Certificate
from marketplace.models.bimtek import Outcome
from marketplace.transactions import transaction
from marketplace.web.access import allow, me

MOST_IN_ZIP = 500
ON_A_PAGE = 100


@pages.get("/angkatan/<ref>/sertifikat", endpoint="certificates")
@allow("organiser", "admin")
def listing(ref: str) -> ResponseReturnValue:
    batch = scope.batch(me(), ref)
    issued = certificates.of_batch(batch)
    graduates = participants.outcomes(batch)[Outcome.PASSED]
    valid = certificates.valid(issued)
    number = min(max(request.args.get("hal", 1, type=int) or 1, 1), 1000)
    end = number * ON_A_PAGE
    return render_template(
        "bimtek/certificates.html",
        batch=batch,
        tabs=tabs(batch, "bimtek.certificates"),
        issued=issued[end - ON_A_PAGE : end],
        valid=len(valid),
        waiting=max(graduates - len(valid), 0),
        previous_url=url_for(".certificates", ref=ref, hal=number - 1) if number > 1 else "",
        next_url=url_for(".certificates", ref=ref, hal=number + 1) if end < len(issued) else "",
    )


@pages.post("/angkatan/<ref>/sertifikat")
@allow("organiser", "admin")
def issue_all(ref: str) -> ResponseReturnValue:
    with transaction():
        made = certificates.issue_all(me(), scope.batch(me(), ref, lock=True))
    flash(_("%(n)s sertifikat diterbitkan.", n=made))
    return redirect(url_for(".certificates", ref=ref), 303)


@pages.post("/peserta/<ref>/sertifikat")
@allow("organiser", "admin")
def issue(ref: str) -> ResponseReturnValue:
    try:
        with transaction():
            found = scope.participant(me(), ref, lock=True)
            made = certificates.issue(me(), found, request.form.get("number", ""))
    except (Invalid, Conflict) as refusal:
        return person_page(scope.participant(me(), ref), problem=refusal.message), refusal.status
    flash(_("Sertifikat nomor %(number)s diterbitkan.", number=made.number))
    return redirect(url_for(".participant", ref=ref), 303)


@pages.post("/sertifikat/<code>/cabut")
@allow("organiser", "admin")
def revoke(code: str) -> ResponseReturnValue:
    ref = scope.certificate(me(), code).participant.ref
    try:
        with transaction():
            found = scope.certificate(me(), code, lock=True)
            certificates.revoke(me(), found, request.form.get("reason", ""))
    except (Invalid, Conflict) as refusal:
        return person_page(scope.participant(me(), ref), problem=refusal.message), refusal.status
    flash(_("Sertifikat dicabut. Halaman periksanya sekarang mengatakan begitu."))
    return redirect(url_for(".participant", ref=ref), 303)


@pages.post("/sertifikat/<code>/terbitkan-ulang")
@allow("organiser", "admin")
def reissue(code: str) -> ResponseReturnValue:
    ref = scope.certificate(me(), code).participant.ref
    reason, number = request.form.get("reason", ""), request.form.get("number", "")
    try:
        with transaction():
            found = scope.certificate(me(), code, lock=True)
            made = certificates.reissue(me(), found, reason, number)
    except (Invalid, Conflict) as refusal:
        return person_page(scope.participant(me(), ref), problem=refusal.message), refusal.status
    flash(_("Sertifikat diganti dengan nomor %(number)s.", number=made.number))
    return redirect(url_for(".participant", ref=ref), 303)


@pages.get("/sertifikat/<code>.pdf")
@allow("organiser", "admin")
def certificate_file(code: str) -> ResponseReturnValue:
    found = scope.certificate(me(), code)
    answer = Response(_paper(found), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=_name(found))
    return answer


@pages.get("/angkatan/<ref>/sertifikat.zip")
@allow("organiser", "admin")
def certificate_files(ref: str) -> ResponseReturnValue:
    """All valid certificates of a batch in one file; big batches in parts of 500."""
    batch = scope.batch(me(), ref)
    part = max(request.args.get("bagian", 1, type=int) or 1, 1)
    valid = certificates.valid(certificates.of_batch(batch))[(part - 1) * MOST_IN_ZIP : part * MOST_IN_ZIP]
    if not valid:
        raise Conflict(_("Belum ada sertifikat yang berlaku di angkatan ini."))
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for certificate in valid:
            archive.writestr(_name(certificate), _paper(certificate))
    answer = Response(file.getvalue(), mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=_zip_name(batch))
    return answer


def _paper(certificate: Certificate) -> bytes:
    return certificate_pdf(certificate, current_app.config["SETTINGS"].public_url)


def _name(certificate: Certificate) -> str:
    holder = re.sub(r"[^a-z0-9]+", "-", certificate.participant.name_key.lower()).strip("-")
    return f"sertifikat-{holder}-{certificate.code}.pdf"


def _zip_name(batch: Batch) -> str:
    code = re.sub(r"[^a-z0-9]+", "-", batch.programme.code.lower()).strip("-")
    return f"sertifikat-{code}-angkatan-{batch.number}.zip"
