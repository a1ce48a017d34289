"""How Daphne serves wss: TLS endpoints, close codes, a drain on SIGTERM. It knows nothing of chat.

Any Channels project can take this app as it is: add "chatsite.wss" to INSTALLED_APPS before
"daphne", and in the ASGI module set `CommandLineInterface.server_class = Server`.
"""

from chatsite.wss.workers import systemd  # noqa: F401  before Twisted, which takes its variables away
