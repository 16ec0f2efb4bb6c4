"""Inputs that take what people type, and the cleaning of texts."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import ValidationError

from marketplace.formats import dates
from marketplace.formats.counts import parse_count
from marketplace.money import parse_rupiah, rupiah


class Typed(StringField):
    """A text input that keeps what was typed and hands out `value`, None when empty."""

    value: Any = None

    def read(self, text: str) -> Any:
        """What the text means. Raises ValidationError with what to do."""
        return text

    def show(self, value: Any) -> str:
        return str(value)

    def process_data(self, value: Any) -> None:
        self.value = value
        self.data = "" if value is None else self.show(value)

    def post_validate(self, form: FlaskForm, validation_stopped: bool) -> None:
        text = (self.data or "").strip()
        self.value = self.read(text) if text and not validation_stopped else None


class Rupiah(Typed):
    """Money as people type it: `1.250.000`, `Rp1250000`."""

    def read(self, text: str) -> int:
        amount = parse_rupiah(text)
        if amount is None:
            raise ValidationError(_("Isi harga dengan angka, contoh 15.000."))
        return amount

    def show(self, value: int) -> str:
        return rupiah(value).removeprefix("Rp")


class Whole(Typed):
    """A whole number with or without dots, at most `most`."""

    def __init__(self, label: Any, *, most: int, least: int = 0, **options: Any) -> None:
        super().__init__(label, **options)
        self.least, self.most = least, most

    def read(self, text: str) -> int:
        number = parse_count(text)
        if number is None:
            raise ValidationError(_("Isi dengan angka saja, contoh 25."))
        if not self.least <= number <= self.most:
            raise ValidationError(
                _(
                    "Isi angka dari %(least)s sampai %(most)s.",
                    least=self.least,
                    most=f"{self.most:,}".replace(",", "."),
                )
            )
        return number


class Share(Typed):
    """A percentage, `35,6`, as basis points."""

    def read(self, text: str) -> int:
        try:
            number = Decimal(text.removesuffix("%").strip().replace(",", "."))
        except InvalidOperation:
            raise ValidationError(_("Isi persennya dengan angka, contoh 35,6.")) from None
        if not (number.is_finite() and 0 <= number <= 100):
            raise ValidationError(_("Isi persen dari 0 sampai 100."))
        return int(number * 100)

    def show(self, value: int) -> str:
        return f"{value / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")


class Day(DateField):
    """A calendar day, from the phone's calendar or typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            try:
                self.data = dates.parse(text)
            except dates.BadDate as problem:
                raise ValueError(str(problem)) from None


def trimmed(value: str | None) -> str:
    """One line without doubled spaces."""
    return " ".join((value or "").replace("\0", "").split())


def clean_text(value: str | None) -> str:
    return (value or "").replace("\r\n", "\n").replace("\0", "").strip()
