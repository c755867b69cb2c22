"""When a period's figure is due and when it settles (semantics 4): the return's due day, and the final day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tenor.base.deadline import Deadline, count
from tenor.base.period import Period, period_of, periods, whole_period
from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.due_on import following_period
from tenor.base.wording import Said
from tenor.terms.counted import brings, return_periods, returns_needed
from tenor.terms.model import Kpi, ReturnTerms, Terms
from tenor.terms.work_out import Moorings, work_out

FINAL_WORKING_DAYS = 5  # needs.md 3B-7 and 3B-8, where the contract does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """`due` None: no return reports this KPI. `final_on`: the day its figure stops being provisional."""

    due: date | None
    final_on: date
    worked_out: Said | None


def settling(terms: Terms, kpi: Kpi, period: Period) -> Settling:
    """Due and final day of a KPI's period by these terms."""
    return _settling(terms, kpi.id, period)


# asked again for every review of a contract: the same terms give the same days
@lru_cache(maxsize=16384)
def _settling(terms: Terms, kpi_id: str, period: Period) -> Settling:
    kpi = terms.kpi(kpi_id)
    assert kpi is not None
    if period.first <= terms.contract.ends < period.last:
        period = replace(period, last=terms.contract.ends)  # the contract ended early
    deadline = return_deadline(terms, kpi, period)
    due = deadline.due if deadline else None
    phrase = kpi.final or terms.final
    if phrase is not None:
        final = work_out(terms, phrase, Moorings(period=period))
        return Settling(due=due, final_on=final.due if final else period.last, worked_out=final.worked_out if final else None)
    five = count("working days after", FINAL_WORKING_DAYS, period.last, terms.calendar)
    if due is not None and deadline is not None and due > five.due:
        return Settling(due=due, final_on=due, worked_out=deadline.worked_out)
    return Settling(due=due, final_on=five.due, worked_out=five.worked_out)


def return_of(terms: Terms, kpi: Kpi) -> ReturnTerms | None:
    """The return that gives this KPI: the one that holds its dataset, or the KPI itself where the supplier states the figure.
    Of several, the one with the KPI's own rhythm."""
    found = [r for r in terms.returns if brings(r, kpi)]
    return next((r for r in found if r.every == kpi.every), found[0] if found else None)


def rows_settle(terms: Terms, dataset: str, period: Period) -> date:
    """The day from which the rows of a period are taken to be all there: as for a figure that is counted from them."""
    five = count("working days after", FINAL_WORKING_DAYS, period.last, terms.calendar).due
    given = [r for r in terms.returns if dataset in r.holds and not r.when]
    covering = [(r, p) for r in given for p in return_periods(terms, r) if p.first <= period.last <= p.last]
    dues = [deadline.due for r, p in covering if (deadline := deadline_of(terms, r, p)) is not None]
    return max([five, *dues])


def label_of(terms: Terms, kind: str, day: date) -> str:
    """The period of a kind that a day lies in, as this contract counts its quarters; "period", of a thing without its own, is the month."""
    own = "month" if kind == "period" else kind
    found = period_of(day, periods(own, terms.contract.starts, terms.contract.ends, terms.quarters))
    return (found or whole_period(own, day, terms.contract.starts)).label


def return_deadline(terms: Terms, kpi: Kpi, period: Period) -> Deadline | None:
    """The deadline of the return that covers the KPI's period (of several that lie in it, the last); where what it needs comes in several
    returns, of the one that is due last."""
    needs = returns_needed(terms, kpi)
    if len(needs) > 1:
        each = [_one_deadline(terms, next((ret for ret in need if ret.every == kpi.every), need[0]), period) for need in needs]
        return max((one for one in each if one), key=lambda one: one.due, default=None)
    ret = return_of(terms, kpi)
    return None if ret is None else _one_deadline(terms, ret, period)


def _one_deadline(terms: Terms, ret: ReturnTerms, period: Period) -> Deadline | None:
    covering = [p for p in return_periods(terms, ret) if p.first <= period.last <= p.last or period.first <= p.last <= period.last]
    return deadline_of(terms, ret, covering[-1]) if covering else None


def deadline_of(terms: Terms, ret: ReturnTerms, period: Period) -> Deadline | None:
    """By when the return for a period is due, moved off a closed day as the terms say; None where the contract has a hole."""
    return _deadline_of(terms, ret.id, period)


@lru_cache(maxsize=16384)
def _deadline_of(terms: Terms, id: str, period: Period) -> Deadline | None:
    ret = next(r for r in terms.returns if r.id == id)
    if not isinstance(ret.due, DuePhrase):
        return None
    given_in = following_period(period, terms.contract.starts) if ret.covers == "previous period" else period
    return work_out(terms, ret.due, Moorings(period=given_in), ret.if_closed)
