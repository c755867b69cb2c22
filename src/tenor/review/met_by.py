"""What would meet a step that is not met: its rules in words, with what is there already taken off.

A run of two of three bad months says which month would make the third. Only what is certain is taken off: settled periods, notices
that count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce

from tenor.base.clause import show_clauses
from tenor.base.period import Period
from tenor.base.phrases.window import AnyIn, AroundEvent, Consecutive
from tenor.base.wording import Said, said
from tenor.review.by_total import standing_total, standing_words
from tenor.review.met_by_event import happens, or_said, when_said
from tenor.review.model import OverallRating, Rating, Review
from tenor.review.notices import event_of
from tenor.review.reviewed import scene_of
from tenor.review.shown import kpi_name
from tenor.review.trend import in_order
from tenor.terms.model import Counted, KpiIs, Rule, TotalIs
from tenor.terms.work_out import Moorings, work_out


def met_by(review: Review, step: str) -> tuple[Said, ...]:
    """One sentence for each way of each rule that leads to a step, with its clause."""
    rules = [rule for rule in review.terms.rules if step in rule.steps]
    return tuple(_way(review, rule, branch) for rule in rules for n, branch in enumerate(rule.branches) if step in rule.leads_to(n))


def _way(review: Review, rule: Rule, branch: Sequence[Counted]) -> Said:
    tests, under = tuple(_test(review, rule, each) for each in branch), show_clauses(rule.clause)
    if rule.except_:
        return said("met-by-unless", tests=tests, unless=_unless(review, rule), under=under)
    return said("met-by", tests=tests, under=under)


def _unless(review: Review, rule: Rule) -> Said:
    """What lifts a rule: one or another, each of which may be several that hold together."""
    several = [tuple(_test(review, rule, each) for each in branch) for branch in rule.except_]
    parts = [tests[0] if len(tests) == 1 else said("met-by-all", tests=tests) for tests in several]
    return reduce(lambda first, then: said("met-by-or", first=first, then=then), parts)


def _test(review: Review, rule: Rule, condition: Counted) -> Said:
    if isinstance(condition, KpiIs):
        return _rated(review, rule, condition)
    if isinstance(condition, TotalIs):
        had = standing_total(scene_of(review), condition, _spent(review, rule, ""))
        return said("met-by-total", account=condition.of, text=condition.text, had=standing_words(condition, had))
    found = happens(review, condition)
    return said("met-by-not", test=found) if getattr(condition, "none", False) else found


# --- ratings -----------------------------------------------------------------------------------------------------


def _rated(review: Review, rule: Rule, condition: KpiIs) -> Said:
    """A run that has begun names what would end it; a watch names its periods."""
    window = condition.window
    level = _levels(review, condition)
    if isinstance(window, Consecutive) and not condition.none and (begun := begun_run(review, rule, condition, window.n)):
        who, periods = begun
        return said("met-by-run", who=who, level=level, periods=tuple(p.said for p in periods), n=window.n)
    if isinstance(window, AnyIn) and isinstance(window.stretch, AroundEvent) and (months := watched(review, window.stretch.event)):
        return said("met-by-watch", who=_who(review, condition), level=level, k=window.k, periods=tuple(p.said for p in months))
    code = "met-by-none-rated" if condition.none else "met-by-rated"
    return said(code, who=_who(review, condition), level=level, when=when_said(window))


def _who(review: Review, condition: KpiIs) -> Said | str:
    if condition.overall:
        return said("met-by-overall")
    if not condition.of:
        if condition.same not in ("kpi", "nothing"):
            return said("met-by-same-kpi", same=condition.same)
        return said("met-by-any-kpi" if condition.same == "nothing" or condition.window is None else "met-by-one-kpi")
    return or_said([kpi_name(review, kpi) for kpi in condition.of])


def _levels(review: Review, condition: KpiIs) -> Said:
    """ "red", "amber or worse", "amber or green"."""
    ladders = [review.terms.levels, *(each.levels for each in review.terms.ladders.values())]
    levels = next((each for each in ladders if condition.levels <= set(each)), review.terms.levels)
    ladder = tuple(level for level in levels if level in condition.levels)
    rest = [*ladder, *sorted(condition.levels - set(ladder))]
    if ladder and len(rest) > 1 and ladder == levels[-len(ladder) :]:
        return said("met-by-or-worse", level=ladder[0])
    if ladder and len(rest) > 1 and ladder == levels[: len(ladder)]:
        return said("met-by-or-better", level=ladder[-1])
    return said("met-by-any", several=or_said(rest))


def first_day(review: Review, rule: Rule) -> date:
    """The first day on which a period that counts for a rule may begin."""
    deadline = work_out(review.terms, rule.from_, Moorings()) if rule.from_ is not None else None
    return deadline.due if deadline else review.terms.contract.starts


def begun_run(review: Review, rule: Rule, condition: KpiIs, n: int) -> tuple[Said | str, Sequence[Period]] | None:
    """The longest run that stands at the end of what is settled, and the periods that would complete it. None where none has begun. What
    the rule spares, and what a decision used up, is in no run."""
    best: tuple[int, Said | str, Sequence[Period]] | None = None
    first = first_day(review, rule)
    for of, who, ratings in series_of(review, condition):
        spent = _spent(review, rule, of)
        settled = [hits and period.first >= first and period.label not in spent for hits, period, final in ratings if final]
        run = next((i for i, hit in enumerate(reversed(settled)) if not hit), len(settled))
        coming = [period for _, period, final in ratings if not final][: n - run]
        if 0 < run < n and len(coming) == n - run and (best is None or run > best[0]):
            best = (run, who, coming)
    return None if best is None else best[1:]


def _spent(review: Review, rule: Rule, of: str) -> set[str]:
    """The periods that decided steps of a rule used up."""
    decided = [
        step for step in review.steps if step.rule == rule.id and step.of in ("", of) and step.state in ("taken", "not taken", "lifted")
    ]
    return {label for step in decided for label in step.proof}


def series_of(review: Review, condition: KpiIs) -> Iterator[tuple[str, Said | str, list[tuple[bool, Period, bool]]]]:
    """Each thing that may run: the overall rating, a KPI by itself, or all of them together: its id as steps have it ("" for none), what
    it is called, and (hits, period, settled) in order of time."""
    if condition.overall:
        yield (
            "",
            said("met-by-overall"),
            [_seen(review, condition, [r]) for r in in_order(review.ratings.overall.values(), review.terms.contract.ends)],
        )
        return
    scope = review.ratings.scope(condition.of)
    rows = {kpi: in_order(review.ratings.by_kpi[kpi].values(), review.terms.contract.ends) for kpi in scope}
    if condition.same == "kpi":
        for kpi, ratings in rows.items():
            yield kpi, kpi_name(review, kpi), [_seen(review, condition, [r]) for r in ratings]
        return
    if condition.same != "nothing":
        known = review.ratings.kpis
        for value in dict.fromkeys(known[kpi].each_of[1] for kpi in rows if kpi in known and known[kpi].each_of[0] == condition.same):
            own = [rows[kpi] for kpi in rows if kpi in known and known[kpi].each_of == (condition.same, value)]
            yield value, said("met-by-same-kpi", same=value), _together(review, condition, own)
        return
    yield "", _who(review, condition), _together(review, condition, list(rows.values()))


def _together(review: Review, condition: KpiIs, rows: Sequence[Sequence[Rating]]) -> list[tuple[bool, Period, bool]]:
    """Several KPIs, period by period."""
    labels = dict.fromkeys(r.period.label for ratings in rows for r in ratings)
    together = [[r for ratings in rows for r in ratings if r.period.label == label] for label in labels]
    return [_seen(review, condition, several) for several in together]


def _seen(review: Review, condition: KpiIs, several: Sequence[Rating | OverallRating]) -> tuple[bool, Period, bool]:
    versions = [rating.at(review.on) for rating in several]
    settled = all(v.state not in ("provisional", "not due", "disputed") for v in versions)
    return any(v.rating in condition.levels for v in versions), several[0].period, settled


def watched(review: Review, event: str) -> list[Period]:
    """The periods of a running watch that are not settled yet."""
    labels = {label for notice in review.notices if notice.counts and notice.step.lower() == event_of(event)[1] for label in notice.watch}
    return [rating.period for label, rating in any_series(review).items() if label in labels and rating.final_on > review.on]


def any_series(review: Review) -> Mapping[str, Rating | OverallRating]:
    """Ratings by the label of their period: the overall ones, else those of the first KPI."""
    if review.ratings.overall:
        return review.ratings.overall
    return next(iter(review.ratings.by_kpi.values()), {})
