"""What stands around the five kinds of sentence: contract, words, calendar, contacts, units, clauses, notices, events, remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tenor.base.clock import Clock
from tenor.base.days import WEEKDAYS, Calendar, calendar
from tenor.base.period import KINDS
from tenor.base.phrases.due import DuePhrase
from tenor.base.wording import said
from tenor.terms.build_clocks import clocks
from tenor.terms.model import Contact, HeldClause, NoticeClause, Remark, Unit
from tenor.terms.names import WORD_MEANINGS, is_kind_of_day, same, tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import choice, clause, day, deadline, identity, names, one_of, roles, slip, whole

PERIOD_WORDS = (*KINDS, "period", "once")
RECEIPT = ("acknowledged", "notice clause", "sent", "ask")


def words(node: Node) -> dict[str, str | tuple[str, ...]]:
    """Printed word → what it means here. A word without a meaning is left out and listed as a hole."""
    found: dict[str, str | tuple[str, ...]] = {}
    for child in node.nodes():
        _taken(node, child.name)
        with node.of.collect() as ids:
            meaning = child.read(names, None)
        if meaning:
            found[child.name] = (
                meaning if isinstance(child.value, list) or len(meaning) > 1 or tidy(child.name) == "receipt" else meaning[0]
            )
        node.of.rests["day", tidy(child.name)] = tuple(ids)
    node.of.names.words = {tidy(word): meaning for word, meaning in found.items()}
    for child in node.nodes():
        child.read(lambda each: _meaning(each, found), None)
    return found


def _taken(node: Node, word: str) -> None:
    """A word may not be the name of something else here."""
    here = node.of.names
    for kind, among in (("step", here.steps), ("level", here.levels), ("kpi", here.kpis), ("role", here.roles), ("meeting", here.meetings)):
        for name in among:
            if tidy(name) == tidy(word):
                node.at_key(word).wrong("word-taken", word=word, kind=said(f"name-{kind}"))


def _meaning(node: Node, printed: Mapping[str, object]) -> None:
    """Whether what a word means is known: a kind of day, a side, a role, a step, a meeting, a level or another word."""
    here = node.of.names
    if tidy(node.name) == "receipt":
        for each in node.nodes() if isinstance(node.value, list) else [node]:
            if each.value not in RECEIPT:
                each.unknown("receipt", str(each.value), RECEIPT)
        return
    if isinstance(node.value, list):
        return
    meaning = text(node)
    known = (*WORD_MEANINGS, *here.roles, *here.steps, *here.meetings, *here.levels, *printed, *(k for k in ("open day", "weekday", "day")))
    # several words that are near nothing known name a role of the contract's own; one word alone names nothing
    own_role = " " in tidy(meaning) and not slip(tidy(meaning), known)
    if not (is_kind_of_day(meaning) or own_role or any(same(meaning, name) for name in known)):
        raise node.unknown("meaning", meaning, known)


def day_kinds(node: Node, printed: Mapping[str, object]) -> None:
    """Fill in, for each printed word that means one, its kind of day."""
    rests = node.of.rests
    for word in printed:
        meaning = node.of.names.meaning(word)
        if is_kind_of_day(meaning):
            node.of.kinds[tidy(word)] = tidy(str(meaning))
            first = node.of.names.words.get(tidy(word))
            chain = rests.get(("day", tidy(first)), ()) if isinstance(first, str) else ()
            rests["day", tidy(word)] = tuple(dict.fromkeys([*rests.get(("day", tidy(word)), ()), *chain]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What `calendar` says."""

    calendar: Calendar
    quarters: Literal["calendar", "contract"] = "calendar"
    cut_off: str = ""
    clocks: Mapping[str, Clock] = field(default_factory=dict)


def days(node: Node) -> Days:
    node.keys("calendar")
    division = node.take("holidays", choice("england-and-wales", "scotland", "northern-ireland", "uk-any"), "england-and-wales")
    closed = node.take("closed", _weekdays, (5, 6))
    if len(closed) > 6:
        raise node.wrong("calendar-never-open")
    quarters: Any = node.take("quarters", choice("calendar", "contract"), "calendar")
    closures = node.take("closures", lambda each: each.each(day), ())
    return Days(
        calendar=calendar(division, closed_weekdays=closed, closures=closures),
        quarters=quarters,
        cut_off=node.take("cut_off", _time, ""),
        clocks=node.take("clocks", lambda each: clocks(each, division, closures), {}),
    )


