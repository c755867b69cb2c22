"""`tenor serve`: the site, from a folder of its own or a PostgreSQL database."""

from __future__ import annotations

import os
import socket
from typing import Annotated

import typer

from tenor.base.wording import said, say
from tenor.cli.ends import CANNOT, stop
from tenor.cli.site import open_site

Port = Annotated[
    int,
    typer.Option(
        "--port", envvar="TENOR_PORT", min=0, max=65535, help="The port to listen on; 0 lets the machine choose.", show_envvar=False
    ),
]
Host = Annotated[str, typer.Option("--host", envvar="TENOR_HOST", help="The address to listen on.", show_envvar=False)]
Workers = Annotated[int, typer.Option("--workers", envvar="TENOR_WORKERS", min=1, max=64, help="Processes that serve.", show_envvar=False)]
Threads = Annotated[
    int, typer.Option("--threads", envvar="TENOR_THREADS", min=1, max=64, help="Requests at once in each.", show_envvar=False)
]
Seconds = Annotated[int, typer.Option("--seconds", min=0, help="Stop after so many seconds.", show_default="never")]


def serve(port: Port = 8000, host: Host = "127.0.0.1", workers: Workers = 2, threads: Threads = 4, seconds: Seconds = 0) -> None:
    """Serve the site until stopped (Ctrl-C). Makes the database ready first; settings stand in docs/guide/running.md."""
    port = free_port(host, port)
    open_site(static=True)
    from tenor.server.process import Serving, run

    def ready() -> None:
        typer.echo(say(said("serve-ready", address=f"http://{host}:{port}/")))

    run(Serving(host=host, port=port, workers=workers, threads=threads, seconds=seconds, ready=ready))


def free_port(host: str, port: int, *, or_next: int = 0) -> int:
    """This port, or one of so many after it; exit code 3 where none is free. 0: any that is."""
    for each in range(port, port + or_next + 1):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, each))
            except OSError as why:
                last = why
                continue
            return int(tried.getsockname()[1])
    stop(CANNOT, said("serve-port-taken", host=host, port=port, why=(os.strerror(last.errno) if last.errno else str(last)).lower()))
