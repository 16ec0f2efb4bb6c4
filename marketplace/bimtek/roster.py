"""Who is already in the batch: finds the person a row of a sheet speaks of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarResult, and_, or_, select
from sqlalchemy.orm import selectinload

from marketplace.bimtek.numbers import nik_digests, number_key
from marketplace.extensions import db
from marketplace.formats import names
from marketplace.i18n import _
from marketplace.models import Batch, Certificate, Participant, Programme


@dataclass(frozen=True)
class Found:
    """The participant meant, None for somebody new; `complaint` when nobody can tell, `doubt` to look at."""

    participant: Participant | None = None
    complaint: str = ""
    doubt: str = ""


class Roster:
    """The part of a batch that some rows may speak of, and the certificate numbers they name."""

    def __init__(self, batch: Batch, rows: Sequence[dict[str, Any]], *, creates: bool) -> None:
        self._batch, self._creates = batch, creates
        self._digests = {row["nik"]: nik_digests(row["nik"]) for row in rows if row.get("nik")}
        digests = [digest for several in self._digests.values() for digest in several]
        self._by_digest = {
            participant.nik_digest: participant
            for participant in self._people(Participant.nik_digest.in_(digests))
            if participant.nik_digest is not None
        }
        self._by_name: dict[str, list[Participant]] = defaultdict(list)
        self._load_by_name([row for row in rows if self._by_nik(row) is None])
        self._elsewhere = _other_batches(batch, digests)
        numbers = {number_key(row["certificate"]) for row in rows if row.get("certificate")}
        self._taken = {
            certificate.number_key: certificate
            for certificate in db.session.scalars(
                select(Certificate).where(
                    Certificate.programme_id == batch.programme_id, Certificate.number_key.in_(numbers)
                )
            )
        }

    def _load_by_name(self, rows: list[dict[str, Any]]) -> None:
        """Namesakes of those whom the NIK did not find; of new people only who may be the same."""
        telling: list[dict[str, Any]] = []
        others: list[dict[str, Any]] = []
        for row in rows:
            (telling if self._creates and (_born_on(row) or row.get("phone")) else others).append(row)
        births = {born_on for row in telling if (born_on := _born_on(row))}
        phones = {row["phone"] for row in telling if row.get("phone")}
        alike = Participant.born_on.in_(births) | Participant.phone.in_(phones)
        same_name = Participant.name_key.in_({names.key(row["name"]) for row in telling})
        any_name = Participant.name_key.in_({names.key(row["name"]) for row in others})
        for participant in self._people(or_(and_(same_name, alike), any_name)) if rows else ():
            self._by_name[participant.name_key].append(participant)

    def _people(self, rule: ColumnElement[bool]) -> ScalarResult[Participant]:
        query = (
            select(Participant)
            .where(Participant.batch_id == self._batch.id, rule)
            .options(selectinload(Participant.certificates), selectinload(Participant.attendances))
            .order_by(Participant.id)
            .execution_options(populate_existing=True)
        )
        return db.session.scalars(query)

    def _by_nik(self, row: dict[str, Any]) -> Participant | None:
        found = (self._by_digest.get(digest) for digest in self._digests.get(row.get("nik", ""), ()))
        return next((participant for participant in found if participant is not None), None)

    def holder(self, number: str) -> Certificate | None:
        """The certificate of the programme that already has this number, in whatever state."""
        return self._taken.get(number_key(number))

    def elsewhere(self, row: dict[str, Any]) -> str:
        """Another batch of the same organiser in which this NIK stands, in words; empty when none."""
        found = (
            self._elsewhere[d] for d in self._digests.get(row.get("nik", ""), ()) if d in self._elsewhere
        )
        return next(found, "")

    def find(self, row: dict[str, Any]) -> Found:
        """Whom a row means: the same NIK, else the same name with birth date or telephone."""
        known = self._by_nik(row)
        if known is not None:
            return Found(known)
        named = self._by_name.get(names.key(row["name"]), [])
        return self._find_new(row, named) if self._creates else self._find_known(row, named)

    def _find_new(self, row: dict[str, Any], named: list[Participant]) -> Found:
        """For a list of participants: nobody found means somebody new."""
        same = [p for p in named if _agrees(p, row)]
        if row.get("nik"):
            without = [p for p in same if p.nik_digest is None]
            if len(without) == 1:
                return Found(without[0])
            if same:
                doubt = _(
                    "Nama dan tanggal lahirnya sama dengan peserta lain, tetapi NIK-nya berbeda. Cocokkan."
                )
                return Found(doubt=doubt)
            return Found()
        if len(same) > 1:
            return Found(complaint=_("Ada lebih dari satu peserta dengan nama ini. Isi NIK di berkas."))
        if same:
            return Found(same[0])
        if len(named) == 1 and not row.get("born_on") and not row.get("phone"):
            return Found(named[0])
        return Found()

    def _find_known(self, row: dict[str, Any], named: list[Participant]) -> Found:
        """For a list of results: only people of the batch count."""
        candidates = [p for p in named if p.nik_digest is None] if row.get("nik") else named
        if len(candidates) == 1:
            return Found(candidates[0])
        if len(candidates) > 1:
            return Found(
                complaint=_("Ada lebih dari satu peserta bernama ini. Tambahkan kolom NIK di berkas.")
            )
        if named:
            return Found(
                complaint=_("NIK di berkas berbeda dengan NIK di daftar peserta. Cocokkan dengan KTP.")
            )
        return Found(
            complaint=_(
                "Orang ini belum ada di daftar peserta angkatan. Impor dulu daftar peserta, lalu ulangi."
            )
        )


def _other_batches(batch: Batch, digests: list[bytes]) -> dict[bytes, str]:
    query = (
        select(Participant.nik_digest, Programme.title, Batch.number)
        .join(Batch, Participant.batch_id == Batch.id)
        .join(Programme, Batch.programme_id == Programme.id)
        .where(
            Participant.nik_digest.in_(digests),
            Batch.id != batch.id,
            Programme.organiser_id == batch.programme.organiser_id,
        )
    )
    return {
        digest: _("%(title)s angkatan %(number)s", title=title, number=number)
        for digest, title, number in db.session.execute(query)
        if digest is not None
    }


def _born_on(row: dict[str, Any]) -> date | None:
    """The birth date a row gives, or its NIK."""
    written = row.get("born_on") or row.get("from_nik", {}).get("born_on")
    return date.fromisoformat(written) if written else None


def _agrees(participant: Participant, row: dict[str, Any]) -> bool:
    """The same birth date, or the same telephone."""
    born_on, phone = _born_on(row), row.get("phone")
    same_birth = born_on is not None and participant.born_on == born_on
    return same_birth or (bool(phone) and participant.phone == phone)
