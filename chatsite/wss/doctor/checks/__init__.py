"""The checks, from the nearest cause to the rarest; importing this fills the catalogue."""

from chatsite.wss.doctor.checks import address, certificate, protocol, reach, speech  # noqa: F401
