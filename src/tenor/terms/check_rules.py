"""Rules: what is counted and not said, what cannot be counted, and steps that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tenor.base.period import MONTHS_IN
from tenor.base.phrases.every import Every, EveryPeriod, NamedPeriods
from tenor.base.phrases.reader import PhraseError
from tenor.base.phrases.window import AnyStretch, AroundEvent, Consecutive, InLast, Times, Window, parse_window
from tenor.base.problem import Problem, problem
from tenor.base.wording import Said, Value, said
from tenor.terms.check_ground import kpi_name, place, unfold, value_at
from tenor.terms.document import place_of
from tenor.terms.model import KpiIs, Rule, Terms
from tenor.terms.names import same, tidy


def readings_of_same(terms: Terms) -> Iterator[Problem]:
    """Periods counted over several KPIs, and not said whether it must be the same one: in the rule, or in an option of its reading."""
    for rule in terms.rules:
        found = list(_without_same(terms, value_at(terms, "rules", rule.id, "when")))
        if found:
            first, _ = found[0]
            options: list[Value] = [option for _, option in found if option]
            yield problem(
                "same-not-said",
                place_of(first, terms.document.file),
                rule.clause,
                "said",
                rule=rule.id,
                window=str(first["for"]) if isinstance(first["for"], str) else said("check-several-periods"),
                option=said("check-in-options", options=options, n=len(options)) if options else "",
            )


def _without_same(terms: Terms, when: Any) -> Iterator[tuple[Mapping[str, Any], str]]:
    for value, option in unfold(terms, when):
        if isinstance(value, Mapping) and "kpi" in value and "for" in value and "same" not in value:
            windows = [parse_window(text) for text, _ in unfold(terms, value["for"]) if isinstance(text, str)]
            counts = any(not isinstance(window, PhraseError) and _how_many(window) > 1 for window in windows)
            if counts and _kpis_meant(terms, value["kpi"]) > 1:
                yield value, option


def _how_many(window: Window) -> int:
    return window.n if isinstance(window, Consecutive) else window.k


def _kpis_meant(terms: Terms, meant: Any) -> int:
    """How many KPIs a condition looks at."""
    if isinstance(meant, list):
        return len(meant)
    most = 0
    for each, _ in unfold(terms, meant):
        word = tidy(each) if isinstance(each, str) else ""
        if word == "any":
            most = max(most, len(terms.kpis))
        elif word.startswith("tagged "):
            most = max(most, sum(word.removeprefix("tagged ") in map(tidy, kpi.tags) for kpi in terms.kpis))
        elif isinstance(each, list):
            most = max(most, len(each))
    return max(most, 1)


# --- periods -----------------------------------------------------------------------------------------------------


def windows(terms: Terms) -> Iterator[Problem]:
    """A rule that counts in periods in which one of its KPIs is not measured."""
    for rule in terms.rules:
        for branch in rule.branches:
            for each in branch:
                if isinstance(each, KpiIs) and each.window is not None and (period := _period_of(each.window)) != "":
                    yield from _mismatch(terms, rule, each, period)


def _period_of(window: Window) -> str:
    """The period that is counted, "" where it is each KPI's own, or where one is enough."""
    if _how_many(window) < 2 or isinstance(window, Times):
        return ""
    stretch = window if isinstance(window, Consecutive | InLast) else window.stretch
    found = stretch.period if isinstance(stretch, Consecutive | InLast | AnyStretch | AroundEvent) else "period"
    return "" if found == "period" else found


def _mismatch(terms: Terms, rule: Rule, counted: KpiIs, period: str) -> Iterator[Problem]:
    if counted.overall:
        others = [said("check-overall")] if terms.overall and not _fits(terms.overall.every, period) else []
        rhythms = [terms.overall.every] if terms.overall and others else []
    else:
        wrong = [k for k in terms.kpis if (not counted.of or k.id in counted.of) and not _fits(k.every, period)]
        others, rhythms = [kpi_name(kpi) for kpi in wrong], [kpi.every for kpi in wrong]
    if others:
        longer = all(_months(every) > MONTHS_IN.get(period, 0) for every in rhythms)
        names: list[Value] = list(others)
        yield problem(
            "period-mismatch",
            place(terms, "rules", rule.id, "when"),
            rule.clause,
            "said",
            rule=rule.id,
            period=period,
            kpis=names,
            n=len(names),
            every=_every_said(rhythms[0]),
            follows=said("mismatch-longer" if longer else "mismatch-shorter", period=period),
        )


def _fits(every: Every, period: str) -> bool:
    if isinstance(every, EveryPeriod) and every.kind == period and every.step == 1:
        return True
    months = _months(every)
    return bool(months) and months == MONTHS_IN.get(period)


def _months(every: Every) -> int:
    return MONTHS_IN.get(every.kind, 0) * every.step if isinstance(every, EveryPeriod) else 0


def _every_said(every: Every) -> Said | str:
    if not isinstance(every, EveryPeriod):
        return every.name if isinstance(every, NamedPeriods) else "once"
    return every.kind if every.step == 1 else said("check-every-several", n=every.step, kind=every.kind)


# --- steps and the overall rating --------------------------------------------------------------------------------


def steps(terms: Terms) -> Iterator[Problem]:
    """Steps that no rule leads to, by any reading, and those that nobody takes."""
    led_to = {tidy(text) for text in _led_to(terms)}
    for name, step in terms.steps.items():
        if not any(same(name, each) for each in led_to):
            yield problem("step-without-rule", place(terms, "steps", name), step.clause, "said", step=name)
        if not step.by:
            yield problem("step-without-doer", place(terms, "steps", name), step.clause, "said", step=name)


def _led_to(terms: Terms) -> Iterator[str]:
    for rule in terms.rules:
        yield from rule.steps
        for key in ("then", "may"):
            for value, _ in unfold(terms, value_at(terms, "rules", rule.id, key)):
                if isinstance(value, str):
                    yield value


def overall(terms: Terms) -> Iterator[Problem]:
    """A rule that rests on an overall rating where nothing makes one."""
    if terms.overall is None:
        for rule in terms.rules:
            if any(isinstance(each, KpiIs) and each.overall for branch in rule.branches for each in branch):
                yield problem("overall-undefined", place(terms, "rules", rule.id, "when"), rule.clause, "said", rule=rule.id)
