"""What time brings: standings whose day has come are made anew, and what has run out is cleared away. Two at once do no harm."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from tenor.desk import clock
from tenor.desk.models import Contract, Invitation
from tenor.desk.snapshots import behind, forget_old, make_ready, renew

KEPT_AFTER = timedelta(days=30)  # an invitation that ran out is shown so long as run out
MOST_OLD = 5000  # snapshots cleared away in one tick: a short write
log = logging.getLogger("tenor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What was done. `failed`: references of contracts whose standing could not be made."""

    renewed: int = 0
    failed: tuple[str, ...] = ()
    sessions: int = 0
    invitations: int = 0


def tick(tell: Callable[[int, int], None] | None = None) -> Ticked:
    """Make anew what is behind, and clear away what has run out. `tell`: called with how many are done, and of how many.

    Of all contracts what lists and Home read comes first: the pages of one contract are made at their first look otherwise."""
    waiting = behind(clock.today())
    failed: list[Contract] = []
    for n, contract in enumerate(waiting, 1):
        if not _renewed(contract):
            failed.append(contract)
        if tell is not None:
            tell(n, len(waiting))
    for contract in waiting:
        if contract not in failed and not _readied(contract):
            failed.append(contract)
    forget_old(MOST_OLD)
    return Ticked(
        renewed=len(waiting) - len(failed),
        failed=tuple(contract.reference for contract in failed),
        sessions=_old_sessions(),
        invitations=_old_invitations(),
    )


def _renewed(contract: Contract) -> bool:
    """Whether it went well. One contract that cannot be read keeps no other from being renewed."""
    try:
        contract.refresh_from_db(fields=["head", "length", "last_at", "one_sided"])
        renew(contract)
    except Exception:
        log.exception("the standing of contract %s could not be made anew", contract.pk)
        return False
    return True


def _readied(contract: Contract) -> bool:
    """Whether the pages of its menu could be made."""
    try:
        make_ready(contract, clock.today())
    except Exception:
        log.exception("the pages of contract %s could not be made", contract.pk)
        return False
    return True


def _old_sessions() -> int:
    """Sessions that ran out by the real clock, and what the list of sessions still says of ones that are gone."""
    gone, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    long_ago = timezone.now() - KEPT_AFTER
    UserSession.objects.filter(last_seen_at__lt=long_ago).exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


def _old_invitations() -> int:
    """Invitations that nobody took up: an address is not kept longer than it is of use."""
    old = Invitation.objects.filter(accepted_at=None, expires_at__lt=clock.now() - KEPT_AFTER)
    return old.delete()[0]
