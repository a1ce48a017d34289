"""Checks and findings as an examination yields them, for tests of what is made of them."""

from dataclasses import fields

from chatsite.wss.doctor.catalogue import Check
from chatsite.wss.doctor.findings import fault, ok, skipped, warning
from chatsite.wss.doctor.report.result import Result
from chatsite.wss.doctor.target import parse

TARGET = parse("wss://chat.example.org/wss")


def check(id, title="The question"):
    """A check of which nothing but its name matters."""
    nothing = dict.fromkeys(field.name for field in fields(Check))
    return Check(**nothing | {"id": id, "title": title})


GOOD = check("WSS001"), ok("All is well.")
BAD = check("WSS003", title="It is open"), fault("Nobody answers.", "Start the server.")
POOR = check("WSS203", title="Keys"), warning("One is old.", "Make a new one.")
LATE = check("WSS404", title="A ping"), fault("No pong.", "Answer pings.")
APART = check("WSS407"), skipped("Only with --long.")


def waiting(*ids, reason="WSS003 comes first."):
    """Checks that could not be made, all for the same reason."""
    return [(check(id), skipped(reason)) for id in ids]


def result(*found, profile="browser"):
    """A result that has taken all of this in."""
    taken = Result(TARGET, profile)
    list(taken.rows(found))
    return taken
