"""`tenor export`: a copy of a contract's folder in which nothing stands that is not for the side it is made for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tenor.base.wording import said, say
from tenor.cli.ends import CANNOT, stop
from tenor.cli.opening import find_terms, unreadable
from tenor.cli.options import Dir, Side

Target = Annotated[Path, typer.Argument(metavar="TARGET", help="The new folder: empty, or not there yet.")]
ForSide = Annotated[Side, typer.Option("--side", help="The side the copy is for.")]


def export(path: Dir, target: Target, side: ForSide) -> None:
    """Write the copy one side may have. Of what is hidden from it only the hashes stay, so the chain still proves."""
    folder = find_terms(path).parent
    from tenor.ledger.side_copy import make_side_copy

    try:
        wrong = make_side_copy(folder, side, target)
    except OSError as why:
        unreadable(target, why)
    if wrong:
        stop(CANNOT, said("cli-not-copied"), *wrong)
    typer.echo(say(said("cli-copied", side=side, target=str(target))))
