"""A person's in-app notices."""

from sqlalchemy import select, update

from marketplace import clock
from marketplace.accounts import marks
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.models import Notice, User

PAGE = 30


def of_user(user: User, page: int = 1) -> tuple[list[Notice], bool]:
    """A page of notices, newest first, and whether there are older ones."""
    newest_first = select(Notice).where(Notice.user_id == user.id).order_by(Notice.id.desc())
    found = list(db.session.scalars(newest_first.offset((page - 1) * PAGE).limit(PAGE + 1)))
    return found[:PAGE], len(found) > PAGE


def read(user: User, mark: str) -> Notice:
    """Note that a notice, named by its mark, was read. Raises NotFound when it is not theirs."""
    ids = db.session.scalars(select(Notice.id).where(Notice.user_id == user.id).order_by(Notice.id.desc()))
    wanted = next((row_id for row_id in ids if marks.of_id(Notice.__tablename__, row_id) == mark), None)
    if wanted is None:
        raise NotFound
    notice = db.session.get_one(Notice, wanted)
    notice.read_at = notice.read_at or clock.now()
    return notice


def read_all(user: User) -> None:
    """Mark every notice as read."""
    db.session.execute(
        update(Notice)
        .where(Notice.user_id == user.id, Notice.read_at.is_(None))
        .values(read_at=clock.now())
        .execution_options(synchronize_session=False)
    )
