"""So many events, rows or failures of a duty in a stretch: counted one by one, or by the periods with at least one (semantics 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tenor.base.period import Period, later_by, period_of, periods, whole_period
from tenor.base.phrases.window import AnyIn, AnyStretch, AroundEvent, Consecutive, InLast, SamePeriod, Stretch, TheContract, Times, Window
from tenor.base.wording import Said
from tenor.ledger.model import Act
from tenor.review.lens import Other, for_ever
from tenor.review.notices import around_day
from tenor.review.occurrences import Occurrence, occurrences
from tenor.review.scene import Scene
from tenor.review.settling import label_of
from tenor.review.track import Life, Track
from tenor.review.windows import Positions, Row, groups, proofs
from tenor.terms.model import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Happenings:
    """What may be counted, and what must hold in the same month, which is over when the contract is."""

    found: Sequence[Occurrence]
    others: Sequence[Other] = ()
    ends: date = date.max
    _months: dict[date, Period] = field(default_factory=dict)

    def counts(self, found: Occurrence, day: date) -> bool:
        """Known, not withdrawn, and all else holds in its month, at the close of a day."""
        return found.effective(day) and all(each.look(self.month(found), day).look == "hit" for each in self.others)

    def month(self, found: Occurrence) -> Period:
        if found.at not in self._months:
            whole = whole_period("month", found.at)
            self._months[found.at] = replace(whole, last=self.ends) if found.at <= self.ends < whole.last else whole
        return self._months[found.at]

    def now(self, day: date) -> list[int]:
        """The places of those that count at the close of a day."""
        return [i for i, found in enumerate(self.found) if self.counts(found, day)]

    def days(self) -> Iterator[date]:
        """The days on which one comes to count, or counts no more."""
        for found in self.found:
            yield found.day
            if found.until is not None:
                yield found.until
            for each in self.others:
                yield from (day for day, _ in each.days([self.month(found)]))

    def because(self, i: int, day: date) -> tuple[Said, ...]:
        """Why one counts: itself, and what holds beside it."""
        found = self.found[i]
        return (*found.because, *(line for each in self.others for line in each.because(self.month(found), day)))

    def only(self, places: Sequence[int]) -> Happenings:
        return Happenings([self.found[i] for i in places], self.others, self.ends)


def counted(scene: Scene, rule: Rule, branch: int, window: Window, of: str, happenings: Happenings) -> Iterator[Track]:
    """The tracks of what is counted together: one, or around an event one for each such event."""
    stretch = getattr(window, "stretch", None)
    if not isinstance(stretch, AroundEvent):
        yield _walked(scene, rule, branch, window, of, happenings, None)
        return
    for centre in occurrences(scene, stretch.event):
        inside = happenings.only([i for i, found in enumerate(happenings.found) if _inside(scene, stretch, centre, found)])
        yield _walked(scene, rule, branch, window, f"{centre.id} {of}".rstrip(), inside, centre)


def _inside(scene: Scene, stretch: AroundEvent, centre: Occurrence, found: Occurrence) -> bool:
    """Around an event, that event itself not among them. "from" counts from its very day."""
    if (found.id, found.entry) == (centre.id, centre.entry):
        return False
    if stretch.way == "from":
        return centre.day <= found.at < later_by(centre.day, stretch.n, stretch.period)
    return any(found.at in period for period in around_day(scene.terms, stretch, centre.day))


def _walked(scene: Scene, rule: Rule, branch: int, window: Window, of: str, happenings: Happenings, centre: Occurrence | None) -> Track:
    rungs = len(rule.steps) if rule.in_order else 1
    track = Track(rule=rule.id, of=of, branch=branch, rungs=rungs)
    count = _Times(scene, track, window, happenings) if isinstance(window, Times) else _Periods(scene, track, window, happenings)
    ends = [day for day in (centre.day, centre.until) if day is not None] if centre else []
    for day, acts in turns(scene, rule, [*happenings.days(), *ends]):
        now = happenings.now(day) if centre is None or centre.effective(day) else []
        count.feed(day, now)
        if scene.hear(track, acts):
            count.feed(day, now)
    return track


def turns(scene: Scene, rule: Rule, days: Sequence[date]) -> Iterator[tuple[date, list[Act]]]:
    """Every day on which something turns, with what was said of the rule's steps on that day."""
    said = scene.decisions(rule.id)
    for day in sorted({d for d in days if d <= scene.on} | {a.day for a in said}):
        yield day, [a for a in said if a.day == day]


# --- one by one --------------------------------------------------------------------------------------------------


