"""The form of a return for one period: what is known already, with where it came from, and what is still missing.

`view.what` is "<return>/<period>". LookupError for a return or period that the terms do not have.
"""

from __future__ import annotations

from collections.abc import Mapping

from tenor.base.figure import Amount, show
from tenor.base.period import Period
from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.returns_rows import due_days, kpis_of, outcomes, sources_of
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.returns import ReturnReceived
from tenor.returns.asked import Asked, AskedFigure, AskedSheet, asked
from tenor.returns.shown import as_read
from tenor.review.bands import unit_of
from tenor.review.model import Rating, Review
from tenor.review.receiving import Known, known_rows, terms_of
from tenor.terms.labels import heading
from tenor.terms.model import Dataset, ShareOfUnits, Terms


def make(view: View) -> Data:
    """{"ret", "covers", "period", "due", "running", "received", "final_on", "sections", "figures", "so_far", "units", "head"}."""
    ret, _, label = view.what.partition("/")
    review, terms = view.review, terms_of(view.review, label)
    try:
        wanted = asked(terms, ret=ret, period=label)
    except ValueError as why:
        raise LookupError(str(why)) from why
    if wanted.period is None:
        raise LookupError(label)
    duty = next((one for one in review.duties if one.id == f"{ret} {label}"), None)
    rows = list(known_rows(review, terms, label))
    ratings = ratings_in(review, wanted.period)
    received = [act for act in review.facts.of(ReturnReceived) if (act.event.ret or ret, act.event.covers) == (ret, label)]
    return {
        "ret": ret,
        "covers": label,
        "period": said_data(wanted.period.said),
        "first": wanted.period.first.isoformat(),
        "due": day_data(duty.due if duty else None),
        "worked_out": said_data(duty.worked_out) if duty and duty.worked_out else None,
        "clause": list(wanted.ret.clause),
        "running": wanted.period.last >= view.on,
        "begun": wanted.period.first <= view.on,
        "received": [{"entry": act.ref, "on": act.day.isoformat(), "side": act.entry.side} for act in received],
        "final_on": day_data(max((rating.final_from(review.on) for rating in ratings), default=None)),
        "settles": next((said_data(rating.worked_out) for rating in ratings if rating.worked_out), None),
        "sections": [
            _section(view, terms, sheet, wanted, [row for row in rows if row.dataset == sheet.dataset.id]) for sheet in wanted.sheets
        ],
        "figures": [_figure(review, line) for line in wanted.figures],
        "so_far": [so_far(review, rating) for rating in ratings],
        "units": [{"id": unit.id, "name": unit.name or unit.id} for unit in wanted.units],
        "levels": list(terms.levels),
        "supplier": terms.contract.supplier,
    }


def ratings_in(review: Review, period: Period) -> list[Rating]:
    """The ratings whose own period ends within a period, in the order of the terms; none of a KPI that was agreed for later."""
    several = (rating for by_period in review.ratings.by_kpi.values() for rating in by_period.values())
    ending = [rating for rating in several if period.first <= rating.period.last <= period.last]
    return [rating for rating in ending if review.timeline.during(rating.period, review.on).kpi(rating.kpi) is not None]


def so_far(review: Review, rating: Rating) -> Data:
    """A KPI's figure as it stands."""
    version = rating.at(review.on)
    kpi = review.timeline.during(rating.period, review.on).kpi(rating.kpi) or review.terms.kpi(rating.kpi)
    unit = unit_of(kpi.measure) if kpi else "count"

    def shown(pair: tuple[int, int] | None) -> str:
        return "" if pair is None else show(Amount(numerator=pair[0], denominator=pair[1], unit=unit))

    return {
        "kpi": rating.kpi,
        "number": kpi.number if kpi else "",
        "title": kpi.title if kpi else rating.kpi,
        "period": rating.period.label,
        "figure": shown(version.figure),
        "other": shown(version.other),
        "level": version.rating or "",
        "state": version.state,
        "final_on": rating.final_from(review.on).isoformat(),
        "because": [said_data(line) for line in version.because],
    }


