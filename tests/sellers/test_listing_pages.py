"""The product editor as its pages show it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import select

import config
from marketplace.extensions import db
from marketplace.media import jobs
from marketplace.models import Picture, Product, User
from marketplace.models.catalogue import ProductStatus
from tests.factories.catalogue import a_product, a_variant
from tests.factories.media import image_bytes
from tests.factories.sellers import a_seller
from tests.harness.queries import count_queries
from tests.harness.web import BrowserClient

SignIn = Callable[[User], BrowserClient]
NEW = {
    "name": "Kursi rotan santai",
    "price": "Rp 1.250.000",
    "stock": "3",
    "category": "kursi-meja",
    "unit": "buah",
    "description": "Rotan asli.",
    "code": "abc123",
}


def photo(colour: str = "#336699") -> tuple[BytesIO, str]:
    return BytesIO(image_bytes(colour=colour)), "foto.jpg"


def the_product() -> Product:
    return db.session.scalars(select(Product)).one()


def test_a_first_product_is_a_draft_and_then_waits_for_an_admin(as_user: SignIn) -> None:
    client = as_user(a_seller().owner)

    answer = client.post("/mitra/produk/baru", data=NEW | {"photos": photo()})

    assert answer.status_code == 303
    product = the_product()
    assert (product.status, product.name, product.slug) == (
        ProductStatus.DRAFT, "Kursi rotan santai", "kursi-rotan-santai-abc123",
    )  # fmt: skip
    assert (product.variants[0].price, product.variants[0].available) == (1_250_000, 3)
    assert "Sedang diolah" in client.get(answer.location).text
    jobs.make_derivatives()
    assert f"/media/{product.photos[0].picture.token}/" in client.get(answer.location).text

    assert client.post(f"{answer.location}/tayangkan").status_code == 303
    assert the_product().status == ProductStatus.WAITING


def test_the_same_form_sent_twice_makes_one_product_with_one_photo(as_user: SignIn) -> None:
    client = as_user(a_seller().owner)

    for stock in ("3", "4"):
        client.post("/mitra/produk/baru", data=NEW | {"stock": stock, "photos": photo()})

    product = the_product()
    assert (product.variants[0].available, len(product.photos)) == (4, 1)


def test_a_wrong_price_keeps_everything_that_was_typed_and_the_photo(as_user: SignIn) -> None:
    client = as_user(a_seller().owner)

    answer = client.post("/mitra/produk/baru", data=NEW | {"price": "mahal", "photos": photo()})

    assert answer.status_code == 422
    assert "Isi harga dengan angka, contoh 15.000." in answer.text
    assert "<title>Kesalahan:" in answer.text
    assert 'value="mahal"' in answer.text
    assert "Rotan asli." in answer.text
    picture = db.session.scalars(select(Picture)).one()
    assert f'name="kept-0" value="{picture.token}"' in answer.text
    assert db.session.scalars(select(Product)).all() == []

    client.post("/mitra/produk/baru", data=NEW | {"kept-0": picture.token})
    assert [row.picture_id for row in the_product().photos] == [picture.id]


def test_somebody_elses_kept_photo_does_not_exist(as_user: SignIn) -> None:
    theirs = a_product().photos[0].picture
    seller = a_seller()

    as_user(seller.owner).post("/mitra/produk/baru", data=NEW | {"kept-0": theirs.token})

    mine = db.session.scalars(select(Product).where(Product.seller_id == seller.id)).one()
    assert mine.photos == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a photo", "Berkas ini bukan foto."),
        (image_bytes()[:2000], "Foto ini rusak"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
    ],
    ids=["text", "cut", "heic"],
)
def test_a_broken_photo_is_said_at_the_field_and_leaves_nothing(
    as_user: SignIn, data: bytes, words: str
) -> None:
    answer = as_user(a_seller().owner).post(
        "/mitra/produk/baru", data=NEW | {"photos": (BytesIO(data), "foto.jpg")}
    )

    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.scalars(select(Product)).all() == []
    assert db.session.scalars(select(Picture)).all() == []


def test_what_is_typed_is_saved_quietly(as_user: SignIn) -> None:
    client = as_user(a_seller().owner)

    answer = client.post("/mitra/produk/baru", data=NEW, headers={"X-Autosave": "1"})

    assert (answer.status_code, answer.data) == (204, b"")
    assert the_product().name == "Kursi rotan santai"
    half = client.post("/mitra/produk/baru", data={"name": "Ku"}, headers={"X-Autosave": "1"})
    assert (half.status_code, half.data) == (422, b"")


def test_smuggled_fields_change_nothing(as_user: SignIn) -> None:
    seller, other = a_seller(), a_seller()

    as_user(seller.owner).post(
        "/mitra/produk/baru",
        data=NEW
        | {"status": "published", "seller_id": other.id, "published_at": "2026-01-01", "sold_count": 9},
    )

    product = the_product()
    assert (product.status, product.seller_id, product.published_at, product.sold_count) == (
        ProductStatus.DRAFT, seller.id, None, 0,
    )  # fmt: skip


def test_submitting_an_incomplete_product_says_what_is_missing(as_user: SignIn) -> None:
    seller = a_seller()
    product = a_product(seller, status=ProductStatus.DRAFT, photos=0)
    client = as_user(seller.owner)

    answer = client.post(f"/mitra/produk/{product.slug}/tayangkan", follow_redirects=True)

    assert "Tambahkan paling sedikit satu foto." in answer.text
    assert the_product().status == ProductStatus.DRAFT


def test_price_and_stock_are_saved_in_the_list(as_user: SignIn) -> None:
    seller = a_seller()
    product = a_product(seller, price=10_000, stock=5)
    client = as_user(seller.owner)
    row = {
        "variant": product.variants[0].id,
        "price": "12.500",
        "stock": "7",
        "kembali": "/mitra/produk?tab=tayang",
    }

    answer = client.post(f"/mitra/produk/{product.slug}/cepat", data=row)

    assert (answer.status_code, answer.location) == (303, "/mitra/produk?tab=tayang")
    assert (product.variants[0].price, product.variants[0].available) == (12_500, 7)
    quiet = client.post(
        f"/mitra/produk/{product.slug}/cepat", data=row | {"price": "nol"}, headers={"X-In-Place": "1"}
    )
    assert (quiet.status_code, quiet.json) == (422, {"message": "Isi harga dengan angka, contoh 15.000."})
    assert product.variants[0].price == 12_500


def test_the_list_pauses_and_archives_many_at_once(as_user: SignIn) -> None:
    seller = a_seller()
    live, draft = a_product(seller), a_product(seller, status=ProductStatus.DRAFT)
    theirs = a_product()
    client = as_user(seller.owner)

    answer = client.post(
        "/mitra/produk/massal",
        data={"aksi": "jeda", "barang": [live.slug, draft.slug, theirs.slug]},
        follow_redirects=True,
    )

    assert "1 barang dijeda." in answer.text
    assert "2 barang tidak bisa" in answer.text
    assert [live.status, draft.status, theirs.status] == ["paused", "draft", "published"]


def test_tabs_count_and_filter(as_user: SignIn) -> None:
    seller = a_seller()
    a_product(seller, name="Barang laku")
    a_product(seller, name="Barang kosong", stock=0)
    a_product(seller, name="Barang draf", status=ProductStatus.DRAFT)
    a_product(seller, name="Barang arsip", status=ProductStatus.ARCHIVED)
    client = as_user(seller.owner)

    everything, sold_out = client.get("/mitra/produk").text, client.get("/mitra/produk?tab=habis").text

    assert "Barang laku" in everything
    assert "Barang arsip" not in everything
    assert "Barang kosong" in sold_out
    assert "Barang laku" not in sold_out
    assert "Barang draf" in client.get("/mitra/produk?q=draf").text


def test_the_list_goes_on_page_by_page(as_user: SignIn) -> None:
    seller = a_seller()
    names = [a_product(seller, name=f"Keripik nomor {n:02d}").name for n in range(23)]
    client = as_user(seller.owner)

    first = client.get("/mitra/produk").text
    next_url = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(next_url).text

    assert [name for name in names if name in first] == names[3:]
    assert [name for name in names if name in second] == names[:3]


def test_the_list_asks_the_database_as_little_for_many_as_for_few(as_user: SignIn) -> None:
    seller = a_seller()
    a_product(seller)
    client = as_user(seller.owner)
    with count_queries() as few:
        client.get("/mitra/produk")
    for _n in range(12):
        a_variant(a_product(seller), option1="Pedas")

    with count_queries() as many:
        client.get("/mitra/produk")

    assert len(many) == len(few), many
    assert len(many) <= 12, many


PAGES = ("", "/utama", "/foto", "/varian", "/grosir", "/pengiriman", "/pangan", "/izin", "/pratinjau")
DEEDS = (
    "/utama", "/foto", "/varian", "/varian/isi", "/grosir", "/pengiriman", "/pangan", "/izin", "/tayangkan",
    "/lanjutkan", "/tarik", "/jeda", "/arsipkan", "/pulihkan", "/perubahan/tarik", "/duplikat", "/cepat",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_editor_opens_for_its_seller_only(as_user: SignIn, page: str) -> None:
    product = a_product()
    a_variant(product, option1="Pedas")
    owner, stranger = as_user(product.seller.owner), as_user(a_seller().owner)

    assert owner.get(f"/mitra/produk/{product.slug}{page}").status_code == 200
    assert stranger.get(f"/mitra/produk/{product.slug}{page}").status_code == 404


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_does_anything_to_a_product_of_somebody_else(as_user: SignIn, deed: str) -> None:
    product = a_product()
    before = (product.status, product.name, product.variants[0].price, len(product.photos))
    stranger = as_user(a_seller().owner)
    row = NEW | {"variant": product.variants[0].id, "price": "500", "photos": photo()}

    answer = stranger.post(f"/mitra/produk/{product.slug}{deed}", data=row)

    assert answer.status_code == 404
    db.session.refresh(product)
    assert (product.status, product.name, product.variants[0].price, len(product.photos)) == before


@pytest.mark.parametrize("page", ["a%00b", "a%00b/utama", "%FF%FE", "x" * 8000])
def test_an_address_nobody_can_have_is_no_fault_of_ours(as_user: SignIn, page: str) -> None:
    client = as_user(a_seller().owner)

    assert 400 <= client.get(f"/mitra/produk/{page}").status_code < 500


def test_a_zero_byte_in_a_form_is_refused_or_dropped(as_user: SignIn) -> None:
    seller = a_seller()
    client = as_user(seller.owner)

    assert client.post("/mitra/produk/massal", data={"aksi": "jeda", "barang": "a\0"}).status_code == 400
    assert client.post("/mitra/produk/baru", data=NEW | {"name": "Kursi\0 rotan"}).status_code == 303
    assert the_product().name == "Kursi rotan"


def test_a_full_disk_is_said_and_what_was_typed_stays(as_user: SignIn, settings: config.Settings) -> None:
    seller = a_seller()
    product = a_product(seller, status=ProductStatus.DRAFT)
    client = as_user(seller.owner)
    shelf = settings.instance / "media" / "private" / "originals"
    elsewhere = shelf.with_name("elsewhere")
    if shelf.exists():
        shelf.rename(elsewhere)
    shelf.write_text("no file fits in here")
    try:
        new = client.post("/mitra/produk/baru", data=NEW | {"photos": photo()})
        more = client.post(f"/mitra/produk/{product.slug}/foto", data={"photos": photo()})
    finally:
        shelf.unlink()
        if elsewhere.exists():
            elsewhere.rename(shelf)

    assert (new.status_code, more.status_code) == (503, 503)
    assert "Berkas belum bisa disimpan" in new.text
    assert 'value="Kursi rotan santai"' in new.text
    assert "Berkas belum bisa disimpan" in more.text
    assert the_product().id == product.id
