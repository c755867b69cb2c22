"""Look and decide: who is offered what, what is recorded, what was known then, and that nothing is decided twice."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import TODAY, Cast, make_cast
from tests.review.history import example
from tests.sites import fixed_today
from tests.web.test_summary import heading, look, words

from tenor.desk.held import held
from tenor.desk.pages.decide_parts import evidence
from tenor.desk.permissions import roles as r
from tenor.desk.record import record
from tenor.desk.reviews import review_of
from tenor.desk.snapshots import renew
from tenor.desk.visible import get_place
from tenor.ledger.events import Event
from tenor.ledger.events.decisions import DecisionTaken, DutyDone, PersonJudged
from tenor.ledger.events.returns import FigureCorrected, FigureResolved, QueryRaised
from tenor.ledger.folder import read_folder
from tenor.ledger.record import Proposed
from tenor.review.allow import allow
from tenor.review.model import Step
from tenor.review.options import offered_from, open_to
from tenor.review.skipped import legal_check_id
from tenor.review.whole import review

CONTRACT = Path(__file__).parents[2] / "contracts/reg-44-visits"
WARNING = "no-improvement/plan-1/2023-06-09"
ACTION = "act/reports/2023-02-07"
RED = "single-red/reports/2023-06-07"
SIGHTED = (r.MANAGER, r.HEAD, r.EQUALITY, r.LEGAL, r.AUDITOR, r.SUPPLIER)  # whoever sees the pages of a contract


def signed_in(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast[role])
    return client


def address(cast: Cast, step: str) -> str:
    return reverse("decide", args=[cast.visits.pk, step])


def box(page: str, name: str) -> str:
    """The value of a hidden box."""
    return html.unescape(re.findall(rf'name="{name}" value="([^"]*)"', page)[0])


def send(cast: Cast, step: str, role: str = r.MANAGER, *, client: Client | None = None, **given: Any) -> Any:
    """The form as it is drawn now, with these boxes."""
    client = client or signed_in(cast, role)
    page = client.get(address(cast, step)).content.decode()
    drawn = {"head": box(page, "head"), "turn": str(uuid4()), "do": "decide"} if 'name="head"' in page else {"do": "decide"}
    return client.post(address(cast, step), {**drawn, **given})


def made(cast: Cast, *kinds: type[Event]) -> list[Any]:
    cast.visits.refresh_from_db()
    return [entry for entry in held(cast.visits).entries if isinstance(entry.event, kinds)]


def act(cast: Cast, role: str, event: Event, on: date = TODAY) -> None:
    """Something that somebody records meanwhile."""
    place = get_place(cast[role], cast.visits.pk)
    done = record(place.contract, [Proposed(event=event, by=place.actor.by, side=place.actor.side, on=on)], actor=place.actor)
    assert done.entries, [str(one) for one in done.problems]
    cast.visits.refresh_from_db()


def boxes(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def day_boxes(name: str, day: date) -> dict[str, str]:
    return boxes(name, str(day.day), str(day.month), str(day.year))


def home_of(cast: Cast, role: str) -> str:
    """Home, once its lines are made anew."""
    cast.visits.refresh_from_db()
    renew(cast.visits)
    return str(signed_in(cast, role).get("/").content.decode())


def steps_now(cast: Cast) -> dict[str, Step]:
    cast.visits.refresh_from_db()
    return {step.id: step for step in review_of(cast.visits, "buyer").steps}


# --- what is shown -----------------------------------------------------------------------------------------------


def test_the_card_says_why_what_and_what_then(cast: Cast) -> None:
    """The screen 05: conditions, the contract's words, options of equal weight, what each leads to."""
    page = look(cast, r.MANAGER, f"decide/{WARNING}/")
    text = words(page)
    assert heading(page) == "Issue the formal warning?"
    assert "conditions met: you decide" in text
    assert "since Fri 9 Jun 2023" in text
    assert "5 of 7 = 71.4% in April 2023, amber; 4 of 7 = 57.1% in May 2023, red" in text
    assert "The improvement plan of Wed 10 May 2023 was reviewed on Fri 9 Jun 2023: not improved" in text
    assert "2 of 5 milestones missed: Fri 2 Jun 2023, Mon 5 Jun 2023." in text
    assert "3 messages with no answer: Thu 1 Jun 2023, Tue 6 Jun 2023, Thu 8 Jun 2023." in text
    assert "Clause 6.7" in text
    assert "Clause 6.8" in text
    then = text.partition("What each choice leads to")[2]
    assert "Mon 26 Jun 2023: 10 working days after Mon 12 Jun 2023" in then
    assert "July 2023, August 2023 and September 2023 are watched" in then
    assert "It would be the first formal warning of this contract" in then
    assert "Consider termination may come next: KPI 2 red in June 2023 and July 2023 too" in then


