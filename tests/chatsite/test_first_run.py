"""What `serve` prepares: a second try finds everything, and nobody who is served notices."""

import errno
import os

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage

from chat.models import Member, Room
from chatsite import first_run


@pytest.fixture
def site(tmp_path, settings):
    """A DATA_DIR in which static files are collected, with hashes in their names."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.css").write_text("a {}")
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "chatsite.static.Storage"}}
    return tmp_path


def served(site):
    return {path.name: path.read_bytes() for path in (site / "static").glob("a*.css")}


def test_a_page_opened_before_an_upgrade_still_finds_its_files(site):
    first_run.collect_static()
    before = served(site)
    (site / "source/a.css").write_text("a { color: red }")
    first_run.collect_static()
    after = served(site)
    assert len(before) == 2 and len(after) == 3 and before.keys() < after.keys()
    assert after["a.css"] == b"a { color: red }"


def test_files_that_are_older_than_the_last_collection_are_collected_too(site):
    """An archive keeps the times of its files: an upgrade may bring old ones."""
    first_run.collect_static()
    (site / "source/a.css").write_text("b {}")
    os.utime(site / "source/a.css", (1, 1))
    first_run.collect_static()
    assert served(site)["a.css"] == b"b {}"


def test_a_second_start_collects_nothing_unless_the_files_were_removed(site, monkeypatch):
    first_run.collect_static()
    monkeypatch.setattr(first_run, "move_over", lambda *_: pytest.fail("collected again"))
    first_run.collect_static()
    monkeypatch.undo()
    (site / "static").rename(site / "elsewhere")
    first_run.collect_static()
    assert served(site)


def test_a_proxy_may_read_them_whatever_the_umask_and_nothing_else(site, settings):
    """With files long enough to be compressed, in a folder of their own."""
    (site / "source/deep/er").mkdir(parents=True)
    (site / "source/deep/er/b.css").write_text("b {}\n" * 100)
    before = os.umask(0o077)
    try:
        settings.STATIC_ROOT = site / "public/static"
        first_run.collect_static()
    finally:
        os.umask(before)
    found = list((site / "public").rglob("*"))
    assert {path.suffix for path in found if path.is_file()} >= {".css", ".gz", ".br", ".json"}
    for path in [site / "public", *found]:
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path
    assert (site / "static.stamp").stat().st_mode & 0o077 == 0, "the premise: the umask was narrow"


def test_in_another_place_they_are_collected_anew(site, settings):
    first_run.collect_static()
    settings.STATIC_ROOT = site / "elsewhere"
    settings.STATIC_ROOT.mkdir()
    first_run.collect_static()
    assert (site / "elsewhere/staticfiles.json").exists()


def test_a_full_disk_is_told_with_its_place_and_made_good_at_the_next_start(site, monkeypatch):
    first_run.collect_static()
    before = served(site)
    (site / "source/a.css").write_text("b {}")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(StaticFilesStorage, "_save", full)
    with pytest.raises(OSError, match="No space left") as error:
        first_run.collect_static()
    assert error.value.filename == str(site / "static")
    assert served(site) == before
    monkeypatch.undo()
    first_run.collect_static()
    assert served(site)["a.css"] == b"b {}"
    assert sorted(path.name for path in site.iterdir()) == ["source", "static", "static.stamp"]


def test_a_key_is_added_below_a_last_line_that_does_not_end(tmp_path):
    (tmp_path / ".env").write_text("SITE_URL=https://a.example")
    first_run.write_dotenv(tmp_path / ".env")
    lines = (tmp_path / ".env").read_text().splitlines()
    assert lines[0] == "SITE_URL=https://a.example" and lines[-1].startswith("SECRET_KEY=")


def test_a_device_is_no_place_for_a_key():
    """It would be lost there, made again by the next start, and so on without an end."""
    with pytest.raises(OSError, match="A file is needed"):
        first_run.write_dotenv(first_run.Path(os.devnull))


def test_a_fresh_site_has_a_room_for_everybody_and_a_second_start_leaves_it_as_it_is(db):
    first_run.make_lobby()
    Room.objects.update(title="Sảnh", everybody=False)
    first_run.make_lobby()
    lobby = Room.objects.get()
    assert (lobby.slug, lobby.kind, lobby.title, lobby.everybody) == (
        "lobby",
        "public",
        "Sảnh",
        False,
    )


def test_a_site_that_did_away_with_its_lobby_does_not_get_another(db):
    Room.objects.create(title="Tea", slug="tea")
    first_run.make_lobby()
    assert Room.objects.get().slug == "tea"


def test_the_admin_of_a_fresh_site_leads_its_lobby_and_a_second_start_makes_none(db):
    first_run.make_lobby()
    assert first_run.make_admin()
    assert first_run.make_admin() is None
    leads = Member.objects.get()
    assert (leads.user.username, leads.room.slug, leads.role) == ("admin", "lobby", "owner")
