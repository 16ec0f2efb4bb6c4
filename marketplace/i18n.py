"""The one seam to translation. A msgid is the Indonesian text itself.

Indonesian has one form for one and for many. A message with `%(n)s` in it is therefore extracted as a plural
of itself (tools/extract_words.py), and its translation is looked up in the form that goes with `n`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, has_app_context
from flask_babel import Domain, force_locale, get_domain, get_locale, gettext, lazy_gettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

__all__ = ["N_", "Words", "_", "in_language", "init_app", "language", "lazy_gettext"]

MANY = 2


class Words(Domain):  # type: ignore[misc]
    """The catalogues, asked with a count where a message has one."""

    def form(self, message: str, values: dict[str, Any]) -> str:
        """The translation, not filled in yet. Nothing stays nothing (in a catalogue it is the header)."""
        if not message:
            return ""
        if "n" not in values:
            return str(self.get_translations().ugettext(message))
        count = 1 if str(values["n"]) == "1" else MANY
        return str(self.get_translations().ungettext(message, message, count))

    def gettext(self, message: str, **values: Any) -> str:
        words = self.form(message, values)
        return words % values if values else words


@pass_context
def _on_a_page(context: Context, message: str, **values: Any) -> str | Markup:
    """`_()` of the templates: words and values are escaped; without values the words are no format."""
    words: str = get_domain().form(message, values)
    if context.eval_ctx.autoescape:
        words = escape(words)
    return words % values if values else words


def init_app(app: Flask) -> None:
    app.jinja_env.globals["gettext"] = _on_a_page


def _(message: str, **values: Any) -> str:
    """The message in the reader's language, with %(name)s filled in. Indonesian outside an application."""
    if has_app_context():
        return str(gettext(message, **values))
    return message % values if values else message


def language() -> str:
    """The reader's language now, `id` or `en`. Indonesian outside an application."""
    return str(get_locale() or "id") if has_app_context() else "id"


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
