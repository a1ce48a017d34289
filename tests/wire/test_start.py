"""A server that cannot start says why in a sentence with the cure, and ends with status 1."""

import ast
import os
import signal
import subprocess
import sys

import pytest
import trustme

from tests.ports import free_port
from tests.rarely import rarely
from tests.servers import BIN, TOP, Process, environment
from tests.waiting import PATIENCE, wait_until


@pytest.fixture
def start(data_dir, pki, redis):
    """Runs a command to its end: (status, everything it printed)."""

    def run(*command, **variables):
        variables = {"CHANNEL_LAYER_URL": redis.url, **variables}
        done = subprocess.run(
            list(map(str, command)),
            cwd=TOP,
            env=environment(data_dir, pki, **variables),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def daphne(endpoint):
    return [BIN / "daphne", "-e", endpoint, "chatsite.asgi:application"]


def serve(endpoint):
    return [sys.executable, "manage.py", "serve", "-e", endpoint]


@pytest.fixture(params=[daphne, *rarely(serve)])
def listen(request, start):
    """Starts our server on this endpoint, by either command, where it cannot succeed."""
    return lambda endpoint: fails(start, request.param(endpoint))


def fails(start, command):
    status, said = start(*command)
    assert status == 1, said
    assert "Traceback" not in said
    return said


def test_serve_says_the_same_of_its_own_endpoints_and_of_those_it_leaves_to_its_workers(start):
    assert "expected a whole number" in fails(start, serve("ssl:port"))
    assert "cannot be understood" in fails(start, serve("nonsense"))


def test_a_missing_key(listen, pki, tmp_path):
    said = listen(f"ssl:{free_port()}:privateKey={tmp_path}/none.pem:certKey={pki.cert}")
    assert f"{tmp_path}/none.pem (privateKey) is not there" in said
    assert "manage.py makecert" in said


def test_a_key_of_another_certificate(listen, pki, tmp_path):
    other = tmp_path / "other.pem"
    trustme.CA().issue_cert("localhost").private_key_pem.write_to_path(other)
    said = listen(f"ssl:{free_port()}:privateKey={other}:certKey={pki.cert}")
    assert f"{other} is not the key of {pki.cert}" in said


def test_files_that_are_no_certificate_and_no_key(listen, pki, tmp_path):
    (tmp_path / "junk.pem").write_text("hello")
    junk = tmp_path / "junk.pem"
    said = listen(f"ssl:{free_port()}:privateKey={pki.key}:certKey={junk}")
    assert f"{junk} (certKey) holds no certificate" in said
    said = listen(f"ssl:{free_port()}:privateKey={junk}:certKey={pki.cert}")
    assert f"{junk} (privateKey) holds no private key" in said


def test_a_port_that_is_taken(listen, pki, site):
    said = listen(f"ssl:{site.port}:privateKey={pki.key}:certKey={pki.cert}:interface=127.0.0.1")
    assert f"Port {site.port} is taken" in said and "ss -ltnp" in said


def test_an_address_of_another_machine(listen, pki):
    said = listen(f"ssl:{free_port()}:privateKey={pki.key}:certKey={pki.cert}:interface=192.0.2.1")
    assert "192.0.2.1 is not an address of this machine" in said


def test_an_option_that_does_not_exist(listen, pki):
    said = listen(f"ssl:{free_port()}:privateKey={pki.key}:certkey={pki.cert}")
    assert "no option 'certkey'" in said and "certKey" in said


@pytest.mark.parametrize(
    "endpoint",
    ["ssl:port", *rarely("ssl:99999", "nonsense", "tcp:abc", "tcp:8000:interface=::1")],
)
def test_an_endpoint_that_means_nothing(listen, endpoint, pki):
    tls = f":privateKey={pki.key}:certKey={pki.cert}" if endpoint.startswith("ssl") else ""
    said = listen(endpoint + tls)
    told = "expected a whole number", "cannot be understood", "there is an empty field"
    assert any(words in said for words in told)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SITE_URL", "chat.example.org", "https://chat.example.org"),
        ("CHANNEL_LAYER_URL", "localhost:6379", "redis://host:6379/0"),
        ("SECRET_KEY", "short", "at least 50 random characters"),
        ("WSS_RATE", "-1", "a whole number"),
        ("SECRET_KEY_FILE", "/no/such/file", "a readable file"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named_with_what_was_expected(
    start, name, value, expected
):
    status, said = start(sys.executable, "manage.py", "check", **{name: value})
    assert status == 1
    assert said.startswith(name.removesuffix("_FILE")) and expected in said
    assert "Traceback" not in said


def test_a_site_without_a_secret_key_is_told_how_to_get_one(start):
    status, said = start(BIN / "daphne", "chatsite.asgi:application", SECRET_KEY="")
    assert status == 1 and "Traceback" not in said
    assert "SECRET_KEY" in said and "manage.py serve" in said


def test_a_secret_may_come_from_a_file(start, tmp_path):
    (tmp_path / "key").write_text("k" * 60 + "\n")
    status, said = start(
        sys.executable, "manage.py", "check", SECRET_KEY="", SECRET_KEY_FILE=str(tmp_path / "key")
    )
    assert status == 0, said


@pytest.mark.parametrize("site", ["https://localhost:8282", "https://chat.example.org"])
def test_a_site_with_a_domain_has_nothing_to_correct(start, tmp_path, site):
    ends_elsewhere = {"TLS_CERT": str(tmp_path / "none"), "TLS_KEY": str(tmp_path / "none")}
    status, said = start(
        *(sys.executable, "-W", "error", "manage.py", "check", "--deploy"),
        *("--fail-level", "WARNING"),
        SITE_URL=site,
        SECRET_KEY="a-long-key-with-many-different-characters-0123456789",
        **({} if "localhost" in site else ends_elsewhere),
    )
    assert status == 0, said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"SITEURL=https://chat.example.org\n", ", line 1: expected SITE_URL, not SITEURL."),
        (b"\nhttps://chat.example.org\n", ", line 2: expected NAME=value"),
        ("# Straße\n".encode("latin-1"), " cannot be used: expected text in UTF-8."),
    ],
)
@pytest.mark.parametrize(
    "command", [["-m", "daphne", "chatsite.asgi:a"], *rarely(["manage.py", "serve"])]
)
def test_a_line_of_the_file_that_cannot_be_used_is_named(
    start, tmp_path, command, content, expected
):
    (tmp_path / ".env").write_bytes(content)
    status, said = start(sys.executable, *command, ENV_FILE=str(tmp_path / ".env"))
    assert status == 1 and said.startswith(f"{tmp_path}/.env{expected}"), said
    assert said.count("\n") == 1


