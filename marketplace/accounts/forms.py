"""Shapes of the account pages. What the values mean is decided in the use cases."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from marketplace.formats.contacts import normal_email, normal_phone

LONGEST_PASSWORD = 256


class EmailField(StringField):
    """An address; `data` is its normal form once it is valid."""

    def pre_validate(self, form: FlaskForm) -> None:
        normal = normal_email(self.data or "")
        if normal is None:
            raise ValidationError(_("Tulis alamat email yang lengkap, misalnya siti@contoh.id."))
        self.data = normal


class PhoneField(StringField):
    """A telephone number; `data` is E.164 once it is valid, empty when nothing was typed."""

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
