"""manage.py runserver: Daphne's development server, with our sockets."""

from daphne.management.commands.runserver import Command as DaphneCommand

from chatsite.wss.server import Server


class Command(DaphneCommand):
    server_cls = Server
