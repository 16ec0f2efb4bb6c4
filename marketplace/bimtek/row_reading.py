"""Reading the cells of one row: what each says, and in plain words what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from marketplace import clock
from marketplace.bimtek import cells
from marketplace.bimtek.columns import Column, day_number, label
from marketplace.bimtek.districts import Districts
from marketplace.bimtek.layouts import Layout
from marketplace.bimtek.rows import ERROR, WARNING, Problem, Understood
from marketplace.formats import amounts, dates, names, nik, phones
from marketplace.formats.cells import as_text, digits_of, is_nothing, is_same_as_above
from marketplace.formats.spreadsheets import column_name
from marketplace.i18n import N_, _
from marketplace.models.bimtek import Gender, Outcome

AGES = range(15, 91)
LONGEST = 300


class RowReader:
    """Fills one `Understood` from the cells of a row."""

    def __init__(
        self,
        layout: Layout,
        districts: Districts,
        into: Understood,
        cell_of: dict[str, Any],
        above: Mapping[str, Any],
    ) -> None:
        self.layout, self.districts, self.into, self.cell_of, self.above = (
            layout,
            districts,
            into,
            cell_of,
            above,
        )

    def read_all(self) -> None:
        self._same_as_above()
        self._name()
        self._nik()
        self._birth()
        self._take(Column.GENDER, cells.gender, N_("Jenis kelamin tidak terbaca. Isi L atau P."))
        self._phone()
        for column in (Column.BIRTH_PLACE, Column.BUSINESS, Column.PRODUCT):
            self._text(column)
        self._address()
        self._take(Column.WORKERS, cells.count, N_("Jumlah tenaga kerja tidak terbaca. Isi angka saja."))
        self._turnover()
        self._licences()
        self._results()
        self._compare_with_nik()

    def _problem(self, level: str, column: str, text: str) -> None:
        index = self.layout.column_of(column)
        cell = f"{column_name(index)}{self.into.row_number}" if index is not None else ""
        self.into.problems.append(Problem(level, cell, label(column), text))

    def _value(self, column: str) -> Any:
        value = self.cell_of.get(column)
        return None if is_nothing(value) else value

    def _same_as_above(self) -> None:
        for code, value in self.cell_of.items():
            if not is_same_as_above(value):
                continue
            if code in {Column.NAME, Column.NIK, Column.CERTIFICATE}:
                self._problem(
                    ERROR, code, _("“Idem” tidak bisa dipakai di kolom ini. Isi untuk setiap orang.")
                )
                self.cell_of[code] = None
                continue
            self.cell_of[code] = self.above.get(code)
            if self.cell_of[code] is None:
                self._problem(
                    WARNING, code, _("“Idem”, tetapi baris di atasnya kosong. Kolom ini kami kosongkan.")
                )

    def _name(self) -> None:
        name = names.tidy(self._value(Column.NAME))[:LONGEST]
        if any(
            problem.level == ERROR and problem.column == Column.NAME.label for problem in self.into.problems
        ):
            return
        if not names.key(name):
            self._problem(ERROR, Column.NAME, _("Nama kosong. Isi nama peserta sesuai KTP."))
            return
        self.into.values["name"] = name

    def _nik(self) -> None:
        value = self._value(Column.NIK)
        if value is None:
            return
        try:
            self.into.values["nik"] = nik.from_cell(value).digits
        except nik.BadNik as fault:
            self._problem(ERROR, Column.NIK, str(fault))

    def _birth(self) -> None:
        value, column = self._value(Column.BORN_ON), Column.BORN_ON
        if value is None and (both := self._value(Column.BIRTH)) is not None:
            column = Column.BIRTH
            place, day = dates.split_place(as_text(both))
            if place:
                self.into.values[Column.BIRTH_PLACE] = names.tidy(place)
            value = day or (None if place else both)
        if value is None:
            return
        try:
            born_on = dates.from_cell(value)
        except dates.BadDate as fault:
            self._problem(ERROR, column, str(fault))
            return
        self.into.values["born_on"] = born_on.isoformat()
        age = (clock.today() - born_on).days // 365
        if age not in AGES:
            self._problem(
                WARNING, column, _("Umurnya menjadi %(age)s tahun. Periksa tahun lahirnya.", age=age)
            )

    def _compare_with_nik(self) -> None:
        digits = self.into.values.get("nik")
        if not digits:
            return
        known = nik.parse(digits)
        born_on, gender = self.into.values.get("born_on"), self.into.values.get("gender")
        if born_on and date.fromisoformat(born_on) != known.born_on:
            self._problem(
                WARNING,
                Column.NIK,
                _("Tanggal lahir di NIK berbeda dengan yang tertulis. Cocokkan dengan KTP."),
            )
        if gender and (gender == Gender.FEMALE) != known.is_female:
            self._problem(
                WARNING,
                Column.NIK,
                _("Jenis kelamin di NIK berbeda dengan yang tertulis. Cocokkan dengan KTP."),
            )
        if not self.districts.knows(known.district):
            self._problem(
                WARNING,
                Column.NIK,
                _("Kode wilayah di NIK tidak dikenal (mungkin kode lama). Cocokkan dengan KTP."),
            )
        self.into.values["from_nik"] = {
            "born_on": known.born_on.isoformat(),
            "gender": (Gender.FEMALE if known.is_female else Gender.MALE).value,
        }

    def _phone(self) -> None:
        value = self._value(Column.PHONE)
        if value is None:
            return
        first = (
            re.split(r"\s*[/,;&]\s*|\s+(?:atau|dan)\s+", as_text(value))[0]
            if isinstance(value, str)
            else value
        )
        try:
            self.into.values["phone"] = phones.parse(value if "wa.me" in as_text(value) else first)
        except phones.BadPhone as fault:
            self._problem(WARNING, Column.PHONE, _("%(fault)s Kolom ini kami kosongkan.", fault=str(fault)))

    def _text(self, column: Column) -> None:
        if (value := self._value(column)) is not None:
            self.into.values[column.value] = as_text(value)[:LONGEST]

    def _take(self, column: Column, read: Callable[[object], Any], complaint: str) -> None:
        value = self._value(column)
        if value is None:
            return
        found = read(value)
        if found is None:
            self._problem(WARNING, column, _(complaint))
        else:
            self.into.values[column.value] = found.value if isinstance(found, Gender) else found

    def _address(self) -> None:
        parts = [as_text(self._value(Column.ADDRESS))]
        if village := as_text(self._value(Column.VILLAGE)):
            parts.append(
                village
                if re.match(r"(?i)(desa|kel|ds)\b", village)
                else _("Desa/Kel. %(name)s", name=village)
            )
        if address := ", ".join(part for part in parts if part):
            self.into.values["address"] = address[:LONGEST]
        written = self._value(Column.DISTRICT)
        if written is None:
            return
        guess = self.districts.find(as_text(written))
        if guess is None:
            self._problem(
                WARNING,
                Column.DISTRICT,
                _("Kecamatan “%(written)s” tidak ada di %(regency)s. Kolom ini kami kosongkan.",
                  written=as_text(written)[:40], regency=self.districts.regency),
            )  # fmt: skip
            return
        self.into.values["district_code"] = guess.code
        if not guess.is_certain:
            self._problem(
                WARNING,
                Column.DISTRICT,
                _("“%(written)s” kami baca sebagai Kecamatan %(name)s. Perbaiki kalau bukan itu.",
                  written=as_text(written)[:40], name=guess.name),
            )  # fmt: skip

    def _turnover(self) -> None:
        value = self._value(Column.TURNOVER)
        if value is None:
            return
        try:
            amount = amounts.parse(value)
        except amounts.BadAmount:
            self._problem(
                WARNING, Column.TURNOVER, _("Omzet tidak terbaca. Tulis seperti 5.000.000 atau 5jt.")
            )
            return
        self.into.values["monthly_turnover"] = amount.rupiah
        if amount.is_rough:
            shown = f"Rp{amount.rupiah:,}".replace(",", ".")
            self._problem(
                WARNING, Column.TURNOVER, _("Omzet ditulis kira-kira. Kami catat %(amount)s.", amount=shown)
            )

    def _licences(self) -> None:
        licences: dict[str, str] = {}
        for column in (Column.NIB, Column.PIRT, Column.HALAL):
            value = self._value(column)
            if value is None:
                continue
            has = cells.has_licence(value)
            if has is not None:
                licences[column.value] = "ada" if has else "belum"
                continue
            written = as_text(value)
            if column == Column.NIB:
                if re.fullmatch(r"\d{13}", digits_of(written)):
                    self.into.values["nib"] = digits_of(written)
                else:
                    self._problem(WARNING, column, _("NIB harus 13 angka. Kolom ini kami kosongkan."))
                continue
            licences[column.value] = written[:40]
        if licences:
            self.into.values["licences"] = licences

    def _results(self) -> None:
        for code in list(self.cell_of):
            if (day := day_number(code)) and as_text(self.cell_of[code] or ""):
                self._day(code, day)
        self._take(Column.ATTENDED, cells.share, N_("Kehadiran tidak terbaca. Isi persen, misalnya 80."))
        for column in (Column.PRE_SCORE, Column.POST_SCORE):
            value = self._value(column)
            if value is None:
                continue
            mark = cells.score(value)
            if mark is None:
                self._problem(ERROR, column, _("Nilai harus angka 0 sampai 100."))
            else:
                self.into.values[column.value] = mark
        self._outcome()

    def _day(self, code: str, day: int) -> None:
        presence = cells.presence(self.cell_of[code])
        if presence is None:
            self._problem(
                WARNING,
                code,
                _("Kehadiran tidak terbaca. Isi H, I (izin), S (sakit), atau A (alpa)."),
            )
            return
        self.into.values.setdefault("days", {})[str(day)] = presence.value

    def _outcome(self) -> None:
        value, number = self._value(Column.OUTCOME), as_text(self._value(Column.CERTIFICATE))
        outcome = cells.outcome(value)
        if value is not None and outcome is None and self._looks_like_verdict(value):
            self._problem(WARNING, Column.OUTCOME, _("Hasil tidak terbaca. Isi LULUS atau TIDAK LULUS."))
        if number and outcome in {Outcome.FAILED, Outcome.WITHDRAWN}:
            self._problem(
                ERROR,
                Column.CERTIFICATE,
                _("Ada nomor sertifikat tetapi hasilnya tidak lulus. Perbaiki salah satu."),
            )
            return
        if outcome is not None:
            self.into.values["outcome"] = outcome.value
        if number:
            self.into.values["certificate"] = number[:80]
            self.into.values.setdefault("outcome", Outcome.PASSED.value)

    def _looks_like_verdict(self, value: object) -> bool:
        return "lulus" in as_text(value).lower() or Column.CERTIFICATE.value in self.cell_of
