"""Which rungs of the ladder were left out on the way to a step: allowed or not, it is shown, and somebody who knows the law looks at it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tenor.base.wording import said
from tenor.review.asked import Asked
from tenor.review.model import Review, Step
from tenor.review.rungs import rung_names
from tenor.terms.model import Terms

GONE = ("no longer met", "merged", "lifted")
WEIGHTY = ("plan", "notice")  # a decision alone is no rung that anybody could miss


def skipped(review: Review, names: Iterable[str]) -> tuple[str, ...]:
    """Below the lowest of these steps, those that were neither done nor ever decided about."""
    done = {plan.step.lower() for plan in review.plans} | {notice.step.lower() for notice in review.notices}
    return skipped_below(review.terms, review.steps, done, names)


def skipped_below(terms: Terms, steps: Sequence[Step], done: Collection[str], names: Iterable[str]) -> tuple[str, ...]:
    """The same by what is known. `done`: the steps, in small letters, of plans that were asked for and notices that were issued."""
    order = rung_names(terms)
    places = [order.index(name) for name in names if name in order]
    told = {name for step in steps if step.state not in GONE for name in step.consequences}
    below = order[: min(places)] if places else ()
    return tuple(name for name in below if terms.steps[name].kind in WEIGHTY and name.lower() not in done and name not in told)


def legal_checks(terms: Terms, steps: Sequence[Step], done: Collection[str]) -> list[Asked]:
    """A step that waits, reached past a rung, is looked at by whoever knows the law (needs.md 3B-23): a task, not a bar."""
    found = []
    for step in steps:
        left_out = skipped_below(terms, steps, done, step.consequences) if step.waiting else ()
        if left_out:
            what = said("duty-legal-check", then=step.then, skipped=left_out, asked=step.met_on)
            found.append(Asked(id=legal_check_id(step.id), what=what, who=("buyer",), clause=step.clause, kind="decision"))
    return found


def legal_check_id(step: str) -> str:
    """The id of the duty to check a step."""
    return f"legal check after {step}"
