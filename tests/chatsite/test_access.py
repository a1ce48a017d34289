"""What the access log says of an address, and what it keeps to itself."""

import pytest

from chatsite.access import without_secrets

SECRET = "Ab-c_" * 9


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (f"/api/hooks/hook_{SECRET}", "/api/hooks/hook_***"),
        (f"/api/hooks/hook_{SECRET}/?a=b", "/api/hooks/hook_***/?a=b"),
        (f"/join/{SECRET}/", "/join/***/"),
        (f"/login/?next=/join/{SECRET}/", "/login/?next=/join/***/"),
        (f"/api/hook%73/%68ook%5F{SECRET.replace('-', '%2d')}", "/api/hooks/hook_***"),
        (f"/wss/chat?token=chat_{SECRET}&a=%0A", "/wss/chat?token=chat_***&a=%0A"),
        (f"/{SECRET}hook_{SECRET}%0Achat_{SECRET}", f"/{SECRET}hook_***%0Achat_***"),
    ],
)
def test_a_secret_that_stands_in_it_is_masked(path, logged):
    assert without_secrets(path) == logged


@pytest.mark.parametrize(
    "path", ["/", "/api/rooms/3?a=%20%2F", "/hook_", "/files/?name=chat_export.txt", "/%ff%00"]
)
def test_all_else_is_as_the_client_sent_it(path):
    assert without_secrets(path) == path
