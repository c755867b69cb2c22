"""Rows on their way to the other side: logged as they come about, sent in the period's return, completed by a later one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tenor.base.days import Calendar
from tenor.base.period import Period
from tenor.cli.generating.model import Planned, Setting, Truth
from tenor.cli.generating.rows import bad_on
from tenor.cli.generating.stated import figure, is_share
from tenor.ledger.events.returns import ReturnReceived, RowsLogged
from tenor.ledger.terms_on import Timeline
from tenor.returns.figures import asked_lines
from tenor.review.settling import deadline_of
from tenor.review.whose import side_of
from tenor.terms.counted import dataset_of, return_periods
from tenor.terms.model import ReturnTerms, Terms

LATER = 5  # working days after the period's end, by when what was still to come has come
Values = Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Sending:
    """The returns of a mould. `logged`: whether its people log rows between returns."""

    setting: Setting
    timeline: Timeline
    rows: Mapping[str, Sequence[Truth]]
    months: Sequence[tuple[Period, bool]]
    rng: Random
    logged: bool

    @property
    def calendar(self) -> Calendar:
        return self.setting.terms.calendar

    def acts(self) -> Iterator[Planned]:
        """All of it, of every return."""
        for ret in self.setting.terms.returns:
            if ret.when:
                continue  # asked for by an event, and none is made up
            for period in return_periods(self.setting.terms, ret):
                if period.last <= self.setting.last:
                    yield from self._period(ret, period)
        if self.logged:
            yield from self._logs()

    def _period(self, ret: ReturnTerms, period: Period) -> Iterator[Planned]:
        terms = self.timeline.on(period.first)
        ruled = next((each for each in terms.returns if each.id == ret.id), ret)
        sent = self._sent_on(terms, ruled, period)
        if sent is None or sent >= self.setting.until or self.rng.randrange(100) < self.setting.temper.absent:
            return
        within = {name: self._within(name, period) for name in ruled.holds if name in terms.datasets}
        known = {name: {row.id: row.known_on(sent.isoformat()) for row in rows if row.dated <= sent} for name, rows in within.items()}
        figures = self._figures(terms, ruled, period)
        yield self._return(terms, ruled, period, sent, within, known, figures)
        later = self._later_day(period, sent, within)
        if later is not None:
            now = {name: {row.id: row.known_on(later.isoformat()) for row in rows} for name, rows in within.items()}
            fresh = {name: {id: values for id, values in rows.items() if known[name].get(id) != values} for name, rows in now.items()}
            if any(fresh.values()):
                yield self._return(terms, ruled, period, later, within, fresh, [])

    def _within(self, dataset: str, period: Period) -> list[Truth]:
        return [row for row in self.rows.get(dataset, ()) if row.dated in period]

    def _sent_on(self, terms: Terms, ret: ReturnTerms, period: Period) -> date | None:
        """A day or two before it is due; in some periods late."""
        deadline = deadline_of(terms, ret, period)
        due = deadline.due if deadline else self.calendar.add(period.last, LATER)
        if self.rng.randrange(100) < self.setting.temper.late:
            return self.calendar.add(due, self.rng.randint(1, 9))
        return max(self.calendar.add(due, -self.rng.randint(0, 2)), self.calendar.next_open(period.first))

    def _later_day(self, period: Period, sent: date, within: Mapping[str, Sequence[Truth]]) -> date | None:
        """The day on which what was still open can be told; None where nothing was, or it comes too late to be sent."""
        limit = self.calendar.add(period.last, LATER)
        days = [text for rows in within.values() for row in rows for name in row.dates if (text := row.values.get(name, "")) > f"{sent}"]
        open_ones = [day for text in days if (day := date.fromisoformat(text)) <= limit]
        if not open_ones or limit <= sent or limit >= self.setting.until:
            return None
        return self.calendar.next_open(max(open_ones)) if self.rng.randrange(3) else limit

    def _figures(self, terms: Terms, ret: ReturnTerms, period: Period) -> list[dict[str, Any]]:
        slip = self.setting.temper.bad_slip * 2 if bad_on(self.months, period.last) else self.setting.temper.slip * 2
        found = []
        for n, (kpi, label) in enumerate(asked_lines(terms, ret, period)):
            numerator, denominator = figure(terms, kpi, self.rng.randrange(100) < slip, self.rng)
            cell = f"/figures/{n}/{'numerator' if is_share(kpi) else 'value'}"
            found.append({"kpi": kpi.id, "period": label, "numerator": numerator, "denominator": denominator, "cell": cell})
        return found

    def _return(
        self,
        terms: Terms,
        ret: ReturnTerms,
        period: Period,
        on: date,
        within: Mapping[str, Sequence[Truth]],
        values: Mapping[str, Mapping[str, Values]],
        figures: list[dict[str, Any]],
    ) -> Planned:
        rows = {name: [row for row in truths if row.id in values[name]] for name, truths in within.items()}
        stated = {line["kpi"] for line in figures}
        reports = tuple(k.id for k in terms.kpis if k.id in stated or dataset_of(k.measure) in rows)
        side = side_of(terms, ret.by[0]) if ret.by else "supplier"
        content: dict[str, Any] = {"rows": {name: _lines(name, several, values[name]) for name, several in rows.items() if several}}
        content |= {"figures": figures} if figures else {}
        return Planned(
            on=on,
            minute=self.rng.randint(600, 960),
            event=ReturnReceived(ret=ret.id, covers=period.label, reports=reports),
            by="contract manager" if side == "buyer" else "supplier contract manager",
            side="buyer" if side == "buyer" else "supplier",
            content={name: part for name, part in content.items() if part},
            beside=_words(rows),
        )

    def _logs(self) -> Iterator[Planned]:
        """Week by week, what was known of the rows of those days."""
        for name, rows in self.rows.items():
            weeks: dict[date, list[Truth]] = {}
            for row in rows:
                weeks.setdefault(row.dated - timedelta(days=row.dated.weekday()), []).append(row)
            for week, several in weeks.items():
                on = self.calendar.next_open(week + timedelta(days=4))
                if on < self.setting.until and any(row.dated <= on for row in several):
                    yield self._log(name, on, [row for row in several if row.dated <= on])

    def _log(self, name: str, on: date, rows: list[Truth]) -> Planned:
        values = {row.id: row.known_on(on.isoformat()) for row in rows}
        side = self.setting.terms.datasets[name].given_by
        return Planned(
            on=on,
            minute=self.rng.randint(510, 590),
            event=RowsLogged(datasets=(name,)),
            by="field worker" if side == "supplier" else "head of service",
            side=side,
            content={"rows": {name: [{"id": row.id, "values": values[row.id]} for row in rows]}},
            beside=_words({name: rows}),
        )


def _lines(name: str, rows: Sequence[Truth], values: Mapping[str, Values]) -> list[dict[str, Any]]:
    """Rows as a body holds them, each value with its place in the file sent."""
    found = []
    for n, row in enumerate(rows):
        own = values[row.id]
        found.append({"id": row.id, "values": own, "cells": {field: f"/rows/{name}/{n}/{field}" for field in (*own, *row.words)}})
    return found


def _words(rows: Mapping[str, Sequence[Truth]]) -> dict[str, Any] | None:
    told = {name: {row.id: dict(row.words) for row in several if row.words} for name, several in rows.items()}
    found = {name: several for name, several in told.items() if several}
    return {"rows": found} if found else None
