"""Rules that count a total: points, or another account, in a stretch of time (terms-language.md 6; semantics 6).

The total of a stretch is that of its months; a thing counts in the month in which it happened, a figure in the month in which its period
ends, from the day on which it is final. The rule is met on the day on which the last figure that is needed is. Months of stretches that
overlap are one step for as long as nobody decides. Once somebody has, the months of that step are used up, in the stretches that slide
as in those that stand still and in the whole contract: what was answered once is not added up again. This is the choice of semantics 6 for
k in n; a total over the contract that should go on counting needs a rule of its own with a higher bound.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce

from tenor.base.period import Period, later_by, periods
from tenor.base.phrases.window import AnyStretch, SamePeriod
from tenor.base.wording import Said, said
from tenor.ledger.model import Act
from tenor.review.coins import money_words
from tenor.review.holding import rates
from tenor.review.kpi_walk import turns
from tenor.review.occasions import happened
from tenor.review.points import Brought, points, shown
from tenor.review.scene import Scene
from tenor.review.settling import label_of
from tenor.review.total_of_money import days_of_money, is_money, money_brought
from tenor.review.track import Life, Track
from tenor.review.windows import Positions, groups
from tenor.terms.model import Rule, TotalIs

ByMonth = Mapping[int, Sequence[Brought]]


def tracks_of(scene: Scene, rule: Rule, branch: int) -> list[Track]:
    """The steps of a branch that counts a total: one track, its positions the months of the contract."""
    main = rule.branches[branch][0]
    assert isinstance(main, TotalIs)
    spans = months_of(scene)
    track = Track(rule=rule.id, branch=branch, labels=tuple(p.label for p in spans), reasons=[()] * len(spans))
    decisions: dict[date, list[Act]] = {}
    for act in scene.decisions(rule.id):
        decisions.setdefault(act.day, []).append(act)
    for day in sorted({*turns_of(scene, main.of), *decisions}):
        if day > scene.on:
            break
        found, standing = _final_and_standing(scene, main, spans, day)
        _feed(scene, track, main, found, standing, day)
        track.reasons = [tuple(_reason(each) for each in found.get(i, ())) for i in range(len(spans))]
        if scene.hear(track, decisions.get(day, ())):
            _feed(scene, track, main, found, standing, day)
    return [track]


def standing_words(main: TotalIs, total: Fraction) -> str:
    """A total as people read it."""
    return money_words(total, main.bound.unit) if is_money(main.of) else shown(total)


def _reason(each: Brought) -> Said:
    """What brought points, in one line: what is doubled is not told without what it doubles."""
    return reduce(lambda first, then: said("points-in-all", first=first, then=then), each.because)


def _final_and_standing(scene: Scene, main: TotalIs, spans: Sequence[Period], day: date) -> tuple[ByMonth, ByMonth]:
    """What is final, and with it what is disputed at the value that stands: a dispute alone takes nothing away from a step."""
    if is_money(main.of):
        sums = money_brought(scene, main, day)
        return by_month([each for each in sums if each.state == "final"], main.of, spans), by_month(sums, main.of, spans)
    final = by_month(points(scene, day, final_only=True, only=main.of), main.of, spans)
    if not any(r.at(day).state == "disputed" for ratings in scene.ratings.by_kpi.values() for r in ratings.values()):
        return final, final
    return final, by_month([each for each in points(scene, day, only=main.of) if each.state != "provisional"], main.of, spans)


def months_of(scene: Scene) -> tuple[Period, ...]:
    """The months of the contract as long as it ever lasts."""
    ends = max(terms.contract.ends for terms in scene.timeline.variants())
    return periods("month", scene.timeline.starts, ends)


def by_month(found: Sequence[Brought], account: str, spans: Sequence[Period]) -> ByMonth:
    """What an account got, by position of its month."""
    at = {(p.first.year, p.first.month): i for i, p in enumerate(spans)}
    by: dict[int, list[Brought]] = {}
    for each in found:
        i = at.get((each.day.year, each.day.month))
        if each.account.lower() == account.lower() and i is not None:
            by.setdefault(i, []).append(each)
    return by


def turns_of(scene: Scene, account: str) -> list[date]:
    """The days on which a total may be another."""
    return sorted(days_of_money(scene)) if is_money(account) else _turns(scene, account)


def final_sums(scene: Scene, main: TotalIs, day: date) -> list[tuple[Period, Fraction]]:
    """What is final at the close of a day, by month."""
    spans = months_of(scene)
    final, _ = _final_and_standing(scene, main, spans, day)
    return [(spans[i], total) for i, total in _sums(final).items()]


def _turns(scene: Scene, account: str) -> list[date]:
    """Days on which a final figure may have come, gone or changed, and those of what else brings points to an account."""
    found = {scene.timeline.starts, *scene.timeline.known_days}
    for ratings in scene.ratings.by_kpi.values():
        for rating in ratings.values():
            found.update(turns(rating))
    adding = [r for terms in scene.timeline.variants() for r in terms.rules if r.points is not None and r.tally.lower() == account.lower()]
    for rule in (rule for rule in adding if not rates(rule)):
        found.update(day for each in happened(scene, rule) for day in (each.day, each.until) if day is not None)
    return sorted(found)


def _feed(scene: Scene, track: Track, main: TotalIs, final: ByMonth, standing: ByMonth, day: date) -> None:
    used, held = track.used_up, track.held
    kept = _sums(standing)
    free = {i: total for i, total in {**_sums(final), **{i: kept[i] for i in held if i in kept}}.items() if i not in used}
    proved = groups(_proofs(scene, track, main, free))
    track.feed(day, proved, lambda life: _still(scene, track, main, kept, life))


def _sums(found: ByMonth) -> dict[int, Fraction]:
    return {i: sum((each.points for each in several), Fraction(0)) for i, several in found.items()}


def _still(scene: Scene, track: Track, main: TotalIs, sums: Mapping[int, Fraction], life: Life) -> bool:
    """Whether a step's own months still prove it."""
    return bool(_proofs(scene, track, main, {i: total for i, total in sums.items() if i in life.months}))


