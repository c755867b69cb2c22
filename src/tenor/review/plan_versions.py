"""The versions of a plan: which is the latest, who has signed which, and which both sides agreed (semantics 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.ledger.events.plans import PlanProposed, PlanSigned
from tenor.ledger.model import Act, Facts

BOTH = {"buyer", "supplier"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """One version as it stands on a day. `signed`: by side, the signature that holds on it; `void`: signatures that a newer version
    made void, or that came to nothing because the version was incomplete."""

    act: Act
    latest: bool
    signed: Mapping[str, Act]
    void: tuple[Act, ...] = ()

    @property
    def number(self) -> int:
        return int(self.act.event.version)

    @property
    def agreed_on(self) -> date | None:
        """The later of the two signatures."""
        return max(act.day for act in self.signed.values()) if self.signed.keys() >= BOTH else None


def versions_of(facts: Facts, plan: str, day: date) -> list[PlanVersion]:
    """All versions of a plan proposed by a day, the first first."""
    proposals = [act for act in facts.of(PlanProposed) if act.event.plan == plan]
    return plan_versions(proposals, [act for act in facts.of(PlanSigned) if act.event.plan == plan], day)


def plan_versions(proposals: Sequence[Act], signatures: Sequence[Act], day: date) -> list[PlanVersion]:
    """The versions proposed by a day. A signature is of the version before it in the record; what is signed on one side only is
    void once a newer version is proposed, what both signed stands until both sign another."""
    by_day = [act for act in proposals if act.day <= day]
    found = []
    for at, act in enumerate(by_day):
        later = by_day[at + 1] if at + 1 < len(by_day) else None
        given = [each for each in signatures if each.day <= day and _between(each, act, later) and _is_of(each, act)]
        holding = {each.event.side: each for each in reversed(given)} if act.event.complete else {}
        stands = later is None or holding.keys() >= BOTH
        found.append(
            PlanVersion(
                act=act,
                latest=later is None,
                signed=holding if stands else {},
                void=tuple(each for each in given if not stands or each.event.side not in holding),
            )
        )
    return found


def agreed_version(versions: Sequence[PlanVersion]) -> PlanVersion | None:
    """The latest that both sides agreed."""
    return next((each for each in reversed(versions) if each.agreed_on is not None), None)


def _between(signature: Act, version: Act, later: Act | None) -> bool:
    at = (signature.day, signature.order)
    return at > (version.day, version.order) and (later is None or at < (later.day, later.order))


def _is_of(signature: Act, version: Act) -> bool:
    return signature.event.version in (0, version.event.version)
