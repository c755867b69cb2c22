"""`tenor invite-owner`: the first person of an installation, who then invites the others through the pages."""

from __future__ import annotations

from typing import Annotated

import typer

from tenor.base.wording import said, say
from tenor.cli.ends import NO, USAGE, stop
from tenor.cli.site import open_site

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The address the person signs in with.")]
Council = Annotated[str, typer.Option("--council", metavar="NAME", help="The organisation they look after; made if it is not there yet.")]
Name = Annotated[
    str, typer.Option("--name", metavar="NAME", help="How pages call the person.", show_default="the first part of the address")
]


def invite_owner(email: Email, council: Council, name: Name = "") -> None:
    """Make the first system owner and print the link, good once, with which they set their password."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email.strip())
    except ValidationError:
        stop(USAGE, said("owner-address", given=email))
    open_site()
    from tenor.server.owner import first_owner

    made = first_owner(email.strip().lower(), council.strip(), name.strip())
    if made.problems:
        stop(NO, *(say(problem.said) for problem in made.problems))
    typer.echo(say(said("owner-invited", council=council, days=made.days)))
    typer.echo(made.link)
