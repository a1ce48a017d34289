"""The strings of `-e`, with what the site knows added."""

from pathlib import Path

from chatsite.wss.entrance.endpoints import parse


def completed(description, key, cert, webroot=None):
    """The endpoint with the site's own key, certificate and folder of proofs where it names none.

    A file that holds both is named once.
    """
    endpoint = parse(description)
    if endpoint and endpoint.kind == "ssl" and not {"privateKey", "certKey"} & {*endpoint.options}:
        description += f":privateKey={quoted(key)}"
        description += f":certKey={quoted(cert)}" if cert != key else ""
    if endpoint and endpoint.kind == "redirect" and webroot and "acme" not in endpoint.options:
        description += f":acme={quoted(webroot)}"
    return description


def quoted(path):
    """The path as one would type it here, within an endpoint."""
    return str(short(path)).replace("\\", r"\\").replace(":", r"\:")


def short(path):
    """The path as one would type it here."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
