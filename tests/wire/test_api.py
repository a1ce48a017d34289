"""docs/api.md, typed as it stands, against a real server over TLS."""

import json
import re
import subprocess
import sys
import urllib.request

import pytest

from tests.community import settle
from tests.servers import TOP

BLOCK = re.compile(r"^```(sh|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FREE = "posts_per_second=0"


@pytest.fixture(scope="module")
def site(new_site):
    return new_site(CHAT_LIMITS=FREE)


@pytest.fixture(scope="module")
def community(site):
    return settle(site.env, ["gardener", "guest"], [])  # who is in no room of another test


def post(site, pki, token, path, data):
    """What the API answers to this."""
    request = urllib.request.Request(
        site.https + path,
        json.dumps(data).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, context=pki.client()) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def variables(site, pki, community):
    """What the reader puts in for themselves."""
    createtoken = [sys.executable, "manage.py", "createtoken", "gardener"]
    token = subprocess.check_output(createtoken, cwd=TOP, env=site.env, text=True).strip()
    ann = community.ids["guest"]
    wish = {"kind": "private", "title": "Garden", "slug": "garden", "users": [ann]}
    room = post(site, pki, token, "/api/rooms", wish)["room"]["room"]["id"]
    return {"SITE": site.https, "TOKEN": token, "ROOM": str(room), "ANN": str(ann)}


def shape(told):
    """What it consists of, whatever it says."""
    if isinstance(told, dict):
        return {name: shape(value) for name, value in told.items()}
    if isinstance(told, list):
        return [shape(each) for each in told]
    return type(told).__name__


def test_what_the_page_shows_can_be_typed_as_it_stands(site, pki, variables, tmp_path):
    blocks = BLOCK.findall((TOP / "docs" / "api.md").read_text())
    typed, answers = "set -euo pipefail\n", []
    for (kind, text), (next_kind, next_text) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if kind == "sh":
            shown = next_kind == "json"
            typed += f"{{\n{text}}} > answer-{len(answers)}\n" if shown else text
            answers += [json.loads(next_text)] if shown else []
    done = subprocess.run(
        ["bash", "-c", typed],
        env={"PATH": "/usr/bin:/bin", "CURL_CA_BUNDLE": str(pki.ca), **variables},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for number, answer in enumerate(answers):
        told = json.loads((tmp_path / f"answer-{number}").read_text())
        assert shape(told) == shape(answer), told