def test_a_secret_in_a_file_that_is_not_there_is_told_though_another_place_has_one(start, tmp_path):
    (tmp_path / ".env").write_text("SECRET_KEY = " + "k" * 60)
    asked = {"SECRET_KEY": "", "SECRET_KEY_FILE": "/nope", "ENV_FILE": str(tmp_path / ".env")}
    status, said = start(sys.executable, "manage.py", "check", **asked)
    assert status == 1 and said.startswith("SECRET_KEY_FILE names /nope"), said
    assert said.count("\n") == 1


def test_a_folder_that_somebody_else_made_for_our_socket_is_refused(start, tmp_path):
    data_dir = tmp_path / ("d" * 100)
    (tmp_path / "t").mkdir()
    told = {"TMPDIR": f"{tmp_path}/t", "DATA_DIR": str(data_dir), "CHANNEL_LAYER_URL": ""}
    status, said = start(
        *(sys.executable, "-c"),
        "from chatsite import layer, settings\n"
        "path = layer.socket_path(settings.DATA_DIR).parent\n"
        "path.mkdir(); path.chmod(0o777)\n"
        "layer.open_layer([], settings.DATA_DIR)",
        **told,
    )
    assert status == 1 and "could be somebody else's" in said, said
    assert "Traceback" not in said


SLOW = """
import time
print("loading", flush=True)
time.sleep(30)
"""


@pytest.mark.parametrize("command", ["serve", "check", "runserver"])
def test_ctrl_c_while_django_loads_ends_it_without_a_traceback(data_dir, pki, tmp_path, command):
    (tmp_path / "slow_settings.py").write_text(SLOW)
    told = {"DJANGO_SETTINGS_MODULE": "slow_settings", "PYTHONPATH": str(tmp_path)}
    env = environment(data_dir, pki, **told)
    slow = Process([sys.executable, "manage.py", command], tmp_path / "log", env=env).start()
    try:
        wait_until(lambda: "loading" in slow.output, "Django loads")
        os.killpg(slow.pid, signal.SIGINT)  # as a terminal does
        assert slow.child.wait(PATIENCE) == 130
        assert slow.output.strip() == "loading"
    finally:
        slow.end()


def test_manage_py_can_be_read_by_pythons_that_are_far_too_old():
    ast.parse((TOP / "manage.py").read_text(), feature_version=(3, 6))
