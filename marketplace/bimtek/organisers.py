"""Training organisers and the people who work for them, kept by admins."""

from dataclasses import asdict, dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import events
from marketplace.errors import Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.models import Organiser, OrganiserMember, Programme, User
from marketplace.models.bimtek import OrganiserKind
from marketplace.notifications import notify


@dataclass(frozen=True)
class OrganiserDraft:
    """What an organiser is called, and who signs its certificates."""

    name: str
    short_name: str
    kind: OrganiserKind
    region_code: str | None
    unit_code: str
    signer_name: str
    signer_title: str


def everyone() -> list[tuple[Organiser, int, int]]:
    """All organisers with the numbers of their members and programmes, by name."""
    members = (
        select(func.count(OrganiserMember.id))
        .where(OrganiserMember.organiser_id == Organiser.id)
        .scalar_subquery()
    )
    programmes = (
        select(func.count(Programme.id)).where(Programme.organiser_id == Organiser.id).scalar_subquery()
    )
    query = select(Organiser, members, programmes).order_by(Organiser.name)
    return list(db.session.execute(query))


def one(ref: str) -> Organiser:
    """The organiser with this address. Raises NotFound."""
    query = select(Organiser).where(Organiser.ref == ref).options(selectinload(Organiser.programmes))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def members(organiser: Organiser) -> list[OrganiserMember]:
    query = (
        select(OrganiserMember)
        .where(OrganiserMember.organiser_id == organiser.id)
        .options(joinedload(OrganiserMember.user))
        .order_by(OrganiserMember.id)
    )
    return list(db.session.scalars(query))


def add(actor: User, draft: OrganiserDraft) -> Organiser:
    """Write down an organiser. Raises Invalid when the name is taken."""
    _free_name(draft.name)
    organiser = Organiser(**asdict(draft))
    db.session.add(organiser)
    events.record("organiser_added", organiser, actor=actor)
    return organiser


def change(actor: User, organiser: Organiser, draft: OrganiserDraft) -> None:
    """Change an organiser. Raises Invalid when the name is taken."""
    _free_name(draft.name, organiser)
    values = asdict(draft)
    changed = [name for name, value in values.items() if getattr(organiser, name) != value]
    for name in changed:
        setattr(organiser, name, values[name])
    events.record("organiser_changed", organiser, actor=actor, changed=changed)


def add_member(actor: User, organiser: Organiser, email: str) -> OrganiserMember:
    """Let somebody with an account work for the organiser. Raises Invalid when nobody has the address."""
    user = db.session.scalars(select(User).where(User.email == email.strip().lower())).one_or_none()
    if user is None:
        raise Invalid(_("Belum ada akun dengan email ini. Minta orangnya mendaftar dulu."), "email")
    if any(member.user_id == user.id for member in members(organiser)):
        raise Invalid(_("Orang ini sudah menjadi anggota."), "email")
    member = OrganiserMember(organiser=organiser, user=user)
    db.session.add(member)
    events.record("member_added", organiser, actor=actor, user=user.id)
    notify(
        user,
        N_("Anda sekarang petugas %(name)s. Buka ruang penyelenggara Bimtek."),
        f"organiser-member:{organiser.ref}",
        path="/bimtek",
        name=organiser.name,
    )
    return member


def remove_member(actor: User, organiser: Organiser, email: str) -> None:
    """Somebody no longer works for the organiser. Raises NotFound when they never did."""
    member = next((m for m in members(organiser) if m.user.email == email.strip().lower()), None)
    if member is None:
        raise NotFound
    events.record("member_removed", organiser, actor=actor, user=member.user_id)
    db.session.delete(member)


def _free_name(name: str, own: Organiser | None = None) -> None:
    taken = db.session.scalar(select(Organiser.id).where(func.lower(Organiser.name) == name.strip().lower()))
    if taken is not None and (own is None or own.id != taken):
        raise Invalid(_("Penyelenggara dengan nama ini sudah ada."), "name")
