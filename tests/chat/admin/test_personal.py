"""Whoever runs the site hands people what is kept of them, and forgets whom they are told to."""

import io
import zipfile

import pytest

from chat.models import Audit, Erasure, User


@pytest.fixture
def root(person, client):
    root = person("root", is_superuser=True, is_staff=True)
    client.force_login(root)
    return root


def place(user):
    return f"/admin/chat/user/{user.pk}/personal/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_an_export_is_had_and_written_down(client, root, tom):
    answer = client.post(place(tom), {"do": "export"})
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer))).testzip() is None
    assert Audit.objects.get().action == "user.export"


def test_an_erasure_takes_the_username(client, root, tom):
    wrong = client.post(place(tom), {"do": "erase", "username": "ann"})
    assert wrong.status_code == 422 and not Erasure.objects.exists()
    done = client.post(place(tom), {"do": "erase", "username": "tom", "messages": "purge"})
    assert done.status_code == 302
    assert Erasure.objects.get().messages and not User.objects.get(pk=tom.pk).is_active
    assert Audit.objects.get().actor == root


def test_the_last_superuser_is_told_why_not(client, root):
    answer = client.post(place(root), {"do": "erase", "username": "root"})
    assert answer.status_code == 422 and "Nobody else can manage" in answer.content.decode()


def test_staff_without_all_powers_have_no_such_page(client, person, tom):
    client.force_login(person("sam", is_staff=True))
    assert client.get(place(tom)).status_code == 403
