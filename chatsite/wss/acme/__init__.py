"""A certificate that everybody trusts, asked for by ACME (RFC 8555) and renewed in time."""
