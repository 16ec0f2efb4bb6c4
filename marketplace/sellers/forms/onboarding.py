"""Shapes of the application's question groups."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from marketplace.formats import amounts, business, dates, nik, phones
from marketplace.models.media import PaperKind
from marketplace.models.sellers import BusinessKind
from marketplace.web.region_fields import RegionFields

LONGEST = Length(max=200, message=_("Terlalu panjang, paling banyak 200 huruf."))


def wanted(message: str) -> DataRequired:
    return DataRequired(message)


class Typed(StringField):
    """A text whose reader turns it into its canonical form, or says what is wrong."""

    def __init__(self, label: str, read: Any, problem: type[ValueError], **options: Any) -> None:
        self.read, self.problem = read, problem
        super().__init__(label, **options)
        self.value: Any = None

    def post_validate(self, form: FlaskForm, validation_stopped: bool) -> None:
        text = (self.data or "").strip()
        if validation_stopped or not text:
            return
        try:
            self.value = self.read(text)
        except self.problem as problem:
            raise ValidationError(str(problem)) from problem


def whole_number(text: str) -> int:
    """A count as people type it."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError(_("Isi dengan angka, contoh 3."))
    return int(text)


def rupiah_amount(text: str) -> int:
    return amounts.parse(text).rupiah


class ClaimForm(FlaskForm):
    number = StringField(
        _("Nomor sertifikat atau kode di bawah QR"),
        [wanted(_("Tulis nomor sertifikat. Kalau hilang, tulis “tidak tahu”.")), LONGEST],
    )
    nik = Typed(
        "NIK", lambda text: nik.parse(text).digits, nik.BadNik, validators=[wanted(_("Tulis NIK Anda."))]
    )
    name = StringField(_("Nama sesuai KTP"), [wanted(_("Tulis nama Anda.")), LONGEST])
    programme = StringField(_("Bimtek apa, kapan, di mana"), [Optional(), LONGEST])
    photo = FileField(_("Foto sertifikat"))


class IdentityForm(FlaskForm):
    legal_name = StringField(_("Nama sesuai KTP"), [wanted(_("Tulis nama Anda.")), LONGEST])
    born_on = Typed(
        _("Tanggal lahir"), dates.parse, dates.BadDate, validators=[wanted(_("Tulis tanggal lahir Anda."))]
    )
    phone = Typed(
        _("Nomor HP (WhatsApp)"),
        phones.parse,
        phones.BadPhone,
        validators=[wanted(_("Tulis nomor HP Anda."))],
    )


class BusinessForm(FlaskForm):
    shop_name = StringField(
        _("Nama toko"),
        [wanted(_("Beri nama toko Anda.")), Length(3, 60, message=_("Nama toko 3 sampai 60 huruf."))],
    )
    speciality = StringField(
        _("Apa yang Anda buat"), [wanted(_("Tulis apa yang Anda buat.")), Length(max=100)]
    )
    kind = RadioField(
        _("Bentuk usaha"),
        [InputRequired(_("Pilih bentuk usaha Anda."))],
        choices=[SelectChoice(kind.value, kind.label) for kind in BusinessKind],
    )
    story = TextAreaField(_("Cerita singkat toko"), [Optional(), Length(max=1500)])
    founded_year = Typed(_("Berdiri sejak tahun"), whole_number, ValueError, validators=[Optional()])
    workers = Typed(
        _("Jumlah yang bekerja, Anda termasuk"), whole_number, ValueError, validators=[Optional()]
    )
    investment = Typed(
        _("Modal alat dan mesin, tanpa tanah dan bangunan"),
        rupiah_amount,
        amounts.BadAmount,
        validators=[Optional()],
    )
    yearly_sales = Typed(_("Omzet setahun"), rupiah_amount, amounts.BadAmount, validators=[Optional()])


class PlaceForm(RegionFields, FlaskForm):
    street = StringField(_("Jalan atau dusun"), [wanted(_("Tulis nama jalan atau dusun.")), LONGEST])
    rt = StringField("RT", [Optional(), Length(max=3)])
    rw = StringField("RW", [Optional(), Length(max=3)])
    postcode = StringField(_("Kode pos"), [Optional(), Length(max=5)])
    note = StringField(_("Patokan"), [Optional(), LONGEST])


class LicencesForm(FlaskForm):
    nib = Typed("NIB", business.nib, business.BadNumber, validators=[Optional()])
    npwp = Typed("NPWP", business.npwp, business.BadNumber, validators=[Optional()])
    kbli = Typed("KBLI", business.kbli, business.BadNumber, validators=[Optional()])


BANK_CHOICES = [SelectChoice("", _("Pilih")), *(SelectChoice(*bank) for bank in business.BANKS.items())]


class BankForm(FlaskForm):
    bank_code = SelectField(
        _("Bank"),
        choices=BANK_CHOICES,
    )
    number = Typed(
        _("Nomor rekening"),
        business.account,
        business.BadNumber,
        validators=[wanted(_("Tulis nomor rekening Anda."))],
    )
    holder = StringField(_("Nama pemilik rekening"), [wanted(_("Tulis nama pemilik rekening.")), LONGEST])

    def validate_bank_code(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(_("Pilih bank Anda."))


class TaxForm(FlaskForm):
    turnover = RadioField(
        _("Omzet usaha Anda tahun ini"),
        [InputRequired(_("Pilih salah satu."))],
        choices=[
            SelectChoice("below", _("Rp500.000.000 atau kurang")),
            SelectChoice("above", _("Lebih dari Rp500.000.000")),
        ],
    )
    is_pkp = BooleanField(_("Usaha saya Pengusaha Kena Pajak (PKP)"))


class PaperForm(FlaskForm):
    kind = SelectField(
        _("Berkas apa"),
        choices=[
            SelectChoice(kind.value, kind.label)
            for kind in (
                PaperKind.ID_CARD,
                PaperKind.CERTIFICATE,
                PaperKind.NIB,
                PaperKind.NPWP,
                PaperKind.BANK_BOOK,
                PaperKind.PIRT,
                PaperKind.BPOM,
                PaperKind.HALAL,
                PaperKind.OTHER,
            )
        ],
    )
    paper = FileField(_("Foto atau PDF"))


class ConsentForm(FlaskForm):
    consent = BooleanField(
        _("Data dan berkas saya boleh dipakai untuk memeriksa dan menjalankan toko saya"),
        [wanted(_("Beri centang bila Anda setuju."))],
    )
