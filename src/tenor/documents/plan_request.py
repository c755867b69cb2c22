"""The request for a plan: what the figures were, what is asked, by when and how that was worked out, how to answer.

It describes the figures and names nobody's failings. Every word of the contract comes from its terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenor.base.clause import show_clauses
from tenor.base.deadline import Deadline
from tenor.base.wording import said
from tenor.documents.model import Block, Heading, Items, Letter, Lines, Paragraph, Table, TableRow, Text
from tenor.documents.people import Person, first_contact
from tenor.review.explain_figure import hits
from tenor.review.model import Rating, Review, Step
from tenor.review.plans import plan_due
from tenor.review.shown import bound_said, figure_said, kpi_of, rating_said
from tenor.terms.model import Kpi, KpiIs, StepTerms


def plan_request(review: Review, step: Step, asked: StepTerms, *, on: date) -> Letter:
    """The letter that asks the supplier to agree a plan. Its day is the day of the request, from which the plan's days are counted."""
    due = plan_due(review.terms, asked.name, {"request": on, "met": step.met_on}, step.rule)
    buyer, supplier = first_contact(review, "buyer", on), first_contact(review, "supplier", on)
    blocks = (
        *_head(review, step, supplier, on),
        *_opening(review, step, asked, supplier),
        *_figures(review, step),
        *_asked(step, asked),
        *_by_when(step, asked, due),
        *_answering(review, buyer),
        *_close(review, buyer),
    )
    title = said("letter-plan-title", step=asked.name)
    return Letter(title=title, on=on, step=step.id, clause=step.clause, blocks=blocks, due=due.due if due else None)


def _head(review: Review, step: Step, to: Person, on: date) -> Iterator[Block]:
    contract = review.terms.contract
    yield Lines(lines=(contract.buyer,))
    yield Lines(lines=tuple(line for line in (to.name, to.position or to.role, contract.supplier, to.email) if line))
    yield Lines(lines=(said("letter-day", on=on),))
    facts: list[Text] = [said("letter-contract", title=contract.title, reference=contract.reference)]
    facts += [said("letter-schedule", schedule=contract.schedule)] if contract.schedule else []
    facts += [said("letter-clause", under=show_clauses(step.clause))]
    yield Lines(lines=tuple(facts), clause=step.clause)


def _opening(review: Review, step: Step, asked: StepTerms, to: Person) -> Iterator[Block]:
    yield Paragraph(text=said("letter-dear", name=to.name) if to.name else said("letter-dear-nobody"))
    text = said("letter-plan-opening", under=show_clauses(step.clause), step=asked.name)
    yield Paragraph(text=text, clause=step.clause, because=(step.id,))
    for number in step.clause:
        held = review.terms.clauses.get(number)
        if held is not None and held.text:
            told = said("letter-clause-text", under=show_clauses((number,)), text=held.text)
            yield Paragraph(text=told, clause=(number,))


# --- what the figures were ---------------------------------------------------------------------------------------


def _figures(review: Review, step: Step) -> Iterator[Block]:
    ratings = _proof(review, step)
    yield Heading(text=said("letter-figures"))
    last = said("letter-met", under=show_clauses(step.clause), met=step.met_on)
    yield Paragraph(text=last, clause=step.clause, because=(step.id,))
    yield Table(
        head=tuple(said(f"letter-column-{name}") for name in ("kpi", "period", "figure", "level", "band", "final")),
        rows=tuple(_row(review, kpi, rating) for kpi, rating in ratings),
        caption=said("letter-figures-caption"),
    )
    yield from _in_holes(review, ratings)
    yield from _readings(review, step)
    if step.in_dispute:
        yield Paragraph(text=said("letter-in-dispute"), because=(step.id,))


def _proof(review: Review, step: Step) -> list[tuple[Kpi, Rating]]:
    """The figures that the rule counted, by KPI and then by period."""
    rule = review.timeline.on(step.met_on, review.on).rule(step.rule)
    conditions = [c for c in rule.branches[step.branch] if isinstance(c, KpiIs) and not c.overall] if rule else []
    found = []
    for kpi in step.kpis:
        for label in step.proof:
            rating = review.ratings.by_kpi[kpi].get(label)
            own = kpi_of(review, kpi, rating)
            if rating is not None and own is not None and any(hits(review, c, kpi, label) for c in conditions):
                found.append((own, rating))
    return found


