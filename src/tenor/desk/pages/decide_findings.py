"""What a person may find about a step besides deciding it: an exception holds, it did not help, its rule goes on no longer."""

from __future__ import annotations

from tenor.base.problem import stopping
from tenor.base.said_data import said_data
from tenor.base.wording import said
from tenor.desk.pages.view import Data
from tenor.ledger.events.decisions import PersonJudged
from tenor.review.allow import allow
from tenor.review.model import Review, Step
from tenor.review.offered import SIDES
from tenor.review.questions_findings import who_finds
from tenor.terms.model import JudgedIs

FINDS = ("lifted", "not helped", "ended")


def findings(review: Review, step: Step) -> list[Data]:
    """Each that the rule asks for, with the words of the contract and the sides that may say so now."""
    rule = review.terms.rule(step.rule)
    if rule is None:
        return []
    found = []
    for finds in FINDS:
        who = who_finds(rule, finds)
        if who and (finds != "not helped" or rule.in_order):
            tried = PersonJudged(rule=rule.id, finds=finds, of=step.of, steps=() if finds == "ended" else (step.id,))  # type: ignore[arg-type]
            may = {side: [] if stopping(allow(review, tried, side=side, on=review.on)) else ["person-judged"] for side in SIDES}
            lifting = [one for several in rule.except_ for one in several if isinstance(one, JudgedIs)]
            words = [one.text for one in lifting] if finds == "lifted" else []
            shown = said(f"finding-{finds.replace(' ', '-')}")
            found.append({"finds": finds, "said": said_data(shown), "words": words, "by": list(who), "of": step.of, "offers": may})
    return found
