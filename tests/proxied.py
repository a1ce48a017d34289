"""What the document's proxies send on, and what clients make up."""

from hypothesis import strategies as st

LOOPBACK = ["127.0.0.1", 40000]
ALICE, MALLORY, BOB = "203.0.113.7", "198.51.100.66", "192.0.2.20"
TEXTS = ["127.0.0.1", "::1", "10.0.0.0/8", "unix"]


def lines(**headers):
    """ASGI's headers: `x_real_ip="…"`, or a list for several lines."""
    return [
        (name.replace("_", "-").encode(), value.encode("latin-1"))
        for name, values in headers.items()
        for value in ([values] if isinstance(values, str) else values)
    ]


def nginx(client, headers):
    """What the document's nginx sends on: X-Real-IP is overwritten, everything else passes."""
    kept = [(name, value) for name, value in headers if name != b"x-real-ip"]
    return [(b"x-real-ip", client.encode()), *kept]


def apache(client, headers):
    """What the document's Apache sends on: X-Forwarded-For is added to, everything else passes."""
    old = [value for name, value in headers if name == b"x-forwarded-for"]
    kept = [(name, value) for name, value in headers if name != b"x-forwarded-for"]
    return [*kept, (b"x-forwarded-for", b", ".join([*old, client.encode()]))]


def who(trusted, headers, peer=LOOPBACK):
    client = trusted.resolve(peer, headers, False).client
    return client and client[0]


LIES = [
    lines(x_forwarded_for=BOB),
    lines(x_forwarded_for=f"{BOB}, 127.0.0.1"),
    lines(x_forwarded_for=[BOB, "10.1.2.3", "127.0.0.1"]),
    lines(x_real_ip=BOB),
    lines(x_real_ip=[BOB, BOB]),
    lines(x_real_ip=BOB, x_forwarded_for=BOB),
    lines(forwarded=f"for={BOB}"),
    lines(forwarded=f'for={BOB};x="'),
    lines(x_forwarded_for=BOB, forwarded=f"for={BOB}", x_real_ip=BOB),
]

hosts = st.ip_addresses().map(str) | st.sampled_from([BOB, "127.0.0.1", "10.0.0.1", "unknown", ""])
values = st.lists(hosts | st.text(st.characters(max_codepoint=255), max_size=20)).map(", ".join)
