"""`python3 manage.py` on a machine that has nothing: what people see, and what is left behind.

The real manage.py runs in a folder of its own, with a lock that asks for one tiny package, from a
package index on this machine.
"""

import ast
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pip
import pytest

import manage
from deploy.installers import explain
from tests.waiting import PATIENCE

TOP = Path(manage.__file__).parent
DJANGO = """\
import sys
def execute_from_command_line(argv):
    print("Django runs", *argv[1:], "in", sys.prefix)
"""
METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(folder, name, version, files=()):
    """Write a wheel into the index; returns the line that locks it."""
    home = folder / name.replace("_", "-")
    home.mkdir(exist_ok=True)
    path = home / f"{name}-{version}-py3-none-any.whl"
    information = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for inside, text in dict(files).items():
            archive.writestr(inside, text)
        archive.writestr(f"{information}/METADATA", METADATA.format(name=name, version=version))
        archive.writestr(f"{information}/WHEEL", WHEEL)
        archive.writestr(f"{information}/RECORD", "")
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name.replace('_', '-')}=={version} \\\n    --hash=sha256:{checksum}\n"


class QuietHandler(SimpleHTTPRequestHandler):
    """Lists folders, which is all that a package index does."""

    def log_message(self, *_):
        """Tests print nothing."""


@pytest.fixture
def index(tmp_path):
    """The folder of a package index, served on `index.url`."""
    folder = tmp_path / "index"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    threading.Thread(target=server.serve_forever, args=(0.05,)).start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()


class Machine:
    """A folder with Chatsite's manage.py, and a person who types commands in it."""

    def __init__(self, home, url, packages):
        self.folder = home / "chatsite"
        self.packages = packages
        (self.folder / "deploy").mkdir(parents=True)
        shutil.copy(TOP / "manage.py", self.folder)
        for module in ("bootstrap.py", "installers.py"):
            shutil.copy(TOP / "deploy" / module, self.folder / "deploy")
        # Neither this machine's pip configuration nor its uv is part of the story.
        self.environment = {
            "HOME": str(home),
            "PATH": "",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": url,
            "PIP_RETRIES": "0",
            "UV_CACHE_DIR": str(home / "uv"),
        }
        self.lock("1.0")

    def lock(self, version):
        """Release the tiny package, which brings a Django, and lock that version for all."""
        files = {"django/__init__.py": "", "django/core/__init__.py": ""}
        files["django/core/management.py"] = DJANGO
        self.write("requirements", "chatsite_tiny", version, files)
        self.write("requirements-dev", "chatsite_tests", "1.0", {"chatsite_tests.py": ""})

    def write(self, lock, name, version, files):
        """A .in and a .txt file that ask for one package."""
        line = wheel(self.packages, name, version, files)
        (self.folder / f"{lock}.in").write_text(name.replace("_", "-") + "  # tiny\n")
        (self.folder / f"{lock}.txt").write_text(line)

    def start(self, *words, python=sys.executable):
        """Type `python3 manage.py …` and go on."""
        return subprocess.Popen(
            [python, "manage.py", *words],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words, **options):
        """Type it and wait; returns what stdout and stderr say."""
        with self.start(*words, **options) as process:
            out, err = process.communicate(timeout=PATIENCE)
        assert "Traceback" not in err
        return out, err

    @property
    def installed(self):
        """The versions that `.venv` has of the two packages."""
        found = self.folder.glob(".venv/lib/python*/site-packages/*.dist-info")
        return sorted(path.name.removesuffix(".dist-info") for path in found)


@pytest.fixture
def machine(tmp_path, index):
    return Machine(tmp_path, *index)


def test_a_python_that_is_too_old_is_told_so_with_the_cure():
    text = manage.refusal((3, 8, 10), "linux")
    assert text.startswith("Python 3.11 or newer is needed, this is 3.8:")
    assert "sudo apt install python3" in text
    assert "brew install python" in text


