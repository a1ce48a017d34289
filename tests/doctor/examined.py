"""What the doctor finds at an address, by the ids of its checks."""

from chatsite.wss.doctor.examination import examine
from chatsite.wss.doctor.target import parse


def findings(url, profile="browser", last=None, **options):
    """{id: Finding} of one examination, up to and with the check `last` (None: all of them)."""
    found = {}
    for check, finding in examine(parse(url, **options), profile):
        found[check.id] = finding
        if check.id == last:
            break
    return found