def test_no_option_is_chosen_beforehand(cast: Cast) -> None:
    page = look(cast, r.MANAGER, f"decide/{WARNING}/")
    radios = re.findall(r'<input type="radio"[^>]*>', page)
    assert [re.findall(r'value="([^"]*)"', one)[0] for one in radios] == ["taken:", "not taken:", "advice:"]
    assert not [one for one in radios if "checked" in one]


def test_amber_opens_decide_action_until_it_is_decided(cast: Cast) -> None:
    """needs.md 6.1: it goes on while amber goes on; "no plan because…" is an answer."""
    text = words(look(cast, r.MANAGER, f"decide/{ACTION}/"))
    assert "since Tue 7 Feb 2023" in text
    assert all(f"{month} 2023" in text for month in ("January", "February", "March", "April", "May"))
    answer = send(cast, ACTION, choice="not taken:", reason="No plan because plan 1 is being looked at already")
    assert answer.status_code == 302
    text = words(look(cast, r.MANAGER, f"decide/{ACTION}/"))
    assert "Decided: not now (decide action)" in text
    assert "No plan because plan 1 is being looked at already" in text


def test_what_is_not_there_is_not_found(cast: Cast) -> None:
    for step in ("none", "act/reports/2030-01-01", "act%00", "x" * 300):
        look(cast, r.MANAGER, f"decide/{step}/", status=404)


# --- who is offered what -----------------------------------------------------------------------------------------


def test_the_form_is_there_if_and_only_if_the_table_and_the_role_say_so(cast: Cast) -> None:
    """For every step ever met, and everybody who sees the contract."""
    reviews = {side: review_of(cast.visits, side) for side in ("buyer", "supplier")}  # type: ignore[arg-type]
    for role in SIGHTED:
        place = get_place(cast[role], cast.visits.pk)
        made_for = reviews[place.side]
        for step in made_for.steps:
            page = look(cast, role, f"decide/{step.id}/")
            waits = step.waiting and open_to(made_for, step) and offered_from(made_for, step) <= TODAY
            again = not step.waiting and open_to(made_for, step, replaces=True)
            decides, advises = place.actor.may("decide a step"), place.actor.may("advise")
            wanted = {
                "decide": waits and decides,
                "advise": waits and advises and not decides,
                "replace": again and decides,
            }
            assert {do: f'name="do" value="{do}"' in page for do in wanted} == wanted, (role, step.id)
            assert ('data-act="decision-taken"' in page) == any(wanted.values())
            assert f'data-of="{step.id}"' in page or not any(wanted.values())


def test_each_who_may_not_is_told_who_may(cast: Cast) -> None:
    for role in (r.SUPPLIER, r.AUDITOR):
        text = words(look(cast, role, f"decide/{WARNING}/"))
        assert "Deciding is for the contract manager or the head of service of the council." in text
        assert "conditions met: the council decides" in text
        assert "What each choice leads to" in text
    for role in (r.UNIT, r.MEMBER, r.VISITOR):
        look(cast, role, f"decide/{WARNING}/", status=403)


