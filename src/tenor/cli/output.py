"""Where a command's product goes: a file that is named, else the terminal or pipe."""

from __future__ import annotations

from pathlib import Path

import typer

from tenor.base.wording import said, say
from tenor.cli.ends import CANNOT, stop
from tenor.cli.opening import unreadable


def put(product: str | bytes, output: Path | None, *, over: bool = False) -> None:
    """Write to the file, or print. Ends with exit code 3 where it cannot be written, or holds something else and `over` is not said."""
    if output is None or str(output) == "-":
        if isinstance(product, bytes):
            typer.get_binary_stream("stdout").write(product)
        else:
            typer.echo(product, nl=not product.endswith("\n"))
        return
    data = product.encode("utf-8") if isinstance(product, str) else product
    try:
        if not over and output.is_file() and output.read_bytes() != data:
            stop(CANNOT, said("cli-already-there", file=str(output)))  # perhaps a form filled in, or a letter gone over by hand
        output.write_bytes(data)
    except OSError as why:
        unreadable(output, why)
    typer.echo(say(said("cli-written", file=str(output))), err=True)
