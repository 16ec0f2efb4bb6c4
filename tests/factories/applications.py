"""Applications at any point of their way."""

from __future__ import annotations

from datetime import date

from marketplace import clock, crypto
from marketplace.crypto import Sealed
from marketplace.extensions import db
from marketplace.media.papers import store_paper
from marketplace.models import Certificate, Seller, SellerPaper, User
from marketplace.models.media import PaperKind
from marketplace.models.sellers import BusinessKind, ClaimKind, SellerStatus
from tests.factories.bimtek import a_certificate, a_graduate, a_nik
from tests.factories.people import a_user
from tests.factories.sellers import a_seller


def an_application(
    status: SellerStatus = SellerStatus.SUBMITTED,
    *,
    owner: User | None = None,
    nib: str | None = "9120001234567",
    certificate: Certificate | None = None,
) -> Seller:
    """A complete application of a graduate whose claim fits exactly."""
    seller = a_seller(status, owner=owner or a_user(name="Siti Aminah"), nib=None, open=False)
    seller.name, seller.speciality = f"Dapur Aminah {seller.id}", "Keripik singkong"
    certificate = certificate or a_certificate(a_graduate())
    application = seller.application
    application.claim = ClaimKind.EXACT
    application.certificate_id = application.candidate_id = certificate.id
    application.claimed_number = certificate.number
    application.legal_name = "Siti Aminah"
    digits = a_nik()
    application.nik, application.nik_digest = Sealed(digits), crypto.digest(digits, "nik")
    application.born_on = date(1990, 8, 15)
    application.business_kind = BusinessKind.PERSON
    application.nib = nib
    application.street = "Dusun Krajan"
    application.bank_code, application.account_holder = "114", "Siti Aminah"
    account = f"00012345{seller.id}"
    application.account_number, application.account_digest = (
        Sealed(account),
        crypto.digest(account, "account"),
    )
    application.turnover_below_500m_year = clock.today().year
    application.tax_statement_at = application.consent_at = clock.now()
    paper = store_paper(seller.owner, PaperKind.ID_CARD, "ktp.jpg", "image/jpeg", b"a card")
    db.session.add(SellerPaper(seller_id=seller.id, paper_id=paper.id, kind=PaperKind.ID_CARD))
    db.session.flush()
    return seller
