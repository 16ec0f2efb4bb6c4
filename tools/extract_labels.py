"""A reader of messages for `make messages`: Babel's own for Python, and the words of `Labelled` enums.

The members of such an enum are written `PAID = "paid", "Sudah dibayar"`; the second text is what people see.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

Found = tuple[int, str, Any, list[str]]


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Messages of one Python file, as (line, function, messages, comments)."""
    yield from extract_python(file, keywords, comment_tags, dict(options))
    file.seek(0)
    for line, words in labels(file.read().decode()):
        yield line, "N_", words, []


def labels(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of every member of a `Labelled` enum in a module's source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and any(_name(base) == "Labelled" for base in node.bases):
            for member in node.body:
                match member:
                    case ast.Assign(value=ast.Tuple(elts=[_, ast.Constant(value=str(words))])):
                        yield member.lineno, words


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
