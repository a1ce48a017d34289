"""The listening sockets of all workers, bound by their parent before any of them starts."""

from chatsite.wss.entrance import listening as sockets
from chatsite.wss.entrance.endpoints import parse
from chatsite.wss.workers.systemd import listen_fds


def bind(endpoints, workers):
    """For each worker the listening sockets of each endpoint; EndpointError where they are taken.

    Every worker has TCP sockets of its own (SO_REUSEPORT), between which the kernel divides who
    comes. Any program of ours could join them, so first we see that nobody else has the port.
    """
    activated = listen_fds()  # systemd's, in the order of the endpoints
    given: list[dict] = [{} for _ in range(workers)]
    for endpoint in filter(None, map(parse, endpoints)):
        found = [activated.pop(0)] if activated else None
        for own, listeners in zip(given, found_or_bound(endpoint, found, workers), strict=True):
            own[endpoint.description] = listeners
    return given


def found_or_bound(endpoint, found, workers):
    """The listening sockets of an endpoint for each worker, where there is one: those found."""
    first = found or sockets.listen(endpoint)
    if found or endpoint.kind in ("unix", "fd"):
        return [first] * workers
    for sock in first:
        sock.close()
    return [sockets.listen(endpoint, reuse_port=True) for _ in range(workers)]
