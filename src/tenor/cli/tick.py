"""`tenor tick`: what time brings to the site. `tenor serve` does it by itself; a timer of the machine may too."""

from __future__ import annotations

import typer

from tenor.base.wording import said, say
from tenor.cli.ends import NO, stop
from tenor.cli.site import open_site
from tenor.cli.telling import Telling


def tick() -> None:
    """Make anew the standings whose day has come or that are behind, and clear away sessions and invitations that ran out."""
    open_site()
    from tenor.desk.tick import tick as do

    done = do(Telling("tick-on"))
    typer.echo(say(said("tick-done", renewed=done.renewed, sessions=done.sessions, invitations=done.invitations)))
    if done.failed:
        stop(NO, said("tick-failed", references=list(done.failed)))
