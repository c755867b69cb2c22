"""Sections of a review page: figures still open, plans, notices, minutes, meetings, each as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenor.base.figure import show
from tenor.base.period import parse_label
from tenor.base.wording import Said, said, say, show_list
from tenor.cli.check import clause_words
from tenor.cli.paper import Paper, capital
from tenor.cli.sections import how_found
from tenor.cli.strip import look_of
from tenor.review.as_data import amount_of, kpi_in_force, shown_ratings

if TYPE_CHECKING:
    from tenor.review.model import Minutes, Notice, Plan, Rating, Review, Slot


def print_open_figures(paper: Paper, review: Review) -> None:
    """Provisional, disputed and missing figures, with the value that stands and the one given against it."""
    still = [r for r in shown_ratings(review) if r.at(review.on).state in ("provisional", "disputed", "not reported")]
    if not still:
        return
    paper.heading("Figures still open")
    for rating in still:
        _print_figure(paper, review, rating)


def _print_figure(paper: Paper, review: Review, rating: Rating) -> None:
    version, kpi = rating.at(review.on), kpi_in_force(review, rating)
    name = f"KPI {kpi.number}" if kpi and kpi.number else rating.kpi
    title = f" {kpi.title}" if kpi else ""
    paper.item(
        (f"{name}{title}", "strong"), f", {say(rating.period.said)}: ", (figure_words(review, rating), look_of(review, version.rating))
    )
    if version.state == "provisional":
        final = said("cli-final-on", day=rating.final_on, how=how_found(rating.worked_out, rating.final_on))
        paper.line((say(final), "dim"), indent=4, hang=0)
    elif version.because:
        paper.line((show_list([say(line) for line in version.because]), "dim"), indent=4, hang=0)


def figure_words(review: Review, rating: Rating) -> str:
    """ "5 of 6 = 83.3%, amber, provisional", or the state alone where there is no figure; of a disputed one both values."""
    version, kpi = rating.at(review.on), kpi_in_force(review, rating)
    value = show(amount_of(kpi, version.figure)) if version.figure is not None else ""
    other = say(said("cli-other-value", value=show(amount_of(kpi, version.other)))) if version.other is not None else ""
    return ", ".join(part for part in (value, version.rating or "", version.state, other) if part)


def print_money(paper: Paper, review: Review) -> None:
    """What of the contract's money can be claimed, is held back or waits; `tenor statement` has the lines."""
    from tenor.review.money_open import open_money

    still = open_money(review)
    if not still:
        return
    paper.heading(say(said("cli-money")))
    for each in still:
        paper.item(capital(say(each.said)))
    paper.line((say(said("cli-money-see")), "dim"), indent=2)


def print_plans(paper: Paper, review: Review) -> None:
    """Plans that are not over: where they stand, by when, and whose turn it is."""
    still = [plan for plan in review.plans if plan.open]
    if not still:
        return
    paper.heading("Plans")
    for plan in still:
        paper.item((f"Plan {plan.id}", "strong"), f" ({plan.step}): {plan.state}", clause_words(plan.clause), _on_what(review, plan))
        for line in _plan_lines(plan):
            paper.line(say(line), indent=4, hang=0)


def _on_what(review: Review, plan: Plan) -> str:
    own = [review.terms.kpi(id) for id in plan.kpis]
    names = [f"KPI {k.number}" if k and k.number else id for k, id in zip(own, plan.kpis, strict=True)]
    return f", for {show_list(names)}" if names else ""


def _plan_lines(plan: Plan) -> list[Said]:
    lines = [said("cli-plan-asked", on=plan.requested_on)]
    if plan.agreed_on is not None:
        lines.append(said("cli-plan-agreed", on=plan.agreed_on))
    elif plan.due is not None:
        lines.append(said("cli-plan-due", due=plan.due, how=how_found(plan.worked_out, plan.due)))
    if plan.review_on is not None:
        lines.append(said("cli-plan-review", on=plan.review_on))
    if plan.turn:
        lines.append(said("cli-plan-turn", side=plan.turn))
    return lines


def print_notices(paper: Paper, review: Review) -> None:
    """Notices that are not closed, with the periods that are watched after them."""
    still = [notice for notice in review.notices if notice.state not in ("closed", "withdrawn")]
    if not still:
        return
    paper.heading("Notices")
    for notice in still:
        paper.item((f"{capital(notice.step)} {notice.id}", "strong"), f": {notice.state}", clause_words(notice.clause))
        paper.line(say(_notice_line(review, notice)), indent=4, hang=0)


def _notice_line(review: Review, notice: Notice) -> Said:
    if notice.received_on is None:
        return said("cli-notice-issued", on=notice.issued_on)
    watched = [say(p.said) if (p := parse_label(label, review.terms.contract.starts)) else label for label in notice.watch]
    watch = said("cli-notice-watch", periods=watched) if watched else ()
    return said("cli-notice-received", issued=notice.issued_on, received=notice.received_on, watch=watch)


def print_minutes(paper: Paper, review: Review) -> None:
    """Minutes that are not final, with the clock that runs."""
    still = [minutes for minutes in review.minutes if minutes.state != "final"]
    if not still:
        return
    paper.heading("Minutes")
    for minutes in still:
        words = (f"Meeting {minutes.meeting}", "strong")
        paper.item(words, say(said("cli-minutes-held", on=minutes.held_on)), f": {minutes.state}", clause_words(minutes.clause))
        line = _minutes_line(minutes)
        if line is not None:
            paper.line(say(line), indent=4, hang=0)


def _minutes_line(minutes: Minutes) -> Said | None:
    if minutes.state == "deemed agreed" and minutes.agreed_on is not None:
        return said("cli-minutes-deemed", on=minutes.agreed_on)
    if minutes.state == "received" and minutes.received_on is not None and minutes.answer_due is not None:
        return said(
            "cli-minutes-clock", received=minutes.received_on, due=minutes.answer_due, how=how_found(minutes.worked_out, minutes.answer_due)
        )
    if minutes.withheld:
        return said("cli-minutes-withheld", items=minutes.withheld)
    return None


def print_meetings(paper: Paper, review: Review) -> None:
    """Of each series the last meeting, where it was not whole, and the next that is still to be held."""
    last = {slot.series: slot for slot in review.meetings if slot.held_on is not None}
    short = [slot for slot in last.values() if slot.absent]
    if short:
        paper.heading("Not whole")
    for slot in short:
        meeting = next(m for m in review.terms.meetings if m.id == slot.series)
        told = said("cli-meeting-absent", on=slot.held_on, roles=slot.absent)
        paper.item((meeting.title, "strong"), say(told), clause_words(meeting.attendance or meeting.clause))
    ahead: dict[str, Slot] = {}
    for slot in review.meetings:
        if slot.held_on is None and slot.due >= review.on:
            ahead.setdefault(slot.series, slot)
    if not ahead:
        return
    paper.heading("Next meeting" if len(ahead) == 1 else "Next meetings")
    for slot in ahead.values():
        title = next((m.title for m in review.terms.meetings if m.id == slot.series), slot.series)
        why = f": {say(slot.because)}" if slot.because else ""
        paper.item((title, "strong"), say(said("cli-meeting-by", first=slot.first, due=slot.due)), clause_words(slot.clause), why)
