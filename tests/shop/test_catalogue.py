"""What the public finds, and what it costs to show it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Certificate, User, WebSession
from marketplace.models.catalogue import HalalState, LicenceKind, ProductStatus
from marketplace.models.sellers import SellerStatus
from marketplace.shop import catalogue, keyset
from marketplace.shop.catalogue import SORTS, Filters
from marketplace.transactions import transaction
from tests.factories.bimtek import a_certificate
from tests.factories.catalogue import a_licence, a_product, a_variant
from tests.factories.people import a_user
from tests.factories.sellers import a_seller
from tests.harness.queries import count_queries
from tests.harness.web import BrowserClient

MOST_STATEMENTS = 12
MOST_BYTES = 100_000


def found(**filters: object) -> list[str]:
    return [card.name for card in catalogue.search(Filters(**filters)).cards]  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [status for status in ProductStatus if status != ProductStatus.PUBLISHED])
def test_only_published_products_are_shown(client: BrowserClient, status: ProductStatus) -> None:
    with transaction():
        product = a_product(status=status)

    assert found() == []
    assert client.get(f"/produk/{product.slug}").status_code == 404


@pytest.mark.parametrize("status", [SellerStatus.SUSPENDED, SellerStatus.CLOSED])
def test_a_shop_off_the_market_takes_its_products_along(client: BrowserClient, status: SellerStatus) -> None:
    with transaction():
        seller = a_seller(status)
        product = a_product(seller)

    assert found() == []
    assert client.get(f"/produk/{product.slug}").status_code == 404
    assert client.get(f"/toko/{seller.slug}").status_code == 404


def test_a_shop_that_is_not_open_yet_shows_nothing(client: BrowserClient) -> None:
    with transaction():
        seller = a_seller(open=False)
        a_product(seller)

    assert found() == []
    assert client.get(f"/toko/{seller.slug}").status_code == 404


def test_a_branch_of_the_shelves_holds_what_lies_on_its_shelves() -> None:
    with transaction():
        a_product(name="Kopi Robusta Silo", category="kopi-teh")
        a_product(name="Kursi Rotan", category="rotan-bambu")

    assert found(category="makanan-minuman") == ["Kopi Robusta Silo"]
    assert found(category="rotan-bambu") == ["Kursi Rotan"]
    assert found(category="tidak-ada") == []
    assert found(category="%") == []


def test_filters_narrow_by_place_price_certificate_and_shop() -> None:
    with transaction():
        near = a_seller(village_code="35.09.19.1005", district_name="Kaliwates")
        far = a_seller(village_code="35.09.30.2001", district_name="Silo")
        cheap = a_product(near, name="Keripik Murah", price=10_000)
        a_product(far, name="Keripik Mahal", price=50_000)
        cheap.halal = HalalState.CERTIFIED
        a_licence(cheap, LicenceKind.HALAL, "ID35110000000000001")

    assert found(region="35.09.30") == ["Keripik Mahal"]
    assert found(price_to=20_000) == ["Keripik Murah"]
    assert found(price_from=20_000) == ["Keripik Mahal"]
    assert found(certificate="halal") == ["Keripik Murah"]
    assert found(shop=near.slug) == ["Keripik Murah"]


def test_a_certificate_that_ran_out_is_neither_found_nor_shown(client: BrowserClient) -> None:
    with transaction():
        product = a_product(name="Keripik Lama")
        product.halal = HalalState.CERTIFIED
        yesterday = clock.today() - timedelta(days=1)
        a_licence(product, LicenceKind.SNI, "SNI 2886:2015", expires_on=yesterday)

    assert found(certificate="sni") == []
    assert "SNI 2886:2015" not in client.get(f"/produk/{product.slug}").text


def test_words_are_found_by_stem_and_by_beginning_and_all_must_fit() -> None:
    with transaction():
        a_product(name="Keripik Singkong Presto", description="Digoreng dua kali.")
        a_product(name="Keripik Talas")

    assert found(text="keripik singkong") == ["Keripik Singkong Presto"]
    assert found(text="singk") == ["Keripik Singkong Presto"]
    assert found(text="menggoreng") == ["Keripik Singkong Presto"]
    assert set(found(text="KERIPIK")) == {"Keripik Singkong Presto", "Keripik Talas"}


def test_a_long_word_with_a_slip_is_forgiven_and_said_so() -> None:
    with transaction():
        a_product(name="Edamame Goreng")

    guess = catalogue.search(Filters(text="edamme"))

    assert ([card.name for card in guess.cards], guess.guessed) == (["Edamame Goreng"], True)
    assert catalogue.search(Filters(text="edm")).cards == []


@pytest.mark.parametrize("text", ["'", "kopi & | !", ":*", "\\", "(((", "%", "kopi:*b", "a" * 500, "«»"])
def test_signs_in_a_search_do_no_harm(client: BrowserClient, text: str) -> None:
    assert client.get("/produk", query_string={"q": text}).status_code == 200


@pytest.mark.parametrize("sort", SORTS)
def test_pages_follow_each_other_without_gap_or_repetition_in_every_order(sort: str) -> None:
    with transaction():
        seller = a_seller()
        for n in range(7):
            product = a_product(seller, name=f"Kopi {n}", price=10_000 + n % 3 * 500)
            product.sold_count, product.rating_count, product.rating_sum = n % 2, n % 3, 4 * (n % 3)
    filters = Filters(text="kopi" if sort == "cocok" else "", sort=sort)
    whole = [card.id for card in catalogue.search(filters, limit=100).cards]

    pages, cursor, back = [], None, []
    while True:
        listing = catalogue.search(filters, cursor, limit=3)
        pages.append([card.id for card in listing.cards])
        if listing.following is None or len(pages) > len(whole):
            break
        cursor = keyset.parse(str(listing.following))
    while listing.previous is not None:
        listing = catalogue.search(filters, keyset.parse(str(listing.previous)), limit=3)
        back.append([card.id for card in listing.cards])

    assert [len(page) for page in pages] == [3, 3, 1]
    assert [product_id for page in pages for product_id in page] == whole
    assert list(reversed(back)) == pages[:-1]


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "WzEsMl0", "W3RydWUsImEiLCJiIl0", "!!!!", "W2ZhbHNlLG51bGwsMV0"]
)
def test_a_cursor_that_is_none_of_ours_shows_the_first_page(client: BrowserClient, cursor: str) -> None:
    with transaction():
        a_product(name="Tape Singkong")

    page = client.get("/produk", query_string={"hal": cursor})

    assert page.status_code == 200
    assert "Tape Singkong" in page.text


def test_a_price_that_cannot_be_read_is_said_and_the_rest_still_works(client: BrowserClient) -> None:
    page = client.get("/produk", query_string={"harga_min": "murah"}).text

    assert "Harga “murah” tidak terbaca" in page


def test_chosen_filters_are_shown_and_each_can_be_taken_away(client: BrowserClient) -> None:
    page = client.get("/produk?kategori=furnitur&harga_maks=50.000").text

    assert "sampai Rp50.000" in page
    assert 'href="/produk?kategori=furnitur"' in page


def test_strangers_get_pages_a_cache_may_keep_and_no_cookie(client: BrowserClient) -> None:
    with transaction():
        product = a_product()
    for address in ("/", "/produk", f"/produk/{product.slug}", "/toko", f"/toko/{product.seller.slug}"):
        first = client.get(address)
        assert first.headers["Cache-Control"] == "public, max-age=60"
        assert "Set-Cookie" not in first.headers
        assert "nonce-" not in first.headers["Content-Security-Policy"]
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert db.session.query(WebSession).count() == 0


def test_people_who_are_known_get_pages_no_cache_keeps(as_user: Callable[[User], BrowserClient]) -> None:
    with transaction():
        user = a_user()

    page = as_user(user).get("/produk")

    assert page.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in page.headers


@pytest.mark.parametrize("products", [1, 30])
@pytest.mark.parametrize("variants", [1, 12])
def test_statements_and_bytes_stay_within_budget_whatever_there_is(
    client: BrowserClient, products: int, variants: int
) -> None:
    with transaction():
        made = [a_product(a_seller() if n < 3 else None, photos=3) for n in range(products)]
        for n in range(1, variants):
            a_variant(made[0], price=20_000 + n, option1=f"Rasa {n}")
    for address in ("/", "/produk", "/produk?q=barang", f"/produk/{made[0].slug}", "/toko"):
        with count_queries() as queries:
            page = client.get(address)
        assert page.status_code == 200
        assert len(queries) <= MOST_STATEMENTS, f"{address}\n{queries}"
        assert len(page.data) <= MOST_BYTES


def test_a_shared_product_has_a_card_with_a_jpeg_and_its_price(client: BrowserClient) -> None:
    with transaction():
        product = a_product(name="Suwar-suwir 300 g", price=25_000)

    page = client.get(f"/produk/{product.slug}").text

    assert '<meta property="og:title" content="Suwar-suwir 300 g · Rp25.000">' in page
    assert ".jpg" in page.split('property="og:image" content="')[1].split('"')[0]
    assert '"priceCurrency": "IDR"' in page


def test_text_of_sellers_is_text_everywhere(client: BrowserClient) -> None:
    attack = "</script><script>alert(1)</script>"
    with transaction():
        product = a_product(name=f"Kopi {attack}", description=attack)
        product.seller.story = product.seller.name = attack

    for address in ("/", "/produk", f"/produk/{product.slug}", f"/toko/{product.seller.slug}"):
        assert "<script>alert" not in client.get(address).text


def test_the_sitemap_names_every_public_page(client: BrowserClient) -> None:
    with transaction():
        product, hidden = a_product(), a_product(status=ProductStatus.PAUSED)

    assert client.get("/sitemap.xml").text.count("<loc>") == 1 + max(product.id, hidden.id) // 5_000 + 1
    products = client.get(f"/sitemap-{product.id // 5_000}.xml").text
    assert f"/produk/{product.slug}</loc>" in products
    assert hidden.slug not in products
    assert f"/toko/{product.seller.slug}</loc>" in client.get("/sitemap-umum.xml").text


def test_a_revoked_certificate_takes_the_graduates_badge_off(client: BrowserClient) -> None:
    with transaction():
        product = a_product()
        product.seller.certificate_id = a_certificate().id
    assert "Lulusan Bimtek" in client.get(f"/produk/{product.slug}").text

    with transaction():
        db.session.get_one(Certificate, product.seller.certificate_id).revoke("Salah nama.")

    for address in (f"/produk/{product.slug}", f"/toko/{product.seller.slug}"):
        assert "Lulusan Bimtek" not in client.get(address).text
