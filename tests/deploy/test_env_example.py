"""deploy/env.example is a `.env`: it can be read as it stands, and with all of it uncommented."""

import os
import re
import subprocess
import sys

import pytest

from chatsite import dotenv, env

EXAMPLE = env.BASE_DIR / "deploy/env.example"
KEY = "only-for-tests-only-for-tests-only-for-tests-123456"


def assigned(text):
    return re.findall(r"^#?([A-Z_]+)=", text, re.M)


def test_it_names_every_variable_once_and_no_other():
    assert sorted(assigned(EXAMPLE.read_text())) == sorted(env.VARIABLES)
    told = set(re.findall(r"`([A-Z_]+)`", table()))
    assert told - {"ENV_FILE"} == set(env.VARIABLES), "docs/settings.md tells of the same"


def table():
    """The first column of the table in docs/settings.md."""
    rows = (env.BASE_DIR / "docs/settings.md").read_text().splitlines()
    return "\n".join(row.split("|")[1] for row in rows if row.startswith("| `"))


def test_what_is_not_a_comment_is_what_must_be_set():
    found = dotenv.parse(EXAMPLE.read_text(), env.NAMES)
    assert found == {
        "SITE_URL": "https://chat.example.org",
        "SECRET_KEY": "",
        "DATA_DIR": "/var/lib/chatsite",
    }


def test_each_variable_has_a_line_of_explanation_above_it():
    above = ""
    for line in EXAMPLE.read_text().splitlines():
        if assigned(line):
            assert re.match(r"# (?!---)", above), line
        above = line


@pytest.mark.parametrize("uncommented", [False, True], ids=["as it stands", "uncommented"])
def test_a_site_starts_with_it(tmp_path, uncommented):
    text = EXAMPLE.read_text().replace("/var/lib/chatsite", str(tmp_path))
    text = text.replace("SECRET_KEY=\n", f"SECRET_KEY={KEY}\n")
    if uncommented:
        text = re.sub(r"^#(?=[A-Z_]+=)", "", text, flags=re.M)
    (tmp_path / ".env").write_text(text)
    # Not those of the developer's own site, which are for another name.
    environment = dict.fromkeys(("TLS_CERT", "TLS_KEY"), f"{tmp_path}/none.pem")
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=env.BASE_DIR,
        env={**environment, "PATH": os.environ["PATH"], "ENV_FILE": str(tmp_path / ".env")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout
