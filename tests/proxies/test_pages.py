"""Pages through each proxy: signing in, uploads, static files, and plain http."""

import gzip
import os
import re
import subprocess
import sys
import urllib.request

import pytest

from tests.proxies.clients import ask
from tests.servers import TOP
from tests.wire.http import Visitor

NAME, PASSWORD = "bob-with-a-file", "a long password for tests"
BOUNDARY = "end-of-part"
MB = 1024 * 1024


@pytest.fixture(scope="session")
def bob(data_dir, new_backend):
    """An admin user, in the database of all sites here."""
    env = new_backend.environment("https://localhost") | {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    create = ["createsuperuser", "--noinput", "--username", NAME, "--email", "bob@example.org"]
    subprocess.run([sys.executable, "manage.py", *create], cwd=TOP, env=env, check=True)


def form_with_file(size, **fields):
    """A multipart form with a file of so many bytes before its fields."""
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    head = f'{part}file"; filename="holiday.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    rest = "".join(f'{part}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    return f"{head}".encode() + os.urandom(size) + f"\r\n{rest}--{BOUNDARY}--\r\n".encode()


def post(visitor, path, body):
    headers = {
        "Origin": visitor.site.https,
        "Referer": visitor.site.https + path,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    return visitor.open(urllib.request.Request(visitor.site.https + path, body, headers))


def test_bob_signs_in_with_eight_megabytes_beside_his_password(proxy, bob):
    visitor, path = Visitor(proxy), "/login/?next=/admin/"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', visitor.get(path))[1]
    form = form_with_file(
        8 * MB, csrfmiddlewaretoken=token, login=NAME, password=PASSWORD, next="/admin/"
    )
    assert "/admin/logout/" in post(visitor, path, form)
    assert "/admin/logout/" in visitor.get("/admin/"), "the cookie came back"


def test_the_cookies_are_for_https_alone_and_hsts_is_not_said_twice(proxy):
    answer = ask(f"{proxy.https}/login/", proxy.ca)
    assert "Secure" in answer.headers["Set-Cookie"]
    assert len(answer.headers.get_all("X-Content-Type-Options")) == 1
    assert not answer.headers.get_all("Strict-Transport-Security"), "the site is localhost"


@pytest.mark.parametrize(("size", "statuses"), [(25_000_000, {403}), (27 * MB, {413})])
def test_an_attachment_of_25_mb_reaches_the_site_and_no_more_than_26_do(proxy, size, statuses):
    try:
        answer = ask(f"{proxy.https}/login/", proxy.ca, bytes(size), Expect="")
    except OSError:  # cut off in the middle of what is too much
        assert 413 in statuses
    else:
        assert answer.status in statuses, "403: it has no CSRF token, says Django"


def test_a_page_is_not_an_upgrade(proxy):
    answer = ask(
        f"{proxy.https}/test/", proxy.ca, Connection="Upgrade, HTTP2-Settings", Upgrade="h2c"
    )
    assert answer.status == 200


# ---- Static files ----


@pytest.fixture
def stylesheet(proxy):
    page = ask(f"{proxy.https}/test/", proxy.ca).body.decode()
    path = re.search(r'href="(/static/chat/css/[^"]+\.[0-9a-f]{12}\.css)"', page)[1]
    return proxy.https + path


def check_static(proxy, url, status=200):
    plain, packed = ask(url, proxy.ca), ask(url, proxy.ca, Accept_Encoding="gzip")
    for answer in (plain, packed):
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert "accept-encoding" in answer.headers["Vary"].lower()
    assert packed.headers["Content-Encoding"] == "gzip" and not plain.headers["Content-Encoding"]
    assert gzip.decompress(packed.body) == plain.body and len(packed.body) < len(plain.body)


def test_static_files_are_compressed_and_kept_for_a_year(proxy, stylesheet):
    check_static(proxy, stylesheet)


def test_they_are_served_although_the_proxy_cannot_read_them(proxy, stylesheet, static):
    mode = static.stat().st_mode
    static.chmod(0)
    try:
        check_static(proxy, stylesheet)
    finally:
        static.chmod(mode)


def test_they_come_from_disk_where_the_proxy_reads_files(kind, proxy, static):
    (static / "only-here.css").write_text("p {}")
    answer = ask(f"{proxy.https}/static/only-here.css", proxy.ca)
    assert answer.status == (404 if kind == "haproxy" else 200)
    if kind != "haproxy":
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=3600"]


@pytest.mark.parametrize("path", ["../root.pem", "%2e%2e/daemon.log", "..%2f..%2fetc%2fpasswd", ""])
def test_nothing_outside_the_static_folder_is_served(proxy, path):
    assert ask(f"{proxy.https}/static/{path}", proxy.ca).status in (400, 403, 404)


# ---- Port 80 ----


def test_http_is_sent_to_https_whatever_host_is_asked_for(proxy):
    for host in (f"localhost:{proxy.http_port}", "localhost", "evil.example"):
        answer = ask(f"{proxy.http}/test/?a=1&b=%20x", Host=host)
        if host == "evil.example" and answer.status != 308:
            continue  # Caddy knows its names and answers nobody else
        assert answer.status == 308
        assert answer.headers["Location"] == f"{proxy.https}/test/?a=1&b=%20x"


def test_certbot_can_prove_the_name(proxy):
    answer = ask(f"{proxy.http}/.well-known/acme-challenge/token-1")
    assert (answer.status, answer.body) == (200, b"proof")
    assert ask(f"{proxy.http}/.well-known/acme-challenge/token-2").status == 404
