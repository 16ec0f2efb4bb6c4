"""Prices and stock of a whole shop as one table: handed out, changed in a spreadsheet, taken back.

A row is found by the product's address and the words of its variant. All of a table is taken, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace import stock
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.formats import spreadsheets
from marketplace.formats.cells import as_text
from marketplace.formats.counts import parse_count
from marketplace.formats.workbook_guard import BadSpreadsheet
from marketplace.i18n import N_, _
from marketplace.models import Product, Seller, Variant
from marketplace.models.catalogue import ProductStatus
from marketplace.money import parse_rupiah
from marketplace.sellers.listings_writing import set_price

HEADINGS = (N_("Alamat barang"), N_("Nama"), N_("Varian"), N_("Kode"), N_("Harga"), N_("Stok"))
ADDRESS, _NAME, VARIANT, _CODE, PRICE, STOCK = range(len(HEADINGS))
FIXED = frozenset({ProductStatus.ARCHIVED, ProductStatus.BLOCKED})
WIDTHS = (38, 38, 24, 14, 14, 10)
MOST_BYTES = 2 * 1024 * 1024
MOST_PROBLEMS = 50


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row; rows count from 1 as the spreadsheet shows them."""

    row: int
    message: str


@dataclass(frozen=True)
class Wanted:
    """One row that was understood: price in rupiah, pieces that can be sold now."""

    row: int
    variant: Variant
    price: int
    pieces: int


class BadTable(Invalid):
    """Nothing was changed; `problems` says why, row by row."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(_("Belum ada yang diubah. Perbaiki baris berikut, lalu kirim lagi."), field="table")


def workbook(seller: Seller) -> bytes:
    """Every variant that can be changed, one a row, as an .xlsx file."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(_("Harga dan stok"))
    bold = book.add_format({"bold": True, "bottom": 1})
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, _(heading), bold)
        sheet.set_column(column, column, WIDTHS[column])
    row = 0
    for product in _products(seller):
        for variant in product.variants:
            if not variant.is_active:
                continue
            row += 1
            words = (product.slug, product.name, variant.label, variant.code)
            for column, text in enumerate(words):
                sheet.write_string(row, column, text)  # never a formula, whatever the name begins with
            sheet.write_number(row, PRICE, variant.price)
            sheet.write_number(row, STOCK, variant.available)
    sheet.freeze_panes(1, 2)
    book.close()
    return file.getvalue()


def take_back(seller: Seller, data: bytes) -> int:
    """Set prices and stock as the table says; how many variants changed. Raises BadTable, all or nothing."""
    rows = _rows(data)
    products = {product.slug: product for product in _products(seller)}
    problems: list[Problem] = []
    wanted = list(_understood(rows, products, problems))
    if not problems and not wanted:
        problems = [Problem(1, _("Tidak ada baris barang di tabel ini."))]
    if problems:
        raise BadTable(problems[:MOST_PROBLEMS])
    return _apply(seller, wanted)


def _apply(seller: Seller, wanted: list[Wanted]) -> int:
    changed = [one for one in wanted if (one.variant.price, one.variant.available) != (one.price, one.pieces)]
    keys = [one.variant.id for one in changed]
    locked = select(Variant).where(Variant.id.in_(keys)).order_by(Variant.id).with_for_update()
    db.session.scalars(locked.execution_options(populate_existing=True)).all()
    problems = []
    for one in changed:
        try:
            set_price(one.variant, one.price)
            stock.set_on_hand(one.variant, one.pieces, seller.owner)
        except Invalid as refusal:
            problems.append(Problem(one.row, refusal.message))
    if problems:
        raise BadTable(problems[:MOST_PROBLEMS])
    return len(changed)


def _products(seller: Seller) -> list[Product]:
    query = (
        select(Product)
        .where(Product.seller_id == seller.id, Product.status.not_in(FIXED))
        .order_by(Product.id)
        .options(selectinload(Product.variants).selectinload(Variant.tiers))
    )
    return list(db.session.scalars(query))


def _rows(data: bytes) -> list[spreadsheets.Row]:
    if len(data) > MOST_BYTES:
        raise BadTable([Problem(1, _("Berkas terlalu besar. Batasnya 2 MB."))])
    try:
        return spreadsheets.read(data)[0].rows
    except BadSpreadsheet as fault:
        raise BadTable([Problem(1, str(fault))]) from None


def _understood(
    rows: list[spreadsheets.Row], products: dict[str, Product], problems: list[Problem]
) -> Iterator[Wanted]:
    """Rows in the order of HEADINGS, the first one with the headings; what is wrong goes to `problems`."""
    if not rows or as_text(rows[0][0] if rows[0] else "").lower() not in _first_headings():
        problems.append(Problem(1, _("Baris pertama harus judul kolom. Pakai tabel yang diunduh dari sini.")))
        return
    seen: set[int] = set()
    for number, row in enumerate(rows[1:], start=2):
        cells = [*row, *[""] * len(HEADINGS)]
        if not any(as_text(cell) for cell in row):
            continue
        try:
            one = _one(number, cells, products)
        except Invalid as refusal:
            problems.append(Problem(number, refusal.message))
            continue
        if one.variant.id in seen:
            problems.append(Problem(number, _("Barang ini sudah ada di baris sebelumnya.")))
            continue
        seen.add(one.variant.id)
        yield one


def _first_headings() -> set[str]:
    return {HEADINGS[ADDRESS].lower(), _(HEADINGS[ADDRESS]).lower()}


def _one(number: int, cells: list[Any], products: dict[str, Product]) -> Wanted:
    address, label = as_text(cells[ADDRESS]), as_text(cells[VARIANT])
    product = products.get(address)
    if product is None:
        raise Invalid(_("Tidak ada barang dengan alamat “%(address)s”.", address=address[:80]))
    for variant in product.variants:
        if variant.is_active and variant.label == label:
            return Wanted(number, variant, _price(cells[PRICE]), _pieces(cells[STOCK]))
    raise Invalid(_("%(name)s tidak punya varian “%(label)s”.", name=product.name, label=label[:80]))


def _price(cell: Any) -> int:
    amount = parse_rupiah(as_text(cell))
    if amount is None:
        raise Invalid(_("Harga harus angka, contoh 15000."))
    return amount


def _pieces(cell: Any) -> int:
    pieces = parse_count(as_text(cell))
    if pieces is None:
        raise Invalid(_("Stok harus angka, contoh 10."))
    return pieces
