"""The checks, from the nearest cause to the rarest; importing this fills the catalogue in order."""
