"""Readers of messages for `make messages`, named in babel.cfg: Babel's own, and two things of this market.

The words of a `Labelled` enum are messages: its members are written `PAID = "paid", "Sudah dibayar"`, and the
second text is what people see. A message with `%(n)s` in it is a plural of itself, see marketplace/i18n.py.
"""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python
from jinja2.ext import babel_extract

Found = tuple[int, str, Any, list[str]]
COUNTED = "%(n)s"


def code(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Messages of one Python file, as (line, function, messages, comments)."""
    yield from _counted(extract_python(file, keywords, comment_tags, dict(options)))
    file.seek(0)
    for line, words in labels(file.read().decode()):
        yield line, "N_", words, []


def pages(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Messages of one template; a template that cannot be read is an error."""
    found = babel_extract(
        file,
        list(keywords),
        list(comment_tags),
        {"silent": "false", "extensions": "jinja2.ext.do", **options},
    )
    yield from _counted(found)


def labels(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of every member of a `Labelled` enum in a module's source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and any(_name(base) == "Labelled" for base in node.bases):
            for member in node.body:
                match member:
                    case ast.Assign(value=ast.Tuple(elts=[_, ast.Constant(value=str(words))])):
                        yield member.lineno, words


def _counted(found: Iterable[Found]) -> Iterator[Found]:
    for line, function, messages, comments in found:
        first = messages[0] if isinstance(messages, tuple) else messages
        if function in {"_", "N_", "gettext", "lazy_gettext"} and first and COUNTED in first:
            yield line, "ngettext", (first, first), comments
        else:
            yield line, function, messages, comments


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
