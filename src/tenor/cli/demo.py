"""`tenor demo`: the site with the example contracts, as it stood on the morning of one day, and one sign-in for each role."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tenor.base.wording import said, say
from tenor.cli.ends import CANNOT, stop
from tenor.cli.examples import examples
from tenor.cli.serve import free_port
from tenor.cli.site import is_there, open_site

if TYPE_CHECKING:
    from tenor.desk.demo_cast import Shown, SignIn

DAY = date(2023, 6, 12)  # the morning on which the example's contract manager has most to do
OTHERS, MONTHS = 2, 14  # contracts beside the examples, and their months of history
NEXT = 20  # ports tried after the first
HOST = "127.0.0.1"

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; where it is taken, the next free one.")]
Keep = Annotated[
    Path | None, typer.Option("--keep", metavar="DIR", help="Keep the demo in this folder, and go on with it next time.", show_default="no")
]
Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that serve.")]
Seconds = Annotated[int, typer.Option("--seconds", min=0, help="Stop after so many seconds.", show_default="never")]


def demo(port: Port = 8000, keep: Keep = None, workers: Workers = 2, seconds: Seconds = 0) -> None:
    """Serve a site of its own with the example contracts: prints its address and a sign-in for each role. Today is Mon 12 Jun 2023."""
    if not examples():
        stop(CANNOT, said("demo-no-example"))
    port = free_port(HOST, port, or_next=NEXT if port else 0)
    home = keep or Path(tempfile.mkdtemp(prefix="tenor-demo-"))
    mother = os.getpid()
    try:
        _serve(home, port, workers, seconds, kept=keep is not None)
    finally:
        if keep is None and os.getpid() == mother:  # what serves is forked from here, and leaves by the same way
            shutil.rmtree(home, ignore_errors=True)


def _serve(home: Path, port: int, workers: int, seconds: int, *, kept: bool) -> None:
    _surround(home)
    new = not is_there()
    open_site(static=True)
    from tenor.desk.demo_cast import sign_ins
    from tenor.server.beside import do_apart
    from tenor.server.process import Serving, run

    if new:
        typer.echo(say(said("demo-making")), err=True)
    if code := do_apart(lambda: _make(new=new)):
        raise typer.Exit(code)
    lines = list(page(sign_ins(), f"http://{HOST}:{port}/", home if kept else None))
    run(Serving(host=HOST, port=port, workers=workers, seconds=seconds, quiet=True, ready=lambda: typer.echo("\n".join(lines))))


def _make(*, new: bool) -> None:
    from tenor.desk.demo_cast import make_demo
    from tenor.desk.tick import tick

    if new:
        make_demo(list(_shown()))
    tick()


def _surround(home: Path) -> None:
    """The demo's own surroundings: nothing of an installation that the machine may have is reached from it."""
    from tenor.desk.clock import days_back_to

    for name in [name for name in os.environ if name.startswith("TENOR_") or name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")]:
        del os.environ[name]
    os.environ.update(TENOR_HOME=str(home), TENOR_DEMO="yes", TENOR_DAYS_BACK=str(days_back_to(DAY, datetime.now(UTC))))


def _shown() -> Iterator[Shown]:
    """The examples as they stood that morning; some had not begun. Then contracts made after them that had."""
    from tenor.desk.bring import read_given
    from tenor.desk.demo_cast import Shown
    from tenor.ledger.folder import Folder

    for folder in examples():
        given = read_given(Folder(folder), datetime.combine(DAY, time(0), tzinfo=UTC))
        if isinstance(given, tuple):
            stop(CANNOT, said("import-refused", folder=str(folder)), *given)
        yield Shown(given=given)
    yield from _others(examples()[:0:-1], OTHERS)  # the shortest stories: quickly made
    yield from _others(list(_with_money()), 1, whole=True)


def _with_money() -> Iterator[Path]:
    """The first example in which points come to money, so that the demo has one that had begun, with everybody on it."""
    from tenor.cli.opening import terms_of

    def has(folder: Path) -> bool:
        rules = terms_of(folder).rules
        return any(rule.points for rule in rules) and any(rule.money for rule in rules)

    yield from islice(filter(has, examples()), 1)


def _others(templates: Sequence[Path], n: int, *, whole: bool = False) -> Iterator[Shown]:
    """Contracts made after these. `whole`: with somebody for each role; else with their manager alone."""
    from tenor.cli.generate import made_of
    from tenor.desk.bring import prove_given
    from tenor.desk.demo_cast import Shown
    from tenor.desk.permissions.roles import MANAGER, ROLES

    for made in made_of(templates, n if templates else 0, MONTHS, 1, DAY):
        given = prove_given(made.terms, made.lines, made.bodies, made.files)
        if isinstance(given, tuple):
            raise ValueError("; ".join(map(str, given)))  # a mistake of ours: what is generated proves
        known_as: dict[str, str] = {one.part: one.known_as for one in made.people if one.part in ROLES and (whole or one.part == MANAGER)}
        yield Shown(given=given, known_as=known_as, whole=whole)


def page(people: Sequence[SignIn], address: str, kept: Path | None) -> Iterator[str]:
    """What is printed once the site can be asked."""
    yield say(said("demo-ready", address=address))
    yield ""
    widths = [max(len(person.role) for person in people), max(len(person.email) for person in people)]
    for person in people:
        yield f"  {person.role.capitalize():<{widths[0]}}  {person.email:<{widths[1]}}  {person.password}"
    yield ""
    yield say(said("demo-today", day=DAY))
    yield say(said("demo-kept", folder=str(kept)) if kept else said("demo-not-kept"))
