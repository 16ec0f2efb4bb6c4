"""Participants of the demo's training, made by a seeded random source: the same people every time.

Every NIK is invented (serial from 9001) but follows the rules: region, birth date, 40 added to a woman's day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from marketplace.demo.data import names
from marketplace.demo.data.programmes import (
    ORGANISERS,
    PROGRAMMES,
    BatchRow,
    OrganiserRow,
    ProgrammeRow,
    SessionRow,
)
from marketplace.demo.data.shops import APPLICANT, SHOPS

__all__ = [
    "ORGANISERS",
    "PEOPLE",
    "PROGRAMMES",
    "BatchRow",
    "OrganiserRow",
    "PersonRow",
    "ProgrammeRow",
    "SessionRow",
    "people_of",
]

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LEAST_ATTENDANCE_BPS, PASS_SCORE = 8_000, 60


@dataclass(frozen=True)
class PersonRow:
    """One participant of one batch, as the organiser keeps them.

    `presence` has one value for each session of the batch, in its order. `outcome` follows the batch's rule
    (80 % of the lesson hours, score 60) unless `override_reason` says why not. `certificate` is the printed
    number of those who passed. `account` names the demo account the person becomes: the key of a shop,
    `calon` or `alumni`; empty for the others. `licences` are those held on the last day, "ada" or "belum".
    """

    batch: str
    name: str
    nik: str
    gender: str
    birth_place: str
    born_on: date
    phone: str
    district: str
    address: str
    business: str
    product: str
    workers: int
    monthly_turnover: int
    nib: str | None
    licences: dict[str, str]
    presence: tuple[str, ...] = ()
    pre_score: int | None = None
    post_score: int | None = None
    outcome: str = "pending"
    outcome_reason: str = ""
    override_reason: str = ""
    certificate: str = ""
    account: str = ""


_WHERE_OWNERS_LEARNT = {
    "tape-1": ("dapur-bedadung", "omah-manis-arjasa", "berkah-papuma", "pawon-rasa-ambulu"),
    "tape-2": ("lumbung-makmur-ajung",),
    "kopi-1": ("kopi-lereng-meru",),
    "furnitur-1": ("griya-lestari-rambipuji",),
    "kemasan-1": ("batik-kenanga", "karya-barokah-tutul", "karya-pandhalungan", "watu-gumuk", "sumber-lestari-ledokombo"),
}  # fmt: skip
_FEMALE_OWNERS = {
    "dapur-bedadung", "pawon-rasa-ambulu", "berkah-papuma", "batik-kenanga", "sumber-lestari-ledokombo",
}  # fmt: skip
_ALUMNI = ("furnitur-1", "Dwi Cahyono", "Kursi bambu")


class _Registry:
    """Draws people one after another, never the same name, number or telephone twice."""

    def __init__(self) -> None:
        self.chance = Random("peserta bimtek jember")
        self.women = self.chance.sample(names.WOMEN, len(names.WOMEN))
        self.men = self.chance.sample(names.MEN, len(names.MEN))
        taken = " ".join(shop.name for shop in (*SHOPS, APPLICANT))
        firms = (f"{one} {two}" for one in names.FIRST_WORDS for two in names.SECOND_WORDS)
        self.firms = [firm for firm in firms if firm not in taken]
        self.chance.shuffle(self.firms)
        self.count = 0

    def nik(self, district: str, born_on: date, female: bool) -> str:
        day = born_on.day + (40 if female else 0)
        return f"{district.replace('.', '')}{day:02}{born_on:%m%y}{9000 + self.count}"

    def person(self, programme: str, batch: str, name: str = "", female: bool | None = None) -> PersonRow:
        self.count += 1
        chance = self.chance
        is_female = (chance.random() < 0.62 if self.women else False) if female is None else female
        if not name:
            is_female = bool(self.women) and (is_female or not self.men)
            name = (self.women if is_female else self.men).pop()
        born_on = date(1964, 1, 1) + timedelta(days=chance.randrange(14_500))
        district = chance.choice(names.DISTRICTS[programme])
        food = programme in ("tape", "kopi")
        licences = {"nib": _yes(chance.random() < 0.55)}
        if food:
            licences |= {"pirt": _yes(chance.random() < 0.35), "halal": _yes(chance.random() < 0.3)}
        return PersonRow(
            batch=batch,
            name=name,
            nik=self.nik(district, born_on, is_female),
            gender="female" if is_female else "male",
            birth_place=chance.choice(("Jember", "Jember", "Jember", "Bondowoso", "Lumajang", "Banyuwangi")),
            born_on=born_on,
            phone=f"0812-0000-{1000 + self.count}",
            district=district,
            address=f"Dusun Contoh RT {chance.randrange(1, 8):02} RW {chance.randrange(1, 12):02}",
            business=self.firms.pop(),
            product=chance.choice(names.PRODUCTS[programme]),
            workers=chance.randrange(1, 9),
            monthly_turnover=chance.randrange(4, 50) * 500_000,
            nib=f"99100000{self.count:05}" if licences["nib"] == "ada" else None,
            licences=licences,
        )


def _yes(has: bool) -> str:
    return "ada" if has else "belum"


def _owner(registry: _Registry, programme: str, batch: str, key: str) -> PersonRow:
    """The owner of a shop, with the shop's own telephone, business and place."""
    shop = next(shop for shop in SHOPS if shop.key == key)
    made = registry.person(programme, batch, shop.owner, key in _FEMALE_OWNERS)
    district = shop.village.rsplit(".", 1)[0]
    return replace(
        made,
        nik=registry.nik(district, made.born_on, made.gender == "female"),
        district=district,
        address=shop.street,
        phone=shop.phone,
        business=shop.name,
        product=shop.speciality,
        workers=shop.workers,
        nib=shop.nib,
        licences=dict.fromkeys(made.licences, "ada"),
        account=key,
    )


