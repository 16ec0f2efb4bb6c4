"""The demo market from an empty database: people, shops, goods, orders. Idempotent, and it goes on after a kill."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from sqlalchemy import select, update

from config import Settings
from marketplace import clock
from marketplace.accounts import addresses, passwords
from marketplace.accounts.addresses import Place
from marketplace.demo import seed_accounts, seed_bimtek, seed_goods, seed_orders, seed_shops
from marketplace.demo.catalogue_data import SHOPS, goods_of
from marketplace.demo.people_data import PEOPLE, PROGRAMMES
from marketplace.demo.seed_accounts import ALUMNI, BUYER
from marketplace.demo.seed_pictures import Drawn, Studio, keep_promise
from marketplace.demo.seed_stages import ADMIN, at, days_ago, is_done, once, user
from marketplace.demo.seed_stories import FAR, NOW, Item, find, stories
from marketplace.extensions import db
from marketplace.i18n import N_
from marketplace.models import Mail, Notice, Review, User
from marketplace.models.messages import MailStatus
from marketplace.notifications import notify
from marketplace.run import DEMO_PASSWORD
from marketplace.sellers import holiday
from marketplace.shop import basket, pay_clock, reviews

Say = Callable[[str], None]
ON_HOLIDAY = "sumber-lestari-ledokombo"
READ_AFTER = timedelta(days=1)
WHOLE = "whole"


class NotInProduction(RuntimeError):
    """Demo data has no place beside real people's."""


def run(settings: Settings, say: Say, *, pictures: bool = True) -> None:
    """Fill the market, or what of it is still missing. Raises NotInProduction.

    Without `pictures` nothing is drawn; the next run with them adds what is missing.
    """
    if settings.is_production:
        raise NotInProduction("APP_ENV is production: demo data is never written there. Nothing was changed.")
    if _is_whole():
        say("demo data is complete already")
        return
    began = monotonic()
    studio = Studio(settings) if pictures else None
    try:
        if studio is not None:
            _ask_for_pictures(studio)
        _write_people(say)
        _write_shops(say)
        _write_orders(say)
        once("afterwards", _write_what_is_left)
        if studio is not None:
            _take_pictures(studio, say)
            once(WHOLE, lambda: None)
    finally:
        if studio is not None:
            studio.close()
    say(f"demo data is complete ({monotonic() - began:.0f} s)")


def alumni_words() -> str:
    """What a newcomer needs to apply as the graduate who has not yet."""
    person = seed_accounts.person_of("alumni")
    return f"{ALUMNI} may apply as a seller with certificate {person.certificate} and NIK {person.nik}"


def _is_whole() -> bool:
    done = is_done(WHOLE)
    db.session.rollback()
    return done


def _write_people(say: Say) -> None:
    password_hash = passwords.hash_password(DEMO_PASSWORD)
    if once("accounts", lambda: seed_accounts.write(password_hash)):
        say("accounts made")
    for programme in PROGRAMMES:
        once(f"programme:{programme.key}", lambda row=programme: seed_bimtek.write_programme(row))  # type: ignore[misc]
    say(f"{len(PROGRAMMES)} programmes with {len(PEOPLE)} participants")


def _write_shops(say: Say) -> None:
    for place, shop in enumerate(SHOPS, start=1):
        once(f"shop:{shop.key}", lambda shop=shop: seed_shops.write_shop(shop))  # type: ignore[misc]
        once(f"goods:{shop.key}", lambda shop=shop: seed_goods.write_goods(shop))  # type: ignore[misc]
        say(f"shop {place} of {len(SHOPS)}: {shop.name}, {len(goods_of(shop.key))} products")
    once("applicant", seed_shops.write_applicant)


def _write_orders(say: Say) -> None:
    once("orders", lambda: seed_orders.play(stories()))
    _let_expire()
    say(f"{len(stories())} purchases, orders in every state")


def _ask_for_pictures(studio: Studio) -> None:
    for shop in SHOPS:
        if not is_done(f"pictures:{shop.key}"):
            studio.ask(shop, goods_of(shop.key))
    db.session.rollback()


def _take_pictures(studio: Studio, say: Say) -> None:
    for place, shop in enumerate(SHOPS, start=1):
        if not is_done(f"pictures:{shop.key}"):
            db.session.rollback()
            drawn = studio.drawn(shop)
            once(f"pictures:{shop.key}", lambda drawn=drawn: _keep_promises(drawn))  # type: ignore[misc]
        say(f"pictures of shop {place} of {len(SHOPS)}")


def _keep_promises(drawn: list[Drawn]) -> None:
    for each in drawn:
        keep_promise(each)


def _let_expire() -> None:
    """The market's own clock ends what was to expire; nothing else is due as early as that."""
    expired = next(story for story in NOW if story.end == "expired")
    with at(expired.began + timedelta(hours=25)):
        pay_clock.expire_due()


def _write_what_is_left() -> None:
    buyer, admin = user(BUYER), user(ADMIN)
    addresses.add(
        buyer,
        Place(buyer.name, buyer.phone or "", FAR[0].street, FAR[0].village, note="Kantor, titip di satpam."),
        as_default=False,
    )
    for shop, name in (("kopi-lereng-meru", "Madu hutan"), ("batik-kenanga", "Tas kanvas")):
        basket.add(buyer, seed_orders.variant_of(Item(find(shop, name), 0, 1)).id, 1)
    resting = user(seed_accounts.seller_email(next(shop for shop in SHOPS if shop.key == ON_HOLIDAY))).seller
    assert resting is not None
    holiday.take(resting, clock.today(), clock.today() + timedelta(days=9))
    _report_review()
    _welcome_alumni()
    _file_what_is_old(admin)


def _report_review() -> None:
    """One review waits for an admin: a seller finds that it speaks of something else."""
    query = select(Review).where(Review.stars == 4, Review.replied_at.is_(None)).order_by(Review.id)
    review = db.session.scalars(query.limit(1)).one()
    with at(days_ago(1, 14)):
        reviews.report(review.product.seller.owner, review, "bukan")


def _welcome_alumni() -> None:
    person = seed_accounts.person_of("alumni")
    message = N_(
        "Selamat datang. Anda bisa mendaftar sebagai penjual dengan sertifikat nomor %(number)s dan NIK contoh %(nik)s."
    )
    with at(days_ago(1)):
        notify(
            user(ALUMNI), message, "demo:welcome", path="/mitra", number=person.certificate, nik=person.nik
        )


def _file_what_is_old(admin: User) -> None:
    """Mails of the past went out then; notices of the past were read."""
    now = clock.now()
    db.session.execute(
        update(Mail)
        .where(Mail.status == MailStatus.WAITING)
        .values(status=MailStatus.SENT, sent_at=Mail.created_at, attempts=1)
        .execution_options(synchronize_session=False)
    )
    db.session.execute(
        update(Notice)
        .where(Notice.read_at.is_(None), Notice.created_at < now - READ_AFTER)
        .values(read_at=Notice.created_at + timedelta(hours=2))
        .execution_options(synchronize_session=False)
    )
