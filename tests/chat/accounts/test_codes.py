"""QR codes, drawn for who is signed in and asked by a page of ours."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)

LINK = "https://chat.example.org/join/abc/"


@pytest.fixture
def reader(tom):
    client = Client(enforce_csrf_checks=True)
    client.force_login(tom)
    client.get("/")
    return client


def draw(client, body=LINK, token=True):
    headers = {"X-CSRFToken": client.cookies["csrftoken"].value} if token else {}
    return client.post("/qr/", body, content_type="text/plain", headers=headers)


def test_a_link_is_drawn_and_kept_nowhere(reader):
    answer = draw(reader)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "no-store"
    assert b"<path" in answer.content and b"script" not in answer.content
    assert draw(reader, LINK + "x").content != answer.content


@pytest.mark.parametrize(("body", "status"), [("", 422), ("x" * 501, 413)])
def test_nothing_and_too_much_are_refused_in_words(reader, body, status):
    answer = draw(reader, body)
    assert answer.status_code == status
    assert answer.json()["text"]


def test_strangers_and_other_pages_get_none(reader):
    assert draw(reader, token=False).status_code == 403
    assert Client().post("/qr/", LINK, content_type="text/plain").status_code == 401
    assert reader.get("/qr/").status_code == 405
