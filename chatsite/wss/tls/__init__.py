"""TLS: contexts and their renewal, what a PEM file holds, the local CA."""
