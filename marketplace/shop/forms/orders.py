"""Shapes of what sellers, buyers and admins say about an order."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from marketplace.orm import Labelled
from marketplace.shop.cancelling import BuyerReason, RefusedReason, SellerReason
from marketplace.shop.problems import ProblemKind

COURIERS = ("JNE", "J&T", "SiCepat", "AnterAja", "Pos Indonesia", "Lion Parcel", "Ninja Xpress", "ID Express")


def _choices(kind: type[Labelled]) -> list[SelectChoice]:
    return [SelectChoice(member.value, member.label) for member in kind]


class ReasonForm(FlaskForm):
    """One of a list, explained when the list does not fit."""

    reason = RadioField(_("Alasan"), [DataRequired(_("Pilih alasannya."))])
    detail = StringField(_("Keterangan"), [Length(max=300)])


class RejectForm(ReasonForm):
    def __init__(self) -> None:
        super().__init__()
        self.reason.choices = _choices(SellerReason)


class CancelForm(ReasonForm):
    def __init__(self) -> None:
        super().__init__()
        self.reason.choices = _choices(BuyerReason)


class TakeBackForm(ReasonForm):
    def __init__(self) -> None:
        super().__init__()
        self.reason.choices = _choices(RefusedReason)


class ParcelForm(FlaskForm):
    courier = StringField(_("Kurir"), [DataRequired(_("Isi nama kurirnya, contoh JNE.")), Length(max=60)])
    airway_bill = StringField(
        _("Nomor resi"), [DataRequired(_("Salin nomor resi dari bukti kirim kurir.")), Length(max=60)]
    )


class ReceiverForm(FlaskForm):
    receiver = StringField(
        _("Nama penerima"), [DataRequired(_("Isi nama orang yang menerima barangnya.")), Length(max=80)]
    )


class PickupForm(FlaskForm):
    code = StringField(_("Kode ambil dari pembeli"), [DataRequired(_("Isi kodenya.")), Length(max=20)])


class AnswerForm(FlaskForm):
    answer = TextAreaField(_("Jawaban Anda"), [DataRequired(_("Tulis jawaban Anda.")), Length(max=2000)])


class ProblemForm(FlaskForm):
    kind = RadioField(_("Apa masalahnya?"), [DataRequired(_("Pilih masalahnya."))])
    description = TextAreaField(_("Ceritakan"), [DataRequired(_("Ceritakan masalahnya.")), Length(max=2000)])
    photo = FileField(_("Foto"))

    def __init__(self) -> None:
        super().__init__()
        self.kind.choices = _choices(ProblemKind)


class DecisionForm(FlaskForm):
    resolution = TextAreaField(
        _("Pertimbangan"), [DataRequired(_("Tulis pertimbangan keputusan ini.")), Length(max=2000)]
    )


class RefundSentForm(FlaskForm):
    bank_note = StringField(
        _("Nomor referensi transfer"),
        [DataRequired(_("Isi nomor referensi transfer dari bank.")), Length(max=120)],
    )


class RefundAccountForm(FlaskForm):
    account = StringField(
        _("Rekening tujuan"),
        [DataRequired(_("Isi nama bank, nomor rekening, dan nama pemiliknya.")), Length(max=200)],
    )


class FindOrderForm(FlaskForm):
    number = StringField(_("Nomor pesanan"), [DataRequired(_("Isi nomor pesanan.")), Length(max=30)])
    email = StringField(
        _("Email saat memesan"), [DataRequired(_("Isi email yang Anda pakai.")), Length(max=254)]
    )


class ReviewForm(FlaskForm):
    stars = RadioField(
        _("Nilai"),
        [DataRequired(_("Pilih jumlah bintangnya."))],
        choices=[
            SelectChoice("5", _("5 bintang: sangat puas")),
            SelectChoice("4", _("4 bintang: puas")),
            SelectChoice("3", _("3 bintang: biasa saja")),
            SelectChoice("2", _("2 bintang: kurang puas")),
            SelectChoice("1", _("1 bintang: tidak puas")),
        ],
    )
    text = TextAreaField(_("Cerita Anda"), [Length(max=2000)])
    photos = MultipleFileField(_("Foto"))


class ReplyForm(FlaskForm):
    reply = TextAreaField(_("Balasan Anda"), [DataRequired(_("Tulis balasannya.")), Length(max=1000)])


class ReportReviewForm(FlaskForm):
    reason = SelectField(
        _("Mengapa dilaporkan?"),
        choices=[
            SelectChoice("kasar", _("Kata-kata kasar atau mengancam")),
            SelectChoice("pribadi", _("Membuka data pribadi")),
            SelectChoice("iklan", _("Iklan atau tipuan")),
            SelectChoice("bukan", _("Bukan tentang barang ini")),
        ],
    )


class HideReviewForm(FlaskForm):
    reason = StringField(_("Alasan menyembunyikan"), [DataRequired(_("Tulis alasannya.")), Length(max=300)])
