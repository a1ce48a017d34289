"""What browsers, balancers and proxies get over https from the real server."""

import gzip
import re

from tests.wire.http import get, get_json


def test_the_front_door_asks_who_comes_and_the_test_page_does_not(site):
    answer = get(site, "/")
    assert (answer.status, answer.url) == (200, f"{site.https}/login/?next=/")
    assert get(site, "/test/").url == f"{site.https}/test/"


def test_health_is_told_as_json_and_never_cached(site):
    assert get_json(site) == {"status": "ok"}
    headers = get(site, "/healthz").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"], "else the worker of the page takes it for a proxy's"


def test_static_files_have_names_with_hashes_and_are_kept_for_a_year(site):
    page = get(site, "/test/").read().decode()
    path = re.search(r'href="(/static/chat/css/[^"]+\.[0-9a-f]{12}\.css)"', page).group(1)
    plain = get(site, path)
    assert plain.status == 200
    assert "immutable" in plain.headers["Cache-Control"]
    assert plain.headers["Content-Type"] == "text/css; charset=utf-8"
    packed = get(site, path, **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.read()) == plain.read()


def test_paths_outside_the_static_folder_are_not_served(site):
    for path in (
        "/static/../db.sqlite3",
        "/static/%2e%2e/db.sqlite3",
        "/static/%00",
        "/static//etc/passwd",
    ):
        assert get(site, path).status in (400, 404)


def test_pages_say_what_a_browser_may_load(site):
    headers = get(site, "/login/").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_admin_panel_asks_who_comes(site):
    answer = get(site, "/admin/")
    assert answer.url.startswith(f"{site.https}/login/?next=/admin/")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_a_foreign_host_is_refused(site):
    assert get(site, "/test/", Host="evil.example").status == 400
