"""A real browser for the pages: Debian's Chromium, driven by Playwright, cut off from every network but loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM = shutil.which("chromium")

_FLAGS = (
    "--no-sandbox",  # a container's root has no user namespaces
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(slots=True)
class Visit:
    """A page with what went wrong while it was open."""

    page: Page
    console_errors: list[str] = field(default_factory=list)
    outside_requests: list[str] = field(default_factory=list)

    def assert_clean(self) -> None:
        """Fail where the page wrote an error or asked another host for anything."""
        assert self.console_errors == []
        assert self.outside_requests == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window, one for a file's tests: its event loop must not run on beside those of other files."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """An empty page of 1280 by 800 pixels in a profile of its own; requests to other hosts are noted and refused."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    visit = Visit(page)

    def gate(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in ("file", "data", "blob") or address.hostname in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            visit.outside_requests.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    page.on("console", lambda line: visit.console_errors.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: visit.console_errors.append(str(error)))
    yield visit
    context.close()
