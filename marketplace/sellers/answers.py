"""Saving the answers of one question group. Shapes were checked by the form; here the rules are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from marketplace import clock, crypto, regions
from marketplace.bimtek import matching
from marketplace.crypto import Sealed
from marketplace.errors import Invalid, NotFound
from marketplace.extensions import db
from marketplace.formats import business, nik
from marketplace.i18n import N_, _
from marketplace.media.papers import delete_paper
from marketplace.models import Paper, Seller, SellerApplication, SellerPaper, User
from marketplace.models.media import PaperKind
from marketplace.models.sellers import BusinessKind, ClaimKind
from marketplace.sellers.onboarding import editable, is_of_age, mark_done

NIK = "nik"
ACCOUNT = "account"
TAKEN = N_("Sertifikat ini sudah dipakai oleh toko lain. Jika itu milik Anda, hubungi dinas.")


@dataclass(frozen=True)
class Claim:
    """Whose certificate it is: its number or the code of its QR, and the NIK (16 digits) it was given to."""

    number: str
    nik: str
    name: str
    programme: str = ""


def claim(user: User, claimed: Claim) -> Seller:
    """Look the certificate up in the registry and remember how well it fits.

    Raises Invalid when another shop already has it, or the NIK cannot be one.
    """
    seller = editable(user)
    application = seller.application
    try:
        digits = nik.parse(claimed.nik).digits
    except nik.BadNik as bad:
        raise Invalid(str(bad), field="nik") from bad
    match = matching.claim(claimed.number, digits, claimed.name)
    kind = {"exact": ClaimKind.EXACT, "needs_look": ClaimKind.NEEDS_LOOK}.get(match.kind, ClaimKind.MANUAL)
    if match.certificate is not None and _is_taken(match.certificate.id, seller):
        raise Invalid(_(TAKEN), field="number")
    application.claim = kind
    application.certificate_id = (
        match.certificate.id if match.certificate and kind == ClaimKind.EXACT else None
    )
    application.candidate_id = match.certificate.id if match.certificate else None
    application.claim_reasons = list(match.reasons)
    application.claimed_number = claimed.number
    application.claimed_programme = claimed.programme
    application.legal_name = claimed.name
    application.nik = Sealed(digits)
    application.nik_digest = crypto.digest(digits, NIK)
    application.born_on = application.born_on or nik.parse(digits).born_on
    mark_done(seller, "klaim", user)
    return seller


def _is_taken(certificate_id: int, seller: Seller) -> bool:
    """Another seller holds the certificate, or has claimed it with the right NIK."""
    query = (
        select(SellerApplication.id)
        .join(Seller, Seller.id == SellerApplication.seller_id)
        .where(
            Seller.id != seller.id,
            (Seller.certificate_id == certificate_id) | (SellerApplication.certificate_id == certificate_id),
        )
        .limit(1)
    )
    return db.session.scalar(query) is not None


@dataclass(frozen=True)
class Identity:
    legal_name: str
    born_on: date
    phone: str


def save_identity(user: User, answer: Identity) -> Seller:
    seller = editable(user)
    if not is_of_age(answer.born_on):
        raise Invalid(_("Penjual harus berumur 18 tahun atau lebih."), field="born_on")
    seller.application.legal_name = answer.legal_name
    seller.application.born_on = answer.born_on
    seller.phone = answer.phone
    mark_done(seller, "identitas", user)
    return seller


@dataclass(frozen=True)
class Business:
    """`workers` counts people, `investment` (without land and buildings) and `yearly_sales` are rupiah."""

    kind: BusinessKind
    shop_name: str
    speciality: str
    story: str
    founded_year: int | None
    workers: int | None
    investment: int | None
    yearly_sales: int | None


def save_business(user: User, answer: Business) -> Seller:
    seller = editable(user)
    application = seller.application
    if answer.founded_year is not None and not 1900 <= answer.founded_year <= clock.today().year:
        raise Invalid(_("Tahun berdiri tidak mungkin. Contoh: 2019."), field="founded_year")
    seller.name, seller.speciality, seller.story = answer.shop_name, answer.speciality, answer.story
    application.business_kind = answer.kind
    application.founded_year, application.workers = answer.founded_year, answer.workers
    application.investment, application.yearly_sales = answer.investment, answer.yearly_sales
    mark_done(seller, "usaha", user)
    return seller


@dataclass(frozen=True)
class Place:
    """Where the business is; the village code is Kemendagri's."""

    street: str
    rt: str
    rw: str
    village_code: str
    postcode: str
    note: str


