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


def blamed(found):
    """What a person is told to mend: {id: "fault" or "warning"}."""
    verdicts = {id: str(finding.verdict) for id, finding in found.items()}
    return {id: verdict for id, verdict in verdicts.items() if verdict in ("fault", "warning")}
