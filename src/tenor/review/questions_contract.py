"""Questions to acts about returns, figures, rows and the contract itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tenor.base.problem import Problem, problem
from tenor.base.wording import said
from tenor.ledger.codec import nearest
from tenor.ledger.events.agreements import ContactEnded, ContactNamed, ContractEnded, UnitClosed, UnitOpened, VariationAgreed
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.returns import FigureResolved, ReturnReceived, RowConfirmed, RowsCorrected, RowsLogged
from tenor.ledger.terms_on import change_of, variation_of
from tenor.review.model import UNRATED, Rating
from tenor.review.subcontractors import subcontracts
from tenor.review.things import Question
from tenor.terms.counted import is_share, return_periods, scored_in
from tenor.terms.model import Check, CountOfRows, EventIs, Gap, Kpi, Score, Together
from tenor.terms.settle import find_problems

_DISPUTES = ("because-disputed", "because-corrected", "because-stated", "because-given")


def period_of_return(asked: Question) -> Iterator[Problem]:
    """A return covers a period it is due for, and one that has begun."""
    terms, event = asked.then.terms, asked.event
    returns = [ret for ret in terms.returns if event.ret in ("", ret.id)]
    if any(ret.when for ret in returns) and event.ret:
        yield from _asked_for(asked)
        return
    labels = {period.label: period for ret in returns for period in return_periods(terms, ret)}
    if event.covers not in labels:
        yield problem("no-such-period", what=event.ret, period=event.covers, nearest=nearest(event.covers, labels))
    elif labels[event.covers].first > asked.on:
        yield problem("period-not-begun", period=labels[event.covers].said, first=labels[event.covers].first)


def _asked_for(asked: Question) -> Iterator[Problem]:
    """One that an event asks for covers the day on which that happened, and is not owed before somebody recorded it."""
    event = asked.event
    owed = [duty.id.removeprefix(f"{event.ret} ") for duty in asked.then.duties if duty.kind == "return"]
    if event.covers not in owed:
        what = [one.name for ret in asked.then.terms.returns if ret.id == event.ret for one in ret.when if isinstance(one, EventIs)]
        yield problem("return-not-asked", ret=event.ret, covers=event.covers, what=" or ".join(what), nearest=nearest(event.covers, owed))


def period_of_kpi(asked: Question) -> Iterator[Problem]:
    """A period in which the KPI (or, where none is named, any KPI) is measured."""
    event, by_kpi = asked.event, asked.then.ratings.by_kpi
    if not event.period:
        return
    kpis = asked.then.ratings.kpis
    labels = {label for kpi, ratings in by_kpi.items() if event.kpi in ("", kpi, _family(kpis, kpi)) for label in ratings}
    if event.period not in labels:
        yield problem("no-such-period", what=event.kpi, period=event.period, nearest=nearest(event.period, labels))


def _family(kpis: Mapping[str, Kpi], id: str) -> str:
    """The KPI that is measured for each unit or value, of which this one is one."""
    return kpis[id].family if id in kpis else ""


def _rating(asked: Question) -> Rating:
    return asked.then.ratings.by_kpi[asked.event.kpi][asked.event.period]


def reported(asked: Question) -> Iterator[Problem]:
    """Rows of a log alone report nothing: there is no figure yet that could be disputed."""
    rating, kpi = _rating(asked), asked.then.terms.kpi(asked.event.kpi)
    if kpi is not None and isinstance(kpi.measure, Together | Gap | Score):
        parts = scored_in(asked.then.terms, kpi) if isinstance(kpi.measure, Score) else kpi.measure.parts
        yield problem("figure-of-parts", kpi=asked.event.kpi, parts=parts)
    if rating.reported_on is None or rating.reported_on > asked.on:
        yield problem("figure-not-reported", kpi=asked.event.kpi, period=rating.period.said)


def sound_pair(asked: Question) -> Iterator[Problem]:
    """A share is so many of so many, a count one whole number; neither is negative."""
    event = asked.event
    if isinstance(event, FigureResolved) and event.outcome != "set":
        if event.outcome == "accepted" and _rating(asked).at(asked.on).other is None:
            yield problem("no-other-figure", kpi=event.kpi, period=_rating(asked).period.said)
        return
    kpi, n, d = asked.then.terms.kpi(event.kpi), event.numerator, 1 if event.denominator is None else event.denominator
    if n is None:
        yield problem("figure-left-out", kpi=event.kpi, period=event.period)
    elif kpi is not None:
        share = is_share(kpi.measure)
        counted = isinstance(kpi.measure, CountOfRows)
        judged = isinstance(kpi.measure, Check) and (n, d) not in _answers(asked, kpi)
        if n < 0 or d < 0 or (share and n > d) or (counted and d != 1) or judged:
            yield problem("figure-pair-wrong", kpi=event.kpi, numerator=n, denominator=d)


def _answers(asked: Question, kpi: Kpi) -> set[tuple[int, int]]:
    """What a person's word comes to as a pair: yes and no, or the place of a level on its ladder."""
    levels = isinstance(kpi.measure, Check) and kpi.measure.levels
    return {(n, 1) for n in range(len(asked.then.terms.ladder_of(kpi).levels) if levels else 2)}