def _section(view: View, terms: Terms, sheet: AskedSheet, wanted: Asked, known: list[Known]) -> Data:
    """One dataset: its columns and its lines."""
    dataset = sheet.dataset
    assert wanted.period is not None
    known = sorted(known, key=lambda one: tuple(one.values.get(name, "") for name in dataset.key))
    found = outcomes(view.review, terms, dataset.id, wanted.period)
    sources = sources_of(view.review, dataset.id)
    days = due_days(terms, dataset, [one.row for one in known])
    lines = [
        {
            "id": one.row.id,
            "values": as_read(dataset, one.values),
            "from": {name: sources.get((one.row.id, name)) for name in one.values},
            "due": days[n],
            "state": found.get(one.row.id),
            "excused": one.row.relief is not None,
        }
        for n, one in enumerate(known)
    ]
    missing = [{"id": f"+{unit}", "unit": unit} for unit in _missing_units(view.review, terms, dataset, wanted.period)]
    unit_field = next((name for name in dataset.key if dataset.fields[name].kind == "unit"), "")
    return {
        "dataset": dataset.id,
        "row": dataset.row,
        "title": heading(terms, dataset.id),
        "key": list(dataset.key),
        "unit_field": unit_field,
        "kpis": kpis_of(terms, dataset.id),
        "given_by": dataset.given_by,
        "columns": [
            {
                "field": column.field.name,
                "label": heading(terms, column.field.name),
                "kind": column.field.kind,
                "help": column.help,
                "optional": column.field.optional,
                "choices": list(column.field.choices),
            }
            for column in sheet.columns
        ],
        "derived": [{"field": name, "label": heading(terms, name)} for name, one in dataset.derived.items() if one.due is not None],
        "lines": lines,
        "missing": missing,
    }


def _missing_units(review: Review, terms: Terms, dataset: Dataset, period: Period) -> list[str]:
    """Units that a KPI expects a row of in the period, and that have none: only where the key could tell one row of a unit from another."""
    kinds = [dataset.fields[name].kind for name in dataset.key if name in dataset.fields]
    if kinds.count("unit") != 1 or sum(kind in ("date", "moment") for kind in kinds) != 1:
        return []
    from tenor.figures.which import which

    for kpi in terms.kpis:
        if isinstance(kpi.measure, ShareOfUnits) and kpi.measure.have == dataset.id:
            rows = which(terms, review.facts, kpi.id, period.label, review.on)
            return [row.unit for row in rows if not row.row and row.outcome != "in"]
    return []


def _figure(review: Review, line: AskedFigure) -> Data:
    stated = [s for s in review.facts.stated if (s.kpi, s.period) == (line.kpi.id, line.period) and s.act.day <= review.on]
    last = stated[-1] if stated else None
    parts = ("numerator", "denominator") if line.measure.what == "share" else ("value",)
    was: Mapping[str, str] = {}
    if last is not None:
        was = _as_typed(last.numerator, last.denominator, line.measure.what)
    return {
        "kpi": line.kpi.id,
        "number": line.kpi.number,
        "title": line.kpi.title,
        "period": line.period,
        "what": line.measure.what,
        "help": line.help,
        "parts": list(parts),
        "was": dict(was),
        "from": {"kind": "return", "on": last.act.day.isoformat(), "side": last.act.entry.side} if last else None,
    }


def _as_typed(numerator: int, denominator: int, what: str) -> dict[str, str]:
    """A stated pair as a person would type it again."""
    if what == "share":
        return {"numerator": str(numerator), "denominator": str(denominator)}
    if denominator in (0, 1) and what != "percent":
        return {"value": str(numerator)}
    scaled = numerator * (100 if what == "percent" else 1)
    places = 0
    while denominator and scaled % denominator and places < 6:
        scaled, places = scaled * 10, places + 1
    digits = str(scaled // (denominator or 1)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return {"value": f"{text}%" if what == "percent" else text}
