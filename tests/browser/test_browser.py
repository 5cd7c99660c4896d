"""The browser fixture sees what the tests of the pages rely on it to see."""

from __future__ import annotations

from tests.browser.conftest import Visit


def test_an_error_and_an_outside_request_are_noticed(visit: Visit) -> None:
    visit.page.set_content("<img src='http://example.invalid/a.png'><script>console.error('wrong')</script>")
    visit.page.wait_for_timeout(200)
    assert "wrong" in visit.console_errors
    assert visit.outside_requests == ["http://example.invalid/a.png"]


def test_a_plain_page_is_clean(visit: Visit) -> None:
    visit.page.set_content("<p>plain</p>")
    assert visit.page.inner_text("p") == "plain"
    visit.assert_clean()