def test_an_old_python_understands_manage_py_well_enough_to_say_that():
    ast.parse((TOP / "manage.py").read_text(), feature_version=(3, 6))


def test_windows_is_shown_the_way_to_wsl():
    assert "wsl --install" in manage.refusal((3, 13, 0), "win32")


def test_the_first_start_installs_the_packages_and_does_what_was_typed(machine):
    out, err = machine.run("serve", "--workers", "2")
    assert out == f"Django runs serve --workers 2 in {machine.folder}/.venv\n"
    assert err.startswith("Installing Chatsite's packages")
    assert machine.installed == ["chatsite_tiny-1.0"]


def test_a_second_start_installs_nothing_and_says_nothing(machine):
    machine.run("serve")
    shutil.rmtree(machine.packages)
    out, err = machine.run("serve")
    assert out.startswith("Django runs serve")
    assert err == ""


def test_the_packages_of_the_tests_come_with_the_tests(machine):
    machine.run("serve")
    out, _ = machine.run("test", "-k", "echo")
    assert out.startswith("Django runs test -k echo in")
    assert machine.installed == ["chatsite_tests-1.0", "chatsite_tiny-1.0"]
    assert machine.run("serve")[1] == ""
    assert machine.run("test")[1] == ""


def test_a_changed_lock_is_installed_by_the_next_start(machine):
    machine.run("serve")
    machine.lock("1.1")
    _, err = machine.run("serve")
    assert err.startswith("Installing")
    assert machine.installed == ["chatsite_tiny-1.1"]


def test_two_starts_at_once_make_one_environment(machine):
    starts = [machine.start("serve") for _ in range(3)]
    said = [process.communicate(timeout=PATIENCE) for process in starts]
    assert all(out.startswith("Django runs serve") for out, _ in said)
    assert sum("Installing" in err for _, err in said) == 1


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_installation_heals_at_the_next_start(machine, blow):
    good = machine.environment["PIP_INDEX_URL"]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        machine.environment["PIP_INDEX_URL"] = f"http://127.0.0.1:{silent.getsockname()[1]}"
        process = machine.start("serve")
        silent.settimeout(PATIENCE)
        connection, _ = silent.accept()  # now pip waits for an answer that never comes
        os.killpg(process.pid, blow)
        _, err = process.communicate(timeout=PATIENCE)
        connection.close()
    assert process.returncode != 0
    assert "Traceback" not in err
    assert ("Stopped." in err) == (blow == signal.SIGINT)

    machine.environment["PIP_INDEX_URL"] = good
    assert machine.run("serve")[0].startswith("Django runs serve")


def test_a_killed_start_leaves_no_second_installer_beside_the_next(machine):
    with socket.create_server(("127.0.0.1", 0)) as slow:
        good, machine.environment["PIP_INDEX_URL"] = (
            machine.environment["PIP_INDEX_URL"],
            f"http://127.0.0.1:{slow.getsockname()[1]}",
        )
        killed = machine.start("serve")
        slow.settimeout(PATIENCE)
        connection, _ = slow.accept()
        killed.kill()  # its pip lives on
        machine.environment["PIP_INDEX_URL"] = good
        after = machine.start("serve")
        assert "waiting for it" in after.stderr.readline()
        time.sleep(0.3)
        assert after.poll() is None
        connection.close()
    out, _ = after.communicate(timeout=PATIENCE)
    killed.communicate(timeout=PATIENCE)
    assert out.startswith("Django runs serve")


def test_a_folder_that_was_moved_gets_a_new_environment(machine):
    offer_pip(machine)  # the one of this Python may be out of sight there
    machine.run("serve")
    machine.folder = machine.folder.rename(machine.folder.with_name("elsewhere"))
    out, err = machine.run("serve")
    assert out == f"Django runs serve in {machine.folder}/.venv\n"
    assert err.startswith("Installing")


