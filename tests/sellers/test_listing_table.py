"""Prices and stock of a shop by spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
import xlsxwriter
from sqlalchemy import func, select

from marketplace.extensions import db
from marketplace.formats import spreadsheets
from marketplace.models import StockMovement, User
from marketplace.models.catalogue import ProductStatus
from marketplace.sellers import listings_table
from marketplace.sellers.listings_table import BadTable
from tests.factories.catalogue import a_product, a_tier, a_variant
from tests.factories.sellers import a_seller
from tests.harness.web import BrowserClient

SignIn = Callable[[User], BrowserClient]
HEADINGS = ["Alamat barang", "Nama", "Varian", "Kode", "Harga", "Stok"]


def a_table(*rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([headings, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def problems_of(refusal: pytest.ExceptionInfo[BadTable]) -> list[tuple[int, str]]:
    return [(problem.row, problem.message) for problem in refusal.value.problems]


def test_the_table_comes_back_as_it_went_out() -> None:
    seller = a_seller()
    product = a_product(seller, name="=1+1 bukan rumus", price=10_000, stock=5, axis1="Rasa")
    product.variants[0].option1 = "Asin"
    a_variant(product, option1="Pedas", price=12_000, stock=2, code="KRP-P")
    a_product(seller, status=ProductStatus.ARCHIVED)
    a_product()

    data = listings_table.workbook(seller)

    assert spreadsheets.read(data)[0].rows == [
        HEADINGS,
        [product.slug, "=1+1 bukan rumus", "Asin", "", 10_000.0, 5.0],
        [product.slug, "=1+1 bukan rumus", "Pedas", "KRP-P", 12_000.0, 2.0],
    ]
    assert listings_table.take_back(seller, data) == 0


def test_changed_prices_and_stock_are_taken() -> None:
    seller = a_seller()
    one, other = a_product(seller, price=10_000, stock=5), a_product(seller, price=20_000, stock=1)
    table = a_table([one.slug, "", "", "", "Rp12.500", "8"], [other.slug, "", "", "", 20_000, 1])

    assert listings_table.take_back(seller, table) == 1

    assert (one.variants[0].price, one.variants[0].available) == (12_500, 8)
    movements = select(func.count(StockMovement.id)).where(StockMovement.variant_id == other.variants[0].id)
    assert db.session.scalar(movements) == 1


def test_a_csv_will_do() -> None:
    seller = a_seller()
    product = a_product(seller, price=10_000, stock=5)
    table = f"Alamat barang;Nama;Varian;Kode;Harga;Stok\r\n{product.slug};;;;11.000;4\r\n".encode()

    assert listings_table.take_back(seller, table) == 1
    assert (product.variants[0].price, product.variants[0].available) == (11_000, 4)


def test_every_wrong_row_is_named_and_nothing_changes() -> None:
    seller, theirs = a_seller(), a_product()
    good = a_product(seller, price=10_000, stock=5)
    wholesale = a_product(seller, price=10_000, stock=5)
    a_tier(wholesale.variants[0], 10, 9_000)
    table = a_table(
        [good.slug, "", "", "", 12_000, 5],
        [theirs.slug, "", "", "", 500, 0],
        [good.slug, "", "Pedas", "", 12_000, 5],
        [wholesale.slug, "", "", "", "mahal", 5],
        [good.slug, "", "", "", 12_000, 5],
    )

    with pytest.raises(BadTable) as refusal:
        listings_table.take_back(seller, table)

    assert problems_of(refusal) == [
        (3, f"Tidak ada barang dengan alamat “{theirs.slug}”."),
        (4, f"{good.name} tidak punya varian “Pedas”."),
        (5, "Harga harus angka, contoh 15000."),
        (6, "Barang ini sudah ada di baris sebelumnya."),
    ]
    assert (good.variants[0].price, theirs.variants[0].price) == (10_000, 25_000)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7", "bukan berkas tabel"),
        (a_table(["a"], headings=["Nomor"]), "judul kolom"),
        (a_table(), "Tidak ada baris barang"),
        (b"x" * (listings_table.MOST_BYTES + 1), "2 MB"),
    ],
    ids=["empty", "pdf", "headings", "no rows", "heavy"],
)
def test_a_file_that_is_no_such_table_is_refused(data: bytes, words: str) -> None:
    seller = a_seller()

    with pytest.raises(BadTable) as refusal:
        listings_table.take_back(seller, data)

    assert words in refusal.value.problems[0].message


def test_a_price_refused_by_the_shop_itself_undoes_the_whole_table(as_user: SignIn) -> None:
    seller = a_seller()
    good, bad = a_product(seller, price=10_000), a_product(seller, price=10_000)
    a_tier(bad.variants[0], 10, 9_000)
    table = a_table([good.slug, "", "", "", 11_000, 10], [bad.slug, "", "", "", 9_000, 10])

    answer = as_user(seller.owner).post("/mitra/produk/tabel", data={"table": (BytesIO(table), "harga.xlsx")})

    assert answer.status_code == 422
    assert "Harga harus di atas harga grosir Rp9.000." in answer.text
    assert (good.variants[0].price, bad.variants[0].price) == (10_000, 10_000)


def test_the_page_hands_the_table_out_and_takes_it_back(as_user: SignIn) -> None:
    product = a_product(price=10_000, stock=5)
    client = as_user(product.seller.owner)

    assert client.get("/mitra/produk/tabel").status_code == 200
    file = client.get("/mitra/produk/tabel.xlsx")
    assert file.headers["Content-Disposition"] == 'attachment; filename="harga-dan-stok.xlsx"'
    table = a_table([product.slug, "", "", "", 12_000, 7])
    answer = client.post("/mitra/produk/tabel", data={"table": (BytesIO(table), "harga.xlsx")})

    assert answer.status_code == 303
    assert (product.variants[0].price, product.variants[0].available) == (12_000, 7)
    assert client.post("/mitra/produk/tabel").status_code == 422
