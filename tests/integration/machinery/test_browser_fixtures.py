"""The browser fixtures notice what must not happen in a page."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.fixtures.browser import LiveServer, Watch


def test_a_stranger_is_asked_to_sign_in(page: Page, axe: Callable[..., None]) -> None:
    page.goto("/")

    assert "sign" in page.content().lower()
    axe(page)


def test_signing_in_gives_the_browser_a_session(page: Page, sign_in: Callable[..., str]) -> None:
    sign_in(page)

    assert [cookie["httpOnly"] for cookie in page.context.cookies()] == [True]


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("setTimeout(() => { throw new Error('broken') })", "uncaught: broken"),
        ("console.error('bad')", "console: bad"),
        ("location.href = 'https://example.org/'", "request to another host"),
        ("document.body.append(Object.assign(new Image(), {src: '/none.png'}))", "/none.png"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
    ],
)
def test_what_must_not_happen_is_noticed(
    live_server: LiveServer, browser: Browser, script: str, complaint: str
) -> None:
    watch = Watch(urlsplit(live_server.url).netloc)
    page = browser.new_page(base_url=live_server.url)
    watch.over(page)
    page.goto("/")
    assert watch.complaints == []

    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(200)

    assert complaint in "\n".join(watch.complaints)
    page.close()


def test_the_rules_of_accessibility_are_checked(page: Page, axe: Callable[..., None]) -> None:
    page.goto("/")
    page.evaluate("() => document.documentElement.removeAttribute('lang')")

    with pytest.raises(AssertionError, match="html-has-lang"):
        axe(page)
