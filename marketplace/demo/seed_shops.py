"""Graduates become sellers: applied, approved, their shops dressed."""

from marketplace.demo import banners, seed_papers
from marketplace.demo.catalogue_data import SHOPS, Shop
from marketplace.demo.data.shops import APPLICANT
from marketplace.demo.people_data import PersonRow
from marketplace.demo.seed_accounts import APPLICANT_EMAIL, person_of, seller_email
from marketplace.demo.seed_pictures import mark_token, promise
from marketplace.demo.seed_stages import ADMIN, at, days_ago, hours_ago, user
from marketplace.formats import phones
from marketplace.media.papers import store_paper
from marketplace.models import Seller, User
from marketplace.models.media import PaperKind
from marketplace.models.sellers import BusinessKind
from marketplace.sellers import answers, onboarding, reviewing, shop_profile

OPENED_DAYS_AGO = 84
"""When the first shop opened; the others followed, two days apart."""
INVESTMENT, SALES = 12_000_000, 30_000_000  # rupiah a worker, the latter a year
DELIVERY_FEES = {"watu-gumuk": 60_000, "griya-lestari-rambipuji": 75_000}
USUAL_FEE = 10_000
REGENCY = "35.09"


def opened_days_ago(shop: Shop) -> int:
    return OPENED_DAYS_AGO - 2 * SHOPS.index(shop)


def write_shop(shop: Shop) -> None:
    """The owner applies, an admin approves a day later, the owner dresses the shop."""
    owner, day = user(seller_email(shop)), opened_days_ago(shop)
    with at(days_ago(day + 2, 19, 20)):
        seller = _apply(owner, shop, person_of(shop.key))
    with at(days_ago(day + 1, 9, 5)):
        reviewing.approve(user(ADMIN), seller.id)
    with at(days_ago(day, 8, 30)):
        _dress(owner, seller, shop)


def write_applicant() -> None:
    """A graduate who mistyped the certificate's number: an admin compares it with the photo."""
    owner, person = user(APPLICANT_EMAIL), person_of("calon")
    with at(hours_ago(27)):
        slip = person.certificate.replace("/IX/", "/XI/")
        seller = _answer(owner, APPLICANT, person, slip)
        photo = seed_papers.certificate(person)
        paper = store_paper(owner, PaperKind.CERTIFICATE, "sertifikat-bimtek.jpg", "image/jpeg", photo)
        answers.add_paper(owner, PaperKind.CERTIFICATE, paper)
        onboarding.submit(owner)
        assert seller.submitted_at


def _apply(owner: User, shop: Shop, person: PersonRow) -> Seller:
    seller = _answer(owner, shop, person, person.certificate)
    onboarding.submit(owner)
    return seller


def _answer(owner: User, shop: Shop, person: PersonRow, number: str) -> Seller:
    """Every question group of the application, as the owner would fill it in."""
    seller = onboarding.start(owner)
    answers.claim(owner, answers.Claim(number=number, nik=person.nik, name=person.name))
    phone = phones.parse(shop.phone)
    answers.save_identity(owner, answers.Identity(person.name, person.born_on, phone))
    answers.save_business(owner, _business(shop))
    answers.save_place(owner, answers.Place(shop.street, "", "", shop.village, "", ""))
    answers.save_licences(owner, answers.Licences(nib=shop.nib, npwp=person.nik, kbli=shop.kbli))
    bank, account = shop.account
    answers.save_bank(owner, answers.BankAccount(bank, account, person.name))
    answers.save_tax(owner, below_500m=shop.workers * SALES <= 500_000_000, is_pkp=False)
    card = store_paper(owner, PaperKind.ID_CARD, "ktp.jpg", "image/jpeg", seed_papers.id_card(person))
    answers.add_paper(owner, PaperKind.ID_CARD, card)
    answers.give_consent(owner)
    return seller


def _business(shop: Shop) -> answers.Business:
    return answers.Business(
        kind=BusinessKind(shop.business),
        shop_name=shop.name,
        speciality=shop.speciality,
        story=shop.story,
        founded_year=shop.founded,
        workers=shop.workers,
        investment=shop.workers * INVESTMENT,
        yearly_sales=shop.workers * SALES,
    )


def _dress(owner: User, seller: Seller, shop: Shop) -> None:
    profile = shop_profile.Profile(shop.speciality, shop.story, phones.parse(shop.phone))
    shop_profile.change_profile(owner, seller, profile, promise(owner, mark_token(shop), banners.LOGO))
    delivers = shop.delivers_itself
    way = shop_profile.Handover(
        offers_courier=shop.offers_courier,
        delivers_itself=delivers,
        delivery_fee=DELIVERY_FEES.get(shop.key, USUAL_FEE) if delivers else 0,
        delivery_regency_codes=[REGENCY] if delivers else [],
        offers_pickup=True,
        pickup_note="Buka Senin–Sabtu pukul 08.00–16.00.",
        accepts_cod=True,
    )
    shop_profile.change_handover(owner, seller, way)
