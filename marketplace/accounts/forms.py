"""Shapes of the account pages. What the values mean is decided in the use cases."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from marketplace.accounts.addresses import Place
from marketplace.formats.contacts import normal_email, normal_phone
from marketplace.web.region_fields import RegionFields

LANGUAGES = [SelectChoice("id", "Bahasa Indonesia"), SelectChoice("en", "English")]


class EmailField(StringField):
    """An address; `data` is its normal form once it is valid."""

    data: Any

    def pre_validate(self, form: FlaskForm) -> None:
        normal = normal_email(self.data or "")
        if normal is None:
            raise ValidationError(_("Tulis alamat email yang lengkap, misalnya siti@contoh.id."))
        self.data = normal


class PhoneField(StringField):
    """A telephone number; `data` is E.164 once it is valid, empty when nothing was typed."""

    data: Any

    def pre_validate(self, form: FlaskForm) -> None:
        if not (self.data or "").strip():
            self.data = ""
            return
        normal = normal_phone(self.data or "")
        if normal is None:
            raise ValidationError(_("Tulis nomor telepon yang lengkap, misalnya 0812-3456-7890."))
        self.data = normal


def required(message: str) -> DataRequired:
    return DataRequired(message)


class RegisterForm(FlaskForm):
    name = StringField(_("Nama"), [required(_("Tulis nama Anda.")), Length(max=120)])
    email = EmailField(_("Email"), [required(_("Tulis alamat email Anda."))])
    phone = PhoneField(_("Nomor telepon"), [Optional()])
    password = PasswordField(_("Kata sandi"), [required(_("Buat kata sandi."))])
    consent = BooleanField(
        _("Saya setuju dengan ketentuan dan kebijakan privasi Pasar IKM"),
        [required(_("Beri centang bila Anda setuju. Tanpa persetujuan, akun tidak bisa dibuat."))],
    )


class SignInForm(FlaskForm):
    email = StringField(_("Email"), [required(_("Tulis alamat email Anda.")), Length(max=254)])
    password = PasswordField(_("Kata sandi"), [required(_("Tulis kata sandi Anda."))])


class CodeForm(FlaskForm):
    code = StringField(_("Kode"), [required(_("Tulis kodenya.")), Length(max=40)])


class ForgottenForm(FlaskForm):
    email = EmailField(_("Email"), [required(_("Tulis alamat email Anda."))])


class NewPasswordForm(FlaskForm):
    password = PasswordField(_("Kata sandi baru"), [required(_("Buat kata sandi baru."))])


class ProfileForm(FlaskForm):
    name = StringField(_("Nama"), [required(_("Tulis nama Anda.")), Length(max=120)])
    phone = PhoneField(_("Nomor telepon"), [Optional()])
    locale = SelectField(_("Bahasa"), choices=LANGUAGES)


class EmailChangeForm(FlaskForm):
    email = EmailField(_("Email baru"), [required(_("Tulis alamat email baru Anda."))])
    password = PasswordField(_("Kata sandi Anda"), [required(_("Tulis kata sandi Anda."))])


class PasswordChangeForm(FlaskForm):
    current = PasswordField(_("Kata sandi sekarang"), [required(_("Tulis kata sandi Anda yang sekarang."))])
    password = PasswordField(_("Kata sandi baru"), [required(_("Buat kata sandi baru."))])


class ConfirmItsMeForm(FlaskForm):
    password = PasswordField(_("Kata sandi Anda"), [required(_("Tulis kata sandi Anda."))])
    code = StringField(_("Kode verifikasi"), [Length(max=40)])


class AddressForm(RegionFields, FlaskForm):
    recipient = StringField(_("Nama penerima"), [required(_("Tulis nama penerima.")), Length(max=120)])
    phone = PhoneField(_("Nomor telepon"), [required(_("Tulis nomor telepon penerima."))])
    street = TextAreaField(
        _("Jalan, nomor rumah, RT/RW"), [required(_("Tulis jalan dan nomor rumahnya.")), Length(max=300)]
    )
    postcode = StringField(_("Kode pos"), [Length(max=10)])
    note = StringField(_("Patokan untuk kurir"), [Length(max=200)])
    is_default = BooleanField(_("Jadikan alamat utama"))

    def place(self) -> Place:
        return Place(
            recipient=" ".join(self.recipient.data.split()),
            phone=self.phone.data or "",
            street="\n".join(line.strip() for line in self.street.data.splitlines() if line.strip()),
            village_code=self.village.data,
            postcode=(self.postcode.data or "").strip(),
            note=(self.note.data or "").strip(),
        )


class DeleteAccountForm(FlaskForm):
    password = PasswordField(_("Kata sandi Anda"), [required(_("Tulis kata sandi Anda."))])
    understood = BooleanField(
        _("Saya mengerti akun ini tidak bisa dikembalikan"),
        [required(_("Beri centang bila Anda mengerti akun ini tidak bisa dikembalikan."))],
    )
