"""`cityloop serve`: the site, on one machine."""

from __future__ import annotations

import argparse


def add(subparsers) -> None:
    """Describe the verb."""
    verb = subparsers.add_parser("serve", help="serve the site")
    where(verb)
    verb.set_defaults(run=run)


def where(verb: argparse.ArgumentParser) -> None:
    """The options that say where the site is served."""
    verb.add_argument("--host", default="127.0.0.1")
    verb.add_argument("--port", type=int, default=8000)
    verb.add_argument("--threads", type=int, default=8)


def run(args) -> int:
    """Bring the database up to date and serve until stopped."""
    from cityloop.cli.site import prepare

    prepare()
    return serve(args)


def serve(args) -> int:
    """Serve with waitress; the database is ready."""
    from cityloop.cli.listening import listen
    from cityloop.cli.static import collect

    collect()
    from cityloop.wsgi import application

    listen(application, host=args.host, port=args.port, threads=args.threads)
    return 0
