"""Shapes of the organisers' pages. What the values mean is decided in the use cases."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from marketplace import clock, regions
from marketplace.bimtek.organisers import OrganiserDraft
from marketplace.bimtek.participants import PersonDraft
from marketplace.bimtek.registry import BatchDraft, ProgrammeDraft, SessionDraft
from marketplace.crypto import Sealed
from marketplace.formats import amounts, phones
from marketplace.formats.cells import digits_of
from marketplace.models import Batch, Organiser, Participant, Programme, TrainingSession
from marketplace.models.bimtek import Funding, Gender, OrganiserKind, Outcome, SessionKind
from marketplace.orm import Labelled

LEGAL_BASES = (
    ("task", _("Pelaksanaan tugas penyelenggara (surat tugas atau SK panitia)")),
    ("consent", _("Persetujuan peserta di formulir pendaftaran")),
    ("agreement", _("Perjanjian dengan peserta")),
)


def stripped(value: object) -> str:
    """Single spaces; a sealed number is never put into a field."""
    return "" if value is None or isinstance(value, Sealed) else " ".join(str(value).split())


def required(message: Any) -> DataRequired:
    return DataRequired(message)


def labelled(kind: type[Labelled], *, empty: Any = None) -> list[SelectChoice]:
    """The members of an enum with their words, after an empty choice when there are words for it."""
    first = [SelectChoice("", empty)] if empty is not None else []
    return first + [SelectChoice(member.value, member.label) for member in kind]


def text(label: Any, message: Any = None, longest: int = 200) -> StringField:
    """A line of text; required when there is a message to say so."""
    rules = [required(message)] if message else [Optional()]
    return StringField(label, [*rules, Length(max=longest)], filters=[stripped])


class RegencyField(SelectField):
    """A regency or city, grouped by province."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, validate_choice=False, **options)

    def fill(self) -> None:
        self.choices = [
            SelectChoice(regency.code, regency.name, optgroup=province.name)
            for province in regions.children()
            for regency in regions.children(province.code)
        ]

    def pre_validate(self, form: FlaskForm) -> None:
        if not regions.name_of(self.data or "") or (self.data or "").count(".") != 1:
            raise ValidationError(_("Pilih kabupaten atau kota."))


class ProgrammeForm(FlaskForm):
    organiser = SelectField(_("Penyelenggara"), validate_choice=True)
    code = text(_("Kode program"), _("Isi kode program."), 40)
    title = text(_("Nama program"), _("Isi nama program."))
    fiscal_year = IntegerField(
        _("Tahun anggaran"),
        [InputRequired(_("Isi tahun anggaran.")), NumberRange(2000, 2100, _("Isi tahun, misalnya 2026."))],
    )
    funding = SelectField(_("Sumber dana"))
    commodity = text(_("Komoditas"))
    partners = text(_("Mitra"))

    def prepare(self, organisers: list[Organiser], programme: Programme | None = None) -> None:
        self.funding.choices = labelled(Funding)
        self.organiser.choices = [SelectChoice(organiser.ref, organiser.name) for organiser in organisers]
        if programme is not None:
            self.organiser.data = programme.organiser.ref
        if not self.is_submitted() and programme is None:
            self.fiscal_year.data = clock.today().year

    def draft(self) -> ProgrammeDraft:
        return ProgrammeDraft(
            self.code.data,
            self.title.data,
            self.fiscal_year.data,
            Funding(self.funding.data),
            self.commodity.data or "",
            self.partners.data or "",
        )


class BatchForm(FlaskForm):
    number = IntegerField(
        _("Nomor angkatan"),
        [InputRequired(_("Isi nomor angkatan.")), NumberRange(1, 999, _("Isi angka 1 sampai 999."))],
    )
    region_code = RegencyField(_("Kabupaten atau kota"))
    venue = text(_("Tempat"))
    starts_on = DateField(_("Hari pertama"), [required(_("Isi tanggal mulai."))])
    ends_on = DateField(_("Hari terakhir"), [required(_("Isi tanggal selesai."))])
    capacity = IntegerField(
        _("Kapasitas peserta"), [Optional(), NumberRange(1, 20000, _("Isi jumlah orang."))]
    )
    min_attendance = IntegerField(
        _("Kehadiran paling sedikit"),
        [InputRequired(_("Isi persen kehadiran.")), NumberRange(0, 100, _("Isi 0 sampai 100."))],
    )
    pass_score = IntegerField(
        _("Nilai post-test paling rendah"),
        [InputRequired(_("Isi nilai.")), NumberRange(0, 100, _("Isi 0 sampai 100."))],
    )

    def prepare(self, programme: Programme, batch: Batch | None = None) -> None:
        self.region_code.fill()
        if self.is_submitted():
            return
        if batch is not None:
            self.min_attendance.data = batch.min_attendance_bps // 100
            return
        self.number.data = max((known.number for known in programme.batches), default=0) + 1
        self.region_code.data = programme.organiser.region_code
        self.min_attendance.data, self.pass_score.data = 80, 60

    def draft(self) -> BatchDraft:
        return BatchDraft(
            self.number.data,
            self.region_code.data,
            self.venue.data or "",
            self.starts_on.data,
            self.ends_on.data,
            self.capacity.data,
            self.min_attendance.data * 100,
            self.pass_score.data,
        )


