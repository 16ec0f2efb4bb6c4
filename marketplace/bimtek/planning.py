"""What a row would do to the batch: create, change (field by field), nothing, or be refused and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marketplace import regions
from marketplace.bimtek import graduation
from marketplace.bimtek.columns import Column, day_number, label
from marketplace.bimtek.layouts import Layout
from marketplace.bimtek.numbers import number_key
from marketplace.bimtek.roster import Roster
from marketplace.bimtek.rows import ERROR, WARNING, Problem, Understood
from marketplace.formats import names, phones
from marketplace.formats.nik import masked
from marketplace.formats.spreadsheets import column_name
from marketplace.i18n import _
from marketplace.models import Batch, Certificate, Participant, TrainingSession
from marketplace.models.bimtek import CertificateStatus, Gender, Outcome, Presence
from marketplace.models.imports import RowAction
from marketplace.money import rupiah

PLAIN = (
    "name", "phone", "gender", "birth_place", "born_on", "address", "district_code", "business_name",
    "product", "workers", "monthly_turnover", "nib",
)  # fmt: skip
SCORES = ("pre_score", "post_score")
LABELS = {"district_code": Column.DISTRICT, "name": Column.NAME, "attended_bps": Column.ATTENDED}


@dataclass
class Plan:
    """What one row would do: `fields` are new values, `changes` old and new ones as people read them."""

    understood: Understood
    action: RowAction
    participant: Participant | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, list[str]] = field(default_factory=dict)
    presence: dict[int, Presence] = field(default_factory=dict)
    certificate: str = ""
    against_rule: bool = False


class Planner:
    """Plans the rows of one sheet for one batch. `seen` remembers who already stood further up."""

    def __init__(self, batch: Batch, layout: Layout) -> None:
        self.batch, self.layout = batch, layout
        self.sessions = list(batch.sessions)
        days = [day for code in layout.columns.values() if (day := day_number(code))]
        self._day_count = max(days, default=0)
        self._session_days = _by_day(self.sessions)
        self._people_seen: dict[str, int] = {}
        self._numbers_seen: dict[str, int] = {}

    def plan(self, rows: Iterable[Understood]) -> list[Plan]:
        rows = list(rows)
        roster = Roster(
            self.batch,
            [row.values for row in rows if not row.is_refused()],
            creates=self.layout.creates,
        )
        return [self._plan(row, roster) for row in rows]

    def _plan(self, row: Understood, roster: Roster) -> Plan:
        if row.is_refused():
            return Plan(row, RowAction.REFUSE)
        looked_for, left = _marks(row.values)
        if above := next((self._people_seen[mark] for mark in looked_for if mark in self._people_seen), 0):
            words = _(
                "Orang ini sudah ada di baris %(n)s. Baris %(n)s yang dipakai, baris ini dilewati.", n=above
            )
            self._complain(row, WARNING, Column.NIK if row.values.get("nik") else Column.NAME, words)
            return Plan(row, RowAction.SKIP)
        found = roster.find(row.values)
        if found.complaint:
            self._complain(row, ERROR, Column.NAME, found.complaint)
            return Plan(row, RowAction.REFUSE)
        if found.doubt:
            self._complain(row, WARNING, Column.NIK, found.doubt)
        if found.participant is None and (other := roster.elsewhere(row.values)):
            words = _(
                "Orang ini juga terdaftar di %(batch)s. Lanjutkan bila memang ikut dua kali.", batch=other
            )
            self._complain(row, WARNING, Column.NIK, words)
        plan = Plan(row, RowAction.CREATE, found.participant)
        self._person(plan)
        self._results(plan)
        self._certificate(plan, roster)
        if row.is_refused():
            return Plan(row, RowAction.REFUSE, found.participant)
        for mark in left:
            self._people_seen.setdefault(mark, row.row_number)
        if found.participant is not None:
            plan.action = RowAction.UPDATE if plan.changes else RowAction.SAME
        return plan

    def _person(self, plan: Plan) -> None:
        values, known = plan.understood.values, plan.participant
        wanted = {name: _typed(name, values[name]) for name in PLAIN if name in values}
        if known is not None and not self.layout.creates:
            wanted = {}  # a list of results changes results only
        for name, value in values.get("from_nik", {}).items():
            if name not in wanted and (known is None or getattr(known, name) is None):
                wanted[name] = _typed(name, value)
        for name, value in wanted.items():
            _note(plan, name, value)
        if values.get("nik") and (known is None or known.nik_digest is None):
            plan.fields["nik"] = values["nik"]
            if known is not None:
                plan.changes[Column.NIK.label] = ["", masked(values["nik"])]
        if values.get("licences"):
            licences = {**(known.licences if known else {}), **values["licences"]}
            for name, state in values["licences"].items():
                before = known.licences.get(name, "") if known else ""
                if before != state and known is not None:
                    plan.changes[label(name)] = [before, state]
            plan.fields["licences"] = licences

    def _results(self, plan: Plan) -> None:
        values, known = plan.understood.values, plan.participant
        for name in SCORES:
            if name in values:
                _note(plan, name, values[name])
        self._attendance(plan)
        post = plan.fields.get("post_score", known.post_score if known else None)
        attended = plan.fields.get("attended_bps", known.attended_bps if known else None)
        verdict = graduation.judge(self.batch, attended, post)
        before = known.outcome if known else Outcome.PENDING
        if "outcome" in values:
            stated = Outcome(values["outcome"])
            plan.against_rule = stated != before and {stated, verdict} == {Outcome.PASSED, Outcome.FAILED}
            if plan.against_rule:
                words = _(
                    "Menurut aturan angkatan ini hasilnya “%(rule)s”, di berkas “%(sheet)s”. "
                    "Bila disimpan, hasil di berkas dicatat sebagai pengecualian atas nama Anda.",
                    rule=verdict.label,
                    sheet=stated.label,
                )
                self._complain(plan.understood, WARNING, Column.OUTCOME, words)
            wanted = stated
        elif known is not None and (known.outcome_overridden_by_id or known.outcome == Outcome.WITHDRAWN):
            return
        else:
            wanted = verdict if verdict != Outcome.PENDING else before
        if known and wanted != Outcome.PASSED and graduation.has_valid_certificate(known):
            self._complain(
                plan.understood,
                ERROR,
                Column.OUTCOME,
                _("Peserta ini sudah bersertifikat. Cabut dulu sertifikatnya, lalu impor lagi."),
            )
            return
        _note(plan, "outcome", wanted)

    def _attendance(self, plan: Plan) -> None:
        values, known = plan.understood.values, plan.participant
        days = {int(day): Presence(state) for day, state in values.get("days", {}).items()}
        if not days:
            if "attended" in values:
                _note(plan, "attended_bps", values["attended"])
            return
        if self._day_count <= len(self._session_days):
            plan.presence = {
                session.id: state for day, state in days.items() for session in self._session_days[day - 1]
            }
            before = {row.session_id: row.presence for row in known.attendances} if known else {}
            share = graduation.share_attended(self.sessions, {**before, **plan.presence})
            if known is not None:
                self._note_presence(plan, days, before)
        else:
            present = sum(1 for state in days.values() if state == Presence.PRESENT)
            share = graduation.round_half_up(present * graduation.WHOLE_BPS, self._day_count)
        _note(plan, "attended_bps", share)

    def _note_presence(self, plan: Plan, days: dict[int, Presence], before: dict[int, Presence]) -> None:
        for day, state in days.items():
            old = {before.get(session.id) for session in self._session_days[day - 1]}
            if old != {state}:
                shown = ", ".join(sorted(known.label for known in old if known))
                plan.changes[_("Kehadiran hari %(n)s", n=day)] = [shown, state.label]

    def _certificate(self, plan: Plan, roster: Roster) -> None:
        number = plan.understood.values.get("certificate")
        if not number:
            return
        key, known = number_key(number), plan.participant
        if key in self._numbers_seen:
            words = _("Nomor sertifikat ini sudah dipakai di baris %(n)s.", n=self._numbers_seen[key])
            self._complain(plan.understood, ERROR, Column.CERTIFICATE, words)
            return
        self._numbers_seen[key] = plan.understood.row_number
        taken = roster.holder(number)
        if taken is not None and (known is None or taken.participant_id != known.id):
            words = _(
                "Nomor sertifikat ini sudah dipakai peserta lain di program yang sama. Periksa nomornya."
            )
            self._complain(plan.understood, ERROR, Column.CERTIFICATE, words)
            return
        if taken is not None:
            if taken.status != CertificateStatus.VALID:
                words = _("Sertifikat bernomor ini sudah dicabut atau diganti, jadi tidak diubah.")
                self._complain(plan.understood, WARNING, Column.CERTIFICATE, words)
            return
        if (valid := _valid_certificate(known)) is not None:
            words = _(
                "Sudah bersertifikat nomor %(number)s. "
                "Untuk mengganti, pakai “Terbitkan ulang” di halaman peserta.",
                number=valid.number,
            )
            self._complain(plan.understood, WARNING, Column.CERTIFICATE, words)
            return
        plan.certificate = number
        if known is not None:
            plan.changes[Column.CERTIFICATE.label] = ["", number]

    def _complain(self, row: Understood, level: str, column: Column, text: str) -> None:
        index = self.layout.column_of(column.value)
        cell = f"{column_name(index)}{row.row_number}" if index is not None else ""
        row.problems.append(Problem(level, cell, column.label, text))


def _note(plan: Plan, name: str, value: Any) -> None:
    """Set a field; for somebody known only when it differs, with both values as people read them."""
    known = plan.participant
    if value is None:
        return
    if known is None:
        plan.fields[name] = value
        return
    before = getattr(known, name)
    if before != value:
        plan.fields[name] = value
        plan.changes[label(LABELS.get(name, name))] = [shown(name, before), shown(name, value)]


def shown(name: str, value: Any) -> str:
    """A field's value as people read it."""
    if value is None or value == "":
        return ""
    if name == "phone":
        return phones.shown(value)
    if name == "monthly_turnover":
        return rupiah(value)
    if name == "attended_bps":
        return f"{value / 100:g} %".replace(".", ",")
    if isinstance(value, Gender | Outcome | Presence):
        return value.label
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if name == "district_code":
        return regions.name_of(value)
    return str(value)


def _typed(name: str, value: Any) -> Any:
    if name == "born_on":
        return date.fromisoformat(value)
    return Gender(value) if name == "gender" else value


def _marks(values: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What the same person further up would have left, and what this row leaves."""
    name = names.key(values["name"])
    born_on = values.get("born_on") or values.get("from_nik", {}).get("born_on")
    with_name = [f"{name}|{known}" for known in (born_on, values.get("phone")) if known] or [name]
    if values.get("nik"):
        return [values["nik"]], [values["nik"], *with_name]
    return with_name, with_name


def _valid_certificate(participant: Participant | None) -> Certificate | None:
    if participant is None:
        return None
    return next((c for c in participant.certificates if c.status == CertificateStatus.VALID), None)


def _by_day(sessions: Iterable[TrainingSession]) -> list[list[TrainingSession]]:
    """The sessions of the first day, of the second …"""
    days: dict[date, list[TrainingSession]] = {}
    for session in sessions:
        days.setdefault(session.held_on, []).append(session)
    return [days[day] for day in sorted(days)]
