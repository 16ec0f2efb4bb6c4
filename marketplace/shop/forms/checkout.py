"""Shapes of what a buyer sends at checkout and while paying."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from marketplace import regions
from marketplace.formats.contacts import normal_email, normal_phone
from marketplace.models.orders import PaymentMethod


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


class CheckoutForm(FlaskForm):
    """Who gets it and where. With an address from the book only the e-mail is asked."""

    checkout_key = HiddenField()
    seen = HiddenField()
    name = StringField(
        _("Nama penerima"),
        [DataRequired(_("Isi nama penerima, contoh Siti Aminah.")), Length(max=80)],
        filters=[_tidy],
    )
    phone = StringField(_("Nomor HP"), [DataRequired(_("Isi nomor HP penerima, contoh 0812-3456-7890."))])
    email = StringField(
        _("Email"), [DataRequired(_("Isi email supaya kami bisa mengabari Anda.")), Length(max=254)]
    )
    village = SelectField(_("Desa atau kelurahan"), validate_choice=False)
    street = StringField(_("Jalan dan nomor rumah"), [Length(max=200)], filters=[_tidy])
    address_note = StringField(_("Patokan"), [Length(max=200)], filters=[_tidy])
    method = RadioField(_("Cara bayar"), [InputRequired(_("Pilih cara bayarnya."))], validate_choice=False)

    def offer(self, district_code: str, methods: list[PaymentMethod]) -> None:
        """Give the lists their choices; the usual way to pay is chosen until another is."""
        if "village" in self:
            villages = regions.children(district_code)
            self.village.choices = [("", _("Pilih")), *((village.code, village.name) for village in villages)]
        self.method.choices = [(method.value, method.label) for method in methods]
        if self.method.data not in {method.value for method in methods}:
            self.method.data = methods[0].value if methods else None

    def ask_for_place(self) -> None:
        """Something must be brought: the street and the village are needed."""
        if "village" in self:
            needs = InputRequired(_("Isi jalan dan nomor rumah supaya kurir bisa menemukan Anda."))
            self.street.validators = [needs, *self.street.validators]
            self.village.validators = [InputRequired(_("Pilih desa atau kelurahan tujuan."))]

    def use_address_book(self) -> None:
        """Name, phone and place come from a saved address."""
        for field in ("name", "phone", "village", "street", "address_note"):
            del self[field]

    def validate_phone(self, field: StringField) -> None:
        number = normal_phone(field.data or "")
        if number is None:
            raise ValidationError(_("Nomor HP ini tidak lengkap. Contoh: 0812-3456-7890."))
        field.data = number

    def validate_email(self, field: StringField) -> None:
        address = normal_email(field.data or "")
        if address is None:
            raise ValidationError(_("Email ini belum lengkap. Contoh: nama@gmail.com."))
        field.data = address


class ProofForm(FlaskForm):
    proof = FileField(_("Foto atau tangkapan layar bukti transfer"))
    note = StringField(_("Nama pemilik rekening pengirim"), [Length(max=120)], filters=[_tidy])


class RefuseProofForm(FlaskForm):
    reason = StringField(
        _("Alasan"),
        [DataRequired(_("Tulis alasannya supaya pembeli tahu.")), Length(max=300)],
        filters=[_tidy],
    )
