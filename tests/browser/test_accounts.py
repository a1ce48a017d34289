"""Passkeys in a real browser, with an authenticator that its developer tools play."""

import pytest
from playwright.sync_api import expect

from tests.community import change

PASSWORD = "correct horse battery"


@pytest.fixture
def iris(site, open_window):
    """A browser with an authenticator, at the sign-in page; Iris has an account with a password."""
    change(
        site.env,
        f"User.objects.filter(username='iris').exists() or"
        f" User.objects.create_user('iris', password={PASSWORD!r})",
    )
    page = open_window(base_url=site.https)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    abilities = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    about = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": about | abilities})
    page.goto("/login/")
    return page


def test_iris_adds_a_passkey_and_signs_in_with_nothing_else(iris):
    iris.fill("#id_login", "iris")
    iris.fill("#id_password", PASSWORD)
    iris.click(".sign-in .button-main")
    iris.wait_for_url(lambda url: "/login/" not in url)
    iris.goto("/account/factors/webauthn/add/")
    iris.fill("#id_password", PASSWORD)
    iris.click(".sign-in [type=submit]")
    iris.fill("#id_name", "my laptop")
    iris.click("#mfa_webauthn_add")
    iris.wait_for_url("**/recovery-codes/")
    iris.goto("/account/factors/webauthn/")
    assert "my laptop" in iris.inner_text(".account-session-name")
    iris.context.clear_cookies()
    iris.goto("/login/")
    iris.click("#passkey_login")
    iris.locator("chat-app, .side-brand").first.wait_for()
    iris.goto("/account/sessions/")
    assert "This browser" in iris.inner_text(".account-sessions")
    assert iris.complaints == []


def test_a_passkey_that_is_not_there_is_said_in_the_page(iris, site):
    iris.click("#passkey_login")
    iris.locator("#passkey-fault").wait_for(state="visible")
    assert "Try again" in iris.inner_text("#passkey-fault")


def test_until_its_scripts_are_there_a_passkey_cannot_be_pressed(iris):
    held, button = [], iris.locator("#passkey_login")
    iris.route("**/webauthn*.js", lambda route: held.append(route))
    iris.goto("/login/", wait_until="commit")
    button.wait_for()
    assert button.is_disabled()
    for route in held:
        route.continue_()
    expect(button).to_be_enabled()
