"""Writing a mail into the outbox, in the transaction of its cause.

A mail is one template under `templates/mail/`: the first line is the subject, the rest paragraphs parted by
empty lines. A line that is only `[Words](address)` becomes a button.
"""

import re
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape
from sqlalchemy.dialects.postgresql import insert

from marketplace import queue
from marketplace.extensions import db
from marketplace.i18n import _, in_language
from marketplace.models import Mail, User
from marketplace.money import rupiah
from marketplace.notifications import dates

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def write_mail(
    recipient: str, template: str, dedupe_key: str, *, user: User | None = None, **values: Any
) -> None:
    """Put a mail into the outbox; nothing happens when `dedupe_key` was used before.

    `recipient` is an address; `values` fill `templates/mail/<template>.txt`, which also knows `url(path)`
    for links to the site. With a `user` it speaks their language, else that of the moment.
    Raises ValueError when the address could smuggle a header.
    """
    if any(char in recipient for char in "\r\n,;"):
        raise ValueError("not one e-mail address")
    with in_language(user.locale) if user else nullcontext():
        text = page_template(f"mail/{template}.txt").render(url=_absolute(), **values).strip()
    subject, _separator, body = text.partition("\n")
    made = db.session.execute(
        insert(Mail)
        .values(
            dedupe_key=dedupe_key,
            recipient=recipient,
            user_id=user.id if user else None,
            template=template,
            subject=" ".join(subject.split()),
            body_text=_as_text(body.strip()),
            body_html=_as_html(body.strip()),
        )
        .on_conflict_do_nothing(index_elements=[Mail.dedupe_key])
    )
    if made.rowcount:  # type: ignore[attr-defined]
        queue.wake("mail")


class _Site:
    public_url = "http://127.0.0.1:8000"


def configure(public_url: str) -> None:
    """Tell the mails where the site is."""
    _Site.public_url = public_url


def _absolute() -> Callable[[str], str]:
    return lambda path: _Site.public_url + path


def site() -> str:
    """Where the market is, as mails say it."""
    return _Site.public_url


def page_template(name: str) -> Template:
    """A template of the mails' own environment."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701  plain text; `_as_html` escapes
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["_"] = _
    environment.filters.update(rupiah=rupiah, day=dates.day, when=dates.moment)
    return environment


def _as_text(body: str) -> str:
    return LINK.sub(r"\1:\n\2", body)


def _as_html(body: str) -> str:
    """Escaped paragraphs; a lone link becomes a button. Markup that every mail program understands."""
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", body):
        if alone := LINK.fullmatch(paragraph.strip()):
            words, address = alone.groups()
            paragraphs.append(Markup('<p><a class="button" href="{}">{}</a></p>').format(address, words))
        else:
            lines = Markup("<br>").join(escape(line) for line in paragraph.strip().splitlines())
            paragraphs.append(Markup("<p>{}</p>").format(lines))
    return str(Markup("\n").join(paragraphs))
