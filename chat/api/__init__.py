"""The HTTP API: the socket's commands under paths, with the same checks and the same refusals.

docs/api.md tells it to people, docs/openapi.json to programs.
"""
