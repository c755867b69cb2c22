"""`tenor import`: a contract's folder into the installation, its history proved on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from tenor.base.wording import said, say
from tenor.cli.days import find_day
from tenor.cli.ends import CANNOT, NO, stop
from tenor.cli.opening import find_terms
from tenor.cli.options import Dir
from tenor.cli.site import council_named, open_site
from tenor.cli.telling import Telling


def read_until(text: str) -> datetime:
    """The close of a day in London, or a moment such as 2023-06-12T07:00Z."""
    day: date | None = find_day(text)
    if day is not None:
        return datetime.combine(day, time.max, tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say(said("import-until", given=text))) from None
    return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Europe/London"))).astimezone(UTC)


Council = Annotated[str, typer.Option("--council", metavar="NAME", help="Whose contract it is.", show_default="the buyer its terms name")]
Until = Annotated[
    datetime | None,
    typer.Option(
        "--until", parser=read_until, metavar="DATE", help="Leave out what was recorded after this day or moment.", show_default="all"
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Ask of each entry also whether it would have been recorded.")]


def import_(path: Dir, council: Council = "", until: Until = None, strict: Strict = False) -> None:
    """Bring a contract into the installation: a new one, or the rest of one that is there. All of it or nothing."""
    folder: Path = find_terms(path).parent
    open_site()
    from tenor.desk.bring import bring_in
    from tenor.desk.snapshots import renew

    whose = council_named(council) if council else None
    try:
        done = bring_in(folder, council=whose, until=until, strict=strict, tell=Telling("import-on"))
    except (OSError, UnicodeDecodeError) as why:
        stop(CANNOT, said("import-unreadable", folder=str(folder), why=str(why)))
    if done.contract is None:
        stop(NO, said("import-refused", folder=str(folder), n=len(done.problems)), *done.problems)
    renew(done.contract)
    whose = done.contract.organisation
    typer.echo(say(said("import-done", reference=done.contract.reference, council=whose.name, new=done.new, length=done.contract.length)))
