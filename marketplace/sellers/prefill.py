"""What the forms of the application show of the answers that were taken over."""

from collections.abc import Callable
from typing import Any

from marketplace.formats import phones
from marketplace.models import Seller, User


def _claim(seller: Seller, user: User) -> dict[str, Any]:
    application = seller.application
    return {
        "number": application.claimed_number,
        "nik": application.nik.reveal() if application.nik else "",
        "name": application.legal_name or user.name,
        "programme": application.claimed_programme,
    }


def _identity(seller: Seller, user: User) -> dict[str, Any]:
    application = seller.application
    phone = seller.phone or user.phone
    return {
        "legal_name": application.legal_name or user.name,
        "born_on": application.born_on.strftime("%d-%m-%Y") if application.born_on else "",
        "phone": phones.shown(phone) if phone else "",
    }


def _business(seller: Seller, user: User) -> dict[str, Any]:
    application = seller.application
    return {
        "shop_name": seller.name,
        "speciality": seller.speciality,
        "kind": application.business_kind.value if application.business_kind else "",
        "story": seller.story,
        "founded_year": application.founded_year or "",
        "workers": application.workers or "",
        "investment": application.investment or "",
        "yearly_sales": application.yearly_sales or "",
    }


def _place(seller: Seller, user: User) -> dict[str, Any]:
    application = seller.application
    return {
        "street": application.street,
        "rt": application.rt,
        "rw": application.rw,
        "postcode": application.postcode,
        "note": application.address_note,
    }


def _licences(seller: Seller, user: User) -> dict[str, Any]:
    application = seller.application
    return {
        "nib": application.nib or "",
        "npwp": application.npwp.reveal() if application.npwp else "",
        "kbli": application.kbli_code or "",
    }


def _bank(seller: Seller, user: User) -> dict[str, Any]:
    application = seller.application
    return {
        "bank_code": application.bank_code or "",
        "number": application.account_number.reveal() if application.account_number else "",
        "holder": application.account_holder or application.legal_name,
    }


def _tax(seller: Seller, user: User) -> dict[str, Any]:
    application = seller.application
    stated = application.tax_statement_at is not None
    turnover = "below" if application.turnover_below_500m_year else "above"
    return {"turnover": turnover if stated else "", "is_pkp": seller.is_pkp}


def _consent(seller: Seller, user: User) -> dict[str, Any]:
    return {"consent": seller.application.consent_at is not None}


PREFILL: dict[str, Callable[[Seller, User], dict[str, Any]]] = {
    "klaim": _claim,
    "identitas": _identity,
    "usaha": _business,
    "alamat": _place,
    "izin": _licences,
    "rekening": _bank,
    "pajak": _tax,
    "berkas": _consent,
}
"""By question group: field names and what they hold. Shown only to the applicant."""
