"""What an admin decides about listings and about edits of live ones."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace import clock, events
from marketplace.errors import Forbidden, Invalid, InvalidTransition
from marketplace.extensions import db
from marketplace.models import Mail, Notice, Product, ProductChange, User
from marketplace.models.catalogue import ChangeStatus, HalalState, LicenceKind, ProductStatus
from marketplace.sellers import (
    changes,
    curation,
    curation_queue,
    listings_licences,
    listings_states,
    listings_writing,
    photos,
)
from marketplace.sellers.listings_licences import Claims
from marketplace.sellers.listings_writing import Basics
from marketplace.transactions import transaction
from tests.factories.catalogue import a_product, add_photo
from tests.factories.people import an_admin
from tests.factories.sellers import a_seller
from tests.harness.web import BrowserClient

SignIn = Callable[[User], BrowserClient]


def a_waiting_product(**values: object) -> Product:
    product = a_product(status=ProductStatus.DRAFT, **values)  # type: ignore[arg-type]
    listings_states.submit(product.seller, product.slug)
    db.session.flush()
    return product


def edited(product: Product, **values: object) -> None:
    """The seller saves the first page of the editor with some values changed."""
    variant = product.variants[0]
    basics = {
        "name": product.name,
        "category": product.category.slug,
        "unit": product.unit,
        "description": product.description,
        "price": variant.price,
        "stock": variant.available,
    }
    listings_writing.update_basics(product.seller, product.slug, Basics(**(basics | values)))  # type: ignore[arg-type]
    db.session.flush()


def test_the_first_listings_of_a_shop_wait_and_later_ones_do_not() -> None:
    seller = a_seller()
    for _n in range(3):
        product = a_product(seller, category="kursi-meja", status=ProductStatus.DRAFT)
        assert listings_states.submit(seller, product.slug).status == ProductStatus.WAITING
        curation.approve(an_admin(), product.slug)

    fourth = a_product(seller, category="kursi-meja", status=ProductStatus.DRAFT)
    assert listings_states.submit(seller, fourth.slug).status == ProductStatus.PUBLISHED
    assert fourth.published_at is not None


def test_food_always_waits() -> None:
    seller = a_seller()
    for _n in range(4):
        a_product(seller)

    food = a_product(seller, status=ProductStatus.DRAFT)
    assert listings_states.submit(seller, food.slug).status == ProductStatus.WAITING


def test_approval_publishes_and_tells_the_seller_once() -> None:
    admin, product = an_admin(), a_waiting_product()

    curation.approve(admin, product.slug, curation_queue.fingerprint(product))

    assert product.status == ProductStatus.PUBLISHED
    assert product.licences[0].verified_at is not None
    assert [event.name for event in events.history(product)] == ["listing_submitted", "listing_approved"]
    mail = db.session.scalars(select(Mail)).one()
    assert (mail.recipient, mail.template) == (product.seller.owner.email, "listing_approved")
    assert f"/mitra/produk/{product.slug}" in mail.body_text
    assert db.session.scalar(select(func.count(Notice.id))) == 1


def test_sending_back_names_the_part_and_the_reason() -> None:
    admin, product = an_admin(), a_waiting_product()

    curation.send_back(admin, product.slug, "photos", "Terlalu gelap, foto lagi di luar.")

    assert product.status == ProductStatus.NEEDS_CHANGES
    assert product.moderation_note == "Foto: Terlalu gelap, foto lagi di luar."
    assert "Terlalu gelap" in db.session.scalars(select(Mail)).one().body_text
    listings_states.submit(product.seller, product.slug)
    assert product.status == ProductStatus.WAITING


@pytest.mark.parametrize(("field", "reason"), [("photos", " "), ("", "Gelap"), ("nonsense", "Gelap")])
def test_sending_back_without_part_or_reason_is_refused(field: str, reason: str) -> None:
    admin, product = an_admin(), a_waiting_product()

    with pytest.raises(Invalid):
        curation.send_back(admin, product.slug, field, reason)

    assert (product.status, product.moderation_note) == (ProductStatus.WAITING, "")


def test_of_two_admins_the_second_is_told_who_was_first() -> None:
    first, second, product = an_admin(name="Bu Rini"), an_admin(), a_waiting_product()
    curation.send_back(first, product.slug, "name", "Tulis mereknya.")

    with pytest.raises(curation.AlreadyDecided, match="Bu Rini"):
        curation.approve(second, product.slug)

    assert product.status == ProductStatus.NEEDS_CHANGES
    assert db.session.scalar(select(func.count(Mail.id))) == 1


def test_two_admins_at_the_same_moment_make_one_decision(app: Flask) -> None:
    admins, product = [an_admin(), an_admin()], a_waiting_product()
    ids, slug = [admin.id for admin in admins], product.slug
    db.session.commit()
    ready, told = threading.Barrier(2), []

    def decide(admin_id: int) -> None:
        with app.app_context():
            ready.wait()
            try:
                with transaction() as session:
                    curation.approve(session.get_one(User, admin_id), slug)
                told.append("approved")
            except curation.AlreadyDecided:
                told.append("told")
            db.session.remove()

    threads = [threading.Thread(target=decide, args=(admin_id,)) for admin_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["approved", "told"]
    assert db.session.scalar(select(func.count(Mail.id))) == 1


def test_a_listing_edited_after_it_was_opened_is_looked_at_again() -> None:
    admin, product = an_admin(), a_waiting_product()
    seen = curation_queue.fingerprint(product)
    edited(product, description="Sekarang lain.")

    with pytest.raises(curation.ChangedMeanwhile):
        curation.approve(admin, product.slug, seen)

    assert product.status == ProductStatus.WAITING


def test_an_incomplete_listing_is_not_approved() -> None:
    admin, product = an_admin(), a_waiting_product()
    product.licences[0].expires_on = clock.today() - timedelta(days=1)

    with pytest.raises(Invalid, match="habis masa berlakunya"):
        curation.approve(admin, product.slug)

    assert product.status == ProductStatus.WAITING


def test_nobody_approves_their_own_goods() -> None:
    product = a_waiting_product()
    product.seller.owner.is_admin = True

    with pytest.raises(Forbidden):
        curation.approve(product.seller.owner, product.slug)

    assert product.status == ProductStatus.WAITING


def test_many_are_approved_at_once_and_the_rest_is_counted() -> None:
    admin = an_admin()
    good, also_good, decided = a_waiting_product(), a_waiting_product(), a_waiting_product()
    curation.approve(admin, decided.slug)

    assert curation.approve_many(admin, [good.slug, also_good.slug, decided.slug, "tidak-ada"]) == (2, 2)


@pytest.mark.parametrize("status", [ProductStatus.WAITING, ProductStatus.PUBLISHED, ProductStatus.PAUSED])
def test_blocking_takes_a_listing_down_with_its_reason(status: ProductStatus) -> None:
    admin, product = an_admin(), a_product(status=status)

    curation.block(admin, product.slug, "Mengandung bahan terlarang.")

    assert (product.status, product.moderation_note) == (
        ProductStatus.BLOCKED, "Mengandung bahan terlarang.",
    )  # fmt: skip
    curation.unblock(admin, product.slug, "Ganti bahannya.")
    assert product.status == ProductStatus.NEEDS_CHANGES


@pytest.mark.parametrize("status", [ProductStatus.DRAFT, ProductStatus.ARCHIVED, ProductStatus.NEEDS_CHANGES])
def test_what_is_not_shown_is_not_blocked(status: ProductStatus) -> None:
    admin, product = an_admin(), a_product(status=status)

    with pytest.raises(InvalidTransition):
        curation.block(admin, product.slug, "Alasan.")

    assert product.status == status


def test_price_stock_and_description_of_a_live_product_change_at_once() -> None:
    product = a_product(price=10_000, stock=5)

    edited(product, price=12_000, stock=9, description="Baru digoreng.")

    assert (product.variants[0].price, product.variants[0].available) == (12_000, 9)
    assert product.description == "Baru digoreng."
    assert changes.waiting(product) is None


def test_a_new_name_waits_while_the_old_one_stays_on_sale() -> None:
    admin, product = an_admin(), a_product(name="Keripik tempe")

    edited(product, name="Keripik tempe super")

    change = changes.waiting(product)
    assert change is not None
    assert change.fields == {"name": {"old": "Keripik tempe", "new": "Keripik tempe super"}}
    assert (product.name, product.status) == ("Keripik tempe", ProductStatus.PUBLISHED)
    assert [one.is_change for one in curation_queue.queue()] == [True]

    curation.accept_change(admin, product.slug)
    assert product.name == "Keripik tempe super"
    assert change.status == ChangeStatus.ACCEPTED
    assert db.session.scalars(select(Mail)).one().template == "listing_change_accepted"


def test_edits_gather_in_one_change_and_vanish_when_taken_back() -> None:
    product = a_product(name="Keripik tempe")
    edited(product, name="Keripik tempe super")
    edited(product, name="Keripik tempe super", category="kue-tape")
    change = changes.waiting(product)
    assert change is not None
    assert sorted(change.fields) == ["category", "name"]

    edited(product)

    assert changes.waiting(product) is None
    assert change.status == ChangeStatus.WITHDRAWN
    assert db.session.scalar(select(func.count(ProductChange.id))) == 1


def test_a_declined_change_leaves_the_old_version_and_drops_its_photos() -> None:
    admin, product = an_admin(), a_product(name="Keripik tempe")
    new = add_photo(product, position=1, is_live=False)
    old_token, new_token = product.photos[0].picture.token, new.picture.token
    db.session.refresh(product, ["photos"])
    changes.put(product, {changes.PHOTOS: [new_token, old_token], changes.NAME: "Obat sakti"})

    curation.decline_change(admin, product.slug, "Nama ini mengaku sebagai obat.")

    db.session.refresh(product, ["photos"])
    assert product.name == "Keripik tempe"
    assert [photo.picture.token for photo in product.photos] == [old_token]
    with pytest.raises(curation.AlreadyDecided):
        curation.accept_change(admin, product.slug)


def test_photos_of_a_live_product_change_only_when_accepted() -> None:
    admin, product = an_admin(), a_product(photos=2)
    first, second = (photo.picture.token for photo in product.photos)

    photos.remove(product.seller, product.slug, first)

    assert [photo.picture.token for photo in product.photos if photo.is_live] == [first, second]
    curation.accept_change(admin, product.slug)
    db.session.refresh(product, ["photos"])
    assert [(photo.picture.token, photo.position) for photo in product.photos] == [(second, 0)]


def test_the_last_photo_of_a_live_product_stays() -> None:
    product = a_product(photos=1)

    with pytest.raises(Invalid, match="satu foto"):
        photos.remove(product.seller, product.slug, product.photos[0].picture.token)

    assert changes.waiting(product) is None


def test_a_licence_that_must_be_there_is_not_taken_away() -> None:
    product = a_product()
    claims = Claims(numbers={}, expiries={}, halal=HalalState.EXEMPT, food_exemption="", tkdn_bps=None)

    with pytest.raises(Invalid, match="P-IRT"):
        listings_licences.set_claims(product.seller, product.slug, claims)

    assert [licence.kind for licence in product.licences] == [LicenceKind.PIRT]


def test_a_new_licence_number_waits_and_is_verified_when_accepted() -> None:
    admin, product = an_admin(), a_product()
    old = product.licences[0].number
    number = f"2153509010999-{(clock.today().year + 4) % 100:02d}"
    claims = Claims({LicenceKind.PIRT: number}, {}, HalalState.EXEMPT, "", 3560)

    listings_licences.set_claims(product.seller, product.slug, claims)

    assert (product.licences[0].number, product.tkdn_bps) == (old, 3560)
    curation.accept_change(admin, product.slug)
    assert product.licences[0].number == number
    assert product.licences[0].verified_at is not None


def test_the_checks_name_a_licence_and_a_photo_used_by_another_shop() -> None:
    theirs, product = a_product(a_seller(name="Toko Lain")), a_waiting_product()
    product.licences[0].number = theirs.licences[0].number
    product.photos[0].picture.sha256 = theirs.photos[0].picture.sha256
    db.session.flush()

    bad = [check for check in curation_queue.checks(product, None) if not check.is_good]

    assert len(bad) == 2
    assert all("Toko Lain" in check.detail for check in bad)


def test_the_queue_shows_the_oldest_first(as_user: SignIn) -> None:
    newer, older = a_waiting_product(name="Yang baru"), a_waiting_product(name="Yang lama")
    older.submitted_at = clock.now() - timedelta(days=3)

    page = as_user(an_admin()).get("/admin/produk").text

    assert page.index("Yang lama") < page.index("Yang baru")
    assert "3 hari lalu" in page
    assert newer.status == ProductStatus.WAITING


def test_an_admin_decides_on_the_page_and_is_told_when_too_late(as_user: SignIn) -> None:
    product = a_waiting_product()
    client = as_user(an_admin())
    page = client.get(f"/admin/produk/{product.slug}")
    assert page.status_code == 200
    seen = page.text.split('name="seen" value="')[1].split('"')[0]

    assert client.post(f"/admin/produk/{product.slug}/setujui", data={"seen": seen}).status_code == 303
    late = client.post(
        f"/admin/produk/{product.slug}/kembalikan",
        data={"seen": seen, "field": "name", "reason": "Terlambat."},
    )

    assert late.status_code == 409
    assert "sudah diputuskan oleh" in late.text
    assert product.status == ProductStatus.PUBLISHED


def test_the_page_of_a_change_shows_old_and_new(as_user: SignIn) -> None:
    product = a_product(name="Keripik tempe")
    edited(product, name="Keripik tempe super")
    add_photo(product, is_live=False)

    page = as_user(an_admin()).get(f"/admin/produk/{product.slug}").text

    assert "Keripik tempe super" in page
    assert "Setujui perubahan" in page


def test_only_admins_see_the_queue(as_user: SignIn) -> None:
    product = a_waiting_product()
    client = as_user(product.seller.owner)

    assert client.get("/admin/produk").status_code == 403
    assert client.post(f"/admin/produk/{product.slug}/setujui").status_code == 403
    assert product.status == ProductStatus.WAITING
