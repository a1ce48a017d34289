"""The units of deploy/systemd: systemd understands every line, and finds little to take over."""

import re
import shutil
import subprocess

import pytest

from chatsite import env
from tests import requisites

UNITS = env.BASE_DIR / "deploy/systemd"
EXPOSED = 9  # tenths, of systemd's ten points; what remains is that it has sockets at all
pytestmark = requisites.needs("systemd")


def installed(folder, *drop_ins):
    """The units as they are copied, but for the checkout, which is this one here."""
    for path in (*UNITS.glob("chatsite.*"), *drop_ins):
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, folder / path.name)
    service = folder / "chatsite.service"
    for path in (service, *folder.glob("chatsite.service.d/*")):
        path.write_text(path.read_text().replace("/srv/chatsite/.venv/bin/python", "/bin/true"))
    return service


def analyze(*arguments):
    return subprocess.run(["systemd-analyze", *map(str, arguments)], capture_output=True, text=True)


@pytest.fixture(params=["behind a proxy", "with TLS"])
def service(request, tmp_path):
    wss = UNITS.glob("wss/*") if request.param == "with TLS" else []
    return installed(tmp_path, *wss)


def test_systemd_has_nothing_to_say_about_them(service):
    done = analyze("verify", "--man=no", service, service.with_suffix(".socket"))
    said = [s for s in done.stderr.splitlines() if "chatsite" in s or str(service.parent) in s]
    assert said == [] and done.returncode == 0, done.stderr


def test_nor_about_the_daily_backup(tmp_path):
    units = [shutil.copy(path, tmp_path) for path in sorted(UNITS.glob("chatsite-backup.*"))]
    done = analyze("verify", "--man=no", *units)
    assert "chatsite" not in done.stderr and done.returncode == 0, done.stderr


def test_a_misspelt_setting_would_be_found(service):
    service.write_text(service.read_text().replace("UMask=", "UnknownMask="))
    assert "UnknownMask" in analyze("verify", "--man=no", service).stderr


def test_a_service_that_is_taken_over_can_do_little(tmp_path):
    service = installed(tmp_path)
    offline = ["security", "--offline=yes", "--no-pager"]
    assert analyze(*offline, f"--threshold={EXPOSED}", service).returncode == 0
    assert analyze(*offline, f"--threshold={EXPOSED - 1}", service).returncode != 0, "say so above"


def test_the_endpoints_stand_in_the_order_of_the_sockets(tmp_path):
    wss = [*UNITS.glob("wss/*")]
    for folder, drop_ins in ((tmp_path / "a", []), (tmp_path / "b", wss)):
        folder.mkdir()
        service = installed(folder, *drop_ins)
        assert endpoints(service) == listening(service.with_suffix(".socket"))


def endpoints(service):
    """Host and port, or path, of each endpoint that is served."""
    command = setting(service, "ExecStart")[-1].replace("\\\\:", "\\:")
    found = []
    for kind, rest in re.findall(r"-e (\w+):(\S+)", command):
        if kind == "unix":
            found.append(rest)
        else:
            host = re.search(r"interface=(\S+)", rest)[1].replace("\\:", ":")
            found.append(f"[{host}]:{port(rest)}" if ":" in host else f"{host}:{port(rest)}")
    return found


def port(rest):
    return rest.partition(":")[0]


def listening(socket):
    streams = setting(socket, "ListenStream")
    return streams[len(streams) - streams[::-1].index("") :] if "" in streams else streams


def setting(unit, name):
    """The values of a setting, in the unit and then in its drop-ins."""
    files = [unit, *sorted(unit.parent.glob(f"{unit.name}.d/*"))]
    text = "\n".join(file.read_text() for file in files).replace("\\\n", "")
    return re.findall(rf"^{name}=(.*)$", text, re.M)


def test_it_waits_longer_for_its_end_than_a_drain_takes():
    from django.conf import settings

    [seconds] = setting(UNITS / "chatsite.service", "TimeoutStopSec")
    assert int(seconds) > settings.WSS_DRAIN_SECONDS
