"""In-app notices."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert

from marketplace.extensions import db
from marketplace.models import Notice, User


def notify(user: User, message: str, dedupe_key: str, *, path: str = "", **values: Any) -> None:
    """Show `user` a line once. `message` is a marked msgid (`N_`), translated when it is read.

    `path` is where it leads; `values` are JSON and fill the message.
    """
    db.session.flush()
    db.session.execute(
        insert(Notice)
        .values(user_id=user.id, dedupe_key=dedupe_key, message=message, path=path, values=values)
        .on_conflict_do_nothing(index_elements=[Notice.user_id, Notice.dedupe_key])
    )
