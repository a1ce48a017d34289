"""What a test asks of an examination."""

from tests.doctor.examined import blamed as verdicts
from tests.doctor.examined import findings

FROM_THE_UPGRADE_ON = "WSS300"


def examined(url, **options):
    """The findings about the handshake and what follows."""
    found = findings(url, **options)
    return {id: finding for id, finding in found.items() if id > FROM_THE_UPGRADE_ON}


def blamed(found):
    """The ids of what is at fault or warned of."""
    return set(verdicts(found))
