"""What may be typed after `manage.py doctor`, and the target that it makes."""

from dataclasses import replace
from typing import Any

from chatsite.wss.doctor import option_types as types
from chatsite.wss.doctor.catalogue import PROFILES
from chatsite.wss.doctor.report.language import LANGUAGES
from chatsite.wss.doctor.target import Target, parse

QUIET = 70.0  # seconds; most proxies cut a silent connection after 60
# Options that the target takes as they are.
TAKEN = ("ca", "source", "http_port", "quiet_seconds", "patience")


def declare(parser):
    """Tell argparse the address and every option of the command."""
    parser.add_argument(
        "url",
        nargs="?",
        type=types.url,
        help="such as wss://chat.example.org/wss; without it: this site's own",
    )
    declare_report(parser)
    declare_way(parser)
    declare_patience(parser)


def declare_report(parser):
    parser.add_argument(
        "--profile", choices=PROFILES, default="browser", help="who is to connect (browser)"
    )
    parser.add_argument("--json", action="store_true", help="one object for programs")
    parser.add_argument(
        "--language", choices=LANGUAGES, help="of the report; without it: the terminal's"
    )


def declare_way(parser):
    parser.add_argument(
        "--ca", metavar="FILE", type=types.authorities, help="trust the authorities in it, too"
    )
    parser.add_argument(
        "--address",
        metavar="HOST[:PORT]",
        type=types.address,
        help="connect there, whatever the name resolves to",
    )
    parser.add_argument(
        "--source", metavar="IP", type=types.own_address, help="connect from this address"
    )
    parser.add_argument(
        "--http-port",
        metavar="N",
        type=types.port,
        help="where plain HTTP should redirect to https; without it: 80 beside 443",
    )
    parser.add_argument(
        "--subprotocol",
        metavar="NAME",
        dest="subprotocols",
        action="append",
        default=[],
        type=types.subprotocol,
        help="offer it; may be given several times",
    )


def declare_patience(parser):
    parser.add_argument(
        "--long",
        metavar="SECONDS",
        dest="quiet_seconds",
        nargs="?",
        const=QUIET,
        default=0.0,
        type=types.quiet_seconds,
        help=f"also see whether a socket lives that is silent for so long ({QUIET:g})",
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        dest="patience",
        default=5.0,
        type=types.seconds,
        help="for each answer (5)",
    )


def target(url: str, given: dict[str, Any]) -> Target:
    """What was typed, as a target; TargetError for an address that cannot be examined."""
    options = {name: given[name] for name in TAKEN}
    found = parse(url, subprotocols=tuple(given["subprotocols"]), **options)
    if not given["address"]:
        return found
    host, port = given["address"]
    return replace(found, address=(host, port or found.port))