class _Times:
    """k of them in a stretch; positions are the occurrences."""

    def __init__(self, scene: Scene, track: Track, window: Times, happenings: Happenings) -> None:
        self.scene, self.track, self.window, self.found = scene, track, window, happenings.found
        track.labels = tuple(o.id for o in self.found)
        track.reasons = [happenings.because(i, scene.on) for i in range(len(self.found))]

    def feed(self, day: date, now: list[int]) -> None:
        if isinstance(self.window.stretch, TheContract):
            self._lifetime(day, now)
            return
        used = self.track.used_up
        sets = self._sets([i for i in now if i not in used])
        self.track.feed(day, groups(sets), lambda life: bool(self._sets([i for i in now if i in life.months])))

    def _lifetime(self, day: date, now: list[int]) -> None:
        """A count of the whole contract uses nothing up: after a decision each further one meets the rule again."""
        whole = [frozenset(now)] if len(now) >= self.window.k else []
        self.track.count_on(day, whole, lambda life: len(life.months & set(now)) >= self.window.k)

    def _sets(self, now: list[int]) -> list[Positions]:
        stretch, found = self.window.stretch, self.found
        if isinstance(stretch, SamePeriod):
            by: dict[str, set[int]] = {}
            for i in now:
                by.setdefault(label_of(self.scene.terms, stretch.period, found[i].at), set()).add(i)
            sets = [frozenset(s) for s in by.values()]
        elif isinstance(stretch, AnyStretch):
            ends = {i: later_by(found[i].at, stretch.n, stretch.period) for i in now}
            sets = [frozenset(j for j in now if found[i].at <= found[j].at < ends[i]) for i in now]
        else:
            sets = [frozenset(now)]
        return [s for s in sets if len(s) >= self.window.k]


# --- by periods --------------------------------------------------------------------------------------------------


class _Periods:
    """Periods with at least one of them; positions are the periods of the contract."""

    def __init__(self, scene: Scene, track: Track, window: Window, happenings: Happenings) -> None:
        terms = scene.terms
        self.scene, self.track, self.window = scene, track, window
        self.spans = periods(kind_of(window), terms.contract.starts, terms.contract.ends, terms.quarters)
        at = {span.label: i for i, span in enumerate(self.spans)}
        own = [period_of(o.at, self.spans) for o in happenings.found]
        self.place = [at[span.label] if span else -1 for span in own]
        track.labels = tuple(span.label for span in self.spans)
        reasons: list[tuple[Said, ...]] = [()] * len(self.spans)
        for i, place in enumerate(self.place):
            if place >= 0:
                reasons[place] = (*reasons[place], *happenings.because(i, scene.on))
        track.reasons = reasons

    def feed(self, day: date, now: list[int]) -> None:
        used = set() if for_ever(self.window) else self.track.used_up
        hits = sorted({self.place[i] for i in now} - {-1})
        latest = max((i for i, span in enumerate(self.spans) if span.first <= day), default=-1)
        found = self._proofs([i for i in hits if i not in used], latest)
        sliding = isinstance(self.window, InLast)
        kept = [proof for life in self.track.lives if sliding and life.alive for proof in self._kept(life, hits, latest)]
        still: Callable[[Life], bool] = lambda life: bool(  # noqa: E731
            self._kept(life, hits, latest) if sliding else self._proofs([i for i in hits if i in life.months], latest)
        )
        if for_ever(self.window):
            self.track.count_on(day, groups(found), still)
            return
        self.track.feed(day, groups([*found, *kept]), still)

    def _kept(self, life: Life, hits: Sequence[int], latest: int) -> list[Positions]:
        """The window sliding on takes nothing away."""
        own = [i for i in hits if i in life.months]
        return [proof for last in range(min(life.months), latest + 1) for proof in self._proofs([i for i in own if i <= last], last)]

    def _proofs(self, hits: Sequence[int], latest: int) -> list[Positions]:
        return proofs(self.window, Row(hits=hits, latest=latest, longer=self._longer))

    def _longer(self, i: int) -> str:
        stretch: Stretch | None = getattr(self.window, "stretch", None)
        return label_of(self.scene.terms, stretch.period, self.spans[i].first) if isinstance(stretch, SamePeriod) else ""


def kind_of(window: Window) -> str:
    """The periods a window counts: "period", of what has none of its own, is the month; so is what a longer one is made of."""
    said = window.period if isinstance(window, Consecutive | InLast) else "period"
    if isinstance(window, AnyIn) and isinstance(window.stretch, AnyStretch | AroundEvent):
        said = window.stretch.period
    return "month" if said == "period" else said