def _final_since(asked: Question) -> date:
    """Its final day; of a figure reported only later, the day it was."""
    rating = _rating(asked)
    return max(rating.final_on, rating.reported_on or rating.final_on)


def change_taken(asked: Question) -> Iterator[Problem]:
    """Where the contract takes no change to a figure that is final, one is refused; until then it is a correction like any other."""
    if asked.then.terms.late_changes == "refused" and asked.state == "final" and asked.on > _final_since(asked):
        yield problem("figure-final-for-good", kpi=asked.event.kpi, period=_rating(asked).period.said, on=_final_since(asked))


def other_side_or_buyer(asked: Question) -> Iterator[Problem]:
    """The side that did not bring the dispute accepts or refuses; the buyer may decide; whoever brought it may let it go."""
    event = asked.event
    if asked.side == "buyer":
        return
    if asked.then.terms.late_changes == "buyer decides" and asked.on > _final_since(asked):
        yield problem("figure-decided-by-buyer", kpi=event.kpi, period=_rating(asked).period.said)
    if event.outcome == "set":
        yield problem("figure-set-by-buyer", kpi=event.kpi, period=_rating(asked).period.said)
    elif event.outcome == "accepted" and _brought_by(asked) == {asked.side}:
        yield problem("figure-accepted-by-itself", kpi=event.kpi, period=_rating(asked).period.said)


def _brought_by(asked: Question) -> set[str]:
    """The side, or sides, whose act brought the dispute that is open."""
    because = _rating(asked).at(asked.on).because
    last = next((b for b in reversed(because) if b.code in (*_DISPUTES, "because-rows-late")), None)
    if last is None:
        return set()
    if last.code in _DISPUTES:
        return {act.entry.side for act in asked.then.facts.acts if act.ref == last.values.get("entry")}
    rows = asked.then.facts.of(ReturnReceived, RowsCorrected, RowsLogged)
    return {act.entry.side for act in rows if act.day == last.values.get("on")}


def row_to_excuse(asked: Question) -> Iterator[Problem]:
    """Relief is for a row that is there, and is given once."""
    event = asked.event
    rows = {row.id: row for row in asked.then.facts.rows if row.dataset == event.dataset and row.holds_on(asked.on)}
    if event.row not in rows:
        yield problem("thing-unknown", thing=said("thing-row"), id=event.row, on=asked.on, nearest=nearest(event.row, rows))
    elif rows[event.row].relief is not None:
        yield problem("row-excused-before", row=event.row)


def row_to_confirm(asked: Question) -> Iterator[Problem]:
    """A row that is there is confirmed once, and what came of it is accepted once."""
    event = asked.event
    rows = {row.id: row for row in asked.then.facts.rows if row.dataset == event.dataset and row.holds_on(asked.on)}
    if event.row not in rows:
        yield problem("thing-unknown", thing=said("thing-row"), id=event.row, on=asked.on, nearest=nearest(event.row, rows))
    elif any(act.event == event for act in asked.then.facts.of(RowConfirmed)):
        yield problem("row-confirmed-before", row=event.row)


def option_of_reading(asked: Question) -> Iterator[Problem]:
    event, terms = asked.event, asked.then.terms
    reading = next(each for each in terms.readings if each.id == event.reading)
    if event.choice not in (*reading.options, UNRATED):
        options = [f'"{option}"' for option in reading.options]
        yield problem("reading-no-option", reading=reading.id, choice=event.choice, options=options)
        return
    yield from find_problems(terms.document, choices={reading.id: event.choice})
    if event.from_ is not None and event.from_ > terms.contract.ends:
        yield problem("day-outside", on=event.from_, starts=terms.contract.starts, ends=terms.contract.ends)


