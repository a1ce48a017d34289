"""The checks, from the nearest cause to the rarest; importing this fills the catalogue."""

from chatsite.wss.doctor.checks import (  # noqa: F401
    address,
    around,
    certificate,
    lasting,
    place,
    protocol,
    reach,
    speech,
    talk,
    upgrade,
)
