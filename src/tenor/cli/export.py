"""`tenor export`: a whole contract out of the installation, or the copy of a folder in which nothing stands that is not for one side."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tenor.base.wording import said, say
from tenor.cli.ends import CANNOT, USAGE, stop
from tenor.cli.opening import find_terms, unreadable
from tenor.cli.options import Side
from tenor.cli.site import contract_named, is_there, open_site

What = Annotated[
    Path, typer.Argument(metavar="DIR|REFERENCE", help="The folder of a contract, or the reference of one in the installation.")
]
Target = Annotated[Path, typer.Argument(metavar="TARGET", help="The new folder: empty, or not there yet.")]
ForSide = Annotated[Side | None, typer.Option("--side", help="The side the copy is for.", show_default="all of it, from the installation")]
Council = Annotated[str, typer.Option("--council", metavar="NAME", help="Whose contract, where several have that reference.")]


def export(path: What, target: Target, side: ForSide = None, council: Council = "") -> None:
    """Write a contract as a folder: all of it, or what one side may have. Hidden entries leave their hash, so the chain still proves."""
    if not path.exists() and is_there():
        _from_site(str(path), target, side, council)
        return
    folder = find_terms(path).parent
    if side is None:
        stop(USAGE, said("export-which-side", folder=str(path)))
    _copy(folder, target, side)
    typer.echo(say(said("cli-copied", side=side, target=str(target))))


def _copy(folder: Path, target: Path, side: Side) -> None:
    from tenor.ledger.side_copy import make_side_copy

    try:
        wrong = make_side_copy(folder, side, target)
    except OSError as why:
        unreadable(target, why)
    if wrong:
        stop(CANNOT, said("cli-not-copied"), *wrong)


def _from_site(reference: str, target: Path, side: Side | None, council: str) -> None:
    """Out of the database; for one side, by way of a folder of the whole, so that one piece of code says what is hidden."""
    open_site()
    from tenor.desk.bring import take_out
    from tenor.desk.installation import note
    from tenor.ledger.events.installation import Exported

    contract = contract_named(reference, council)
    try:
        with tempfile.TemporaryDirectory(prefix="tenor-export-") as name:
            whole = target if side is None else Path(name) / "whole"
            if wrong := take_out(contract.pk, whole):
                stop(CANNOT, said("cli-not-copied"), *wrong)
            if side is not None:
                _copy(whole, target, side)
    except OSError as why:
        unreadable(target, why)
    note(Exported(what="ledger", contract=str(contract.pk), form=side or "whole"))
    typer.echo(say(said("export-done", reference=contract.reference, n=contract.length, target=str(target), side=side or "")))
