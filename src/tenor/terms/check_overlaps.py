"""What can never happen, always happens, or happens twice: rules, gates, deadlines and charges against one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tenor.base.phrases.due import DuePhrase
from tenor.base.phrases.window import Consecutive
from tenor.base.problem import Problem, problem
from tenor.base.wording import Value
from tenor.terms.check_ground import kpi_name, place
from tenor.terms.check_returns import return_periods
from tenor.terms.model import Check, Kpi, KpiIs, Rule, Terms
from tenor.terms.names import tidy
from tenor.terms.work_out import Moorings, work_out


def rules_twice(terms: Terms) -> Iterator[Problem]:
    """Two rules with the very same condition that lead to different steps."""
    for first, second in combinations(terms.rules, 2):
        if _when(first) == _when(second) and first.steps and second.steps and set(first.steps) != set(second.steps):
            yield problem(
                "rules-same-condition",
                place(terms, "rules", second.id, "when"),
                tuple(dict.fromkeys((*first.clause, *second.clause))),
                "said",
                first=first.id,
                second=second.id,
                one=" and ".join(first.steps),
                other=" and ".join(second.steps),
            )


def _when(rule: Rule) -> object:
    return rule.branches, rule.from_, rule.until, rule.until_decided_by, rule.except_


def rules_dead(terms: Terms) -> Iterator[Problem]:
    """Rules that wait for levels none of their KPIs can have, and rules with money that hold whatever the figures are."""
    for rule in terms.rules:
        for branch in rule.branches:
            for each in branch:
                if not isinstance(each, KpiIs) or each.overall or each.none:
                    continue
                kpis = [kpi for kpi in terms.kpis if _meant(each, kpi)]
                possible = [_levels(terms, rule, kpi) for kpi in kpis]
                if kpis and not any(levels & each.levels for levels in possible):
                    yield _of_rule("rule-never", terms, rule, each, kpis)
                elif kpis and rule.money is not None and all(levels <= each.levels for levels in possible):
                    yield _of_rule("rule-always", terms, rule, each, kpis)


def _meant(condition: KpiIs, kpi: Kpi) -> bool:
    named = kpi.id in condition.of or kpi.family in condition.of
    return named if condition.of else not kpi.part_of and not kpi.context


def _levels(terms: Terms, rule: Rule, kpi: Kpi) -> set[str]:
    """The levels a KPI can have, or be counted as; those of its whole ladder where its figures alone do not say."""
    ladder = set(terms.ladder_of(kpi).levels)
    if not kpi.bands or isinstance(kpi.measure, Check):
        return ladder | {"met", "failed"}
    policy = rule.missing.over(kpi.missing).over(terms.missing)
    counted = {policy.not_reported, policy.not_applicable, policy.unrated, policy.disputed} & (ladder | {"met", "failed"})
    below = {kpi.otherwise} if kpi.otherwise else set()
    return {band.level for band in kpi.bands} | {str(level) for level in (*counted, *below)}


def _of_rule(code: str, terms: Terms, rule: Rule, condition: KpiIs, kpis: list[Kpi]) -> Problem:
    names: list[Value] = [kpi_name(kpi) for kpi in kpis]
    levels: list[Value] = [*sorted(condition.levels)]
    return problem(code, place(terms, "rules", rule.id, "when"), rule.clause, "said", rule=rule.id, levels=levels, kpis=names, n=len(names))


def wider(terms: Terms) -> Iterator[Problem]:
    """Money of one rule for what another, with money too, counts already: the same levels for longer, or some of them for as long."""
    several = [(rule, rule.branches[0][0]) for rule in terms.rules if rule.money is not None and [len(b) for b in rule.branches] == [1]]
    plain = [(rule, c) for rule, c in several if isinstance(c, KpiIs) and not c.none and not rule.except_]
    for (first, one), (second, other) in combinations(plain, 2):
        for narrow, a, wide, b in ((first, one, second, other), (second, other, first, one)):
            if a != b and (a.of, a.same, a.overall) == (b.of, b.same, b.overall) and a.levels <= b.levels and _length(a) >= _length(b) > 0:
                yield problem(
                    "rule-wider", place(terms, "rules", narrow.id, "when"), narrow.clause, "said", first=narrow.id, second=wide.id
                )


def _length(condition: KpiIs) -> int:
    if condition.window is None:
        return 1
    return condition.window.n if isinstance(condition.window, Consecutive) else 0


def gates(terms: Terms) -> Iterator[Problem]:
    """Gates that only an event opens which nobody of either side may record."""
    held = {"buyer", "supplier", *(tidy(contact.role) for contact in terms.contacts)}
    for rule in terms.rules:
        shut = []
        for gate in rule.only_after:
            who = [each for name, each in terms.events.items() if tidy(gate).removesuffix(" since met") == tidy(name)]
            if who and who[0] and not any(tidy(each) in held for each in who[0].split(", ")):
                shut.append(gate)
        if rule.only_after and len(shut) == len(rule.only_after):
            yield problem(
                "rule-gate-closed", place(terms, "rules", rule.id, "only_after"), rule.clause, "said", rule=rule.id, gate=" or ".join(shut)
            )


def not_before(terms: Terms) -> Iterator[Problem]:
    """Returns that may not be given before a day that comes after the one on which they are due."""
    for ret in terms.returns:
        if not isinstance(ret.due, DuePhrase) or not isinstance(ret.not_before, DuePhrase) or ret.when:
            continue
        for period in return_periods(terms, ret):
            earliest = work_out(terms, ret.not_before, Moorings(period=period), ret.if_closed)
            due = work_out(terms, ret.due, Moorings(period=period), ret.if_closed)
            if earliest is not None and due is not None and earliest.due > due.due:
                yield problem(
                    "not-before-after-due",
                    place(terms, "returns", ret.id, "not_before"),
                    ret.clause,
                    "said",
                    what=ret.id,
                    earliest=earliest.due,
                    due=due.due,
                    period=period.said,
                )
                break


def extensions(terms: Terms) -> Iterator[Problem]:
    """A right to extend that is to be used after the last day."""
    for each in terms.contract.extensions:
        due = work_out(terms, each.due, Moorings()) if each.due is not None else None
        if due is not None and due.due > terms.contract.ends:
            where = place(terms, "contract", "extensions")
            yield problem("extension-due-too-late", where, each.clause, "said", due=due.due, ends=terms.contract.ends)


def charges(terms: Terms) -> Iterator[Problem]:
    """Sums that are named and that no money of a rule is reckoned from, nor of one that a variation adds."""
    used = {tidy(str(rule.money)) for rule in terms.rules if rule.money is not None}
    used |= {tidy(str(change.changes)) for change in terms.variations}
    idle = [name for name in terms.charges if not any(tidy(name) in each for each in used)]
    for name in idle:
        yield problem("charge-idle", place(terms, "charges", name), (), "said", charge=name)