def test_a_folder_may_be_named_in_any_language_whatever_the_locale_is(machine):
    machine.folder = machine.folder.rename(machine.folder.with_name("trò chuyện 聊天"))
    machine.run("serve")
    machine.environment |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert machine.run("version")[1] == ""


def test_an_environment_that_has_the_packages_is_used_as_it_is(machine, tmp_path):
    with zipfile.ZipFile(*machine.packages.glob("chatsite-tiny/*.whl")) as archive:
        archive.extractall(tmp_path / "packages")
    machine.environment["PYTHONPATH"] = str(tmp_path / "packages")
    out, err = machine.run("serve")
    assert out == f"Django runs serve in {sys.prefix}\n"
    assert err == ""
    assert not (machine.folder / ".venv").exists()


def test_a_venv_that_somebody_else_made_is_not_changed(machine):
    own = machine.folder / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", own], check=True)
    before = sorted(own.rglob("*"))
    out, err = machine.run("serve")
    assert out == ""
    assert "if you made it, install requirements.txt into it" in err
    assert sorted(own.rglob("*")) == before


def test_uv_is_used_where_it_is_and_follows_the_index_of_pip(machine):
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    machine.environment["PATH"] = str(Path(uv).parent)
    machine.environment["PYTHONPATH"] = str(without_pip(machine))
    assert machine.run("serve")[0].startswith("Django runs serve")


def test_without_pip_uv_and_ensurepip_pip_is_fetched_by_its_checksum(machine):
    offer_pip(machine)
    machine.environment["PYTHONPATH"] = str(without_pip(machine))
    assert machine.run("serve")[0].startswith("Django runs serve")

    shutil.rmtree(machine.folder / ".venv")
    next(machine.packages.glob("pip/*.whl")).write_bytes(b"something else")
    out, err = machine.run("serve")
    assert out == ""
    assert "another package than the one in the lock" in err


def offer_pip(machine):
    """Put pip into the index and into the lock, where a start without any finds it."""
    home = Path(pip.__file__).parent
    files = {
        f"pip/{path.relative_to(home)}": path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with (machine.folder / "requirements-dev.txt").open("a") as lock:
        lock.write(wheel(machine.packages, "pip", pip.__version__, files))


def without_pip(machine):
    """A folder for PYTHONPATH that hides pip and ensurepip, as on a bare Debian."""
    folder = machine.folder.parent / "bare"
    folder.mkdir()
    for module in ("pip.py", "ensurepip.py"):
        (folder / module).write_text("raise ImportError('this machine has none')\n")
    return folder


def test_without_a_network_the_index_is_named_with_the_cure(machine):
    machine.environment |= {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    _, err = machine.run("serve")
    assert "127.0.0.1 does not answer: connect to the Internet" in err


def test_a_package_that_is_not_the_locked_one_is_refused(machine):
    lock = machine.folder / "requirements.txt"
    lock.write_text(lock.read_text().split("sha256:")[0] + "sha256:" + "0" * 64 + "\n")
    out, err = machine.run("serve")
    assert out == ""
    assert "another package than the one in the lock" in err


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        ("[Errno 28] No space left on device", "The disk is full"),
        ("[Errno 13] Permission denied: '/srv/chatsite/.venv.lock'", "a folder of your own"),
        ("[Errno 30] Read-only file system: '/mnt/.venv'", "a folder of your own"),
        ("error: invalid peer certificate: UnknownIssuer", "apt install ca-certificates"),
        ("ERROR: No matching distribution found for x==1", "an index that is up to date"),
        ("error: command 'gcc' failed: No such file or directory", "has to be compiled"),
        ("Resolved 45 packages\nerror: a new kind of trouble", "(error: a new kind of trouble)"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence_with_its_cure(report, sentence):
    text = explain(report)
    assert sentence in text
    assert "\n" not in text


def test_the_index_is_named_without_the_password_in_its_address(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", f"https://bob:{quote('s3cret')}@packages.example/simple")
    text = explain("Connection refused")
    assert text.startswith("packages.example does not answer")
