"""What admins do with members: find, block, end sessions, share the admin's role."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import clock, events
from marketplace.accounts import sessions
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.formats.contacts import normal_phone
from marketplace.i18n import _
from marketplace.models import User
from marketplace.notifications import write_mail

PAGE = 30
SHORTEST_REASON = 10


class NotOneself(Conflict):
    def default_message(self) -> str:
        return _("Anda tidak bisa melakukan ini pada akun Anda sendiri. Minta pengelola lain.")


def search(text: str, page: int = 1) -> tuple[list[User], bool]:
    """Members with the text in name or e-mail, or with that phone, newest first; and whether more follow."""
    query = select(User).options(joinedload(User.seller), selectinload(User.organiser_memberships))
    if text:
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        fits: list[ColumnElement[bool]] = [User.name.ilike(pattern), User.email.ilike(pattern)]
        if phone := normal_phone(text):
            fits.append(User.phone == phone)
        query = query.where(or_(*fits))
    query = query.order_by(User.id.desc()).offset((page - 1) * PAGE).limit(PAGE + 1)
    found = list(db.session.scalars(query).unique())
    return found[:PAGE], len(found) > PAGE


def find(user_id: int) -> User:
    """One member. Raises NotFound."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def block(admin: User, user: User, reason: str) -> None:
    """Keep somebody out and end their sessions; they are told why. Raises NotOneself, Invalid, Conflict."""
    user = _other(admin, user)
    reason = _explained(reason)
    if not user.is_active:
        raise Conflict(_("Akun ini sudah diblokir."))
    user.blocked_at = clock.now()
    sessions.end_all(user)
    event = events.record("member_blocked", user, actor=admin, reason=reason)
    db.session.flush()
    key = f"account_blocked:{event.id}"
    write_mail(user.email, "account_blocked", key, user=user, name=user.name, reason=reason)


def unblock(admin: User, user: User, reason: str) -> None:
    """Let somebody in again. Raises NotOneself, Invalid, Conflict."""
    user = _other(admin, user)
    reason = _explained(reason)
    if user.is_active:
        raise Conflict(_("Akun ini tidak diblokir."))
    if user.email.endswith("@dihapus.invalid"):
        raise Conflict(_("Akun ini sudah dihapus pemiliknya dan tidak bisa dibuka lagi."))
    user.blocked_at = None
    events.record("member_unblocked", user, actor=admin, reason=reason)


def end_sessions(admin: User, user: User) -> int:
    """Sign somebody out everywhere. Returns how many sessions ended."""
    ended = sessions.end_all(user)
    events.record("sessions_ended_by_admin", user, actor=admin, count=ended)
    return ended


def make_admin(admin: User, user: User) -> None:
    """Share the admin's role; the new admin signs in anew. Raises NotOneself, Conflict."""
    user = _other(admin, user)
    if not user.is_active or user.email_confirmed_at is None:
        raise Conflict(_("Hanya akun aktif dengan email terkonfirmasi yang bisa menjadi pengelola."))
    _give(user, True)
    events.record("admin_made", user, actor=admin)


def unmake_admin(admin: User, user: User) -> None:
    """Take the admin's role away; their sessions end. Raises NotOneself."""
    user = _other(admin, user)
    _give(user, False)
    events.record("admin_unmade", user, actor=admin)


def _give(user: User, is_admin: bool) -> None:
    if user.is_admin == is_admin:
        raise Conflict(_("Peran akun ini sudah berubah. Muat ulang halaman ini."))
    user.is_admin = is_admin
    sessions.end_all(user)


def _other(admin: User, user: User) -> User:
    if admin.id == user.id:
        raise NotOneself
    query = select(User).where(User.id == user.id).with_for_update(of=User)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _explained(reason: str) -> str:
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise Invalid(_("Tulis alasannya, paling sedikit 10 huruf. Alasan ini dibaca orangnya."), "reason")
    return reason[:500]
