"""chat.v1, the wire: commands, replies, events, refusals, close codes. Pure: no Django, no I/O.

docs/protocol.md tells it to who writes a client; docs/asyncapi.json is made from these structs.
"""
