"""The one seam to translation. A msgid is the Indonesian text itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import has_app_context
from flask_babel import force_locale, gettext, lazy_gettext

__all__ = ["N_", "_", "in_language", "lazy_gettext"]


def _(message: str, **values: Any) -> str:
    """The message in the reader's language, with %(name)s filled in. Indonesian outside an application."""
    if has_app_context():
        return str(gettext(message, **values))
    return message % values if values else message


def N_(message: str) -> str:
    """Mark a message for translation now, translate it when it is shown."""
    return message


@contextmanager
def in_language(locale: str) -> Iterator[None]:
    """Speak somebody else's language inside the block: a mail is in its reader's, not in the writer's."""
    if not has_app_context():
        yield
        return
    with force_locale(locale):
        yield
