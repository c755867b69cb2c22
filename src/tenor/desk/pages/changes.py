"""What of the contract is not as it was signed, or not settled: readings, proposals, variations, targets by date, units, contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import Said, said
from tenor.desk.pages.changes_told import about_new, now_said
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.agreements import (
    AgreementAnswered,
    AgreementProposed,
    AgreementWithdrawn,
    ContactEnded,
    ContactNamed,
    ContractExtended,
    ReadingAgreed,
    UnitClosed,
    UnitOpened,
    VariationAgreed,
)
from tenor.ledger.model import Act
from tenor.review.model import Review
from tenor.review.shown import bound_said
from tenor.review.things import known
from tenor.terms.model import Kpi, Terms


def make(view: View) -> Data:
    """{"readings", "proposals", "variations", "targets", "moves"}; the newest proposal, variation and move first."""
    review = view.review
    proposals = proposals_of(review)
    return {
        "readings": readings_of(review, view.terms, proposals),
        "proposals": proposals,
        "variations": variations_of(review, view.terms),
        "targets": targets_of(review),
        "moves": moves_of(review),
        "buyer": review.terms.contract.buyer,
        "supplier": review.terms.contract.supplier,
        "starts": day_data(review.terms.contract.starts),
        "ends": day_data(review.terms.contract.ends),
    }


# --- readings ----------------------------------------------------------------------------------------------------


def readings_of(review: Review, signed: Terms, proposals: Sequence[Data]) -> list[Data]:
    """Each reading as it is held today: by default, agreed, or proposed and not answered."""
    agreed: dict[str, list[Act]] = {}
    for act in review.facts.of(ReadingAgreed):
        agreed.setdefault(act.event.reading, []).append(act)
    open_ones = {id: each for each in reversed(proposals) if each["state"] == "open" for id in each["readings"]}
    by_default = {reading.id: reading.chosen for reading in signed.readings}
    found = []
    for reading in review.terms.readings:
        acts = agreed.get(reading.id, [])
        proposal = open_ones.get(reading.id)
        found.append(
            {
                "id": reading.id,
                "clause": list(reading.clause),
                "unclear": reading.unclear,
                "options": list(reading.options),
                "held": reading.chosen,
                "default": by_default.get(reading.id, ""),
                "agreed": [_agreed(act) for act in acts][::-1],
                "proposal": proposal
                and {"id": proposal["id"], "side": proposal["side"], "on": proposal["on"], "choice": proposal["readings"][reading.id]},
            }
        )
    return found


def _agreed(act: Act) -> Data:
    event = act.event
    return {"choice": event.choice, "on": day_data(act.day), "from": day_data(event.from_), "from_start": event.from_start}


# --- proposals ---------------------------------------------------------------------------------------------------


def proposals_of(review: Review) -> list[Data]:
    """What was proposed, the newest first, each with its state and its answer."""
    states = known(review, "proposal")
    ends = {act.event.proposal: act for act in review.facts.of(AgreementAnswered, AgreementWithdrawn)}
    found = []
    for act in reversed(review.facts.of(AgreementProposed)):
        event, end = act.event, ends.get(act.event.proposal)
        found.append(
            {
                "id": event.proposal,
                "side": act.entry.side,
                "by": act.entry.by,
                "on": day_data(act.day),
                "state": states[event.proposal],
                "readings": dict(event.readings),
                "changes": changes_told(review.terms, event.changes, _before(review, act.day)),
                "from": day_data(event.from_),
                "from_start": event.from_start,
                "clause": event.clause,
                "why": _text(act),
                "ended_on": day_data(end.day) if end else None,
                "answer": _text(end) if end else "",
            }
        )
    return found


def _text(act: Act) -> str:
    body = act.entry.body or act.entry.words
    return str(body.content.get("text", "")) if body is not None else ""


# --- variations --------------------------------------------------------------------------------------------------


def variations_of(review: Review, signed: Terms) -> list[Data]:
    """Variations agreed before the signature and since, by the day they hold from, the newest first."""
    agreed = [
        (act.day, act.event.variation, act.event.from_, act.event.changes, (act.event.clause,)) for act in review.facts.of(VariationAgreed)
    ]
    before = [(c.agreed_on, c.id, c.from_, {str(k): str(v) for k, v in c.changes.items()}, c.clause) for c in signed.variations]
    stood: dict[str, str] = {}
    found = []
    for on, id, from_, changes, clause in sorted([*before, *agreed], key=lambda each: (each[2], each[0])):
        told = changes_told(signed, changes, stood)
        stood |= changes
        found.append({"id": id, "agreed_on": day_data(on), "from": day_data(from_), "clause": [c for c in clause if c], "changes": told})
    return found[::-1]


def changes_told(terms: Terms, changes: Mapping[str, str], before: Mapping[str, str]) -> list[Data]:
    """Each change with what it is about in words, where the place has any, and what stood there: by `before`, else as signed."""
    tree = terms.document.tree
    return [
        {
            "path": path,
            "about": _about(terms, path, value),
            "now": _now(terms, path, value),
            "was": before.get(path) or value_at(tree, path),
        }
        for path, value in changes.items()
    ]


def _about(terms: Terms, path: str, value: str) -> Data | None:
    """What a change is about: by its value where that says it, else by its place."""
    told = about_new(terms, path, value)
    return said_data(told) if told is not None else about(terms, path)


def _now(terms: Terms, path: str, value: str) -> Data | str:
    told = now_said(terms, path, value)
    return said_data(told) if isinstance(told, Said) else told


def _before(review: Review, day: date) -> dict[str, str]:
    """What was varied by a day: path -> value."""
    return {path: value for act in review.facts.of(VariationAgreed) if act.day < day for path, value in act.event.changes.items()}


def value_at(tree: Any, path: str) -> str:
    """The text that stands in a place of the terms as signed; "" where there is none, or more than a text."""
    value: Any = tree
    for part in path.split("."):
        if isinstance(value, list):
            value = next((each for each in value if isinstance(each, Mapping) and each.get("id") == part), None)
        elif isinstance(value, Mapping) and part not in value and value is tree.get("duties"):
            value = next((each for group in value.values() for each in group if isinstance(each, Mapping) and each.get("id") == part), None)
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return str(value) if isinstance(value, str) else ""


def about(terms: Terms, path: str) -> Data | None:
    """What a place of the terms is, as a sentence: the band of a KPI, the day of a return, a duty, a clause."""
    parts = path.split(".")
    kpi = terms.kpi(parts[1]) if parts[0] == "kpis" and len(parts) > 1 else None
    if kpi is not None and len(parts) == 4 and parts[2] == "bands":
        return said_data(said("change-band", number=kpi.number, title=kpi.title, level=parts[3]))
    if kpi is not None:
        return said_data(said("change-kpi", number=kpi.number, title=kpi.title, part=" ".join(parts[2:])))
    if parts[0] == "returns" and parts[-1] == "due":
        return said_data(said("change-return-due", ret=parts[1]))
    duty = next((each for each in terms.duties if parts[0] == "duties" and each.id in parts), None)
    if duty is not None:
        return said_data(said("change-duty", what=duty.what, part=parts[-1]))
    return None


# --- targets, units, contacts ------------------------------------------------------------------------------------


def targets_of(review: Review) -> list[Data]:
    """The bands of each KPI, and from which day they are those: told anew only where something changed."""
    timeline = review.timeline
    days = {review.terms.contract.starts}
    days |= {act.event.from_ for act in review.facts.of(VariationAgreed)} | {change.from_ for change in review.terms.variations}
    days |= {act.event.from_ or act.day for act in review.facts.of(ReadingAgreed) if not act.event.from_start}
    found: dict[str, Data] = {}
    for day in sorted(days):
        for kpi in timeline.on(day).kpis:
            bands = [{"level": band.level, "bound": said_data(bound_said(band.bound))} for band in kpi.bands]
            one = found.setdefault(kpi.id, {"number": kpi.number, "title": kpi.title, "clause": list(kpi.clause), "spells": []})
            if not one["spells"] or _bands(one["spells"][-1]) != (bands, _otherwise(kpi)):
                one["spells"].append({"from": day_data(day), "bands": bands, "otherwise": _otherwise(kpi)})
    return list(found.values())


def _otherwise(kpi: Kpi) -> str:
    return kpi.otherwise or ""


def _bands(spell: Data) -> tuple[Any, str]:
    return spell["bands"], spell["otherwise"]


def moves_of(review: Review) -> list[Data]:
    """The contract extended, units opened and closed, contacts named and ended, the newest first. No names: those stand on another page."""
    found = []
    for act in reversed(review.facts.of(UnitOpened, UnitClosed, ContactNamed, ContactEnded, ContractExtended)):
        event, kind = act.event, act.entry.type
        if isinstance(event, ContractExtended):
            found.append({"kind": kind, "on": day_data(act.day), "day": day_data(event.last_day)})
        elif isinstance(event, UnitOpened | UnitClosed):
            day = event.first_day if isinstance(event, UnitOpened) else event.last_day
            found.append({"kind": kind, "on": day_data(act.day), "unit": event.unit, "day": day_data(day)})
        else:
            day = (event.from_ if isinstance(event, ContactNamed) else event.last_day) or act.day
            found.append({"kind": kind, "on": day_data(act.day), "side": event.side, "order": event.order, "day": day_data(day)})
    return found
