"""Sockets: each takes what a client says and gives what it is to hear."""