def _weekdays(node: Node) -> tuple[int, ...]:
    return tuple(dict.fromkeys(node.each(lambda each: WEEKDAYS.index(choice(*WEEKDAYS)(each)))))


def _time(node: Node) -> str:
    found = text(node)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", found):
        raise node.wrong("time-wrong", text=found)
    return found


def contact(node: Node) -> Contact:
    node.keys("contact")
    side: Any = node.need("side", choice("buyer", "supplier"))
    for key in ("from", "until"):
        node.take(key, day, None)
    return Contact(
        side=side,
        order=node.take("order", whole, 1),
        role=node.take("role", text, ""),
        name=node.take_or_hole("name", text, ""),
        position=node.take("position", text, ""),
        email=node.take("email", text, ""),
        telephone=node.take("telephone", text, ""),
    )


def unit(node: Node) -> Unit:
    node.keys("unit")
    opens, closes = node.take("opens", day, None), node.take("closes", day, None)
    if opens and closes and closes < opens:
        node.wrong("unit-closes-first", opens=opens, closes=closes)
    return Unit(
        id=node.need("id", identity),
        name=node.take_text("name"),
        opens=opens,
        closes=closes,
        away=node.take("closed", lambda each: each.each(_away), ()),
        subcontractor=node.take("subcontractor", lambda each: one_of(each, "subcontractor", each.of.names.subcontractors), ""),
    )


def _away(node: Node) -> tuple[date, date]:
    node.keys("away")
    return node.need("from", day), node.need("to", day)


def own_periods(node: Node) -> dict[str, tuple[tuple[date, date], ...]]:
    """Periods of the contract's own: name → first and last days, in order and apart. A name that is not defined has none."""
    found = {}
    for child in node.nodes():
        if child.name in PERIOD_WORDS:
            node.at_key(child.name).wrong("period-word-taken", name=child.name)
        spans = child.read(lambda each: each.each(_away), ())
        before = None
        for first, last in spans:
            if last < first or (before is not None and first <= before):
                child.wrong("periods-out-of-order", name=child.name, first=first)
                break
            before = last
        found[child.name] = spans
    return found


def held_clauses(node: Node) -> dict[str, HeldClause]:
    found = {}
    for child in node.nodes():
        held = child.read(lambda each: each.keys("clause-text"), None)
        if held is not None:
            found[child.name] = HeldClause(number=child.name, heading=held.take_text("heading"), text=held.take_text("text"))
    return found


def notices(node: Node) -> NoticeClause:
    """When a notice counts as received. One deadline for all ways of sending, or one each."""
    node.keys("notices")
    received = node.need("received", _received)
    return NoticeClause(clause=node.need("clause", clause), by=node.take("by", names, ()), received=received)


def _received(node: Node) -> Mapping[str, DuePhrase]:
    if isinstance(node.value, str):
        return {"any": deadline(node)}
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what=node.name, keys=["email", "post"])
    found = {child.name: child.read(deadline, None) for child in node.nodes()}
    return {way: due for way, due in found.items() if due is not None}


def events(node: Node) -> dict[str, str]:
    """Declared events → who records them."""
    found = {}
    for child in node.nodes():
        event = child.read(lambda each: each.keys("event"), None)
        if event is not None:
            found[child.name] = ", ".join(event.take("by", roles, ()))
    return found


def remark(node: Node) -> Remark:
    node.keys("remark")
    return Remark(clause=node.need("clause", clause), remark=node.take_text("remark"))


def unique(nodes: Sequence[Node], what: str) -> None:
    """Each id once in its section."""
    seen: set[str] = set()
    for node in nodes:
        id = str(node.value.get("id", "")) if isinstance(node.value, Mapping) else ""
        if id and id in seen:
            node.child("id", node.value["id"]).wrong("id-taken", id=id, what=what)
        seen.add(id)
