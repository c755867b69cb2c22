"""What happened under a rule that counts no ratings: events, duties not done, findings, rows; each one an occasion for points or money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.wording import Said
from tenor.review import by_event
from tenor.review.beside import beside
from tenor.review.by_times import Happenings
from tenor.review.grounds import grounds
from tenor.review.happened import happened as found_by
from tenor.review.happened import judged, limits
from tenor.review.holding import lifted
from tenor.review.occurrences import Occurrence
from tenor.review.scene import Scene
from tenor.review.track import Track
from tenor.terms.model import Counted, DutyIs, EventIs, JudgedIs, RowsIs, Rule, TotalIs


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One happening. `of`: the duty, plan, notice or row; `day`: the day it lies on (of a row the one that dates it); `dataset`: of a row;
    `until`: the first day on which it was so no more, where that is known."""

    of: str
    day: date
    because: tuple[Said, ...]
    until: date | None = None
    dataset: str = ""


def happened(scene: Scene, rule: Rule) -> list[Occasion]:
    """All under a rule up to the day of the review, in order of time; what was withdrawn, waived or put off since counts no more, nor what
    a further condition of the rule, or its exception, leaves out."""
    found: dict[tuple[str, date], Occasion] = {}
    for branch, conditions in enumerate(rule.branches):
        main = by_event.main_of(conditions)
        for each in _of(scene, rule, branch, main) if main is not None else ():
            if not lifted(scene, rule, each.of, each.day, each.of):
                found.setdefault((each.of, each.day), each)
    return sorted(found.values(), key=lambda each: each.day)


def _of(scene: Scene, rule: Rule, branch: int, main: Counted) -> Iterator[Occasion]:
    if isinstance(main, TotalIs):
        from tenor.review.by_total import tracks_of  # a total may be one of what happened under other rules

        yield from _met(scene, tracks_of(scene, rule, branch))
        return
    if getattr(main, "window", None) is not None:
        yield from _met(scene, by_event.tracks_of(scene, rule, branch))
        return
    for of, several in _several(scene, rule, main):
        inside = [one for one in several if one.at in limits(scene, rule)]
        happenings = Happenings(inside, beside(scene, rule, branch, main), scene.terms.contract.ends)
        for i in happenings.now(scene.on):
            one = happenings.found[i]
            dataset = main.dataset if isinstance(main, RowsIs) else ""
            because = happenings.because(i, scene.on)
            yield Occasion(of=of or one.id, day=one.at, until=one.until, because=because, dataset=dataset)


def _several(scene: Scene, rule: Rule, main: Counted) -> Iterator[tuple[str, Sequence[Occurrence]]]:
    """What a condition finds, by what it is about."""
    if isinstance(main, EventIs | RowsIs):
        yield "", found_by(scene, rule, main)
    elif isinstance(main, DutyIs):
        for _, of, several in grounds(scene, main):
            yield of, [Occurrence(id=g.name, day=g.met_on, until=g.until, entry="", because=g.because) for g in several]
    elif isinstance(main, JudgedIs):
        yield "", [Occurrence(id="", day=g.met_on, until=g.until, entry="", because=g.because) for g in judged(scene, rule)]


def _met(scene: Scene, tracks: Sequence[Track]) -> Iterator[Occasion]:
    """Of what is counted in a stretch, or added up: each time that it was met."""
    for track in tracks:
        for life in track.lives:
            if life.met_on <= scene.on and (life.unmet_on is None or life.unmet_on > scene.on):
                reasons = tuple(line for i in sorted(life.months) for line in (track.reasons[i] if track.reasons else ()))
                yield Occasion(of=track.of, day=life.met_on, because=reasons)