def _named(registry: _Registry, programme: str, batch: str) -> Iterator[PersonRow]:
    """Those of a batch who have an account in the demo."""
    for key in _WHERE_OWNERS_LEARNT.get(batch, ()):
        yield _owner(registry, programme, batch, key)
    if batch == "kopi-1":
        made = registry.person(programme, batch, APPLICANT.owner, female=True)
        district = APPLICANT.village.rsplit(".", 1)[0]
        yield replace(
            made,
            nik=registry.nik(district, made.born_on, female=True),
            district=district,
            phone=APPLICANT.phone,
            business=APPLICANT.name,
            nib=APPLICANT.nib,
            account="calon",
        )
    if batch == _ALUMNI[0]:
        made = registry.person(programme, batch, _ALUMNI[1], female=False)
        yield replace(made, product=_ALUMNI[2], account="alumni")


def _all_present(batch: BatchRow) -> tuple[str, ...]:
    return ("present",) * len(batch.sessions)


def _missing_hours(chance: Random, batch: BatchRow, least: int, most: int) -> tuple[str, ...]:
    """Presence with between `least` and `most` lesson hours missed, as whole sessions."""
    order = chance.sample(range(len(batch.sessions)), len(batch.sessions))
    missed: set[int] = set()
    hours = 0
    for place in order:
        if hours + batch.sessions[place].hours <= most and hours < least:
            missed.add(place)
            hours += batch.sessions[place].hours
    why = chance.choice(("excused", "sick", "absent"))
    return tuple(why if place in missed else "present" for place in range(len(batch.sessions)))


def attended_bps(batch: BatchRow, presence: tuple[str, ...]) -> int:
    """Lesson hours present over all, in basis points."""
    there = sum(s.hours for s, state in zip(batch.sessions, presence, strict=True) if state == "present")
    total = sum(session.hours for session in batch.sessions)
    return (2 * there * 10_000 + total) // (2 * total)


def _finish(chance: Random, batch: BatchRow, person: PersonRow, fate: str) -> PersonRow:
    """Attendance, scores and outcome. `fate` is pass, absent, score, override or leave."""
    hours = sum(session.hours for session in batch.sessions)
    pre = chance.randrange(34, 68)
    if fate == "leave":
        first_day = tuple("present" if session.day == 1 else "absent" for session in batch.sessions)
        reason = chance.choice(names.REASONS_TO_LEAVE)
        return replace(person, presence=first_day, pre_score=pre, outcome="withdrawn", outcome_reason=reason)
    presence = _all_present(batch)
    post = min(max(pre + chance.randrange(12, 34), 64), 98)
    outcome, override = "passed", ""
    if fate == "absent":
        presence, outcome = _missing_hours(chance, batch, hours // 4 + 1, hours // 2), "failed"
    elif fate == "score":
        post, outcome = chance.randrange(46, 59), "failed"
    elif fate == "override":
        post = PASS_SCORE - 2
        override = "Nilai praktik 92; soal tertulis dibacakan panitia karena kacamata peserta tertinggal."
    elif chance.random() < 0.22:
        presence = _missing_hours(chance, batch, 1, hours // 5)
    return replace(
        person, presence=presence, pre_score=pre, post_score=post, outcome=outcome, override_reason=override
    )


_FATES = {"tape-1": ("score",), "tape-2": ("absent", "leave"), "kopi-1": ("override", "score"),
          "furnitur-1": ("absent", "leave"), "kemasan-1": ("absent",)}  # fmt: skip
"""What befell the last ones of each batch; everybody else passed."""


def _batch_people(registry: _Registry, programme: ProgrammeRow, batch: BatchRow) -> list[PersonRow]:
    people = list(_named(registry, programme.key, batch.key))
    people += [registry.person(programme.key, batch.key) for _ in range(batch.people - len(people))]
    if batch.status == "certified":
        fates = _FATES[batch.key]
        fated = ("pass",) * (len(people) - len(fates)) + fates
        people = [_finish(registry.chance, batch, p, fate) for p, fate in zip(people, fated, strict=True)]
    return sorted(people, key=lambda person: person.name)


def _certified(organiser: OrganiserRow, programme: ProgrammeRow, batch: BatchRow,
               people: list[PersonRow], first: int) -> list[PersonRow]:  # fmt: skip
    """Number the certificates of those who passed, from `first` on."""
    month = ROMAN[batch.starts_on.month - 1]
    out = []
    for person in people:
        number = ""
        if person.outcome == "passed":
            number = f"{first:03}/{organiser.unit_code}/{programme.mark}/{month}/{programme.year}"
            first += 1
        out.append(replace(person, certificate=number))
    return out


def _everybody() -> tuple[PersonRow, ...]:
    registry = _Registry()
    out: list[PersonRow] = []
    for programme in PROGRAMMES:
        organiser = next(o for o in ORGANISERS if o.key == programme.organiser)
        serial = 1
        for batch in programme.batches:
            people = _certified(
                organiser, programme, batch, _batch_people(registry, programme, batch), serial
            )
            serial += sum(1 for person in people if person.certificate)
            out += people
    return tuple(out)


PEOPLE: tuple[PersonRow, ...] = _everybody()


def people_of(batch: str) -> list[PersonRow]:
    """Who took part in one batch, by name."""
    return [person for person in PEOPLE if person.batch == batch]
