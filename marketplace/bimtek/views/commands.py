"""`flask bimtek import FILE`: what an organiser's spreadsheet would do, stored when told to."""

from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.bimtek import import_work, importing, jobs, layouts
from marketplace.bimtek.batch_guess import guess_batch
from marketplace.bimtek.layouts import Layout
from marketplace.bimtek.planning import Plan, Planner
from marketplace.bimtek.views.blueprint import pages
from marketplace.errors import Refusal
from marketplace.extensions import db
from marketplace.formats import spreadsheets
from marketplace.formats.spreadsheets import Sheet
from marketplace.formats.workbook_guard import BadSpreadsheet
from marketplace.models import Batch, Import, OrganiserMember, Programme, User
from marketplace.models.imports import ImportStatus
from marketplace.transactions import transaction

BASIS = "Pelaksanaan tugas penyelenggara (diimpor lewat perintah)"


@pages.cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--batch", "wanted", default="", help="KODE-PROGRAM/ANGKATAN, bila tidak bisa ditebak dari berkas."
)
@click.option("--sheet", default=None, help="Nama lembar, bila bukan yang terpanjang.")
@click.option(
    "--as", "email", default="", help="Email petugas yang bertanggung jawab; bawaan: petugas pertama."
)
@click.option("--commit", is_flag=True, help="Simpan; tanpa ini hanya pratinjau.")
def import_(file: Path, wanted: str, sheet: str | None, email: str, commit: bool) -> None:
    """Baca berkas peserta atau hasil, tampilkan akibatnya, dan simpan bila --commit."""
    data = file.read_bytes()
    try:
        sheets = spreadsheets.read(data)
    except BadSpreadsheet as fault:
        raise click.ClickException(str(fault)) from fault
    chosen = import_work.choose_sheet(sheets, sheet)
    batch = _batch(wanted, chosen, file.stem)
    click.echo(f"{batch.programme.title}, angkatan {batch.number} ({batch.programme.code}/{batch.number})")
    layout = layouts.guess(chosen)
    _tell_columns(chosen, layout)
    if not layout.has_people:
        raise click.ClickException(import_work.NO_NAME)
    if commit:
        _store(file, data, batch, chosen.name, email)
        return
    planner = Planner(batch, layout)
    plans = planner.plan(import_work.understand(chosen, layout, batch))
    db.session.rollback()
    _tell_problems(plans)
    _tell_counts(dict(import_work.count(plans)))
    click.echo("Ini pratinjau; belum ada yang disimpan. Tambahkan --commit untuk menyimpan.")


def _store(file: Path, data: bytes, batch: Batch, sheet: str, email: str) -> None:
    actor = _actor(batch, email)
    try:
        with transaction():
            made = importing.upload(actor, batch, file.name, "", data, BASIS)
            made.sheet = sheet
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from refusal
    jobs.work_on(made.id)
    found = _again(made.id)
    if found.status != ImportStatus.PREVIEW:
        raise click.ClickException(found.problem or found.status.label)
    with transaction():
        importing.confirm(db.session.get_one(User, actor.id), _again(made.id))
    jobs.work_on(made.id)
    found = _again(made.id)
    _tell_counts(found.summary)
    click.echo(f"{found.status.label}: /bimtek/impor/{found.code}")


def _again(import_id: int) -> Import:
    return db.session.get_one(Import, import_id, populate_existing=True)


def _batch(wanted: str, sheet: Sheet, stem: str) -> Batch:
    """The batch that was named, else the one that file name and title rows speak of."""
    batches = _batches()
    code, _separator, number = wanted.rpartition("/")
    if wanted:
        found = [b for b in batches if b.programme.code == code and str(b.number) == number]
    else:
        found = guess_batch(batches, sheet, stem)
    if len(found) == 1:
        return found[0]
    known = "\n".join(f"  {b.programme.code}/{b.number}  {b.programme.title}" for b in batches)
    raise click.ClickException(
        "Angkatan tidak bisa dipastikan. Sebutkan dengan --batch KODE/ANGKATAN:\n"
        f"{known or '  (belum ada angkatan)'}"
    )


def _batches() -> list[Batch]:
    query = (
        select(Batch)
        .options(joinedload(Batch.programme).joinedload(Programme.organiser), joinedload(Batch.sessions))
        .order_by(Batch.id)
    )
    return list(db.session.scalars(query).unique())


def _actor(batch: Batch, email: str) -> User:
    """Who answers for the import: the one named, else the organiser's first member, else the first admin."""
    if email:
        query = select(User).where(User.email == email.lower())
    else:
        query = (
            select(User)
            .outerjoin(OrganiserMember, OrganiserMember.user_id == User.id)
            .where((OrganiserMember.organiser_id == batch.programme.organiser_id) | User.is_admin)
            .order_by(User.is_admin, OrganiserMember.id)
        )
    found = db.session.scalars(query.limit(1)).first()
    if found is None:
        raise click.ClickException("Tidak ada petugas untuk penyelenggara ini. Sebutkan dengan --as EMAIL.")
    return found


def _tell_columns(sheet: Sheet, layout: Layout) -> None:
    held = ", ".join(
        f"{spreadsheets.column_name(index)}={code}"
        for index, code in layout.columns.items()
        if code != "skip"
    )
    click.echo(f"Lembar {sheet.name}: {held}")


def _tell_problems(plans: list[Plan]) -> None:
    for line in _lines(plans):
        click.echo(line)


def _lines(plans: list[Plan]) -> Iterator[str]:
    for plan in plans:
        row = plan.understood
        for problem in row.problems:
            mark = "SALAH " if problem.level == "error" else "PERIKSA"
            yield f"  baris {row.row_number} {problem.cell:>5} {mark} {problem.column}: {problem.text}"
        for name, (before, after) in plan.changes.items():
            yield f"  baris {row.row_number}       UBAH    {name}: {before or '(kosong)'} menjadi {after}"


def _tell_counts(counts: dict[str, int]) -> None:
    words = {"create": "baru", "update": "berubah", "same": "tetap", "skip": "dilewati", "refuse": "ditolak"}
    click.echo(", ".join(f"{counts.get(action, 0)} {word}" for action, word in words.items()))
