"""The installation as a command needs it: settings that can be used and tables that are there; or why not, in words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tenor.base.wording import said, say
from tenor.cli.ends import CANNOT, USAGE, near, stop

if TYPE_CHECKING:
    from tenor.desk.models import Contract, Organisation


def open_site(*, static: bool = False) -> None:
    """Load the site and make its database ready. Settings that cannot be used: all of them, and exit code 2; no database: exit code 3."""
    from tenor.server.checks import hint_of
    from tenor.server.ready import CannotStartError, make_static, make_tables, wake

    if wrong := wake():
        stop(USAGE, said("start-settings"), *(f"  {say(one.said)}: {hint_of(one)}" for one in wrong))
    try:
        make_tables()
        if static:
            make_static()
    except CannotStartError as why:
        stop(CANNOT, why.why)
    except OSError as why:
        stop(CANNOT, said("cli-unreadable", path=str(why.filename or "?"), why=(why.strerror or str(why)).lower()))


def is_there() -> bool:
    """Whether there is an installation to ask: a database that is named, or a file of one. Nothing is made by asking."""
    home = Path(os.environ.get("TENOR_HOME", "").strip() or "var")
    return bool(os.environ.get("DATABASE_URL", "").strip()) or (home / "tenor.sqlite3").is_file()


def council_named(name: str) -> Organisation:
    """The organisation of this name; exit code 2, with the near ones, where there is none."""
    from tenor.desk.models import Organisation

    found = Organisation.objects.filter(name__iexact=name.strip()).first()
    if found is None:
        names = [organisation.name for organisation in Organisation.objects.order_by("name")[:200]]
        stop(USAGE, said("site-no-council", name=name), *(f"  {each}" for each in near(name, names) or names[:5]))
    return found


def contract_named(reference: str, council: str = "") -> Contract:
    """The contract of this reference; exit code 2 where there is none, or several councils have one."""
    from tenor.desk.models import Contract

    several = Contract.objects.filter(reference=reference).select_related("organisation")
    if council:
        several = several.filter(organisation=council_named(council))
    found = list(several[:6])
    if not found:
        names = list(Contract.objects.order_by("reference").values_list("reference", flat=True)[:500])
        stop(USAGE, said("site-no-contract", reference=reference), *(f"  {each}" for each in near(reference, names)))
    if len(found) > 1:
        stop(USAGE, said("site-several-contracts", reference=reference), *(f"  {each.organisation.name}" for each in found))
    return found[0]
