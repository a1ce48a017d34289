"""Passkeys in a real browser, with an authenticator that its developer tools play."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE
from tests.community import change

PASSWORD = "correct horse battery"


@pytest.fixture
def pat(site, open_window):
    """A browser with an authenticator, at the sign-in page; Pat has an account with a password."""
    change(
        site.env,
        f"User.objects.filter(username='pat').exists() or"
        f" User.objects.create_user('pat', password={PASSWORD!r})",
    )
    page = open_window(base_url=site.https)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    abilities = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    about = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": about | abilities})
    page.goto("/login/")
    return page


def test_pat_adds_a_passkey_and_signs_in_with_nothing_else(pat):
    pat.fill("#id_login", "pat")
    pat.fill("#id_password", PASSWORD)
    pat.click(".sign-in .button-main")
    pat.wait_for_url(lambda url: "/login/" not in url, timeout=PATIENCE)
    pat.goto("/account/factors/webauthn/add/")
    pat.fill("#id_password", PASSWORD)
    pat.click(".sign-in [type=submit]")
    pat.fill("#id_name", "my laptop")
    pat.click("#mfa_webauthn_add")
    pat.wait_for_url("**/recovery-codes/", timeout=PATIENCE)
    pat.goto("/account/factors/webauthn/")
    assert "my laptop" in pat.inner_text(".account-session-name")
    pat.context.clear_cookies()
    pat.goto("/login/")
    pat.click("#passkey_login")
    pat.locator("chat-app, .side-brand").first.wait_for(timeout=PATIENCE)
    pat.goto("/account/sessions/")
    assert "This browser" in pat.inner_text(".account-sessions")
    assert pat.complaints == []


def test_a_passkey_that_is_not_there_is_said_in_the_page(pat, site):
    pat.click("#passkey_login")
    pat.locator("#passkey-fault").wait_for(state="visible", timeout=PATIENCE)
    assert "Try again" in pat.inner_text("#passkey-fault")


def test_until_its_scripts_are_there_a_passkey_cannot_be_pressed(pat):
    held, button = [], pat.locator("#passkey_login")
    pat.route("**/webauthn*.js", lambda route: held.append(route))
    pat.goto("/login/", wait_until="commit")
    button.wait_for(timeout=PATIENCE)
    assert button.is_disabled()
    for route in held:
        route.continue_()
    expect(button).to_be_enabled(timeout=PATIENCE)
