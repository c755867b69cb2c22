"""`tenor`: every command by name. Each lives in a module of its own, loaded when it is called, so that a start costs little."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import typer

from tenor.cli.bring_in import import_
from tenor.cli.check import check
from tenor.cli.demo import demo
from tenor.cli.due import due
from tenor.cli.ends import EXIT_CODES
from tenor.cli.erase import erase
from tenor.cli.export import export
from tenor.cli.generate import generate
from tenor.cli.how import how
from tenor.cli.invite_owner import invite_owner
from tenor.cli.receive import receive
from tenor.cli.record import record
from tenor.cli.review import review
from tenor.cli.schema import schema
from tenor.cli.serve import serve
from tenor.cli.statement import statement
from tenor.cli.template import template
from tenor.cli.tick import tick
from tenor.cli.tour import tour
from tenor.cli.verify import verify
from tenor.cli.what_if import SETTINGS, what_if
from tenor.cli.why import why
from tenor.cli.write import write

app = typer.Typer(
    name="tenor",
    help="What a contract says, what its two sides report and do, and what follows from it on any date.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain text everywhere, also through a pipe, and nothing heavy loaded for a page of help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# Each with its line in the list of commands: whole at 80 columns.
commands: tuple[tuple[Callable[..., None], str], ...] = (
    (check, "Are the terms sound, and where does the contract not say?"),
    (review, "How a contract stands: to decide, overdue, due, the year."),
    (due, "Who must do what by when, and what to type once it is done."),
    (statement, "Money and points of a month, each sum with its grounds."),
    (why, "Why: from a step or figure back to clause, row and cell."),
    (write, "Write the letter for a step."),
    (template, "Write the form a supplier fills in for a period."),
    (receive, "Take in a return: checked, compared, whole or not at all."),
    (record, "Record what happened: a meeting, a decision, a notice ..."),
    (what_if, "What would change if something happened."),
    (verify, "Prove that nothing was changed."),
    (erase, "Delete the words that lie beside an entry."),
    (export, "Write a contract as a folder, or the copy for one side."),
    (how, "How a contract's words are said in terms: silence is approval."),
    (schema, "Print the JSON Schema of terms.yaml, for editors."),
    (generate, "Make invented contracts with years of history, to try with."),
    (demo, "The site with example contracts, a sign-in for each role."),
    (serve, "The site: its pages, from a folder or PostgreSQL."),
    (import_, "Bring a contract's folder into the site."),
    (invite_owner, "The first person of the site: a link to set a password."),
    (tick, "What time brings to the site: standings made anew."),
    (tour, "A tour of an example contract, in the terminal."),
)
for command, line in commands:
    name = command.__name__.strip("_").replace("_", "-")
    app.command(name, epilog=EXIT_CODES, short_help=line, context_settings=SETTINGS if command is what_if else None)(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives back its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a narrow terminal shows a question mark rather than ending
    try:
        app(list(arguments) if arguments is not None else None, prog_name="tenor")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
