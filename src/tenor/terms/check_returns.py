"""Returns and figures: figures that no return brings, that settle before they are due, units that were never opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tenor.base.period import Period
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.every import EveryPeriod, NamedPeriods
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, Value, said
from tenor.terms.check_ground import few, kpi_name, place, reading_at
from tenor.terms.check_spells import contract_periods, kpi_periods
from tenor.terms.counted import brings, fed_by
from tenor.terms.made import made_in
from tenor.terms.model import Check, Gap, Hole, Kpi, ReturnTerms, Score, Terms, Together
from tenor.terms.work_out import Moorings, work_out

NO_RETURN = (Together, Gap, Score, Check)  # made of other figures, or of a person's word


def returned(terms: Terms) -> Iterator[Problem]:
    """KPIs whose rows or figures no return holds, those of one dataset together."""
    wanting: dict[str, list[Kpi]] = {}
    for kpi in terms.kpis:
        if isinstance(kpi.measure, NO_RETURN) or made_in(terms, kpi.measure) or any(brings(each, kpi) for each in terms.returns):
            continue
        wanting.setdefault(fed_by(kpi), []).append(kpi)
    for name, kpis in wanting.items():
        clause = tuple(dict.fromkeys(each for kpi in kpis for each in kpi.clause))
        names: list[Value] = [kpi_name(kpi) for kpi in kpis]
        yield problem("kpi-not-returned", place(terms, "kpis", kpis[0].id), clause, "said", kpis=names, n=len(names), what=name)


def units(terms: Terms) -> Iterator[Problem]:
    """Units without an opening date: never expected, so never missed."""
    closed = [unit for unit in terms.units if unit.opens is None]
    if closed:
        where = place(terms, "units", closed[0].id, "opens")
        names = few([unit.name or unit.id for unit in closed])
        yield problem("unit-not-open", where, (), "said", units=names, n=len(closed))


# --- due ---------------------------------------------------------------------------------------------------------


def return_periods(terms: Terms, ret: ReturnTerms) -> tuple[Period, ...]:
    """As `counted.return_periods` has them, but for a hundred years at most: a slip in a date is no reason to count for long."""
    if not isinstance(ret.every, EveryPeriod | NamedPeriods):
        return (Period(kind="contract", first=terms.contract.starts, last=terms.contract.ends, label="contract"),)
    return contract_periods(terms, ret.every)


def early(terms: Terms) -> Iterator[Problem]:
    """Returns due before the period they cover has ended: they cannot be complete."""
    for ret in terms.returns:
        if ret.covers == "previous period" or not isinstance(ret.due, DuePhrase) or ret.when:
            continue
        along = return_periods(terms, ret)
        due = {p: found.due for p in along if (found := work_out(terms, ret.due, Moorings(period=p), ret.if_closed))}
        before = [p for p in due if due[p] < p.last]
        if before:
            left = {p: terms.calendar.open_days(due[p], p.last) - terms.calendar.is_open(due[p]) for p in before}
            worst = max(before, key=lambda p: left[p])
            yield problem(
                "due-before-period-end",
                place(terms, "returns", ret.id, "due"),
                ret.clause,
                "said",
                what=ret.id,
                n=len(before),
                of=len(along),
                period=worst.said,
                due=due[worst],
                left=said("check-working-days", n=left[worst]) if left[worst] else said("check-days", n=(worst.last - due[worst]).days),
                completed=_completed(terms, ret),
            )


def _completed(terms: Terms, ret: ReturnTerms) -> Said:
    """When the rest is added."""
    if ret.completed is None or isinstance(ret.completed, Hole):
        return said("rest-not-said")
    reading = reading_at(terms, "returns", ret.id, "completed")
    by = said("check-by-reading", reading=reading) if reading else ""
    if isinstance(ret.completed, DuePhrase):
        return said("rest-by", phrase=ret.completed.text, by=by)
    return said("rest-with-next", by=by)


def final(terms: Terms) -> Iterator[Problem]:
    """Figures that are final before the return that brings them is due; KPIs of one return together."""
    groups: dict[tuple[str, bool, Period, date, date], list[Kpi]] = {}
    for kpi in terms.kpis:
        ret = next((each for each in terms.returns if brings(each, kpi)), None)
        found = _final_too_early(terms, kpi, ret) if ret is not None else None
        if ret is not None and found is not None:
            groups.setdefault((ret.id, kpi.final is None, *found), []).append(kpi)
    for (ret_id, for_all, period, settled, due), kpis in groups.items():
        names: list[Value] = [kpi_name(kpi) for kpi in kpis]
        yield problem(
            "final-before-due",
            place(terms, "figures", "final") if for_all else place(terms, "kpis", kpis[0].id, "final"),
            tuple(dict.fromkeys(each for kpi in kpis for each in kpi.clause)),
            "said",
            kpis=names,
            n=len(kpis),
            period=period.said,
            final=settled,
            due=due,
            what=ret_id,
        )


def _final_too_early(terms: Terms, kpi: Kpi, ret: ReturnTerms) -> tuple[Period, date, date] | None:
    """The first period whose figure is final before its return is due: final day and due day."""
    phrase = kpi.final or terms.final
    if phrase is None or not isinstance(ret.due, DuePhrase) or ret.every != kpi.every:
        return None
    for period in kpi_periods(terms, kpi):
        settled = work_out(terms, phrase, Moorings(period=period))
        due = work_out(terms, ret.due, Moorings(period=period), ret.if_closed)
        if settled is not None and due is not None and settled.due < due.due:
            return period, settled.due, due.due
    return None
