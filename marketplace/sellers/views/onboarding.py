"""The application of a graduate: an overview, and one page a question group."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage

from marketplace import events
from marketplace.errors import Invalid, NotFound
from marketplace.formats import business
from marketplace.i18n import _
from marketplace.media.intake import accept_paper
from marketplace.media.papers import read_paper
from marketplace.models import Seller, User
from marketplace.models.media import PaperKind
from marketplace.models.sellers import BusinessKind
from marketplace.sellers import answers, event_words, onboarding
from marketplace.sellers.forms import onboarding as forms
from marketplace.sellers.prefill import PREFILL
from marketplace.transactions import transaction
from marketplace.web.access import MEMBER, allow, me
from marketplace.web.forms import refuse
from marketplace.web.region_fields import RegionFields, only_loading

pages = Blueprint("onboarding", __name__, url_prefix="/mitra/pendaftaran")

FORMS: dict[str, type[FlaskForm]] = {
    "klaim": forms.ClaimForm,
    "identitas": forms.IdentityForm,
    "usaha": forms.BusinessForm,
    "alamat": forms.PlaceForm,
    "izin": forms.LicencesForm,
    "rekening": forms.BankForm,
    "pajak": forms.TaxForm,
    "berkas": forms.ConsentForm,
}
AUTOSAVE = "X-Autosave"


@pages.get("")
@allow(MEMBER)
def overview() -> ResponseReturnValue:
    """Where the application stands and what is missing."""
    try:
        seller: Seller | None = onboarding.application_of(me())
    except NotFound:
        seller = None
    return _overview(seller)


def _overview(seller: Seller | None, problem: str = "", status: int = 200) -> ResponseReturnValue:
    history = events.history(seller) if seller else []
    page = render_template(
        "sellers/onboarding/overview.html",
        seller=seller,
        missing=onboarding.missing(seller) if seller else {},
        groups=onboarding.GROUPS,
        steps=_steps(seller, "") if seller else [],
        history=[event for event in history if event.name != "application_saved"],
        words=event_words.words,
        ahead=onboarding.waiting_before(seller) if seller else 0,
        problem=problem,
    )
    return page, status


@pages.post("")
@allow(MEMBER)
def begin() -> ResponseReturnValue:
    with transaction():
        onboarding.start(me())
    return redirect(url_for("onboarding.group", key="klaim"), 303)


@pages.get("/<key>")
@allow(MEMBER)
def group(key: str) -> ResponseReturnValue:
    if key not in FORMS:
        raise NotFound
    user = me()
    with transaction():
        seller = onboarding.start(user)
    if not seller.can_edit_application:
        return redirect(url_for("onboarding.overview"), 303)
    values = {**PREFILL[key](seller, user), **onboarding.typed(seller).get(key, {})}
    if key == "klaim" and request.args.get("kode"):
        values["number"] = request.args["kode"][:40]
    form = FORMS[key](formdata=None, data=_as_data(values))
    return _page(seller, key, form)


@pages.post("/<key>")
@allow(MEMBER)
def save(key: str) -> ResponseReturnValue:
    """Keep what was typed, then take it over when it is right."""
    if key not in FORMS:
        raise NotFound
    user = me()
    form = FORMS[key]()
    with transaction():
        seller = onboarding.editable(user)
        onboarding.keep_typed(seller, key, _typed_values(form))
    if request.headers.get(AUTOSAVE):
        return "", 204
    if isinstance(form, RegionFields):
        form.fill_regions()
        if only_loading():
            return _page(seller, key, form)
    if not form.validate():
        return _page(seller, key, form), refuse(form)[0]
    try:
        with transaction():
            TAKE_OVER[key](user, form)
    except Invalid as invalid:
        status, _headers = refuse(form, invalid)
        return _page(onboarding.application_of(user), key, form), status
    flash(_("Tersimpan."))
    return redirect(_next(key), 303)


def _page(seller: Seller, key: str, form: FlaskForm) -> str:
    if isinstance(form, RegionFields) and not request.form:
        form.fill_regions(seller.village_code or "")
    return render_template(
        f"sellers/onboarding/{key}.html",
        seller=seller,
        form=form,
        key=key,
        steps=_steps(seller, key),
        asked=seller.application.requested_changes.get(key, ""),
        kbli=business.KBLI_OF_IKM,
        paper_form=forms.PaperForm() if key == "berkas" else None,
    )


def _steps(seller: Seller, current: str) -> list[dict[str, str]]:
    done = set(seller.application.groups_done)
    wanting = onboarding.missing(seller)
    return [
        {
            "label": _(group.label),
            "url": url_for("onboarding.group", key=group.key),
            "state": "current"
            if group.key == current
            else ("done" if group.key in done and group.key not in wanting else "todo"),
        }
        for group in onboarding.GROUPS
    ]


def _next(key: str) -> str:
    keys = [group.key for group in onboarding.GROUPS]
    following = keys[keys.index(key) + 1 :]
    return url_for("onboarding.group", key=following[0]) if following else url_for("onboarding.overview")


def _typed_values(form: FlaskForm) -> dict[str, str]:
    return {field.name: str(field.data or "") for field in form if field.type != "FileField"}


def _as_data(values: dict[str, Any]) -> dict[str, Any]:
    return {name: (value if value not in {"False", "None"} else "") for name, value in values.items()}


def _claim(user: User, form: Any) -> None:
    photo: FileStorage | None = form.photo.data or None
    answers.claim(
        user, answers.Claim(form.number.data, form.nik.value, form.name.data, form.programme.data or "")
    )
    if photo:
        paper = accept_paper(user, PaperKind.CERTIFICATE, photo.filename or "", photo.read(), field="photo")
        answers.add_paper(user, PaperKind.CERTIFICATE, paper)


def _identity(user: User, form: Any) -> None:
    answers.save_identity(user, answers.Identity(form.legal_name.data, form.born_on.value, form.phone.value))


def _business(user: User, form: Any) -> None:
    answers.save_business(
        user,
        answers.Business(
            kind=BusinessKind(form.kind.data),
            shop_name=" ".join(form.shop_name.data.split()),
            speciality=form.speciality.data,
            story=form.story.data or "",
            founded_year=form.founded_year.value,
            workers=form.workers.value,
            investment=form.investment.value,
            yearly_sales=form.yearly_sales.value,
        ),
    )


def _place(user: User, form: Any) -> None:
    place = answers.Place(
        street=form.street.data,
        rt=form.rt.data or "",
        rw=form.rw.data or "",
        village_code=form.village.data,
        postcode=form.postcode.data or "",
        note=form.note.data or "",
    )
    answers.save_place(user, place)


def _licences(user: User, form: Any) -> None:
    npwp = form.npwp.value.digits if form.npwp.value else ""
    answers.save_licences(user, answers.Licences(form.nib.value or "", npwp, form.kbli.value or ""))


def _bank(user: User, form: Any) -> None:
    answers.save_bank(user, answers.BankAccount(form.bank_code.data, form.number.value, form.holder.data))


def _tax(user: User, form: Any) -> None:
    answers.save_tax(user, below_500m=form.turnover.data == "below", is_pkp=form.is_pkp.data)


def _consent(user: User, form: Any) -> None:
    answers.give_consent(user)


TAKE_OVER: dict[str, Callable[[User, Any], None]] = {
    "klaim": _claim,
    "identitas": _identity,
    "usaha": _business,
    "alamat": _place,
    "izin": _licences,
    "rekening": _bank,
    "pajak": _tax,
    "berkas": _consent,
}


@pages.post("/berkas/unggah")
@allow(MEMBER)
def upload() -> ResponseReturnValue:
    """Add one paper."""
    user = me()
    form = forms.PaperForm()
    try:
        with transaction():
            onboarding.editable(user)
            if not form.validate():
                raise Invalid(_("Pilih berkas apa yang Anda kirim."), field="kind")
            sent: FileStorage | None = form.paper.data or None
            kind = PaperKind(form.kind.data)
            data = sent.read() if sent else b""
            paper = accept_paper(user, kind, sent.filename or "" if sent else "", data)
            answers.add_paper(user, kind, paper)
    except Invalid as invalid:
        status, _headers = refuse(form, invalid)
        seller = onboarding.application_of(user)
        page = render_template(
            "sellers/onboarding/berkas.html",
            seller=seller,
            form=forms.ConsentForm(formdata=None),
            paper_form=form,
            key="berkas",
            steps=_steps(seller, "berkas"),
            asked=seller.application.requested_changes.get("berkas", ""),
        )
        return page, status
    flash(_("Berkas tersimpan."))
    return redirect(url_for("onboarding.group", key="berkas"), 303)


@pages.post("/berkas/<token>/hapus")
@allow(MEMBER)
def remove(token: str) -> ResponseReturnValue:
    with transaction():
        answers.remove_paper(me(), token)
    flash(_("Berkas dihapus."))
    return redirect(url_for("onboarding.group", key="berkas"), 303)


@pages.get("/berkas/<token>")
@allow(MEMBER)
def paper(token: str) -> ResponseReturnValue:
    """The applicant's own paper, as it was sent."""
    seller = onboarding.application_of(me())
    found = next((each.paper for each in seller.papers if each.paper.token == token), None)
    if found is None:
        raise NotFound
    return Response(
        read_paper(found),
        mimetype=found.content_type,
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": "inline",
            "Content-Security-Policy": "sandbox",
        },
    )


@pages.post("/kirim")
@allow(MEMBER)
def submit() -> ResponseReturnValue:
    try:
        with transaction():
            onboarding.submit(me())
    except onboarding.Incomplete as incomplete:
        return _overview(onboarding.application_of(me()), incomplete.message, incomplete.status)
    flash(_("Pengajuan terkirim. Kami kabari lewat email."))
    return redirect(url_for("onboarding.overview"), 303)


@pages.post("/tarik")
@allow(MEMBER)
def withdraw() -> ResponseReturnValue:
    with transaction():
        onboarding.withdraw(me())
    flash(_("Pengajuan ditarik. Anda bisa mengubahnya lalu mengirim lagi."))
    return redirect(url_for("onboarding.overview"), 303)
