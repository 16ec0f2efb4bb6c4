"""Shapes of the shop's own pages."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from marketplace import money, regions
from marketplace.formats import business, phones
from marketplace.sellers.forms.onboarding import Typed, wanted
from marketplace.sellers.shop_profile import LONGEST_STORY


def rupiah(text: str) -> int:
    amount = money.parse_rupiah(text)
    if amount is None:
        raise ValueError(_("Isi dengan angka, contoh 10000."))
    return amount


class ProfileForm(FlaskForm):
    speciality = StringField(
        _("Apa yang Anda buat"), [wanted(_("Tulis apa yang Anda buat.")), Length(max=100)]
    )
    story = TextAreaField(_("Cerita toko"), [Optional(), Length(max=LONGEST_STORY)])
    phone = Typed(
        _("Nomor HP toko"), phones.parse, phones.BadPhone, validators=[wanted(_("Tulis nomor HP."))]
    )
    photo = FileField(_("Foto toko"))


class HandoverForm(FlaskForm):
    offers_courier = BooleanField(_("Kirim lewat kurir"))
    delivers_itself = BooleanField(_("Saya antar sendiri"))
    delivery_fee = Typed(_("Ongkos antar"), rupiah, ValueError, validators=[Optional()])
    delivery_regency = SelectMultipleField(_("Antar sendiri ke"), validate_choice=False)
    offers_pickup = BooleanField(_("Pembeli boleh ambil di tempat"))
    pickup_note = StringField(_("Petunjuk ambil di tempat"), [Optional(), Length(max=300)])
    accepts_cod = BooleanField(_("Terima bayar di tempat (untuk diantar sendiri dan ambil di tempat)"))

    def offer_regencies(self, home: str) -> None:
        """The regencies of the shop's own province, the home regency first."""
        near = regions.children(regions.province_code(home or "35"))
        near.sort(key=lambda region: (region.code != home, region.name))
        self.delivery_regency.choices = [SelectChoice(region.code, region.name) for region in near]

    def validate_delivery_regency(self, field: SelectMultipleField) -> None:
        known = {choice.value for choice in field.choices or []}
        if not set(field.data or []) <= known:
            raise ValidationError(_("Pilih kabupaten dari daftar."))


class NibForm(FlaskForm):
    nib = Typed("NIB", business.nib, business.BadNumber, validators=[wanted(_("Tulis NIB Anda."))])
