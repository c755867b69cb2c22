"""One tree → `Terms`: every section read in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from tenor.base.days import calendar
from tenor.base.period import named_periods
from tenor.base.phrases.due import DuePhrase
from tenor.terms import accounts, build_contract, made
from tenor.terms import build_frame as frame
from tenor.terms.build_data import dataset
from tenor.terms.build_duties import duty, return_
from tenor.terms.build_examples import example
from tenor.terms.build_kpis import Setting, kpi, rounded
from tenor.terms.build_levels import ladders, weights
from tenor.terms.build_meetings import meeting
from tenor.terms.build_money import charges
from tenor.terms.build_overall import overall
from tenor.terms.build_rules import rule
from tenor.terms.build_steps import step
from tenor.terms.families import of_units
from tenor.terms.groups import check_scores, with_groups
from tenor.terms.model import Change, Dataset, Document, DutyTerms, Extension, Reading, Terms, Tree
from tenor.terms.names import names_of
from tenor.terms.node import Node, Unreadable, options_of, text
from tenor.terms.phrases import choice, clause, day, deadline, identity, names
from tenor.terms.settling import Settling
from tenor.terms.tables import day_of

T = TypeVar("T")
VERSION = "1"


def settling(document: Document, tree: Mapping[str, Tree], choices: Mapping[str, str], on: date | None, every_option: bool) -> Settling:
    """What a settling of this tree starts from."""
    starts = contract_start(tree) or date(2000, 1, 1)
    return Settling(
        file=document.file,
        on=on or starts,
        starts=starts,
        names=names_of(tree),
        readings=readings_of(tree),
        choices=choices,
        every_option=every_option,
    )


def contract_start(tree: Mapping[str, Tree]) -> date | None:
    contract = tree.get("contract")
    starts = contract.get("starts") if isinstance(contract, Mapping) else None
    return day_of(str(starts)) if isinstance(starts, str) else None


def readings_of(tree: Mapping[str, Tree]) -> dict[str, Mapping[str, Tree]]:
    """Id → reading as written."""
    found = tree.get("readings")
    listed = found if isinstance(found, list) else []
    return {str(each["id"]): each for each in listed if isinstance(each, Mapping) and isinstance(each.get("id"), str)}


def build(document: Document, tree: Mapping[str, Tree], of: Settling) -> Terms | None:
    """The terms of a tree; None where the contract itself cannot be read. What is wrong is noted in `of`."""
    root = Node(tree, of, (), (), (1, 1)).keys("terms")
    root.take("tenor", _version, "")
    contract = root.take("contract", build_contract.contract, None)
    says = _frame(root)
    extensions = _extensions(root)
    spans = root.take("periods", frame.own_periods, {})
    about = _measured(root, says)
    duties = root.take("duties", _duties, ())
    frame.unique([each for group in _lists(root, "duties") for each in group], "duties")
    steps = {found.name: found for found in root.take("steps", lambda each: _section(each, step), ())}
    rules = root.take("rules", lambda each: _listed(each, rule, "rules"), ())
    accounts.circles(root, rules)
    root.take("equality", lambda each: _equality(each, says.datasets), None)
    if contract is None:
        return None
    of.kinds.setdefault("working day", "open day")
    return Terms(
        document=document,
        contract=replace(contract, extensions=extensions),
        day_kinds=dict(of.kinds),
        duties=duties,
        periods={name: named_periods(name, several, contract.starts, contract.ends) for name, several in spans.items()},
        steps=steps,
        rules=rules,
        readings=root.take("readings", lambda each: _listed(each, reading, "readings"), ()),
        remarks=root.take("remarks", lambda each: _section(each, frame.remark), ()),
        worked_examples=root.take("worked_examples", lambda each: _section(each, example), ()),
        variations=root.take("variations", lambda each: _listed(each, variation, "variations"), ()),
        holes=tuple({(path, hole): (path, hole, clause) for path, hole, clause in of.holes}.values()),
        **says.fields,
        **about,
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the sentences, by the names it has in `Terms`."""

    fields: dict[str, Any]
    datasets: Mapping[str, Dataset]
    rounded: int | None


def _frame(root: Node) -> Frame:
    of = root.of
    words = root.take("words", frame.words, {})
    frame.day_kinds(root, words)
    days = root.take("calendar", frame.days, None) or frame.Days(calendar=calendar())
    receipt = words.get("receipt", ("acknowledged", "notice clause", "ask"))
    root.of.names.weights = root.take("weights", weights, {})
    every_ladder, policy = ladders(root)
    first = next(iter(every_ladder.values()))
    with of.collect() as ids:
        units = root.take("units", lambda each: _listed(each, frame.unit, "units"), ())
    of.rests["units", ""] = tuple(ids)
    datasets = of.datasets = root.take("datasets", _datasets, {})
    figures = root.take("figures", _figures, {})
    fields: dict[str, Any] = {
        "calendar": days.calendar,
        "quarters": days.quarters,
        "cut_off": days.cut_off,
        "clocks": days.clocks,
        "words": words,
        "receipt": (receipt,) if isinstance(receipt, str) else receipt,
        "levels": first.levels,
        "target_level": first.target,
        "ladders": every_ladder,
        "missing": policy,
        "units": units,
        "datasets": datasets,
        "contacts": root.take("contacts", lambda each: _section(each, frame.contact), ()),
        "clauses": root.take("clauses", frame.held_clauses, {}),
        "notices": root.take("notices", frame.notices, None),
        "events": root.take("events", frame.events, {}),
        "charges": root.take("charges", charges, {}),
        "final": figures.get("final"),
        "part_periods": figures.get("part_periods", "counts"),
        "late_changes": figures.get("late_changes", LATE_CHANGES[0]),
    }
    return Frame(fields, datasets, figures.get("rounded"))


