"""Walking along many pages, letting axe look at each on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from playwright.sync_api import Page

from tests.harness.browser import DESK, PHONE

SIZES = (PHONE, DESK)


def look_at(page: Page, axe: Callable[[Page], None], paths: Iterable[str], *, status: int = 200) -> None:
    """Assert that every page answers as it should and that axe finds nothing on any, at either size.

    All of them are looked at before the first fault ends the test.
    """
    faults: list[str] = []
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        if answer.status != status:
            faults.append(f"{path} answers {answer.status}")
            continue
        faults.extend(faults_here(page, axe, path))
    assert faults == [], "\n".join(faults)


def faults_here(page: Page, axe: Callable[[Page], None], name: str) -> list[str]:
    """What axe finds on the page as it now is, at both sizes."""
    faults: list[str] = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        try:
            axe(page)
        except AssertionError as found:
            faults.append(f"{name} at {width} px: {found}")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return faults