class SessionForm(FlaskForm):
    held_on = DateField(_("Tanggal"), [required(_("Isi tanggal sesi."))])
    topic = text(_("Materi"), _("Isi materi."))
    kind = SelectField(_("Jenis"))
    lesson_hours = IntegerField(
        _("Jam pelajaran (JP)"),
        [InputRequired(_("Isi jumlah JP.")), NumberRange(1, 16, _("Isi 1 sampai 16 JP."))],
    )
    instructor = text(_("Pengajar"))

    def prepare(self, batch: Batch, session: TrainingSession | None = None) -> None:
        self.kind.choices = labelled(SessionKind)
        if not self.is_submitted() and session is None:
            self.held_on.data = batch.starts_on

    def draft(self) -> SessionDraft:
        return SessionDraft(
            self.held_on.data,
            self.topic.data,
            SessionKind(self.kind.data),
            self.lesson_hours.data,
            self.instructor.data or "",
        )


class PersonForm(FlaskForm):
    name = text(_("Nama sesuai KTP"), _("Isi nama peserta."))
    nik = text(_("NIK"), longest=30)
    phone = text(_("Nomor HP"), longest=30)
    gender = SelectField(_("Jenis kelamin"))
    birth_place = text(_("Tempat lahir"))
    born_on = DateField(_("Tanggal lahir"), [Optional()])
    address = text(_("Alamat"), longest=300)
    district_code = SelectField(_("Kecamatan"))
    business_name = text(_("Nama usaha"))
    product = text(_("Jenis produk"))
    nib = text(_("NIB"), longest=20)
    workers = IntegerField(_("Jumlah tenaga kerja"), [Optional(), NumberRange(0, 99999)])
    monthly_turnover = text(_("Omzet per bulan"), longest=40)

    def prepare(self, batch: Batch, participant: Participant | None = None) -> None:
        self.gender.choices = labelled(Gender, empty=_("Belum diisi"))
        districts = regions.children(regions.regency_code(batch.region_code))
        self.district_code.choices = [
            SelectChoice("", _("Belum diisi")),
            *(SelectChoice(district.code, district.name) for district in districts),
        ]
        if participant is not None and not self.is_submitted():
            self.nik.data = ""
            self.phone.data = phones.shown(participant.phone) if participant.phone else ""

    def validate_phone(self, field: StringField) -> None:
        if field.data:
            try:
                field.data = phones.parse(field.data)
            except phones.BadPhone as fault:
                raise ValidationError(str(fault)) from fault

    def validate_nib(self, field: StringField) -> None:
        field.data = digits_of(field.data or "")
        if field.data and len(field.data) != 13:
            raise ValidationError(_("NIB harus 13 angka."))

    def validate_monthly_turnover(self, field: StringField) -> None:
        if field.data:
            try:
                field.data = str(amounts.parse(field.data).rupiah)
            except amounts.BadAmount as fault:
                raise ValidationError(_("Tulis omzet seperti 5.000.000 atau 5jt.")) from fault

    def draft(self) -> PersonDraft:
        return PersonDraft(
            name=self.name.data,
            nik=self.nik.data or "",
            phone=self.phone.data or None,
            gender=Gender(self.gender.data) if self.gender.data else None,
            birth_place=self.birth_place.data or "",
            born_on=self.born_on.data,
            address=self.address.data or "",
            district_code=self.district_code.data or None,
            business_name=self.business_name.data or "",
            product=self.product.data or "",
            nib=self.nib.data or None,
            workers=self.workers.data,
            monthly_turnover=int(self.monthly_turnover.data) if self.monthly_turnover.data else None,
        )


class OverrideForm(FlaskForm):
    outcome = SelectField(_("Hasil"))
    reason = TextAreaField(_("Alasan"), [Length(max=500)])

    def prepare(self) -> None:
        self.outcome.choices = [
            SelectChoice(outcome.value, outcome.label) for outcome in Outcome if outcome != Outcome.PENDING
        ]


class UploadForm(FlaskForm):
    file = FileField(_("Berkas Excel atau CSV"), [FileRequired(_("Pilih berkasnya dulu."))])
    legal_basis = SelectField(
        _("Dasar pengolahan data pribadi"), choices=[SelectChoice(*basis) for basis in LEGAL_BASES]
    )
    legal_note = text(_("Nomor surat atau keterangan"), longest=200)
    is_sure = BooleanField(
        _("Saya berwenang mengunggah data pribadi ini untuk keperluan Bimtek."),
        [required(_("Beri centang bila Anda berwenang. Tanpa itu berkas tidak bisa diunggah."))],
    )

    def basis(self) -> str:
        """The legal basis as one line to keep."""
        words = str(dict(LEGAL_BASES)[self.legal_basis.data])
        return f"{words}: {self.legal_note.data}" if self.legal_note.data else words


class OrganiserForm(FlaskForm):
    name = text(_("Nama lengkap"), _("Isi nama penyelenggara."))
    short_name = text(_("Nama singkat"), _("Isi nama singkat."), 40)
    kind = SelectField(_("Jenis"))
    region_code = RegencyField(_("Kabupaten atau kota"))
    unit_code = text(_("Kode unit di nomor sertifikat"), longest=30)
    signer_name = text(_("Nama penanda tangan"))
    signer_title = text(_("Jabatan penanda tangan"))

    def prepare(self) -> None:
        self.kind.choices = labelled(OrganiserKind)
        self.region_code.fill()

    def draft(self) -> OrganiserDraft:
        return OrganiserDraft(
            self.name.data,
            self.short_name.data,
            OrganiserKind(self.kind.data),
            self.region_code.data,
            self.unit_code.data or "",
            self.signer_name.data or "",
            self.signer_title.data or "",
        )
