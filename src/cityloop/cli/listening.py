"""The web server: waitress, with the moment at which each request had arrived in whole."""

from __future__ import annotations

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.task import WSGITask

from cityloop import arrival

BACKLOG = 2_048
CONNECTIONS = 1_500
"""A deadline brings everybody at once: they wait here, and are answered in turn."""


class Parser(HTTPRequestParser):
    """A request that knows when its last byte came."""

    arrived = None

    def received(self, data):
        taken = super().received(data)
        if self.completed and self.arrived is None:
            self.arrived = arrival.now()
        return taken


class Task(WSGITask):
    """Tells the application when the request had arrived."""

    def get_environment(self):
        environ = super().get_environment()
        environ[arrival.KEY] = self.request.arrived or arrival.now()
        return environ


class Channel(HTTPChannel):
    """A connection whose requests know when they had arrived."""

    parser_class, task_class = Parser, Task


def listen(application, *, host: str, port: int, threads: int) -> None:
    """Serve until stopped."""
    sockets: dict = {}
    server = create_server(
        application,
        map=sockets,
        host=host,
        port=port,
        threads=threads,
        ident="Cityloop",
        backlog=BACKLOG,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,
    )
    for one in sockets.values():
        if isinstance(one, BaseWSGIServer):
            one.channel_class = Channel
    server.run()
