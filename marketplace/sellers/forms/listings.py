"""Shapes of the product editor."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    FieldList,
    FileField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from marketplace.media import pictures
from marketplace.models import Category, Product
from marketplace.models.catalogue import HalalState, LicenceKind, Storage
from marketplace.sellers import category_rules
from marketplace.sellers.forms.fields import Day, Rupiah, Share, Whole, clean_text, trimmed
from marketplace.sellers.listings_licences import Claims
from marketplace.sellers.listings_table import MOST_BYTES
from marketplace.sellers.listings_variants import Axis
from marketplace.sellers.listings_writing import Basics, FoodLabel, Parcel, new_code

UNITS = (
    "buah", "bungkus", "botol", "toples", "kotak", "kaleng", "kg", "liter", "lembar", "meter", "m²", "pasang",
    "set", "lusin", "porsi", "karung", "batang",
)  # fmt: skip
MOST_PHOTO_BYTES = 64 * 1024 * 1024
"""Of one request: nine photos as phones take them, when no script makes them smaller."""
MOST_CM, MOST_GRAMS, MOST_PIECES, MOST_DAYS = 1_000, 5_000_000, 1_000_000, 3_650


def category_choices(tree: list[Category]) -> dict[str, list[tuple[str, str]]]:
    """Shelves as a grouped list; a branch without twigs stands for itself."""
    choices: dict[str, list[tuple[str, str]]] = {" ": [("", str(_("Pilih kategori")))]}
    for top in tree:
        twigs = [(twig.slug, twig.name) for twig in top.children if twig.is_enabled]
        choices[top.name] = twigs or [(top.slug, top.name)]
    return choices


class BasicsForm(FlaskForm):
    """What a product needs first. Price and stock are not asked for when variants keep them."""

    name = StringField(
        _("Nama barang"),
        filters=[trimmed],
        validators=[
            InputRequired(_("Tulis nama barangnya.")),
            Length(5, 100, _("Nama barang 5 sampai 100 huruf.")),
        ],
    )
    price = Rupiah(_("Harga"), validators=[InputRequired(_("Isi harganya, contoh 15.000."))])
    stock = Whole(
        _("Stok"), most=MOST_PIECES, validators=[InputRequired(_("Isi stoknya. Tulis 0 kalau sedang habis."))]
    )
    category = SelectField(_("Kategori"), validators=[InputRequired(_("Pilih kategorinya."))])
    unit = SelectField(_("Dijual per"))
    description = TextAreaField(
        _("Keterangan"),
        filters=[clean_text],
        validators=[Length(max=5000, message=_("Paling banyak 5.000 huruf."))],
    )

    def offer(self, tree: list[Category], unit: str = "") -> None:
        """Fill the lists."""
        self.category.choices = category_choices(tree)
        extra = () if unit in UNITS or not unit else (unit,)
        self.unit.choices = [(word, word) for word in (*UNITS, *extra)]

    def without_price(self) -> None:
        del self.price, self.stock

    def basics(self) -> Basics:
        has_price = "price" in self
        return Basics(
            name=self.name.data or "",
            category=self.category.data or "",
            unit=self.unit.data or UNITS[0],
            description=self.description.data or "",
            price=self.price.value if has_price else None,
            stock=self.stock.value if has_price else None,
        )


class PriceAndStock(FlaskForm):
    """One variant in the list."""

    price = Rupiah(_("Harga"))
    stock = Whole(_("Stok"), most=MOST_PIECES)


class NewForm(BasicsForm):
    """The first page: photos and basics. `kept` are tokens of photos that arrived with an earlier try."""

    photos = MultipleFileField(_("Foto barang"))
    code = HiddenField(default=new_code, filters=[lambda text: re.sub(r"[^0-9a-z]", "", text or "")[:12]])
    kept = FieldList(HiddenField(), max_entries=9)


class PhotosForm(FlaskForm):
    photos = MultipleFileField(_("Tambah foto"))


class AltForm(FlaskForm):
    alt = StringField(_("Keterangan foto"), filters=[trimmed])


def allow_photos() -> None:
    """Let this request carry several photos; called before its form is looked at."""
    request.max_content_length = MOST_PHOTO_BYTES


def uploaded(name: str = "photos") -> list[bytes]:
    """The files of a request, each read at most one byte beyond what is allowed."""
    files = [file for file in request.files.getlist(name) if file.filename]
    return [file.stream.read(pictures.MAX_BYTES + 1) for file in files]


class ParcelForm(FlaskForm):
    weight_g = Whole(_("Berat dengan kemasan"), least=1, most=MOST_GRAMS)
    length_cm = Whole(_("Panjang"), least=1, most=MOST_CM)
    width_cm = Whole(_("Lebar"), least=1, most=MOST_CM)
    height_cm = Whole(_("Tinggi"), least=1, most=MOST_CM)
    min_order = Whole(_("Pembelian paling sedikit"), least=1, most=10_000)
    made_to_order_days = Whole(_("Dibuat setelah dipesan, berapa hari"), least=1, most=90)

    def parcel(self) -> Parcel:
        return Parcel(
            weight_g=self.weight_g.value,
            length_cm=self.length_cm.value,
            width_cm=self.width_cm.value,
            height_cm=self.height_cm.value,
            min_order=self.min_order.value or 1,
            made_to_order_days=self.made_to_order_days.value,
        )


class LabelForm(FlaskForm):
    shelf_life_days = Whole(_("Masa simpan"), least=1, most=MOST_DAYS)
    storage = RadioField(_("Cara menyimpan"), choices=lambda: [(kind.value, kind.label) for kind in Storage])
    composition = TextAreaField(
        _("Komposisi"),
        filters=[clean_text],
        validators=[Length(max=2000, message=_("Paling banyak 2.000 huruf."))],
    )
    net_content = StringField(
        _("Isi bersih"), filters=[trimmed], validators=[Length(max=60, message=_("Paling banyak 60 huruf."))]
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.storage.validate_choice = bool(self.storage.data)

    def label(self) -> FoodLabel:
        storage = self.storage.data
        return FoodLabel(
            shelf_life_days=self.shelf_life_days.value,
            storage=Storage(storage) if storage else None,
            composition=self.composition.data or "",
            net_content=self.net_content.data or "",
        )


class LicencesForm(FlaskForm):
    """Numbers as on the label. Which of them are asked for depends on the category."""

    pirt = StringField(_("Nomor P-IRT"))
    bpom = StringField(_("Nomor BPOM MD"))
    bpom_until = Day(_("BPOM MD berlaku sampai"))
    food_exemption = RadioField(_("Belum punya izin pangan? Pilih alasannya"), validate_choice=False)
    halal_state = RadioField(
        _("Keterangan halal"),
        choices=lambda: [(state.value, state.label) for state in HalalState],
        validate_choice=False,
    )
    halal = StringField(_("Nomor sertifikat halal"))
    halal_until = Day(_("Sertifikat halal berlaku sampai"))
    sni = StringField(_("Nomor SNI"))
    sni_until = Day(_("SNI berlaku sampai"))
    brand = StringField(_("Nomor merek"))
    brand_until = Day(_("Merek berlaku sampai"))
    tkdn = StringField(_("Nomor sertifikat TKDN"))
    tkdn_until = Day(_("TKDN berlaku sampai"))
    tkdn_share = Share(_("Kandungan lokal (TKDN)"))

    def offer(self, category: Category) -> None:
        """Ask only for what the category knows."""
        codes = category_rules.exemptions_of(category)
        if codes:
            none = [("", str(_("Tidak ada, saya mengisi nomor izin")))]
            self.food_exemption.choices = none + [
                (code, str(_(category_rules.EXEMPTIONS[code]))) for code in codes
            ]
        else:
            del self.food_exemption
        if not category_rules.licences_of(category):
            del self.pirt, self.bpom, self.bpom_until

    def claims(self) -> Claims:
        """What was typed; states that were not offered stay empty."""
        known = {state.value for state in HalalState}
        state = self.halal_state.data
        return Claims(
            numbers={kind: self[kind.value].data or "" for kind in LicenceKind if kind.value in self},
            expiries={kind: self._until(kind) for kind in LicenceKind},
            halal=HalalState(state) if state in known else None,
            food_exemption=(self.food_exemption.data or "") if "food_exemption" in self else "",
            tkdn_bps=self.tkdn_share.value,
        )

    def _until(self, kind: LicenceKind) -> date | None:
        """The day that was typed; a P-IRT number tells its own."""
        name = f"{kind.value}_until"
        return self[name].data if name in self else None


def licence_values(product: Product, wanted: dict[str, Any]) -> dict[str, Any]:
    """Start values of the licences form: what the seller wants, whether an admin has seen it or not."""
    values: dict[str, Any] = {
        "halal_state": wanted["halal"] or "",
        "food_exemption": wanted["food_exemption"],
        "tkdn_share": product.tkdn_bps,
    }
    for kind, licence in wanted["licences"].items():
        values[kind] = licence["number"]
        if licence["expires_on"]:
            values[f"{kind}_until"] = date.fromisoformat(licence["expires_on"])
    return values


class AxesForm(FlaskForm):
    axis1 = StringField(_("Macam pilihan pertama"), filters=[trimmed])
    options1 = TextAreaField(_("Isi pilihannya"), filters=[clean_text])
    axis2 = StringField(_("Macam pilihan kedua"), filters=[trimmed])
    options2 = TextAreaField(_("Isi pilihannya"), filters=[clean_text])

    def axes(self) -> list[Axis]:
        pairs = ((self.axis1, self.options1), (self.axis2, self.options2))
        return [Axis(name.data or "", lines(options.data)) for name, options in pairs]


def lines(text: str | None) -> tuple[str, ...]:
    """One value a line (or parted by commas when there is only one line)."""
    typed = text or ""
    parts = typed.splitlines() if "\n" in typed else typed.split(",")
    return tuple(trimmed(part) for part in parts if part.strip())


class TableForm(FlaskForm):
    table = FileField(_("Berkas tabel"))

    def content(self) -> bytes:
        """The uploaded file, read at most one byte beyond what is allowed; empty when there is none."""
        file = request.files.get(self.table.name)
        return file.stream.read(MOST_BYTES + 1) if file and file.filename else b""


class HolidayForm(FlaskForm):
    first = Day(_("Mulai libur"))
    last = Day(_("Hari terakhir libur"))