def save_place(user: User, answer: Place) -> Seller:
    seller = editable(user)
    put_place(seller, answer)
    mark_done(seller, "alamat", user)
    return seller


def put_place(seller: Seller, answer: Place) -> None:
    """Set a seller's address and the place the public reads. Raises Invalid for an unknown village."""
    village = regions.find(answer.village_code)
    if village is None or not regions.is_village(answer.village_code):
        raise Invalid(_("Pilih desa atau kelurahan dari daftar."), field="village")
    seller.village_code = village.code
    seller.district_name = regions.name_of(regions.district_code(village.code))
    seller.regency_code = regions.regency_code(village.code)
    seller.regency_name = regions.name_of(seller.regency_code)
    application = seller.application
    application.street, application.rt, application.rw = answer.street, answer.rt, answer.rw
    application.postcode = answer.postcode or village.postcode
    application.address_note = answer.note


@dataclass(frozen=True)
class Licences:
    """Each may be empty: without them the shop is prepared, and opens when the NIB is there."""

    nib: str
    npwp: str
    kbli: str


def save_licences(user: User, answer: Licences) -> Seller:
    seller = editable(user)
    application = seller.application
    application.nib = answer.nib or None
    application.npwp = Sealed(answer.npwp) if answer.npwp else None
    application.kbli_code = answer.kbli or None
    application.kbli_version = (
        "2020" if answer.kbli in business.KBLI_OF_IKM else ("" if answer.kbli else None)
    )
    mark_done(seller, "izin", user)
    return seller


@dataclass(frozen=True)
class BankAccount:
    """Clearing code of three digits, account digits, and the holder as the bank writes them."""

    bank_code: str
    number: str
    holder: str


def save_bank(user: User, answer: BankAccount) -> Seller:
    seller = editable(user)
    if answer.bank_code not in business.BANKS:
        raise Invalid(_("Pilih bank dari daftar."), field="bank_code")
    application = seller.application
    application.bank_code = answer.bank_code
    application.account_number = Sealed(answer.number)
    application.account_digest = crypto.digest(f"{answer.bank_code}:{answer.number}", ACCOUNT)
    application.account_holder = answer.holder
    mark_done(seller, "rekening", user)
    return seller


def save_tax(user: User, *, below_500m: bool, is_pkp: bool) -> Seller:
    """The seller's statement for this year: gross turnover of at most Rp500 million, and whether PKP."""
    seller = editable(user)
    seller.is_pkp = is_pkp
    seller.application.turnover_below_500m_year = clock.today().year if below_500m else None
    seller.application.tax_statement_at = clock.now()
    mark_done(seller, "pajak", user)
    return seller


def add_paper(user: User, kind: PaperKind, paper: Paper) -> Seller:
    """Attach a stored paper to the application."""
    seller = editable(user)
    db.session.add(SellerPaper(seller_id=seller.id, paper_id=paper.id, kind=kind))
    db.session.flush()
    db.session.refresh(seller, ["papers"])
    return seller


def give_consent(user: User) -> Seller:
    """Agree that the data is used to check and run the shop (UU 27/2022)."""
    seller = editable(user)
    seller.application.consent_at = seller.application.consent_at or clock.now()
    mark_done(seller, "berkas", user)
    return seller


def remove_paper(user: User, token: str) -> None:
    """Take a paper back and destroy it. Raises NotFound when it is not the applicant's."""
    seller = editable(user)
    found = next((each for each in seller.papers if each.paper.token == token), None)
    if found is None:
        raise NotFound
    delete_paper(found.paper)
    db.session.delete(found)
