"""What a condition that looks at no ratings finds: occurrences, each from the day it is known (semantics 6 to 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.period import Period
from tenor.base.phrases.due import ClearDays, DuePhrase, OnAnchor, SameDay, SpanDue
from tenor.base.wording import said
from tenor.figures.holding import holding
from tenor.review.grounds import grounds
from tenor.review.model import Ground
from tenor.review.occurrences import Occurrence, occurrences
from tenor.review.scene import Scene
from tenor.terms.model import Counted, DutyIs, EventIs, JudgedIs, RowsIs, Rule
from tenor.terms.work_out import Moorings, work_out

TOGETHER = " and "  # between the things that counted ones share


def happened(scene: Scene, rule: Rule, condition: Counted) -> list[Occurrence]:
    """All that a condition finds up to the day of the review, in order of the day each lies on."""
    if isinstance(condition, EventIs):
        return sorted(occurrences(scene, condition.name, condition.chosen), key=lambda o: o.at)
    if isinstance(condition, RowsIs):
        return of_rows(scene, condition)
    if isinstance(condition, DutyIs):
        return [each for _, found in of_duties(scene, condition) for each in found]
    if isinstance(condition, JudgedIs):
        return [of_finding(ground, act.ref) for ground, act in zip(judged(scene, rule), scene.findings(rule.id, "met"), strict=True)]
    return []


def of_rows(scene: Scene, condition: RowsIs) -> list[Occurrence]:
    """Each row that holds: known from its entry's day, gone when it is corrected away."""
    found = holding(scene.terms, scene.facts, condition.dataset, condition.where, condition.same)
    return [
        Occurrence(
            id=row.row,
            day=row.from_day,
            until=row.until_day,
            entry=row.entry,
            because=(said("because-row", row=row.row, dataset=row_word(scene, condition.dataset), on=row.dated, entry=row.entry),),
            dated=row.dated,
            shared={name: (value,) if value else () for name, value in row.values.items()},
        )
        for row in found
        if row.from_day <= scene.on
    ]


def row_word(scene: Scene, dataset: str) -> str:
    """What the terms call one row."""
    return scene.terms.datasets[dataset].row if dataset in scene.terms.datasets else dataset


def of_duties(scene: Scene, condition: DutyIs) -> list[tuple[str, list[Occurrence]]]:
    """Every ground of each duty named, as an occurrence of its day."""
    found: dict[str, list[Occurrence]] = {}
    for name, of, several in grounds(scene, condition):
        found.setdefault(name, []).extend(of_finding(ground, of) for ground in several)
    return [(name, sorted(several, key=lambda o: o.at)) for name, several in found.items()]


def of_finding(ground: Ground, of: str) -> Occurrence:
    return Occurrence(
        id=of if ground.name.startswith(("late", "not ")) else f"{of} {ground.name}",
        day=ground.met_on,
        until=ground.until,
        entry="",
        because=ground.because,
    )


def judged(scene: Scene, rule: Rule) -> list[Ground]:
    """A person's findings that what the rule calls for a judgement of is so."""
    return [
        Ground(name=a.day.isoformat(), met_on=a.day, until=None, because=(said("because-judged", entry=a.ref, on=a.day),))
        for a in scene.findings(rule.id, "met")
    ]


# --- which of them are counted together --------------------------------------------------------------------------


def shared(found: Sequence[Occurrence], same: Sequence[str]) -> Iterator[tuple[str, list[Occurrence]]]:
    """The occurrences by what they must share, in order of the first; one about several things is with each. What is about nothing of the
    kind is with none. Nothing to share: all together."""
    if not same:
        yield "", list(found)
        return
    by: dict[str, list[Occurrence]] = {}
    for each in found:
        for key in _keys(each, same):
            by.setdefault(key, []).append(each)
    yield from by.items()


def _keys(found: Occurrence, same: Sequence[str]) -> list[str]:
    keys = [""]
    for name in same:
        keys = [f"{key}{TOGETHER if key else ''}{value}" for key in keys for value in found.shared.get(name, ())]
    return keys


# --- from and until ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Only what begins on or after `first`, and before `last`, counts (None: no limit), and on a day on which there was such a rule: one
    that a variation adds looks at nothing before it, one that a variation ends at nothing after."""

    first: date | None = None
    last: date | None = None
    ruled: Callable[[date], bool] = lambda day: True

    def __contains__(self, day: date) -> bool:
        return self.ruled(day) and (self.first is None or day >= self.first) and (self.last is None or day < self.last)


def limits(scene: Scene, rule: Rule) -> Limits:
    """What a rule's `from` and `until` come to: from an event, as soon as it happened (before that nothing counts, or all does); until a
    person decides so."""
    first = last = None
    if rule.from_ is not None:
        first = day_of(scene, rule.from_) or date.max
    if rule.until_decided_by:
        last = next((act.day for act in scene.findings(rule.id, "ended")), None)
    elif rule.until is not None:
        last = day_of(scene, rule.until)
    return Limits(first=first, last=last, ruled=lambda day: scene.rules(rule.id, day))


def day_of(scene: Scene, phrase: DuePhrase, period: Period | None = None) -> date | None:
    """The day of a deadline from the contract or a period, or from the first time that an event happened; None until it has."""
    found = work_out(scene.terms, phrase, Moorings(period=period))
    form = phrase.form
    if found is None and isinstance(form, SpanDue | ClearDays | SameDay | OnAnchor):
        days = [o.day for o in occurrences(scene, form.anchor) if o.until is None]
        found = work_out(scene.terms, phrase, Moorings(anchors={form.anchor.lower(): days[0]})) if days else None
    return found.due if found else None