@pytest.mark.parametrize("role", [r.SUPPLIER, r.AUDITOR, r.EQUALITY, r.LEGAL])
@pytest.mark.parametrize("do", ["decide", "replace"])
def test_whoever_does_not_decide_is_refused(cast: Cast, role: str, do: str) -> None:
    before = len(made(cast, DecisionTaken))
    given = {"do": do, "choice": "taken:", "reason": "because", "turn": str(uuid4())}
    assert signed_in(cast, role).post(address(cast, WARNING), given).status_code == 403
    assert len(made(cast, DecisionTaken)) == before


def test_on_the_day_the_figures_settle_the_form_is_not_there_yet(db: None) -> None:
    """semantics 6: met on Tue 9 May; offered from the day after."""
    with fixed_today(date(2023, 5, 9)):
        cast = make_cast(until=datetime(2023, 5, 9, 6, 0, tzinfo=UTC))
        page = look(cast, r.MANAGER, "decide/plan/2023-05-09/")
        assert "It can be decided from Wed 10 May 2023." in words(page)
        assert 'value="decide"' not in page
    with fixed_today(date(2023, 5, 10)):
        assert 'name="do" value="decide"' in look(cast, r.MANAGER, "decide/plan/2023-05-09/")


# --- deciding ----------------------------------------------------------------------------------------------------


