"""Rules of the house that a reader of one file cannot see broken: templates, sources, settings."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.harness.database import ROOT

TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")
)
PAGES = [name for name in TEMPLATES if name.endswith(".html")]
SOURCES = sorted(
    path
    for folder in ("marketplace", "migrations", "static/js", "tests")
    for path in (ROOT / folder).rglob("*.[pj][ys]")
)

INLINE = re.compile(
    r"""<style\b | \sstyle\s*= | \son[a-z]+\s*=\s*["'{]
    | href\s*=\s*["']javascript: | <script\b(?![^>]*\bsrc=)""",
    re.VERBOSE | re.IGNORECASE,
)
TRUSTED = re.compile(r"\|\s*safe\b|autoescape\s+false")


def without_data_scripts(text: str) -> str:
    """JSON in a page is data, not a script."""
    return re.sub(r"<script[^>]*application/(ld\+)?json[^>]*>", "", text)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_with_filters_and_tests_that_exist(app: Flask, name: str) -> None:
    source = (ROOT / "templates" / name).read_text()

    if name.endswith((".html", ".txt", ".xml")):
        app.jinja_env.compile(source, name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_nothing_inline_and_trusts_no_text(name: str) -> None:
    source = without_data_scripts((ROOT / "templates" / name).read_text())

    assert INLINE.findall(source) == []
    assert TRUSTED.findall(source) == []


def test_no_source_holds_a_promise_or_catches_everything() -> None:
    promise = re.compile(r"\b(?:TODO|FIXME|XXX)\b|except(?: Exception\b.*)?:|NotImplementedError")

    assert {
        (path.relative_to(ROOT).as_posix(), found)
        for path in SOURCES
        if path != Path(__file__)
        for found in promise.findall(path.read_text())
    } == set()


def test_every_variable_that_the_settings_read_is_in_the_example() -> None:
    read = set(re.findall(r"""env(?:\.get\(|\[|, )"([A-Z_]+)\"""", (ROOT / "config.py").read_text()))
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert "DATABASE_URL" in read
    assert read - example == set()


def test_the_lock_names_no_address_and_a_hash_for_every_file() -> None:
    lock = (ROOT / "requirements.lock").read_text()

    assert re.findall(r"://|--(?:index|extra|find|trusted)\S*|^-[a-z]", lock, re.MULTILINE) == []
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        assert "--hash=sha256:" in entry


def test_every_direct_dependency_has_its_line_why() -> None:
    project = (ROOT / "pyproject.toml").read_text().split("[tool.setuptools]")[0]
    names = re.findall(r'^    "([a-z0-9-]+)', project, re.MULTILINE)
    why = (ROOT / "docs" / "dependencies.md").read_text()

    assert len(names) > 20
    assert [name for name in names if not re.search(rf"\|[^|]*\b{name}\b[^|]*\|", why)] == []
