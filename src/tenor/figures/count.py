"""Rows counted into figures: for each measure every version of every period's figure, each from the day it began to hold."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from tenor.base.period import KINDS, Period, periods
from tenor.base.phrases.every import EveryPeriod, NamedPeriods
from tenor.figures.amounts import parts_of
from tenor.figures.columns import haves_of, standing_at
from tenor.figures.duckdb_engine import Table, ask, shape
from tenor.figures.model import Figures, FigureVersion, UncountedRow
from tenor.figures.prepare import Prepared, prepare
from tenor.figures.ratio import THINGS, combined, counted_sides
from tenor.figures.signature import signature
from tenor.ledger.events.keeping import BodyErased
from tenor.ledger.events.returns import FiguresKept, ReturnReceived, RowsCorrected, RowsLogged
from tenor.ledger.model import Facts
from tenor.terms.counted import dataset_of, how_many_of, periods_every
from tenor.terms.model import Aggregate, CountOfRows, Kpi, Measure, Ratio, ShareInForce, ShareOfRows, ShareOfUnits, Terms

if TYPE_CHECKING:
    from sqlglot import exp

    from tenor.figures.compile import Asked

COMPILER = "3"  # changes whenever compile.py gives other text for the same measure
ROWS = {"row id": "text", "unit id": "text", "period label": "text", "from day": "day", "until day": "day"}
DAYS = {"period label": "text", "day": "day"}
POINTING = {"points to": "text", "from day": "day", "until day": "day"}
DATED = {**POINTING, "period label": "text"}
STANDING = {**POINTING, "begins": "day", "ends": "day"}
Key = tuple[str, str]  # KPI, signature of its measure
Versions = Mapping[Key, Mapping[str, Sequence[FigureVersion]]]
Counted = ShareOfRows | ShareOfUnits | ShareInForce | CountOfRows | Aggregate


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Job:
    """One measure to count, under the terms that settled it: of a KPI, of one side of its ratio ("of", "to"), or of the things that it
    rests on ("things")."""

    kpi: Kpi
    measure: Counted
    terms: Terms
    key: Key
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Group:
    """Measures that share their tables: places among the jobs."""

    places: tuple[int, ...]
    terms: Terms
    prepared: Prepared


def count(
    terms: Terms, facts: Facts, *, terms_variants: Sequence[Terms] = (), sql_cache: MutableMapping[str, str] | None = None
) -> Figures:
    """All figures that are counted from rows: of each KPI of the terms, and of each other way the variants settle it.

    Stated figures are not counted. A contract that ended early, or a variation, is a variant: other terms. `sql_cache` keeps the
    queries' texts for the next process.
    """
    jobs = jobs_of((terms, *terms_variants))
    done = _done.get(facts, terms, jobs)
    if done is None:
        groups = group(jobs, facts)
        versions = _with_kept(combined(jobs, _versions(jobs, groups, sql_cache), facts), facts)
        done = _done.keep(facts, terms, jobs, Figures(versions=versions, uncounted=_uncounted(groups, terms)))
    return done


def periods_of(kpi: Kpi, terms: Terms) -> tuple[Period, ...]:
    """The periods of a KPI in the contract, clipped to it. One that is not measured by the calendar has the contract as its one period."""
    every, contract = kpi.every, terms.contract
    if isinstance(every, NamedPeriods):
        return periods_every(terms, every)
    if not isinstance(every, EveryPeriod) or every.kind not in KINDS:
        return (Period(kind="contract", first=contract.starts, last=contract.ends, label="contract"),)
    return periods(every.kind, contract.starts, contract.ends, terms.quarters, every.step)


def jobs_of(variants: Iterable[Terms]) -> list[Job]:
    """Each (KPI, signature) once, under the first terms that have it; of a ratio each side that is counted."""
    found: dict[tuple[Key, str], Job] = {}
    for terms in variants:
        for kpi in terms.kpis:
            for side, measure in (*sides_of(kpi.measure), *things_of(kpi)):
                if can_count(measure, terms):
                    key = (kpi.id, signature(kpi, terms))
                    found.setdefault((key, side), Job(kpi=kpi, measure=measure, terms=terms, key=key, side=side))
    return list(found.values())


def sides_of(measure: Measure) -> Sequence[tuple[str, Counted]]:
    """What is counted of a measure: itself, or the sides of a ratio that are."""
    pairs = counted_sides(measure) if isinstance(measure, Ratio) else [("", measure)]
    return [(side, one) for side, one in pairs if isinstance(one, Counted)]


def things_of(kpi: Kpi) -> Sequence[tuple[str, Counted]]:
    """What counts how many things a figure rests on, where the terms ask whether they are too few and its pair does not say."""
    measure = how_many_of(kpi.measure) if kpi.too_few is not None else None
    return [(THINGS, measure)] if isinstance(measure, Counted) else []


def can_count(measure: Counted, terms: Terms) -> bool:
    return dataset_of(measure) in terms.datasets and all(have.dataset in terms.datasets for have in haves_of(measure))


def group(jobs: Sequence[Job], facts: Facts) -> list[Group]:
    """Measures of one contract over one dataset, dated by one field (or looked at at one time) in one kind of period, that ask for the
    same rows of other datasets, share their tables."""
    sharing: dict[tuple[int, str, str, str, str, str], list[int]] = {}
    for place, job in enumerate(jobs):
        measure = job.measure
        dated_by, at = getattr(measure, "dated_by", ""), standing_at(measure)
        key = (id(job.terms), dataset_of(measure) or "", dated_by, at, repr(job.kpi.every), repr(haves_of(measure)))
        sharing.setdefault(key, []).append(place)
    groups = []
    for (_, dataset, dated_by, at, _, _), places in sharing.items():
        first = jobs[places[0]]
        spans = periods_of(first.kpi, first.terms)
        measures = [jobs[place].measure for place in places]
        prepared = prepare(first.terms, facts, first.terms.datasets[dataset], dated_by, spans, measures, at)
        groups.append(Group(places=tuple(places), terms=first.terms, prepared=prepared))
    return groups


def tables_of(prepared: Prepared, number: int) -> dict[str, Table]:
    """The tables of one group as an engine takes them."""
    flags = [name for name in prepared.days[0] if name not in DAYS] if prepared.days else []
    dated = {"dated on": "day"} if prepared.havings else {}
    kinds = {**ROWS, **dated, **{one.name: one.kind for one in prepared.columns}, **dict.fromkeys(flags, "flag")}
    found = {
        f"rows {number}": Table(kinds=kinds, lines=prepared.rows),
        f"days {number}": Table(kinds={**DAYS, **dict.fromkeys(flags, "count")}, lines=prepared.days),
    }
    for having in prepared.havings:
        own = {**(STANDING if having.standing else DATED), **{one.name: one.kind for one in having.columns}}
        found[f"{having.name} rows {number}"] = Table(kinds=own, lines=having.lines)
    return found


def asked_of(measure: Counted, prepared: Prepared, number: int) -> Asked:
    """A measure as the compiler takes it."""
    from tenor.figures.compile import Asked

    return Asked(measure, prepared.dataset, number, prepared.havings, prepared.many_days)


def _versions(
    jobs: Sequence[Job], groups: Sequence[Group], sql_cache: MutableMapping[str, str] | None
) -> list[Mapping[str, Sequence[FigureVersion]]]:
    """Of each job, by period."""
    if not jobs:
        return []
    tables = {name: table for number, one in enumerate(groups) for name, table in tables_of(one.prepared, number).items()}
    home = {place: (number, one.prepared) for number, one in enumerate(groups) for place in one.places}

    def tree() -> exp.Expr:
        from tenor.figures.compile import measures_tree

        return measures_tree([asked_of(job.measure, home[place][1], home[place][0]) for place, job in enumerate(jobs)])

    text = repr([(job.measure, home[place][0], home[place][1].many_days) for place, job in enumerate(jobs)])
    key = sha256(f"count {COMPILER} {shape(tables)} {text}".encode()).hexdigest()
    found: list[dict[str, list[tuple[int, int, int]]]] = [{} for _ in jobs]
    for place, period, day, numerator, denominator in ask(tables, key, tree, sql_cache):
        found[place].setdefault(period, []).append((day, int(numerator), int(denominator)))
    return [_of_job(job, home[place][1], found[place]) for place, job in enumerate(jobs)]


def _of_job(job: Job, prepared: Prepared, found: Mapping[str, list[tuple[int, int, int]]]) -> Mapping[str, Sequence[FigureVersion]]:
    """A version where an act changed rows (or units) of the period, or where the pair is another than before."""
    parts = parts_of(job.measure.value) if isinstance(job.measure, Aggregate) and job.measure.how != "rows" else 1
    by_units = prepared.unit_acts.get(job.measure.at, set()) if isinstance(job.measure, ShareOfUnits) else set()
    versions: dict[str, Sequence[FigureVersion]] = {}
    for period in prepared.periods:
        label = period.label
        acts, logged = prepared.acts[label], prepared.logged[label]
        of_period: list[FigureVersion] = []
        was: tuple[int, int] | None = None
        for day, numerator, denominator in sorted(found[label]):
            by_act = acts[day] or (label, day) in by_units
            if by_act or was != (numerator, denominator):
                of_period.append(FigureVersion(date.fromordinal(day), numerator, denominator * parts, by_act, logged[day] > 0))
                was = numerator, denominator
        versions[label] = tuple(of_period)
    return versions


def _with_kept(versions: Versions, facts: Facts) -> Versions:
    """Once rows are erased, the figures kept before stand in for them: for the whole of their period, since nothing older is left."""
    gave_rows = {act.ref for act in facts.of(ReturnReceived, RowsLogged, RowsCorrected)}
    if not any(act.event.entry in gave_rows for act in facts.of(BodyErased)):
        return versions
    kept = {(act.event.kpi, act.event.period): act.event for act in facts.of(FiguresKept)}
    found: dict[Key, Mapping[str, Sequence[FigureVersion]]] = {}
    for (kpi, sign), by_period in versions.items():
        now = dict(by_period)
        for label, old in by_period.items():
            event = kept.get((kpi, label))
            if event is not None:
                now[label] = (FigureVersion(old[0].from_day, event.numerator, event.denominator, False, False, event.things),)
        found[kpi, sign] = now
    return found


def _uncounted(groups: Sequence[Group], terms: Terms) -> tuple[UncountedRow, ...]:
    """The rows that cannot count by the terms themselves (not by their variants), each reason once."""
    found: dict[tuple[str, str, date, str], UncountedRow] = {}
    for one in groups:
        if one.terms is terms:
            for row in one.prepared.uncounted():
                found.setdefault((row.dataset, row.row, row.from_day, row.why.code), row)
    return tuple(found.values())


class _Done:
    """The figures of the facts counted last: one review asks for them many times. Facts are told apart by which they are."""

    def __init__(self) -> None:
        self._here = threading.local()

    def get(self, facts: Facts, terms: Terms, jobs: Sequence[Job]) -> Figures | None:
        last = getattr(self._here, "last", None)
        if last is None or last[0] is not facts or last[1] is not terms or last[2] != [job.key for job in jobs]:
            return None
        figures: Figures = last[3]
        return figures

    def keep(self, facts: Facts, terms: Terms, jobs: Sequence[Job], figures: Figures) -> Figures:
        self._here.last = (facts, terms, [job.key for job in jobs], figures)
        return figures


_done = _Done()
