"""A form that exists to be looked at: every kind of field on the component page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length


class ShowcaseForm(FlaskForm):
    """Never sent anywhere."""

    name = StringField(_("Nama barang"), [InputRequired(_("Tulis nama barang."))])
    price = StringField(_("Harga"), [InputRequired(_("Isi harga dengan angka, contoh 15.000."))])
    weight = StringField(_("Berat dengan kemasan"))
    category = SelectField(
        _("Kategori"),
        [InputRequired(_("Pilih kategori."))],
        choices=[
            SelectChoice("", _("Pilih kategori")),
            SelectChoice("camilan", _("Camilan")),
            SelectChoice("kopi", _("Kopi dan teh")),
        ],
    )
    story = TextAreaField(_("Cerita barang"), [Length(max=500, message=_("Paling panjang 500 huruf."))])
    halal = RadioField(
        _("Keadaan halal"),
        [InputRequired(_("Pilih salah satu."))],
        choices=[
            SelectChoice("ya", _("Sudah bersertifikat halal")),
            SelectChoice("urus", _("Sedang diurus")),
            SelectChoice("tidak", _("Tidak wajib")),
        ],
    )
    ways = SelectMultipleField(
        _("Cara kirim"),
        choices=[
            SelectChoice("kurir", _("Dikirim kurir")),
            SelectChoice("antar", _("Diantar penjual")),
            SelectChoice("ambil", _("Ambil di tempat")),
        ],
    )
    photos = MultipleFileField(_("Foto barang"))
    password = PasswordField(_("Kata sandi"))
    agree = BooleanField(
        _("Saya setuju dengan syarat belanja"), [InputRequired(_("Centang bila Anda setuju."))]
    )

    @classmethod
    def refused(cls) -> ShowcaseForm:
        """The same form as it comes back when almost nothing was filled in."""
        form = cls(formdata=MultiDict({"salah-name": "", "salah-weight": "230"}), prefix="salah-")
        form.validate()
        return form
