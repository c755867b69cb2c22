"""Sections of a review page: decisions, duties, readings, problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from tenor.base.problem import Problem
from tenor.base.wording import Said, said, say, show_day, show_list
from tenor.cli.check import clause_words
from tenor.cli.paper import Paper, capital

if TYPE_CHECKING:
    from datetime import date

    from tenor.review.model import Card, Duty, Review, Step

MOST_REASONS = 4  # of one step; `tenor why` shows all
MOST = 12  # of one kind shown before the rest is only counted: a page, not a wall


def print_decisions(paper: Paper, review: Review) -> None:
    """A card a consequence; conditions are met, a person decides."""
    paper.heading("What needs deciding")
    if not review.cards:
        paper.line(say(said("cli-nothing-to-decide")), indent=2)
    for card in review.cards:
        _print_card(paper, review, card)


def _print_card(paper: Paper, review: Review, card: Card) -> None:
    steps = [step for id in card.steps if (step := review.step(id)) is not None]
    met = said("cli-card-may" if card.may else "cli-card-must", since=card.since)
    paper.item((capital(card.then), "strong"), clause_words(card.clause))
    paper.line(say(met), indent=4, hang=0)
    for step in steps:
        for line in step.because[-MOST_REASONS:]:
            paper.item(capital(say(line)), indent=6)
        if len(step.because) > MOST_REASONS:
            paper.line(say(said("cli-earlier-ones", n=len(step.because) - MOST_REASONS)), indent=8)
        for note in _notes(step):
            paper.line(say(note), indent=6, hang=0)
    paper.line((say(said("cli-card-ids", ids=[step.id for step in steps], n=len(steps))), "dim"), indent=4, hang=0)


def _notes(step: Step) -> Iterable[Said]:
    if step.first:
        from tenor.review.shown import gate_said

        yield said("cli-step-first", first=gate_said(step.first))
    if step.due is not None:
        yield said("cli-step-due", due=step.due)
    if step.in_dispute:
        yield said("cli-step-in-dispute")
    if step.state == "advice" and step.decided is not None:
        yield said("cli-step-advice", on=step.decided.on)


def print_overdue(paper: Paper, review: Review) -> None:
    """What should have been done by now, oldest first."""
    late = [duty for duty in review.duties if duty.state == "overdue"]
    paper.heading("Overdue")
    if not late:
        paper.line(say(said("cli-nothing-overdue")), indent=2)
    print_duties(paper, late, review.on)


def print_due(paper: Paper, review: Review) -> None:
    """What is due within five working days, and the next after that."""
    soon = [duty for duty in review.duties if duty.state == "due"]
    later = [duty for duty in review.duties if duty.state == "upcoming" and duty.due is not None]
    undated = [duty for duty in review.duties if duty.state == "upcoming" and duty.due is None]
    paper.heading("Due in the next five working days" if soon else "Due next")
    if not soon and not later:
        paper.line(say(said("cli-nothing-due")), indent=2)
    print_duties(paper, soon or later[:3], review.on)
    if undated:
        paper.heading("To be done, with no day set")
        print_duties(paper, undated, review.on)


def print_duties(
    paper: Paper, duties: Sequence[Duty], on: date, most: int | None = MOST, then: Callable[[Duty], str] | None = None
) -> None:
    """Each with who, when, under which clause and how the day was found; and, where `then` says it, what records it as done."""
    for duty in duties[:most]:
        when = f", due {show_day(duty.due)}" if duty.due is not None else ""
        look = "bad" if duty.state == "overdue" else ""
        who = f" - {show_list(list(duty.who))}"
        paper.item((say(duty.what), "strong"), who, (when, look), late(duty, on), clause_words(duty.clause))
        how = how_found(duty.worked_out, duty.due)
        if how:
            paper.line((how, "dim"), indent=4, hang=0)
        command = then(duty) if then else ""
        if command:
            paper.line((say(said("cli-when-done", command=command)), "dim"), indent=4)
    if most is not None and len(duties) > most:
        paper.line(say(said("cli-and-more", n=len(duties) - most)), indent=4)


def how_found(worked_out: Said | None, due: date | None) -> str:
    """How a day was found, without saying the day again; nothing where it is simply that day."""
    if worked_out is None or worked_out.code == "day-itself":
        return ""
    return say(worked_out).removeprefix(f"{show_day(due)}: " if due is not None else "")


def late(duty: Duty, on: date) -> str:
    """ ", 9 days ago" for what is overdue."""
    if duty.state != "overdue" or duty.due is None:
        return ""
    days = (on - duty.due).days
    return f", {days} day{'' if days == 1 else 's'} ago"


def print_readings(paper: Paper, review: Review) -> None:
    """Where the contract does not say and a reading decided a rating."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for by_period in review.ratings.by_kpi.values():
        for rating in by_period.values():
            version = rating.at(review.on)
            if version.reading and version.rating:
                found.setdefault((rating.kpi, version.reading, version.rating), []).append(say(rating.period.said))
    if not found:
        return
    paper.heading("Rated by a reading: the contract does not say")
    for (kpi, reading, level), periods in found.items():
        _print_reading(paper, review, kpi, reading, level, periods)


def _print_reading(paper: Paper, review: Review, kpi: str, reading: str, level: str, periods: list[str]) -> None:
    known = next((r for r in review.terms.readings if r.id == reading), None)
    own = review.terms.kpi(kpi)
    levels = {*review.terms.levels, "unrated"}
    options = {name: str(value) for name, value in known.options.items() if value != level} if known else {}
    others = [said("cli-under-option", option=name, level=value) for name, value in options.items() if value in levels]
    sentence = said(
        "cli-rated-by-reading" if others else "cli-rated-by-reading-alone",
        kpi=(own.number or kpi) if own else kpi,
        title=own.title if own else kpi,
        periods=periods,
        level=level,
        others=others,
        reading=reading,
    )
    paper.item(say(sentence), clause_words(known.clause if known else ()))


def print_problems(paper: Paper, problems: Sequence[Problem]) -> None:
    """What could not be counted or makes no sense, said once each."""
    if not problems:
        return
    paper.heading(f"To put right ({len(problems)})")
    for problem in problems[:MOST]:
        paper.item(say(problem.said), clause_words(problem.clause))
    if len(problems) > MOST:
        paper.line(say(said("cli-and-more", n=len(problems) - MOST)), indent=4)
