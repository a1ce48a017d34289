"""A client of chat.v1 by the book: made from its documentation, with nothing of the server in it.

It keeps what a person says until the server has it, comes back after whatever happens, and holds
the server to its promises: what it breaks is noted in `faults`.
"""