def readable_terms(asked: Question) -> Iterator[Problem]:
    """The contract as it would be, with what was varied before, must still be one that can be read."""
    if not asked.event.changes:
        yield problem("variation-empty", variation=asked.event.variation)
    yield from _readable(asked, asked.event)


def _readable(asked: Question, event: VariationAgreed) -> Iterator[Problem]:
    terms = asked.then.terms
    if not terms.contract.starts <= event.from_ <= terms.contract.ends:
        yield problem("day-outside", on=event.from_, starts=terms.contract.starts, ends=terms.contract.ends)
    before = [change_of(act.event, act.day) for act in asked.then.facts.of(VariationAgreed)]
    signed = [change for change in terms.variations if change.from_ <= event.from_]
    yield from find_problems(terms.document, changes=[*signed, *before, change_of(event, asked.on)], on=event.from_)


def something_to_agree(asked: Question) -> Iterator[Problem]:
    """What is proposed is one thing, readings or a variation, and one that could be agreed as it stands."""
    event, terms = asked.event, asked.then.terms
    if bool(event.readings) == bool(event.changes):
        yield problem("proposal-of-one-kind", proposal=event.proposal)
        return
    if event.changes:
        yield from _readable(asked, variation_of(event, asked.on))
        return
    wrong = [each for each in _choices(asked) if each is not None]
    yield from wrong or find_problems(terms.document, choices=event.readings)
    if event.from_ is not None and event.from_ > terms.contract.ends:
        yield problem("day-outside", on=event.from_, starts=terms.contract.starts, ends=terms.contract.ends)


def _choices(asked: Question) -> Iterator[Problem | None]:
    """Each reading that is proposed is one of the terms, and has the option."""
    readings = {each.id: each for each in asked.then.terms.readings}
    for id, choice in asked.event.readings.items():
        if id not in readings:
            yield problem("thing-unknown", thing=said("thing-reading"), id=id, on=asked.on, nearest=nearest(id, readings))
        elif choice not in (*readings[id].options, UNRATED):
            options = [f'"{option}"' for option in readings[id].options]
            yield problem("reading-no-option", reading=id, choice=choice, options=options)


def day_of_contract(asked: Question) -> Iterator[Problem]:
    """A unit opens or closes, and a contract ends, on a day of the contract."""
    event, contract = asked.event, asked.then.terms.contract
    day = event.first_day if isinstance(event, UnitOpened) else event.last_day
    opens = next((unit.opens for unit in asked.then.terms.units if unit.id == getattr(event, "unit", "")), None)
    early = isinstance(event, UnitClosed | ContractEnded) and day < (opens or contract.starts)
    if day > contract.ends or early:
        yield problem("day-outside", on=day, starts=opens or contract.starts, ends=contract.ends)


def day_of_subcontract(asked: Question) -> Iterator[Problem]:
    """A sub-contract ends on a day on which it was in place."""
    one = next(each for each in subcontracts(asked.then) if each.who.id == asked.event.subcontractor)
    last = one.last_day or asked.then.terms.contract.ends
    if not one.first_day <= asked.event.last_day <= last:
        yield problem("day-outside", on=asked.event.last_day, starts=one.first_day, ends=last)


def named_contact(asked: Question) -> Iterator[Problem]:
    event = asked.event
    named = [act.event for act in asked.then.facts.of(ContactNamed, ContactEnded)]
    latest = [each for each in named if (each.side, each.order) == (event.side, event.order)]
    listed = any((each.side, each.order) == (event.side, event.order) for each in asked.then.terms.contacts)
    if isinstance(latest[-1], ContactEnded) if latest else not listed:
        yield problem("contact-unknown", side=said(f"side-{event.side}"), order=event.order)


def something_to_erase(asked: Question) -> Iterator[Problem]:
    event = asked.event
    entry = next(act.entry for act in asked.then.facts.acts if act.entry.id == event.entry)
    there = entry.body_hash if event.part == "body" else entry.words_hash
    erased = {(act.event.entry, act.event.part) for act in asked.then.facts.of(BodyErased)}
    if not there or (event.entry, event.part) in erased:
        yield problem("nothing-to-erase", entry=event.entry)
