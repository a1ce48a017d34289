"""deploy/docker: an image that can be built from this checkout, and containers that fit together.

Docker itself is not needed here: what an image is made of is done by the same commands.
"""

import re
import shlex
import subprocess
import sys

import pytest
import yaml

from chatsite import env
from tests.ports import free_port
from tests.servers import TOP, Process, environment
from tests.waiting import PATIENCE

FOLDER = TOP / "deploy/docker"


def compose():
    return yaml.safe_load((FOLDER / "compose.yaml").read_text())


def dockerfile():
    """The instructions of the last stage, each as (name, arguments)."""
    text = re.sub(r"^#.*\n", "", (FOLDER / "Dockerfile").read_text(), flags=re.M)
    lines = text.replace("\\\n", " ").splitlines()
    found = [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]
    last = max(number for number, (name, _) in enumerate(found) if name == "FROM")
    return found[last:]


def words(name):
    """The list that an instruction such as CMD gives, from its bracket on."""
    [arguments] = [rest for found, rest in dockerfile() if found == name]
    return yaml.safe_load(arguments[arguments.index("[") :])


def sources(service):
    """The volumes and folders that a container sees."""
    volumes = service.get("volumes", ())
    return {v["source"] if isinstance(v, dict) else v.split(":")[0] for v in volumes}


def test_every_volume_network_and_service_that_a_container_names_is_there():
    found = compose()
    for name, service in found["services"].items():
        for source in sources(service):
            assert source in found["volumes"] or source.startswith(("/", "../")), (name, source)
        assert set(service.get("depends_on", ())) <= set(found["services"])
        assert service.get("network_mode", "service:site").split(":")[1] in found["services"]
    used = set().union(*map(sources, found["services"].values()))
    assert set(found["volumes"]) <= used


def test_the_image_is_built_from_files_that_are_there():
    build = compose()["services"]["site"]["build"]
    context = (FOLDER / build["context"]).resolve()
    assert context == TOP and (context / build["dockerfile"]).is_file()
    for match in re.findall(r"^COPY (?!--from)(\S+)", (FOLDER / "Dockerfile").read_text(), re.M):
        assert (context / match).exists()


def test_the_sites_variables_are_ours_and_say_what_the_other_containers_are():
    services = compose()["services"]
    variables = services["site"]["environment"]
    [image] = [rest for name, rest in dockerfile() if name == "ENV"]
    named = {*variables, *(word.partition("=")[0] for word in shlex.split(image))}
    assert named - {"ENV_FILE", "PYTHONUNBUFFERED"} <= set(env.NAMES)
    database, layer = variables["DATABASE_URL"], variables["CHANNEL_LAYER_URL"]
    user = services["postgres"]["environment"]["POSTGRES_USER"]
    assert database == f"postgresql://{user}@postgres/{user}" and "://valkey:" in layer


def test_docker_waits_longer_for_the_end_than_a_drain_takes():
    from django.conf import settings

    site = compose()["services"]["site"]
    assert int(site["stop_grace_period"].removesuffix("s")) > settings.WSS_DRAIN_SECONDS


def test_nothing_secret_and_no_history_gets_into_the_image():
    ignored = (TOP / ".dockerignore").read_text().splitlines()
    assert {".git", ".env", "**/*.pem", "var", ".venv*"} <= set(ignored)


def test_it_runs_as_somebody_who_is_not_root():
    assert [rest for name, rest in dockerfile() if name == "USER"] == ["chatsite"]


def healthy(port):
    """Whether Docker would call a container healthy whose server listens on this port."""
    python, *rest = words("HEALTHCHECK")
    assert python == ".venv/bin/python"
    command = [sys.executable, *(word.replace("8282", str(port)) for word in rest)]
    return subprocess.run(command, stderr=subprocess.DEVNULL, timeout=PATIENCE).returncode == 0


@pytest.fixture
def container(data_dir, pki, redis, tmp_path):
    """The image's command on a port of its own; with which database, the test says."""
    started = []

    def start(**variables):
        port = free_port()
        told = {"CHANNEL_LAYER_URL": redis.url, **variables}
        serve = [word.replace("8282", str(port)) for word in words("CMD")]
        command = [sys.executable, *words("ENTRYPOINT")[1:], *serve, "--workers", "1"]
        server = Process(command, tmp_path / "log", TOP, environment(data_dir, pki, **told))
        started.append(server)
        return server.start().wait_for_workers(), port

    yield start
    for server in started:
        server.end()


def test_the_health_check_is_content_with_a_site_that_serves_and_with_no_other(container):
    server, port = container()
    assert healthy(port)
    assert server.stop() == 0
    assert not healthy(port)