def _proofs(scene: Scene, track: Track, main: TotalIs, sums: Mapping[int, Fraction]) -> list[Positions]:
    """The months of each stretch whose total lies in the bound."""
    together: list[list[int]] = []
    own = sorted(sums)
    if isinstance(main.stretch, AnyStretch):
        first = [date.fromisoformat(f"{track.labels[i]}-01") for i in own]
        ends = [later_by(day, main.stretch.n, main.stretch.period) for day in first]
        together = [[j for j, day in zip(own, first, strict=True) if start <= day < end] for start, end in zip(first, ends, strict=True)]
    elif isinstance(main.stretch, SamePeriod):
        by: dict[str, list[int]] = {}
        for i in own:
            day = date.fromisoformat(f"{track.labels[i]}-01")
            by.setdefault(label_of(scene.terms, main.stretch.period, max(day, scene.timeline.starts)), []).append(i)
        together = list(by.values())
    elif own:
        together = [own]
    found = []
    for months in together:
        total = sum((sums[i] for i in months), Fraction(0))
        if months and main.bound.holds(total.numerator, total.denominator):
            found.append(frozenset(months))
    return found


def total_of(scene: Scene, main: TotalIs, labels: Collection[str]) -> Fraction:
    """What a total comes to in the months that a step rests on, at the values that stand on the day of the review."""
    spans = months_of(scene)
    brought = money_brought(scene, main, scene.on) if is_money(main.of) else points(scene, only=main.of)
    standing = [each for each in brought if each.state != "provisional"]
    return sum((total for i, total in _sums(by_month(standing, main.of, spans)).items() if spans[i].label in labels), Fraction(0))


def total_line(scene: Scene, main: TotalIs, labels: Collection[str]) -> Said:
    """What the months of a step come to, with the bound that they lie in."""
    return said("total-of-step", account=main.of, had=shown(total_of(scene, main, labels)), text=main.text)


def standing_total(scene: Scene, main: TotalIs, spent: Collection[str]) -> Fraction:
    """What a total comes to on the day of the review, of final figures: in the stretch that ends with its month, in this very period, or in
    the contract. `spent`: the months that a decision used up."""
    spans = months_of(scene)
    brought = money_brought(scene, main, scene.on) if is_money(main.of) else points(scene, final_only=True, only=main.of)
    sums = _sums(by_month([each for each in brought if each.state == "final"], main.of, spans))
    free = {i: total for i, total in sums.items() if spans[i].label not in spent and spans[i].first <= scene.on}
    if isinstance(main.stretch, AnyStretch):
        n, kind = main.stretch.n, main.stretch.period
        free = {i: total for i, total in free.items() if later_by(spans[i].first.replace(day=1), n, kind) > scene.on}
    elif isinstance(main.stretch, SamePeriod):
        own = label_of(scene.terms, main.stretch.period, scene.on)
        free = {i: total for i, total in free.items() if label_of(scene.terms, main.stretch.period, spans[i].last) == own}
    return sum(free.values(), Fraction(0))