def _row(review: Review, kpi: Kpi, rating: Rating) -> TableRow:
    version = rating.at(review.on)
    number = f"KPI {kpi.number}: {kpi.title}" if kpi.number else kpi.title
    figure = figure_said(review, rating, version.figure) if version.figure else ""
    level, final = rating_said(version), said("letter-day", on=rating.final_from(review.on))
    cells = (number, rating.period.said, figure, level, _band(kpi, version.rating or ""), final)
    return TableRow(cells=cells, clause=kpi.clause, because=(f"{kpi.id} {rating.period.label}",))


def _band(kpi: Kpi, level: str) -> Text:
    """The band as the contract prints it, else as it is meant."""
    band = next((band for band in kpi.bands if band.level == level), None)
    return kpi.printed.get(level) or ("" if band is None else bound_said(band.bound))


def _in_holes(review: Review, ratings: list[tuple[Kpi, Rating]]) -> Iterator[Block]:
    """Where no band takes a figure in, that is said, with the reading that decided."""
    for kpi, rating in ratings:
        version = rating.at(review.on)
        reading = next((each for each in review.terms.readings if each.id == version.reading), None)
        if reading is not None and version.figure is not None:
            figure = figure_said(review, rating, version.figure)
            told = said("letter-in-hole", kpi=kpi.number or kpi.title, period=rating.period.said, figure=figure, option=reading.chosen)
            yield Paragraph(text=told, clause=kpi.clause, because=(reading.id, f"{kpi.id} {rating.period.label}"))


def _readings(review: Review, step: Step) -> Iterator[Block]:
    """How the clause itself is read, where it leaves something open."""
    for reading in review.terms.readings:
        if reading.id in step.readings and set(reading.clause) & set(step.clause):
            told = said("letter-reading", under=show_clauses(reading.clause), unclear=reading.unclear, option=reading.chosen)
            yield Paragraph(text=told, clause=reading.clause, because=(reading.id,))


# --- what is asked, by when, and how to answer -------------------------------------------------------------------


def _asked(step: Step, asked: StepTerms) -> Iterator[Block]:
    yield Heading(text=said("letter-asked"))
    if asked.holds:
        yield Paragraph(text=said("letter-plan-holds"), clause=asked.clause, because=(step.id,))
        yield Items(items=asked.holds, clause=asked.clause)
    else:
        yield Paragraph(text=said("letter-plan-plain", step=asked.name), clause=asked.clause, because=(step.id,))
    if asked.columns:
        code = "letter-plan-columns-more" if asked.added_columns else "letter-plan-columns"
        yield Paragraph(text=said(code, columns=asked.columns, more=asked.added_columns), clause=asked.clause)


def _by_when(step: Step, asked: StepTerms, due: Deadline | None) -> Iterator[Block]:
    yield Heading(text=said("letter-by-when"))
    if due is None:
        yield Paragraph(text=said("letter-plan-no-day"), clause=asked.clause)
    else:
        yield Paragraph(text=said("letter-plan-due", due=due.due, how=due.worked_out), clause=asked.clause, because=(step.id,))
        if due.note is not None:
            yield Paragraph(text=due.note)
    if asked.agreed_by:
        yield Paragraph(text=said("letter-plan-agreed-by", who=asked.agreed_by), clause=asked.clause)


def _answering(review: Review, buyer: Person) -> Iterator[Block]:
    yield Heading(text=said("letter-answering"))
    where = [each for each in (buyer.email, buyer.telephone) if each]
    if where:
        yield Paragraph(text=said("letter-answer-to", who=buyer.name or buyer.role or review.terms.contract.buyer, at=", ".join(where)))
    yield Paragraph(text=said("letter-query"))
    yield Paragraph(text=said("letter-nothing-else"))


def _close(review: Review, buyer: Person) -> Iterator[Block]:
    lines = (buyer.name, buyer.position or buyer.role, review.terms.contract.buyer)
    yield Lines(lines=(said("letter-yours"),))
    yield Lines(lines=tuple(line for line in lines if line))
    known = review.as_known_at or review.on
    yield Paragraph(text=said("letter-known", on=review.on, known=known))