def test_a_decision_names_its_step_and_keeps_what_was_seen(cast: Cast) -> None:
    answer = send(cast, WARNING, choice="taken:", reason="No better since April")
    assert answer.headers["Location"] == address(cast, WARNING)
    entry = made(cast, DecisionTaken)[-1]
    assert (entry.event.rule, entry.event.outcome, entry.event.of, entry.event.steps) == ("no-improvement", "taken", "plan-1", (WARNING,))
    assert entry.event.seen["head"]
    page = look(cast, r.MANAGER, f"decide/{WARNING}/")
    assert heading(page) == "Decided: formal warning"
    assert reverse("letter-new", args=[cast.visits.pk, WARNING]) in page
    assert "No better since April" in words(look(cast, r.SUPPLIER, f"decide/{WARNING}/"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"choice": "taken:"}, "Fill in “Your reason”"),
        ({"choice": "taken:", "reason": " \n "}, "Fill in “Your reason”"),
        ({"reason": "because"}, "Choose an answer for “What do you decide”"),
        ({"choice": "taken:anything", "reason": "because"}, "Choose one of the answers"),
        ({"choice": "advice:", "reason": "because"} | boxes("again_2", "1", "6", "2023"), "must be Tue 13 Jun 2023 or later"),
        ({"choice": "advice:", "reason": "because"} | boxes("again_2", "31", "6", "2023"), "must be a real day"),
        ({"choice": "taken:", "reason": "x" * 4001}, "4000 characters or fewer"),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_typed_is_lost(cast: Cast, given: dict[str, str], told: str) -> None:
    before = len(made(cast, DecisionTaken))
    answer = send(cast, WARNING, **given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in words(page) or told in html.unescape(page)
    assert given.get("reason", "").strip() in page
    assert "<title>Error: " in page
    assert len(made(cast, DecisionTaken)) == before


def test_several_steps_of_a_card_are_decided_by_one_act_each(db: None) -> None:
    """Two steps of one consequence on Tue 11 Apr: both are named, each by its own act; unticked, one stays open."""
    with fixed_today(date(2023, 4, 13)):
        cast = make_cast(until=datetime(2023, 4, 13, 6, 0, tzinfo=UTC))
        both = [ACTION, "act/visits/2023-04-11"]
        page = look(cast, r.MANAGER, f"decide/{ACTION}/")
        assert "2 steps are open: each is decided by itself, or together." in words(page)
        assert send(cast, ACTION, choice="not taken:", reason="Looked into", steps=both).status_code == 302
        assert [entry.event.steps for entry in made(cast, DecisionTaken)[-2:]] == [(each,) for each in both]
        assert [steps_now(cast)[id].state for id in both] == ["not taken", "not taken"]


def test_a_step_that_is_not_on_the_card_cannot_be_slipped_in(cast: Cast) -> None:
    before = len(made(cast, DecisionTaken))
    client = signed_in(cast, r.MANAGER)
    page = client.get(address(cast, ACTION)).content.decode()
    given = {"do": "decide", "head": box(page, "head"), "turn": str(uuid4()), "choice": "taken:", "reason": "x", "steps": [WARNING]}
    client.post(address(cast, ACTION), given)
    assert [entry.event.steps for entry in made(cast, DecisionTaken)[before:]] in ([], [(ACTION,)])
    assert steps_now(cast)[WARNING].state == "open"


def test_urgent_is_chosen_with_objectives_a_day_and_a_review_date(cast: Cast) -> None:
    """needs.md 6.6: without a review date it cannot be saved; the meeting in 2 working days, the review on 31 July."""
    urgent = {"do": "replace", "choice": "taken:urgent meeting", "reason": "Second month below", "objectives_1": "Every report in 5 days"}
    urgent |= day_boxes("by_1", date(2023, 6, 14))
    answer = send(cast, RED, **urgent)
    assert answer.status_code == 422
    assert "Enter the review date" in words(answer.content.decode())
    assert send(cast, RED, **urgent, **day_boxes("review_1", date(2023, 7, 31))).status_code == 302
    event = made(cast, DecisionTaken)[-1].event
    assert (event.choice, event.by_day, event.review_on, event.replaces) == ("urgent meeting", date(2023, 6, 14), date(2023, 7, 31), True)
    text = words(look(cast, r.SUPPLIER, f"decide/{RED}/"))
    assert "Every report in 5 days" in text
    assert re.search(r"Hold the meeting \(urgent meeting\), as decided on Mon 12 Jun 2023 by Wed 14 Jun 2023", text)
    assert "Review of what was chosen on Mon 12 Jun 2023: urgent meeting by Mon 31 Jul 2023" in text
    assert "Hold the meeting (urgent meeting)" in words(home_of(cast, r.MANAGER))


def test_a_decision_is_replaced_and_both_are_kept(cast: Cast) -> None:
    first = look(cast, r.MANAGER, f"decide/{RED}/")
    assert "Decide otherwise" in words(first)
    assert send(cast, RED, do="replace", choice="taken:no particular concern", reason="One late van").status_code == 302
    text = words(look(cast, r.MANAGER, f"decide/{RED}/"))
    assert "Decided: raise at next meeting" in text
    assert "Decided anew: no particular concern" in text
    assert [one.choice for one in steps_now(cast)[RED].decisions] == ["raise at next meeting", "no particular concern"]
    assert made(cast, DecisionTaken)[-1].event.seen["figure reports 2023-05"] == "4/7 red final"


def test_a_plan_that_the_decision_asked_for_is_no_evidence_for_it() -> None:
    """On 12 June the warning rests on plan-1. Its receipt on 14 June asks for plan-2, of the same KPI and open: what came of it."""
    entries = read_folder(CONTRACT).entries
    for on in (date(2023, 6, 12), date(2023, 6, 20)):
        known = review(example(), [entry for entry in entries if entry.on <= on], on=on)
        warning = next(step for step in known.steps if step.id == WARNING)
        assert [plan.id for plan in known.plans if plan.open] == ([] if on.day == 12 else ["plan-2"])
        assert [one["id"] for one in evidence(known, (warning,))] == ["plan-1"]


# --- advice ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [r.LEGAL, r.EQUALITY])
def test_legal_and_equality_advise_and_the_card_stays_open(cast: Cast, role: str) -> None:
    page = look(cast, role, f"decide/{WARNING}/")
    assert "The contract manager or the head of service decides. You can say what you advise." in words(page)
    assert send(cast, WARNING, role, do="advise", reason="The dates are sound").status_code == 302
    event = made(cast, DecisionTaken)[-1].event
    assert (event.outcome, event.steps) == ("advice", (WARNING,))
    assert "The dates are sound" in words(look(cast, r.SUPPLIER, f"decide/{WARNING}/"))
    assert 'name="do" value="decide"' in look(cast, r.MANAGER, f"decide/{WARNING}/")


def test_advice_kept_to_the_councils_side_is_not_there_for_the_other(cast: Cast) -> None:
    secret = "the second reading would not hold"
    send(cast, WARNING, r.LEGAL, do="advise", reason=secret, kept="on")
    assert made(cast, DecisionTaken)[-1].seen_by == "buyer"
    ours, theirs = look(cast, r.MANAGER, f"decide/{WARNING}/"), look(cast, r.SUPPLIER, f"decide/{WARNING}/")
    assert secret in ours
    assert "kept to the council" in words(ours)
    assert secret not in theirs
    assert "What was decided and advised" not in words(theirs)


def test_a_day_to_look_again_is_a_line_of_home_and_is_done(cast: Cast) -> None:
    """ "Not now" closes the card; on its day it comes back to be looked at."""
    assert send(cast, WARNING, choice="not taken:", reason="June first", **day_boxes("again_1", date(2023, 6, 16))).status_code == 302
    home = home_of(cast, r.MANAGER)
    assert "Look again: formal warning. Decided on Mon 12 Jun 2023: not now" in words(home)
    assert f'href="{address(cast, WARNING)}"' in home
    page = look(cast, r.MANAGER, f"decide/{WARNING}/")
    assert 'data-act="duty-done"' in page
    assert 'data-act="duty-done"' not in look(cast, r.SUPPLIER, f"decide/{WARNING}/")
    assert send(cast, WARNING, do="task-0", text="").status_code == 422
    assert signed_in(cast, r.LEGAL).post(address(cast, WARNING), {"do": "task-0", "text": "x"}).status_code == 403
    assert send(cast, WARNING, do="task-0", text="June was better so far").status_code == 302
    assert made(cast, DutyDone)[-1].event.duty == f"look again 2023-06-16 after {WARNING}"
    assert "June was better so far" in words(look(cast, r.MANAGER, f"decide/{WARNING}/"))


# --- not twice, and not on what is no longer so ------------------------------------------------------------------


def test_two_who_press_at_once_decide_once(cast: Cast) -> None:
    """The second is told what changed, keeps the words, and cannot decide what is decided."""
    manager, head = signed_in(cast, r.MANAGER), signed_in(cast, r.HEAD)
    drawn = head.get(address(cast, WARNING)).content.decode()
    before = len(made(cast, DecisionTaken))
    assert send(cast, WARNING, client=manager, choice="taken:", reason="No better").status_code == 302
    late = {"do": "decide", "head": box(drawn, "head"), "turn": str(uuid4()), "choice": "not taken:", "reason": "I would wait for June"}
    answer = head.post(address(cast, WARNING), late)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This changed since you opened it" in words(page)
    assert "I would wait for June" in page
    assert len(made(cast, DecisionTaken)) == before + 1
    again = head.post(address(cast, WARNING), {**late, "head": box(page, "head"), "turn": str(uuid4())})
    assert again.status_code == 422
    assert len(made(cast, DecisionTaken)) == before + 1


def test_the_same_form_pressed_twice_is_one_decision(cast: Cast) -> None:
    client = signed_in(cast, r.MANAGER)
    page = client.get(address(cast, WARNING)).content.decode()
    given = {"do": "decide", "head": box(page, "head"), "turn": str(uuid4()), "choice": "taken:", "reason": "No better"}
    before = len(made(cast, DecisionTaken))
    assert [client.post(address(cast, WARNING), given).status_code for _ in range(2)] == [302, 302]
    assert len(made(cast, DecisionTaken)) == before + 1


def test_what_was_recorded_meanwhile_is_told(cast: Cast) -> None:
    client = signed_in(cast, r.MANAGER)
    page = client.get(address(cast, WARNING)).content.decode()
    act(cast, r.SUPPLIER, FigureCorrected(kpi="reports", period="2023-05", numerator=5, denominator=7))
    given = {"do": "decide", "head": box(page, "head"), "turn": str(uuid4()), "choice": "taken:", "reason": "No better since April"}
    shown = client.post(address(cast, WARNING), given).content.decode()
    assert "This changed since you opened it" in words(shown)
    assert "No better since April" in shown
    assert client.post(address(cast, WARNING), {**given, "head": box(shown, "head")}).status_code == 302


def test_a_questioned_figure_stands_above_with_the_way_to_settle_it(cast: Cast) -> None:
    act(cast, r.SUPPLIER, FigureCorrected(kpi="reports", period="2023-05", numerator=5, denominator=7))
    page = look(cast, r.MANAGER, f"decide/{RED}/")
    text = words(page)
    assert text.index("KPI 2 in May 2023 is questioned: answer it first") < text.index("Why this card is here")
    assert "The other figure given is 5 of 7 = 71.4%" in text
    assert "If that is right, a condition below is no longer met." in text
    assert reverse("figure", args=[cast.visits.pk, "reports", "2023-05"]) in page


@pytest.mark.parametrize(("kpi", "shown"), [("reports", True), ("visits", True), ("sent_back", False)])
def test_a_row_that_is_questioned_stands_above_too(cast: Cast, kpi: str, shown: bool) -> None:
    """The same rows count for two measures; a question about a third has no part in this card."""
    row = next(each.id for each in review_of(cast.visits, "buyer").facts.rows if each.dataset == "visits" and "2023-05" in each.id)
    act(cast, r.SUPPLIER, QueryRaised(query="q-9", kpi=kpi, period="2023-05", row=row))
    page = look(cast, r.MANAGER, f"decide/{RED}/")
    assert ("A row is questioned: answer it first" in words(page)) == shown
    assert (reverse("query", args=[cast.visits.pk, "q-9"]) in page) == shown
    assert ("Look at the question" in look(cast, r.SUPPLIER, f"decide/{RED}/")) == shown


def test_the_figures_as_known_then_stand_beside_those_of_today(cast: Cast) -> None:
    """What the maker saw is kept; counted otherwise later, both are shown."""
    assert send(cast, ACTION, choice="not taken:", reason="Known").status_code == 302
    text = words(look(cast, r.MANAGER, f"decide/{ACTION}/"))
    assert "As known then and today: the figures are the same" in text
    act(cast, r.SUPPLIER, FigureCorrected(kpi="reports", period="2023-05", numerator=5, denominator=7))
    for role in (r.MANAGER, r.SUPPLIER):
        text = words(look(cast, role, f"decide/{ACTION}/"))
        assert "As known then and today: one figure is another now" in text
        assert re.search(r"KPI 2, May 2023 4 of 7 = 57.1%, red 4 of 7 = 57.1%, red \(disputed\)", text)


# --- termination, and what only a person can judge ---------------------------------------------------------------


def test_rungs_skipped_are_named_and_legal_looks_first(db: None) -> None:
    """needs.md 3B-23: three reds in a row with no warning, allowed and shown; the check of the law is a task of its own."""
    with fixed_today(date(2023, 5, 10)):
        cast = make_cast(until=datetime(2023, 5, 10, 6, 0, tzinfo=UTC))
        for period, pair in (("2023-02", (3, 6)), ("2023-03", (2, 5)), ("2023-04", (4, 7))):
            act(cast, r.SUPPLIER, FigureCorrected(kpi="reports", period=period, numerator=pair[0], denominator=pair[1]), date(2023, 5, 10))
            act(cast, r.MANAGER, FigureResolved(kpi="reports", period=period, outcome="accepted"), date(2023, 5, 10))
        step = next(one for one in review_of(cast.visits, "buyer").steps if one.rule == "three-reds")
        for role in (r.MANAGER, r.SUPPLIER):
            text = words(look(cast, role, f"decide/{step.id}/"))
            assert "Skipped on the way: formal warning." in text
            assert "Not under: “overall”" in text
            assert "The legal officer or the head of service of the council says what they found." in text
        assert "skipped" in words(look(cast, r.MANAGER, "ladder/"))
        home = home_of(cast, r.LEGAL)
        assert "Check the law before" in words(home)
        assert "Look and check" in home
        assert send(cast, step.id, r.LEGAL, do="task-0", text="6.5 allows it; 6.1 does not forbid it").status_code == 302
        assert made(cast, DutyDone)[-1].event.duty == legal_check_id(step.id)
        assert "6.5 allows it" in words(look(cast, r.MANAGER, f"decide/{step.id}/"))


def test_termination_considered_has_the_contracts_three_choices(db: None) -> None:
    """needs.md 6.9: red in August, within the watch; the card after August is final, Thu 7 Sep."""
    with fixed_today(date(2023, 9, 8)):
        cast = make_cast(until=datetime(2023, 9, 8, 6, 0, tzinfo=UTC))
        step = next(one for one in review_of(cast.visits, "buyer").steps if one.rule == "red-after-warning")
        page = look(cast, r.HEAD, f"decide/{step.id}/")
        text = words(page)
        assert step.met_on == date(2023, 9, 7)
        assert heading(page) == "Consider termination?"
        for choice in ("Notify intention", "Not now", "Take advice"):
            assert choice in text
        assert "No rung of the ladder below was skipped." in text
        assert "Not under: “overall in three whole months”" in text
        assert "It is written under Clause 52 (Termination on Default), and never sent by Tenor." in text
        assert send(cast, step.id, r.HEAD, choice="not taken:not now", reason="July was good").status_code == 302
        event = made(cast, DecisionTaken)[-1].event
        assert (event.outcome, event.choice) == ("not taken", "not now")


def test_a_condition_without_a_number_is_a_persons_to_judge(cast: Cast) -> None:
    """needs.md 9.1, 3B-30: no number pretends to define "keeps missing"."""
    at = reverse("judge", args=[cast.visits.pk, "continual-failure"])
    client = signed_in(cast, r.MANAGER)
    page = client.get(at).content.decode()
    drawn = {"head": box(page, "head"), "turn": str(uuid4())}
    assert "No number says so: you do, with a reason." in words(page)
    assert client.post(at, {**drawn, "text": " "}).status_code == 422
    assert not made(cast, PersonJudged)
    for role in (r.SUPPLIER, r.AUDITOR, r.LEGAL):
        assert signed_in(cast, role).get(at).status_code == 403
        assert signed_in(cast, role).post(at, {**drawn, "text": "x"}).status_code == 403
    for _ in range(2):
        assert client.post(at, {**drawn, "text": "Three audits, the same gap"}).status_code == 302
    assert [entry.event.rule for entry in made(cast, PersonJudged)] == ["continual-failure"]
    step = next(one for one in review_of(cast.visits, "buyer").steps if one.rule == "continual-failure")
    card = words(look(cast, r.MANAGER, f"decide/{step.id}/"))
    assert "Terminate for continual failure?" in card
    assert "The contract allows it; it asks for nothing." in card
    now = review_of(cast.visits, "buyer")
    assert not allow(now, DecisionTaken(rule="continual-failure", outcome="advice", steps=(step.id,)), side="buyer", on=TODAY)


@pytest.mark.parametrize("rule", ["none", "plan", "x%00"])
def test_no_other_rule_is_judged(cast: Cast, rule: str) -> None:
    look(cast, r.MANAGER, f"judge/{rule}/", status=404)
