"""The one seam to translation. A msgid is the Indonesian text itself."""

from typing import Any

from flask import has_app_context
from flask_babel import gettext, lazy_gettext

__all__ = ["N_", "_", "lazy_gettext"]


def _(message: str, **values: Any) -> str:
    """The message in the reader's language, with %(name)s filled in. Indonesian outside an application."""
    if has_app_context():
        return str(gettext(message, **values))
    return message % values if values else message


def N_(message: str) -> str:
    """Mark a message for translation now, translate it when it is shown."""
    return message
