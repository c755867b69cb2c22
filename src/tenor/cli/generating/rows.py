"""What was true of the world: the rows of each dataset, month by month, filled by the kind of each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from tenor.base.moment import in_london, moment_text
from tenor.base.period import Period, period_of, periods
from tenor.base.phrases.every import EveryPeriod
from tenor.cli.generating.model import Setting, Truth
from tenor.cli.generating.wanted import Wanted, base_field, limit_day, passes, wanted_of
from tenor.returns.model import row_id
from tenor.returns.words import words_fields
from tenor.terms.counted import dataset_of
from tenor.terms.model import Dataset, Field, Terms, Unit

DAY = timedelta(days=1)
TRIES = 12
_NOTES = ("Seen and noted", "Talked over with the people there", "To be looked at again", "Put right the same day", "Nothing further")


def spells(setting: Setting, rng: Random) -> list[tuple[Period, bool]]:
    """Each month, and whether the supplier was in a bad spell."""
    temper, bad, found = setting.temper, False, []
    for month in periods("month", setting.starts, setting.last):
        bad = rng.randrange(100) < (temper.goes_on if bad else temper.begins)
        found.append((month, bad))
    return found


def bad_on(months: Sequence[tuple[Period, bool]], day: date) -> bool:
    """Whether a day lies in a bad spell."""
    return any(bad for month, bad in months if day in month)


def all_rows(setting: Setting, months: Sequence[tuple[Period, bool]], rng: Random) -> dict[str, list[Truth]]:
    """The rows of every dataset, in order of the day that dates them."""
    found: dict[str, list[Truth]] = {}
    datasets = sorted(setting.terms.datasets.values(), key=lambda each: len(each.key))
    for dataset in datasets:
        parent = next((d for d in datasets if set(d.key) < set(dataset.key) and d.id in found and _dates(d, d.key)), None)
        maker = _Maker(setting=setting, dataset=dataset, wanted=wanted_of(setting.terms, dataset), months=months, rng=rng)
        made = maker.after(found[parent.id], parent) if parent is not None else maker.each_beat()
        known: dict[str, Truth] = {row.id: row for row in made if row.dated <= setting.last}
        found[dataset.id] = sorted(known.values(), key=lambda row: (row.dated, row.id))
    return found


def _dates(dataset: Dataset, names: Sequence[str]) -> list[str]:
    return [name for name in names if dataset.fields[name].kind == "date"]


@dataclass(slots=True, kw_only=True)
class _Maker:
    setting: Setting
    dataset: Dataset
    wanted: Wanted
    months: Sequence[tuple[Period, bool]]
    rng: Random
    made: int = 0
    usual: int = field(init=False)

    def __post_init__(self) -> None:
        self.usual = self.rng.randint(3, 7)

    @property
    def terms(self) -> Terms:
        return self.setting.terms

    def each_beat(self) -> Iterator[Truth]:
        """Rows month by month, or week by week where something is measured each week."""
        unit_field = next((name for name in self.dataset.key if self.dataset.fields[name].kind == "unit"), "")
        for beat in periods(self._beat(), self.setting.starts, self.setting.last):
            bad = bad_on(self.months, beat.first)
            if unit_field:
                for unit in self.terms.units:
                    if _open(unit, beat.first) and not self._left_out(bad):
                        yield self._row(beat, bad, {unit_field: unit.id})
            else:
                for _ in range(self._how_many(bad)):
                    yield self._row(beat, bad, {})

    def _beat(self) -> str:
        every = [kpi.every for kpi in self.terms.kpis if dataset_of(kpi.measure) == self.dataset.id]
        weekly = any(isinstance(each, EveryPeriod) and each.kind in ("day", "week") for each in every)
        return "week" if weekly else "month"

    def _left_out(self, bad: bool) -> bool:
        """A unit nobody came to: seldom, and more often in a bad spell."""
        return self.wanted.each_unit and self.rng.randrange(300) < self._slip(bad)

    def _slip(self, bad: bool) -> int:
        return self.setting.temper.bad_slip if bad else self.setting.temper.slip

    def _how_many(self, bad: bool) -> int:
        if not self.wanted.few:
            return self.rng.randint(self.usual - 2, self.usual + 2)
        return self.rng.randint(2, 6) if bad and self.rng.randrange(100) < 2 * self._slip(bad) else self.rng.randint(0, 2)

    def after(self, parents: Sequence[Truth], parent: Dataset) -> Iterator[Truth]:
        """Rows about rows of another dataset (a key within the key): few, some days later, more of them in a bad spell."""
        for row in parents:
            bad = bad_on(self.months, row.dated)
            if self.rng.randrange(100) < (4 if not bad else 4 + self._slip(True) // 2):
                month = period_of(row.dated, [month for month, _ in self.months])
                given = {name: row.values[name] for name in parent.key if name in row.values}
                yield self._row(month, bad, given, self._open_day(row.dated + self.rng.randint(3, 12) * DAY))

    def _row(self, beat: Period | None, bad: bool, given: Mapping[str, str], base: date | None = None) -> Truth:
        self.made += 1
        slips = self.rng.randrange(100) < self._slip(bad)
        values = dict(given)
        days = self._days(beat, slips, given, base)
        values |= {name: self._dated(name, day) for name, day in days.items()}
        for name, each in self.dataset.fields.items():
            if name not in values and each.kind != "date" and (text := self._value(each, slips, days)):
                values[name] = text
        plain = {name: values[name] for name in self.dataset.fields if name in values}
        words = {name: text for name, text in plain.items() if name in words_fields(self.terms, self.dataset)}
        return Truth(
            dataset=self.dataset.id,
            id=row_id(self.dataset.key, plain),
            values={name: text for name, text in plain.items() if name not in words},
            words=words,
            dated=days[base_field(self.dataset)],
            dates=tuple(name for name in plain if self.dataset.fields[name].kind in ("date", "moment")),
        )

    # --- dates ---------------------------------------------------------------------------------------------------

    def _days(self, beat: Period | None, slips: bool, given: Mapping[str, str], base: date | None) -> dict[str, date]:
        """The dates of a row: first those that nothing limits, then each by its limit, kept or missed."""
        names = [name for name in _dates(self.dataset, list(self.dataset.fields)) if name not in given]
        days = {name: date.fromisoformat(given[name]) for name in _dates(self.dataset, list(given))}
        first = base_field(self.dataset)
        if base is not None:
            days[first] = base
        start = days.get(first) or (self._day_in(beat) if beat else self.setting.starts)
        if first not in days and first not in self.wanted.limits:
            days[first] = start
        for name in sorted(names, key=lambda each: (each in self.wanted.limits, each != first)):
            if name not in days:
                day = self._day(name, slips, days, start, beat)
                if day is not None:
                    days[name] = day
        days.setdefault(first, start)
        return days

    def _dated(self, name: str, day: date) -> str:
        """A day as the field holds it: by itself, or with a time of day."""
        field = self.dataset.fields.get(name)
        return self._moment(day) if field is not None and field.kind == "moment" else day.isoformat()

    def _moment(self, day: date) -> str:
        """A moment of a working day by London's clocks, as it is kept."""
        local = datetime(day.year, day.month, day.day, self.rng.randint(8, 17), self.rng.randrange(60))
        return moment_text(in_london(local)[0])

    def _day(self, name: str, slips: bool, days: Mapping[str, date], start: date, beat: Period | None) -> date | None:
        optional = self.dataset.fields[name].optional
        limit = self.wanted.limits.get(name)
        if limit is None:
            if optional and self.rng.randrange(100) < 10:
                return None
            return self._open_day(start + self.rng.randint(0, 5) * DAY) if optional else start
        due = limit_day(self.terms, limit, days, beat) or start
        if not slips:
            return self._open_day(start + self.rng.randint(0, max((due - start).days, 0)) * DAY, before=due)
        if optional and self.rng.randrange(100) < 15:
            return None
        return self._open_day(due + self.rng.randint(1, 9) * DAY)

    def _day_in(self, beat: Period) -> date:
        """An open day of a period; its first day where it has none."""
        day = self._open_day(beat.first + self.rng.randrange((beat.last - beat.first).days + 1) * DAY, before=beat.last)
        return max(day, beat.first)

    def _open_day(self, day: date, before: date | None = None) -> date:
        """The next open day; the one before, where that would be past `before`."""
        found = self.terms.calendar.next_open(day)
        return found if before is None or found <= before else self.terms.calendar.previous_open(before)

    # --- other values --------------------------------------------------------------------------------------------

    def _value(self, each: Field, slips: bool, days: Mapping[str, date]) -> str:
        """A value of the field's kind: one that the measures like, unless this row slips."""
        tests = self.wanted.tests.get(each.name, ())
        text = ""
        for _ in range(TRIES):
            text = self._any(each, days)
            if all(passes(test, text) == (good != slips) for test, good in tests):
                break
        return text

    def _any(self, each: Field, days: Mapping[str, date]) -> str:
        rng = self.rng
        if each.optional and rng.randrange(100) < 40:
            return ""
        match each.kind:
            case "choice":
                return rng.choice(each.choices)
            case "several":
                picked = set(rng.sample(each.choices, rng.choice((1, 1, 1, 2)) if len(each.choices) > 1 else 1))
                return "; ".join(choice for choice in each.choices if choice in picked)
            case "yes/no":
                return rng.choice(("yes", "no"))
            case "number" | "hours":
                return str(rng.randint(0, 12))
            case "percent":
                return str(rng.randint(0, 100))
            case "money":
                return str(rng.randint(1, 400))
            case "moment":
                return self._moment(max(days.values(), default=self.setting.starts))
            case "unit":
                there = min(days.values(), default=self.setting.starts)
                return rng.choice([unit.id for unit in self.terms.units if _open(unit, there)] or ["1"])
            case _:
                key = each.name in self.dataset.key
                return f"{self.dataset.id[:1].upper()}{self.made:05}" if key else rng.choice(_NOTES)


def _open(unit: Unit, day: date) -> bool:
    away = any(first <= day <= last for first, last in unit.away)
    return unit.opens is not None and unit.opens <= day and (unit.closes is None or day <= unit.closes) and not away
