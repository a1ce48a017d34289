"""Whose server takes clients for the proxy, or believes them all, learns the lines to write."""

import pytest

from chatsite.wss.doctor.checks.place import doors, hidden, plain
from chatsite.wss.doctor.findings import Verdict
from tests.doctor.nginx import SEED
from tests.doctor.others import port_of, websockets_server, whoami
from tests.doctor.verdicts import blamed, examined

APPENDING = """
    location /wss {
      proxy_pass http://127.0.0.1:%d;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
"""


def peer(socket):
    return socket.remote_address[0]


def leftmost(socket):
    """What many servers do, Daphne's --proxy-headers among them."""
    return socket.request.headers.get("X-Forwarded-For", peer(socket)).split(",")[0]


def real_ip(socket):
    return socket.request.headers.get("X-Real-IP", peer(socket))


def forwarded(socket):
    return socket.request.headers.get("Forwarded", f"for={peer(socket)}").partition("=")[2]


def test_the_documents_nginx_lets_clients_hide_and_hides_the_scheme(nginx, backend, pki):
    proxy = nginx(SEED % {"port": backend}, pki)
    found = examined(proxy.url, ca=str(pki.ca), source="127.0.0.9")
    assert blamed(found) == {"WSS501", "WSS505"}
    assert found["WSS501"].verdict == Verdict.WARNING
    assert "makes up Forwarded, X-Forwarded-For hides" in found["WSS501"].seen
    assert "X-Forwarded-For $remote_addr" in found["WSS501"].cure
    assert "Clients come by wss://, the server says ws://" in found["WSS505"].seen
    assert "X-Forwarded-Proto $scheme" in found["WSS505"].cure


def test_a_proxy_that_says_nothing_of_its_clients(nginx, backend):
    silent = (SEED % {"port": backend}).replace("X-Real-IP $remote_addr", "X-Real-IP ''")
    found = examined(nginx(silent).url)
    assert blamed(found) == {"WSS501"} and found["WSS501"].verdict == Verdict.FAULT
    assert "takes this client (127.0.0.9) for 127.0.0.1, which is a proxy" in found["WSS501"].seen
    assert "TRUSTED_PROXIES in .env does not name it (127.0.0.1)" in found["WSS501"].cure


def test_a_server_that_sees_a_unix_socket_and_nobody_at_its_end(nginx, backend, backend_socket):
    silent = (SEED % {"port": backend}).replace("X-Real-IP $remote_addr", "X-Real-IP ''")
    proxy = nginx(silent.replace(f"127.0.0.1:{backend}", f"unix:{backend_socket}"))
    found = examined(proxy.url)
    assert blamed(found) == {"WSS501"} and "over a Unix socket" in found["WSS501"].seen
    assert "(unix)" in found["WSS501"].cure


def test_a_proxy_that_is_not_trusted_by_its_server(nginx, new_site, pki):
    nobody = new_site(TRUSTED_PROXIES="none")
    location = (SEED % {"port": nobody.port}).replace("http:", "https:")
    found = examined(nginx(location, pki).url, ca=str(pki.ca))
    assert blamed(found) == {"WSS501"}  # the server's own TLS tells the scheme
    assert "127.0.0.1, which is a proxy" in found["WSS501"].seen


def test_a_proxy_that_appends_in_front_of_a_server_that_believes_the_leftmost(nginx):
    with websockets_server(whoami(leftmost)) as url:
        found = examined(nginx(APPENDING % port_of(url)).url, source="127.0.0.9")
    assert blamed(found) == {"WSS501"} and found["WSS501"].verdict == Verdict.FAULT
    assert "a made-up X-Forwarded-For is believed" in found["WSS501"].seen
    for program in ("nginx", "Apache", "HAProxy"):
        assert f"{program}: " in found["WSS501"].cure


def test_the_same_proxy_in_front_of_ours_lets_clients_hide_but_not_lie(nginx, backend):
    found = examined(nginx(APPENDING % backend).url)
    assert found["WSS501"].verdict == Verdict.WARNING
    assert "makes up X-Real-IP hides" in found["WSS501"].seen


def behind_two(socket):
    """Takes X-Real-IP only from what looks like a proxy."""
    return real_ip(socket) if "X-Forwarded-For" in socket.request.headers else peer(socket)


@pytest.mark.parametrize(
    "read, name",
    [(real_ip, "X-Real-IP"), (forwarded, "Forwarded"), (behind_two, "X-Real-IP")],
)
def test_a_server_that_believes_its_clients(read, name):
    with websockets_server(whoami(read)) as url:
        found = examined(url)
    assert blamed(found) == {"WSS501"} and f"made-up {name} is believed" in found["WSS501"].seen


def test_a_client_of_the_servers_own_machine_is_no_forger(site, pki):
    """Loopback is trusted as a proxy: only a neighbour's view tells something."""
    found = examined(f"{site.wss}/wss", ca=str(pki.ca), source="127.0.0.1")
    assert found["WSS501"].verdict == Verdict.SKIPPED and "another one" in found["WSS501"].seen
    found = examined(f"{site.wss}/wss", ca=str(pki.ca))
    assert found["WSS501"].verdict == Verdict.OK and "sees 127.0.0.9" in found["WSS501"].seen


@pytest.mark.parametrize(
    "path, expected",
    [
        ("/wss", ["/wss/whoami"]),
        ("/", ["/wss/whoami"]),
        ("/wss/?room=1", ["/wss/whoami"]),
        ("/wss/whoami", ["/wss/whoami"]),
        ("/chat", ["/chat/whoami", "/wss/whoami"]),
    ],
)
def test_the_door_is_beside_the_path_or_at_its_usual_place(path, expected):
    assert doors(path) == expected


@pytest.mark.parametrize(
    "seen, own, server, expected",
    [
        ("203.0.113.7", "203.0.113.7", "198.51.100.1", False),
        ("::ffff:10.0.0.7", "10.0.0.7", "10.0.0.1", False),
        ("fe80::1", "fe80::1%eth0", "fe80::2", False),
        ("8.8.4.4", "192.168.1.5", "8.8.8.8", False),  # our router's
        ("8.8.8.8", "192.168.1.5", "8.8.8.8", True),  # the server's
        ("172.17.0.1", "192.168.1.5", "8.8.8.8", True),  # a container's gateway
        ("127.0.0.1", "192.168.1.5", "8.8.8.8", True),
        ("8.8.4.4", "9.9.9.9", "8.8.8.8", True),  # a proxy's in the cloud
        ("10.0.0.1", "10.0.0.7", "10.0.0.1", True),
        ("None", "10.0.0.7", "10.0.0.1", True),  # a Unix socket
    ],
)
def test_an_address_is_ours_our_routers_or_a_proxys(seen, own, server, expected):
    assert hidden(plain(seen), plain(own), plain(server)) is expected
