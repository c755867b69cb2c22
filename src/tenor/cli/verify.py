"""`tenor verify`: does the ledger still say what was written, line by line and body by body?"""

from __future__ import annotations

import json
from typing import Annotated

import typer

from tenor.base.problem import stopping
from tenor.base.wording import said, say
from tenor.cli.check import clause_words
from tenor.cli.ends import FINE, NO
from tenor.cli.opening import find_terms, unreadable
from tenor.cli.options import AsJson, Dir
from tenor.cli.paper import Paper

Head = Annotated[str, typer.Option("--head", metavar="HASH", help="A hash noted elsewhere that must be in the chain.")]


def verify(path: Dir, head: Head = "", as_json: AsJson = False) -> None:
    """Prove the chain of a contract, and name the first broken entry."""
    folder = find_terms(path).parent
    from tenor.ledger.folder import verify_folder

    try:
        result = verify_folder(folder, head=head)
    except OSError as why:
        unreadable(folder, why)
    if as_json:
        from tenor.review.as_data import problem_data

        data = {name: getattr(result, name) for name in ("good", "entries", "hidden", "erased", "head", "broken")}
        typer.echo(json.dumps({**data, "problems": [problem_data(p) for p in result.problems]}, ensure_ascii=False, indent=2))
        raise typer.Exit(FINE if result.good else NO)
    paper = Paper()
    if result.good:
        values = {"entries": result.entries, "erased": result.erased, "hidden": result.hidden}
        paper.line((say(said("cli-verified", **values)), "good"), hang=0)
        paper.line(say(said("cli-head", head=result.head)), hang=0)
    else:
        broken = said("cli-first-broken", seq=result.broken) if result.broken else said("cli-broken")
        paper.line((say(broken), "bad"), hang=0)
    for problem in result.problems:
        look = "bad" if problem in stopping(result.problems) else ""
        paper.item((f"{problem.where}: " if problem.where else "", "dim"), (say(problem.said), look), clause_words(problem.clause))
    raise typer.Exit(FINE if result.good else NO)
