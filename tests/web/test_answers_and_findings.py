"""Answers, silence with its day, time to put right, breaches, what a person finds about a step, a subcontractor that ends: by the side that
may, with its reason, and held to the table of acts. The contract is that of `tests/rich.py`; today is Mon 12 Jun 2023.

By hand: the notice reached the supplier on Tue 6 June, so its answer is due on the fifth working day after, Tue 13 June, and silence is an
answer from the 14th; the seventh working day after is Thu 15 June, before which no day may be set to put things right.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.rich import NOTICE, bring_rich
from tests.web.assurance import client_of, controls, day_boxes, events
from tests.web.test_summary import words

from tenor.desk.permissions import roles as r
from tenor.desk.permissions.table import MAY
from tenor.desk.reviews import review_of
from tenor.ledger.events.agreements import SubcontractEnded
from tenor.ledger.events.answers import BreachFound, CureDaySet, CureJudged, DutyAnswered, ReceiptAcknowledged
from tenor.ledger.events.decisions import PersonJudged
from tenor.review.offered import offered
from tenor.web.views.duty import OWN

ROLES = (r.MANAGER, r.HEAD, r.LEGAL, r.AUDITOR, r.SUPPLIER)
MAY_BE = {
    "duty-answered": "answer what was given",
    "receipt-acknowledged": "acknowledge",
    "breach-found": "say that a duty was breached",
    "duty-done": "say that something is done",
    "duty-waived": "waive or extend a duty",
    "duty-extended": "waive or extend a duty",
}
TO_NOTICE, TO_STANDARD = "answer to notice n-1", "answer to standard"
OPEN, TAKEN, THINK = "ladder/2023-05-09", "ladder/2023-04-11", "think/2023-04-11"


@pytest.fixture
def rich(cast: Cast) -> Cast:
    cast.visits = bring_rich(cast)
    return cast


def look(cast: Cast, role: str, name: str, *more: str, status: int = 200) -> str:
    answer = client_of(cast, role).get(reverse(name, args=[cast.visits.pk, *more]))
    assert answer.status_code == status, (role, name, more, answer.status_code)
    return str(answer.content.decode())


def press(cast: Cast, role: str, name: str, *more: str, **given: str) -> Any:
    cast.visits.refresh_from_db()
    sent = {"turn": str(uuid4()), "head": cast.visits.head, **given}
    return client_of(cast, role).post(reverse(name, args=[cast.visits.pk, *more]), sent)


def test_every_duty_offers_what_the_table_allows(rich: Cast) -> None:
    """Answers, their receipts, times to put right and duties owed at all times too."""
    kinds = set()
    for side in ("buyer", "supplier"):
        review = review_of(rich.visits, side)  # type: ignore[arg-type]
        for duty in review.duties:
            kinds.add(duty.kind)
            allowed = set(offered(review, "duty", duty.id)[side]) - ({"duty-done"} if duty.kind not in OWN else set())  # type: ignore[index]
            for role in (one for one in ROLES if (one == r.SUPPLIER) == (side == "supplier")):
                expected = {act for act in allowed if role in MAY[MAY_BE[act]]}
                assert controls(look(rich, role, "duty", duty.id), duty.id) == expected, (duty.id, role)
    assert {"answer", "cure", "return", "plan"} <= kinds


def test_an_answer_to_a_notice_with_the_day_of_silence(rich: Cast) -> None:
    text = words(look(rich, r.SUPPLIER, "duty", TO_NOTICE))
    assert "Answer the notice of Mon 5 Jun 2023: accept or dispute" in text
    assert "it counts as “accept” from Wed 14 Jun 2023" in text
    assert press(rich, r.SUPPLIER, "duty", TO_NOTICE, do="duty-answered", choice="perhaps").status_code == 422
    assert press(rich, r.SUPPLIER, "duty", TO_NOTICE, do="duty-answered").status_code == 422
    assert press(rich, r.MANAGER, "duty", TO_NOTICE, do="duty-answered", choice="accept").status_code == 422
    assert not events(rich, DutyAnswered)
    turn = str(uuid4())
    for _ in range(2):
        sent = {"do": "duty-answered", "choice": "dispute", "why": "The figures are wrong", "turn": turn}
        assert press(rich, r.SUPPLIER, "duty", TO_NOTICE, **sent).status_code == 302
    assert events(rich, DutyAnswered) == [DutyAnswered(duty=TO_NOTICE, choice="dispute")]
    seen = words(look(rich, r.MANAGER, "duty", TO_NOTICE))
    assert "Answered: dispute, recorded by Robin Instance The figures are wrong" in seen
    assert any(step.rule == "disputed" for step in review_of(rich.visits, "buyer").steps)


def test_no_time_runs_until_it_arrived(rich: Cast) -> None:
    """The standard of care was given on 1 June; nobody said that it arrived. Received on the 2nd, ten working days on is the 16th."""
    text = words(look(rich, r.MANAGER, "duty", TO_STANDARD))
    assert "Answer “A standard of care”: accepted or changes asked" in text
    assert "not known: until it is, no time runs" in text
    assert "while receipt is not known, silence is nothing" in text
    late = {"do": "receipt-acknowledged", **day_boxes("on", date(2023, 6, 13))}
    assert press(rich, r.MANAGER, "duty", TO_STANDARD, **late).status_code == 422
    arrived = {"do": "receipt-acknowledged", **day_boxes("on", date(2023, 6, 2))}
    assert press(rich, r.MANAGER, "duty", TO_STANDARD, **arrived).status_code == 302
    assert events(rich, ReceiptAcknowledged) == [ReceiptAcknowledged(duty=TO_STANDARD)]
    assert "it counts as “accepted” from Sat 17 Jun 2023" in words(look(rich, r.SUPPLIER, "duty", TO_STANDARD))
    assert press(rich, r.MANAGER, "duty", TO_STANDARD, do="duty-answered", choice="changes asked", method="email").status_code == 302
    assert events(rich, DutyAnswered) == [DutyAnswered(duty=TO_STANDARD, choice="changes asked", method="email")]


def test_the_receipt_leads_to_the_answer(rich: Cast) -> None:
    page = look(rich, r.SUPPLIER, "duty", "establish receipt of standard")
    assert "/duty/answer%20to%20standard/" in page


def test_a_breach_of_what_is_owed_at_all_times(rich: Cast) -> None:
    """Said by whom it is owed to, with a reason; the supplier cannot say it of itself."""
    assert "at all times" in words(look(rich, r.MANAGER, "duty", "manner"))
    assert press(rich, r.MANAGER, "duty", "manner", do="breach-found", why=" ").status_code == 422
    assert press(rich, r.SUPPLIER, "duty", "manner", do="breach-found", why="We did").status_code == 422
    assert press(rich, r.LEGAL, "duty", "manner", do="breach-found", why="They did").status_code == 422
    assert press(rich, r.HEAD, "duty", "manner", do="breach-found", why="Three complaints on 8 June").status_code == 302
    assert events(rich, BreachFound) == [BreachFound(duty="manner")]
    assert "Three complaints on 8 June" in words(look(rich, r.SUPPLIER, "duty", "manner"))


def test_the_buyer_sets_the_day_to_put_right(rich: Cast) -> None:
    text = words(look(rich, r.MANAGER, "letter", NOTICE))
    assert "It may be Thu 15 Jun 2023 at the earliest." in text
    assert controls(look(rich, r.MANAGER, "letter", NOTICE), NOTICE) >= {"cure-day-set", "cure-judged"}
    assert not controls(look(rich, r.SUPPLIER, "letter", NOTICE), NOTICE) & {"cure-day-set", "cure-judged"}
    early = press(rich, r.MANAGER, "letter-cure-day", NOTICE, **day_boxes("to", date(2023, 6, 14)))
    assert early.status_code == 422
    assert "must be Thu 15 Jun 2023 or later" in words(early.content.decode())
    assert press(rich, r.MANAGER, "letter-cure-day", NOTICE, **day_boxes("to", date(2023, 6, 15))).status_code == 302
    assert events(rich, CureDaySet) == [CureDaySet(notice=NOTICE, to=date(2023, 6, 15))]
    assert "Until Thu 15 Jun 2023." in words(look(rich, r.SUPPLIER, "letter", NOTICE))
    assert press(rich, r.SUPPLIER, "letter-cure-day", NOTICE, **day_boxes("to", date(2023, 6, 20))).status_code == 403


def test_what_came_of_it(rich: Cast) -> None:
    """That it was put right can be said at once; that it was not, only once the time is over."""
    for given in ({"outcome": "not cured", "why": "Nothing changed"}, {"outcome": "cured", "why": ""}, {"why": "x"}):
        assert press(rich, r.MANAGER, "letter-cured", NOTICE, **given).status_code == 422, given
    assert press(rich, r.MANAGER, "letter-cured", NOTICE, outcome="cured", why="Seen on 9 June").status_code == 302
    assert events(rich, CureJudged) == [CureJudged(notice=NOTICE, outcome="cured")]
    assert "Put right, Alex Example Seen on 9 June" in words(look(rich, r.SUPPLIER, "letter", NOTICE))


@pytest.mark.parametrize(
    ("step", "finds", "event"),
    [
        (OPEN, "lifted", PersonJudged(rule="ladder", finds="lifted", steps=(OPEN,))),
        (TAKEN, "not-helped", PersonJudged(rule="ladder", finds="not helped", steps=(TAKEN,))),
        (THINK, "ended", PersonJudged(rule="think", finds="ended")),
    ],
)
def test_what_a_person_finds_about_a_step(rich: Cast, step: str, finds: str, event: PersonJudged) -> None:
    href = reverse("decide-find", args=[rich.visits.pk, step, finds])
    assert href in look(rich, r.MANAGER, "decide", step)
    assert href not in look(rich, r.SUPPLIER, "decide", step)
    assert press(rich, r.MANAGER, "decide-find", step, finds, text="  ").status_code == 422
    assert press(rich, r.SUPPLIER, "decide-find", step, finds, text="It is so").status_code == 403
    assert not events(rich, PersonJudged)
    assert press(rich, r.HEAD, "decide-find", step, finds, text="The bridge was closed").status_code == 302
    assert events(rich, PersonJudged) == [event]
    if finds == "lifted":
        assert href not in look(rich, r.MANAGER, "decide", step)
        assert not next(one for one in review_of(rich.visits, "buyer").steps if one.id == step).waiting


def test_a_finding_that_is_not_open(rich: Cast) -> None:
    """An exception for a step that was taken, help that a step still open did not give: said so, and nothing recorded."""
    for step, finds in ((TAKEN, "lifted"), (OPEN, "not-helped")):
        assert reverse("decide-find", args=[rich.visits.pk, step, finds]) not in look(rich, r.MANAGER, "decide", step)
        assert press(rich, r.MANAGER, "decide-find", step, finds, text="It is so").status_code == 422
    for step, finds in ((OPEN, "ended"), (THINK, "lifted"), ("nothing", "ended"), (OPEN, "eaten")):
        assert press(rich, r.MANAGER, "decide-find", step, finds, text="It is so").status_code == 404
    assert not events(rich, PersonJudged)


def test_a_subcontractor_ends(rich: Cast) -> None:
    page = look(rich, r.MANAGER, "contract-people")
    assert controls(page, "hill") == {"subcontract-ended"}
    assert not controls(look(rich, r.AUDITOR, "contract-people"), "hill")
    assert press(rich, r.MANAGER, "subcontractor-ends", "hill").status_code == 422
    assert press(rich, r.AUDITOR, "subcontractor-ends", "hill", **day_boxes("last_day", date(2023, 6, 9))).status_code == 422
    sent = day_boxes("last_day", date(2023, 6, 11))
    assert press(rich, r.SUPPLIER, "subcontractor-ends", "hill", **sent, why="They stopped").status_code == 302
    assert events(rich, SubcontractEnded) == [SubcontractEnded(subcontractor="hill", last_day=date(2023, 6, 11))]
    assert "11 Jun 2023" in words(look(rich, r.MANAGER, "contract-people"))
    assert not controls(look(rich, r.MANAGER, "contract-people"), "hill")
    assert client_of(rich, r.MANAGER).get(reverse("subcontractor-ends", args=[rich.visits.pk, "nobody"])).status_code == 404
