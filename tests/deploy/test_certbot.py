"""deploy/certbot/reload-hook.sh: what certbot has renewed reaches those who use it."""

import os
import stat
import subprocess

import pytest

from chatsite import env
from tests.requisites import needs

HOOK = env.BASE_DIR / "deploy/certbot/reload-hook.sh"
RUNNING = '#!/bin/sh\necho "$@" >> "{told}"\ncase "$1 $3" in *" caddy"|*" apache2") exit 3;; esac\n'


@pytest.fixture
def machine(tmp_path):
    """Certbot's files, a folder for copies, HAProxy, and systemd with all but Apache running."""
    live = tmp_path / "live/chat.example.org"
    live.mkdir(parents=True)
    (live / "fullchain.pem").write_text("chain 1")
    (live / "privkey.pem").write_text("key 1")
    (live / "privkey.pem").chmod(0o600)
    (tmp_path / "bin").mkdir()
    for name, text in (
        ("systemctl", RUNNING.format(told=tmp_path / "told")),
        ("haproxy", "#!/bin/sh\n"),
    ):
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "tls/chat.example.org").mkdir(parents=True)
    return tmp_path


def run(machine, name="chat.example.org", **variables):
    variables = {"RENEWED_LINEAGE": f"{machine}/live/{name}", **variables}
    path = f"{machine}/bin:{os.environ['PATH']}"
    environment = {"PATH": path, "CHATSITE_TLS": f"{machine}/tls", **variables}
    return subprocess.run([HOOK], env=environment, capture_output=True, text=True)


def state(folder):
    return {
        path.name: (path.read_text(), stat.S_IMODE(path.stat().st_mode), path.stat().st_gid)
        for path in folder.iterdir()
    }


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to another group")
def test_the_service_may_read_its_copies_and_others_not_the_key(machine):
    copies = machine / "tls/chat.example.org"
    os.chown(copies, 0, 4242)
    assert run(machine).returncode == 0
    found = state(copies)
    assert found == {
        "fullchain.pem": ("chain 1", 0o644, 4242),
        "privkey.pem": ("key 1", 0o640, 4242),
    }


def test_a_second_run_changes_nothing_and_a_renewal_all(machine):
    copies = machine / "tls/chat.example.org"
    run(machine)
    first = state(copies)
    assert len(first) == 2 and run(machine).returncode == 0
    assert state(copies) == first
    (machine / "live/chat.example.org/privkey.pem").write_text("key 2")
    run(machine)
    assert state(copies)["privkey.pem"][0] == "key 2"


def test_the_certificate_of_another_name_is_not_copied_over_ours(machine):
    other = machine / "live/mail.example.org"
    other.mkdir()
    (other / "fullchain.pem").write_text("of the mail server")
    (other / "privkey.pem").write_text("of the mail server")
    assert run(machine, "mail.example.org").returncode == 0
    assert not any((machine / "tls/chat.example.org").iterdir())


def test_haproxy_finds_the_key_and_what_runs_is_reloaded(machine):
    assert run(machine).returncode == 0
    key = machine / "live/chat.example.org/fullchain.pem.key"
    assert key.is_symlink() and key.read_text() == "key 1"
    told = (machine / "told").read_text().splitlines()
    assert [t for t in told if t.startswith("reload")] == ["reload nginx", "reload haproxy"]


def test_a_failed_copy_is_told_to_certbot_and_leaves_the_old_files(machine):
    run(machine)
    (machine / "live/chat.example.org/privkey.pem").unlink()
    done = run(machine)
    assert done.returncode != 0 and "privkey.pem" in done.stderr
    found = state(machine / "tls/chat.example.org")
    assert sorted(found) == ["fullchain.pem", "privkey.pem"]
    assert found["privkey.pem"][0] == "key 1"


def test_by_hand_without_certbot_it_says_what_is_missing(machine):
    done = run(machine, RENEWED_LINEAGE="")
    assert done.returncode != 0 and "RENEWED_LINEAGE: is set by certbot" in done.stderr


@needs("shellcheck")
def test_shellcheck_finds_nothing():
    done = subprocess.run(["shellcheck", HOOK], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