def _extensions(root: Node) -> tuple[Extension, ...]:
    found = root.get("contract")
    listed = found.get("extensions") if found is not None else None
    return listed.each(build_contract.extension) if listed is not None else ()


def _measured(root: Node, says: Frame) -> dict[str, Any]:
    setting = Setting(datasets={**_made(root), **says.datasets}, rounded=says.rounded, units=says.fields["units"])
    read = root.take("kpis", lambda each: _listed(each, lambda one: kpi(one, setting), "kpis"), ())
    kpis, families = of_units((each for several in read for each in several), says.fields["units"])
    kpis = with_groups(root, kpis, setting.datasets)
    check_scores(root, kpis)
    return {
        "kpis": kpis,
        "families": families,
        "overall": root.take("overall", overall, None),
        "returns": root.take("returns", lambda each: _listed(each, return_, "returns"), ()),
        "meetings": root.take("meetings", lambda each: _listed(each, meeting, "meetings"), ()),
    }


def _made(root: Node) -> dict[str, Dataset]:
    """The datasets that are always there, with the contract's own names in them."""
    here = root.of.names
    plans = (name for name in here.steps if here.step_kinds.get(name) == "plan")
    named = (*here.returns, *here.meetings, *here.duties, *plans)
    kpis = (id for id in here.kpis if "." not in id)  # a part speaks through its KPI
    return made.datasets(named, kpis, (level for ladder in here.ladders.values() for level in ladder))


def _equality(node: Node, datasets: Mapping[str, Dataset]) -> None:
    """The characteristics are choice fields: each has gained "not recorded" and "prefers not to say"."""
    node.keys("equality")
    choices = tuple(dict.fromkeys(f.name for each in datasets.values() for f in each.fields.values() if f.kind == "choice"))
    found = node.take("characteristics", names, ())
    for name in found:
        if name not in choices:
            node.child("characteristics", node.value["characteristics"]).unknown("field", name, choices)


def _version(node: Node) -> str:
    if text(node) != VERSION:
        raise node.wrong("version-unknown", version=text(node), known=VERSION)
    return VERSION


def _section(node: Node, read: Callable[[Node], T]) -> tuple[T, ...]:
    return node.each(read)


def _listed(node: Node, read: Callable[[Node], T], what: str) -> tuple[T, ...]:
    """A list of things with ids, each once."""
    if not isinstance(node.value, list):
        raise node.wrong("shape-list", what=what)
    frame.unique(node.nodes(), what)
    return node.each(read)


def _lists(root: Node, key: str) -> list[list[Node]]:
    found = root.get(key)
    groups = found.nodes() if found is not None and isinstance(found.value, Mapping) else []
    return [[item for group in groups if isinstance(group.value, list) for item in group.nodes()]]


def _datasets(node: Node) -> dict[str, Dataset]:
    found = {}
    for child in node.nodes():
        read = child.read(dataset, None)
        if read is not None:
            found[child.name] = read
    return found


def _duties(node: Node) -> tuple[DutyTerms, ...]:
    """Duties under headings of the contract's own."""
    if not isinstance(node.value, Mapping):
        raise node.wrong("shape-map", what="duties", keys=["Mobilisation", "Reports"])
    found: list[DutyTerms] = []
    for group in node.nodes():
        found += group.read(lambda each: each.each(lambda one: duty(one, str(each.path[1]))), ())
    return tuple(found)


LATE_CHANGES = ("other side is asked", "buyer decides", "refused")


def _figures(node: Node) -> dict[str, Any]:
    """What holds for every KPI."""
    node.keys("figures")
    final: DuePhrase | None = node.take("final", deadline, None)
    part = node.get("part_periods")
    found: dict[str, Any] = {"final": final, "rounded": node.take("rounded", rounded, None)}
    found["late_changes"] = node.take("late_changes", choice(*LATE_CHANGES), LATE_CHANGES[0])
    found["part_periods"] = part.read(choice("counts", "not applicable"), "counts", "text") if part is not None else "counts"
    return found


def reading(node: Node) -> Reading:
    """Where the text does not say: the options and the one held."""
    node.keys("reading")
    id = node.need("id", identity)
    options = node.get("options")
    if options is not None and not isinstance(options.value, (list, Mapping)):
        raise options.wrong("shape-list", what="options")
    for each in options.value if options is not None and isinstance(options.value, list) else []:
        if not isinstance(each, str):
            raise node.child("options", each).wrong("option-needs-name")
    known = options_of(node.value)
    chosen = node.get("reading")
    wanted = node.of.choices.get(id, text(chosen) if chosen is not None else "")
    if chosen is not None and wanted not in known and wanted != "unrated":
        chosen.unknown("option", wanted, known)
    return Reading(id=id, clause=node.need("clause", clause), unclear=node.take_text("unclear"), options=known, chosen=wanted)


def variation(node: Node) -> Change:
    """A change signed before the import. It is not applied here: `settle` takes the changes in force."""
    node.keys("variation")
    changes = node.get("changes")
    if changes is None or not isinstance(changes.value, Mapping):
        raise Unreadable("changes") if changes is None else changes.wrong("shape-map", what="changes", keys=["kpis.reports.bands.green"])
    holds: Any = node.take("holds_for", choice("periods beginning", "periods ending"), "periods beginning")
    return Change(
        id=node.need("id", identity),
        from_=node.need("from", day),
        agreed_on=node.need("agreed_on", day),
        agreed_by=node.take("agreed_by", names, ()),
        clause=node.take("clause", clause, ()),
        reason=node.take_text("reason"),
        holds_for=holds,
        changes=changes.value,
    )
