"""What a rule is worth: charges that money is reckoned from, points, and the money of a rule (terms-language.md 6 and 7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from tenor.base.figure import Amount, Number, parse_number
from tenor.base.phrases.bound import CURRENCIES, Answer, Bound, parse_bound
from tenor.base.phrases.money import MoneyCap, MoneySum, Rate, parse_amount, parse_cap, parse_share, parse_sum
from tenor.base.phrases.reader import PhraseError
from tenor.base.phrases.window import AroundEvent, Stretch, parse_span_in
from tenor.terms.clock_names import clock_name
from tenor.terms.model import Charge, Counted, DutyIs, KpiIs, Money, RowsIs, TotalIs
from tenor.terms.names import tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, clause, day_kind, deadline_or_anchor, event

Branches = tuple[tuple[Counted, ...], ...]
WAYS: tuple[Literal["deduct", "pay", "withhold", "add"], ...] = ("deduct", "pay", "withhold", "add")
POINTS, MONEY = "points", "money"


# --- charges ---------------------------------------------------------------------------------------------------------


def charges(node: Node) -> dict[str, Charge]:
    """The section `charges`: name → what it is each month, quarter, year, contract or row."""
    found = {}
    for child in node.nodes():
        read = child.read(_charge, None)
        if read is not None:
            found[child.name] = read
    return found


def _charge(node: Node) -> Charge:
    node.keys("charge")
    each: Any = node.need("each", choice("month", "quarter", "year", "contract", "row"))
    from_ = node.get("from")
    invoiced = from_ is not None and from_.read(choice("invoices"), "") == "invoices"
    amount = node.take("amount", _amount, None)
    if invoiced and amount is not None:
        raise node.at_key("amount").wrong("charge-twice", charge=node.name)
    if invoiced and each == "row":
        raise node.at_key("from").not_yet("a price per row that invoices say")
    return Charge(name=node.name, clause=node.need("clause", clause), each=each, amount=amount, from_invoices=invoiced)


def _amount(node: Node) -> Amount:
    found = parse_amount(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    return found


# --- points and totals -----------------------------------------------------------------------------------------------


def account(node: Node, branches: Branches, counted: Callable[[Node], Counted]) -> dict[str, Any]:
    """`points`, `tally` and `money` of a rule; nothing for one that has none."""
    found: dict[str, Any] = {"points": node.take("points", _points, None)}
    tally = node.get("tally")
    if tally is not None:
        if found["points"] in (None, "twice"):
            tally.wrong("tally-without-points", tally=str(tally.value))
        found["tally"] = node.take("tally", text, POINTS)
    if found["points"] is not None and any(isinstance(c, TotalIs) and c.of == MONEY for branch in branches for c in branch):
        node.at_key("points").not_yet("points for a total of money")
    if found["points"] == "twice" and not all(_rates_kpis(branch) for branch in branches):
        node.at_key("points").wrong("points-twice-of-what")
    money = node.get("money")
    if money is not None:
        found["money"] = money.read(lambda each: _money(each, branches, counted), None)
    return {name: value for name, value in found.items() if value is not None}


def _points(node: Node) -> Number | Literal["twice"]:
    if tidy(text(node)) == "twice":
        return "twice"
    number = parse_number(text(node))
    if number is None or not Number(0) < number:
        raise node.wrong("points-wrong", text=text(node))
    return number


def total_is(node: Node) -> TotalIs:
    """`{total: points, is: above 12, in: any 6 months}`; a tally by its name."""
    of = node.need("total", text)
    known = (POINTS, *node.of.names.tallies)
    found = node.of.names.find(of, known)
    if found is None and tidy(of) == MONEY:
        found = MONEY
    if found is None:
        raise node.child("total", node.value["total"]).unknown("tally", of, known)
    bound, stretch = node.need("is", _money_bound if found == MONEY else _total_bound), node.take("in", _stretch, None)
    if bound.lower is None:
        raise node.child("is", node.value["is"]).wrong("total-from-below", text=node.take_text("is"))
    within = f" in {node.take_text('in')}" if stretch is not None else ""
    return TotalIs(of=found, bound=bound, stretch=stretch, text=f"{node.take_text('is')}{within}")


def _money_bound(node: Node) -> Bound:
    found = parse_bound(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if isinstance(found, Answer) or found.unit not in CURRENCIES:
        raise node.wrong("total-bound-money", text=text(node))
    return found


def _total_bound(node: Node) -> Bound:
    found = parse_bound(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if isinstance(found, Answer) or found.unit != "count":
        raise node.wrong("total-bound", text=text(node))
    return found


def _stretch(node: Node) -> Stretch:
    found = parse_span_in(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if isinstance(found, AroundEvent):
        raise node.not_yet(f"{text(node)}, of a total")
    return found


# --- money -----------------------------------------------------------------------------------------------------------


def _money(node: Node, branches: Branches, counted: Callable[[Node], Counted]) -> Money:
    node.keys("money")
    ways = [way for way in WAYS if node.get(way) is not None]
    if len(ways) != 1:
        raise node.wrong("money-way", ways=list(WAYS))
    sum = node.need(ways[0], _sum)
    per = node.child(ways[0], node.value[ways[0]])
    _fits(per, sum, branches)
    for key in ("released", "kept"):
        if node.get(key) is not None and ways[0] != "withhold":
            node.at_key(key).wrong("money-not-withheld", key=key)
    starts = node.take("starts", lambda each: _starts(each, sum), 1)
    return Money(
        clause=node.clause,
        way=ways[0],
        sum=sum,
        caps=node.take("at_most", lambda each: _caps(each), ()),
        starts_late=starts,
        until=node.take("until", deadline_or_anchor, None),
        settled=node.take("settled", choice("next invoice"), ""),
        released=node.take("released", event, ""),
        kept=node.take("kept", event, ""),
        earn_back=node.take("earn_back", lambda each: _earn_back(each, ways[0], branches, counted), None),
    )


def _sum(node: Node) -> MoneySum:
    found = parse_sum(text(node), node.of.names.charges)
    if isinstance(found, PhraseError):
        raise node.refused(found)
    _known_charge(node, found.rate)
    if found.per.unit == "day":
        day_kind(node, found.per.kind or "day")
    if found.per.unit == "hour" and found.per.kind and found.per.thing in ("late", "lasts"):
        return replace(found, per=replace(found.per, kind=clock_name(node, found.per.kind)))
    return found


def _caps(node: Node) -> tuple[MoneyCap, ...]:
    return node.each(_cap) if isinstance(node.value, list) else (_cap(node),)


def _cap(node: Node) -> MoneyCap:
    found = parse_cap(text(node), node.of.names.charges)
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if isinstance(found.stretch, AroundEvent):
        raise node.not_yet(f"{text(node)}, of a cap")
    _known_charge(node, found.rate)
    return found


def _known_charge(node: Node, rate: Rate) -> None:
    if rate.charge and node.of.names.find(rate.charge, node.of.names.charges) is None:
        raise node.unknown("charge", rate.charge, node.of.names.charges)


def _fits(node: Node, sum: MoneySum, branches: Branches) -> None:
    """A sum is multiplied by what its rule counts: rows have rows, late days have a duty that is late, points and percents have KPIs."""
    thing = sum.per.thing
    first = [branch[0] for branch in branches if branch]
    if thing in ("row", "field") and not all(isinstance(c, RowsIs) for c in first):
        raise node.wrong("money-per-of-what", per=f"per {thing}", what="{rows: …}")
    if thing == "late" and not all(isinstance(c, DutyIs) and any(s.startswith("late") for s in c.states) for c in first):
        raise node.wrong("money-per-of-what", per="late", what="{duty: …, is: late}")
    if thing in ("point", "percent") and not all(_rates_kpis(branch) for branch in branches):
        raise node.wrong("money-per-of-what", per=f"per {thing}", what="{kpi: …}")
    if thing == "field":
        datasets = {c.dataset for c in first if isinstance(c, RowsIs)}
        for fields in (node.of.names.datasets.get(name, ()) for name in datasets):
            if sum.per.field not in fields:
                raise node.unknown("field", sum.per.field, fields)
        for field in (node.of.datasets[name].fields.get(sum.per.field) for name in datasets if name in node.of.datasets):
            if field is None or field.kind not in ("number", "hours") or (field.kind == "hours" and sum.per.unit != "hour"):
                raise node.wrong("money-field-kind", field=sum.per.field, unit=sum.per.unit)
    if thing == "lasts" and sum.per.unit == "hour" and not all(isinstance(c, KpiIs) for c in first):
        raise node.not_yet(f"{sum.text}, of anything but periods of KPIs")


def _rates_kpis(branch: tuple[Counted, ...]) -> bool:
    """Whether a branch is about KPIs, one by one or several: not about the overall rating alone."""
    return any(isinstance(c, KpiIs) and not c.overall and not c.none for c in branch)


def _starts(node: Node, sum: MoneySum) -> int:
    """ "2nd working day late", "3rd desk hour late": from which day or hour late the sum runs."""
    found = re.fullmatch(r"(\d+)(?:st|nd|rd|th) (.+) late", tidy(text(node)))
    kind = f"{sum.per.kind} hour".strip() if sum.per.unit == "hour" else sum.per.kind or sum.per.unit
    if found is None or sum.per.thing != "late" or int(found[1]) < 1:
        raise node.wrong("money-starts", unit=kind)
    if tidy(found[2]) != tidy(kind):
        raise node.wrong("money-starts", unit=kind)
    return int(found[1])


def _earn_back(node: Node, way: str, branches: Branches, counted: Callable[[Node], Counted]) -> tuple[tuple[Counted, ...], Number]:
    node.keys("earn-back")
    if way not in ("deduct", "pay"):
        raise node.wrong("earn-back-of-what")
    when = node.need("when", counted)
    if not isinstance(when, KpiIs) or not all(isinstance(branch[0], KpiIs) for branch in branches):
        raise node.not_yet("earn_back of anything but levels of KPIs")
    return (when,), node.need("returns", _share)


def _share(node: Node) -> Number:
    found = parse_share(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    return found
