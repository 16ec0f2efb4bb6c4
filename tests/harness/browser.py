"""A real Chromium, driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

PHONE = (360, 740)
DESK = (1280, 900)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


class Chromium:
    """One browser for the browser tests of this process, started when first asked for.

    Playwright keeps an event loop running in this thread, which other tests must not meet: `close()`
    comes before the next test that needs no browser.
    """

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def browser(self) -> Browser:
        """Raises FileNotFoundError where there is no Chromium: the tests fail, they are not skipped."""
        if self._browser is None:
            program = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
            if not program.exists():
                raise FileNotFoundError(f"no browser at {program}: apt-get install chromium, or set CHROMIUM")
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        return self._browser

    def close(self) -> None:
        if self._browser is not None:
            self._browser.close()
            self._browser = None
        if self._playwright is not None:
            self._playwright.stop()
            self._playwright = None


@contextmanager
def open_page(browser: Browser, base_url: str, *, size: tuple[int, int], script: bool) -> Iterator[Page]:
    """A page in a context of its own. Ends with an error when a script failed, the policy for content was
    broken, or the server answered with a fault."""
    width, height = size
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: faults.append(message.text) if _breaks_policy(message.text) else None)
    page.on(
        "response",
        lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None,
    )
    try:
        yield page
    finally:
        context.close()
    assert faults == []


def _breaks_policy(text: str) -> bool:
    return "Content Security Policy" in text or "Content-Security-Policy" in text


def axe(page: Page) -> None:
    """Assert that axe finds nothing wrong on the page as it now is, and that it does not scroll sideways."""
    violations: list[dict[str, Any]] = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    found = [
        f"{violation['id']}: {violation['help']}: {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert found == [], "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
