"""One return received, as its receipt and as the buyer's check: what it brought against what was known, figure by figure.

`view.what` is the entry's id. LookupError where there is no such return for this side.
"""

from __future__ import annotations

from typing import Any

from tenor.base.period import parse_label
from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.returns_form import ratings_in, so_far
from tenor.desk.pages.returns_rows import row_name
from tenor.desk.pages.view import Data, View
from tenor.ledger.compare import Compared, compare
from tenor.ledger.events.returns import QueryAnswered, QueryRaised, ReturnAccepted, ReturnConfirmed, ReturnReceived
from tenor.ledger.facts import facts
from tenor.ledger.model import Act, Entry
from tenor.ledger.rows_known import texts_beside
from tenor.returns.model import GivenRow
from tenor.returns.shown import as_read
from tenor.review.model import Review
from tenor.review.need_figures import still_missing
from tenor.review.receiving import known_rows, terms_of
from tenor.terms.labels import heading
from tenor.terms.model import Terms

MOST = 200  # differences shown; the rest is counted


def make(view: View) -> Data:
    """{"entry", "ret", "covers", …, "new", "completed", "same", "changed", "figures", "missing", "queries", "final_on"}."""
    review = view.review
    act = next((one for one in review.facts.of(ReturnReceived) if one.ref == view.what), None)
    if act is None:
        raise LookupError(view.what)
    terms = terms_of(review, act.event.covers)
    period = parse_label(act.event.covers, terms.contract.starts)
    ratings = ratings_in(review, period) if period else []
    compared = _compared(view, act, terms)
    duty = next((one for one in review.duties if one.id == f"{act.event.ret} {act.event.covers}"), None)
    first = next(one for one in review.facts.of(ReturnReceived) if (one.event.ret, one.event.covers) == (act.event.ret, act.event.covers))
    return {
        **_act(review, act),
        "period": said_data(period.said) if period else None,
        "due": day_data(duty.due if duty else None),
        "worked_out": said_data(duty.worked_out) if duty and duty.worked_out else None,
        "first": first.ref == act.ref,
        "rows": _counted(compared),
        "differences": _differences(compared, terms)[:MOST],
        "figures": [so_far(review, rating) for rating in ratings],
        "missing": [said_data(line) for rating in ratings for line in still_missing(review, rating)],
        "final_on": day_data(max((rating.final_from(review.on) for rating in ratings), default=None)),
        "final_how": next((said_data(r.worked_out) for r in ratings if r.worked_out and r.final_from(review.on) == r.final_on), None),
        "queries": _queries(review, act.event.covers),
        "known": [_known(one.dataset, one.row.id, one.values, terms) for one in known_rows(review, terms, act.event.covers)][:MOST],
        "levels": list(terms.levels),
        "supplier": terms.contract.supplier,
    }


def _act(review: Review, act: Act) -> Data:
    accepted = next((one for one in review.facts.of(ReturnAccepted) if one.event.entry == act.ref), None)
    confirmed = next((one for one in review.facts.of(ReturnConfirmed) if one.event.entry == act.ref), None)
    words = act.entry.words.content.get("text", "") if act.entry.words is not None else ""
    none = act.entry.words.content.get("none", "") if act.entry.words is not None else ""
    return {
        "entry": act.ref,
        "seq": act.entry.seq,
        "ret": act.event.ret,
        "covers": act.event.covers,
        "on": act.day.isoformat(),
        "at": act.entry.at.isoformat(timespec="seconds"),
        "by": act.entry.by,
        "side": act.entry.side,
        "file": act.event.file,
        "hash": act.entry.hash,
        "words": words,
        "none": [_unit_name(review, part) for part in none.split("; ") if part],
        "reports": list(act.event.reports),
        "accepted": {"on": accepted.day.isoformat(), "by": accepted.entry.by} if accepted else None,
        "confirmed": {"on": confirmed.day.isoformat(), "by": confirmed.entry.by} if confirmed else None,
        "to_confirm": act.entry.side == "buyer" and confirmed is None,
    }


def _unit_name(review: Review, part: str) -> str:
    """ "<dataset>|+<unit>", as the form sent it, by the unit's name."""
    unit = part.partition("|+")[2]
    return next((one.name or one.id for one in review.terms.units if one.id == unit), unit)


def _compared(view: View, act: Act, terms: Terms) -> Compared:
    """What the return brought against what was known just before it: the same comparison that was made when it came."""
    before: list[Entry] = [entry for entry in view.entries if entry.seq < act.entry.seq]
    given = list(_given(act))
    return compare(given, facts(before, terms), terms, covers=act.event.covers, day=act.day, replaces=act.event.replaces)


def _given(act: Act) -> list[GivenRow]:
    content: Any = act.entry.body.content if act.entry.body is not None else {}
    beside = texts_beside(act.entry)
    return [
        GivenRow(
            dataset=dataset,
            id=row["id"],
            values=row["values"],
            words=beside.get((dataset, row["id"]), {}),
            cells=row.get("cells", {}),
        )
        for dataset, several in content.get("rows", {}).items()
        for row in several
    ]


def _counted(compared: Compared) -> Data:
    changed = {(one.dataset, one.new_row or one.row) for one in compared.questions}
    return {
        "all": len(compared.rows),
        "new": len(compared.new),
        "completed": len(compared.completed),
        "same": len(compared.same),
        "changed": len(changed),
    }


def _differences(compared: Compared, terms: Terms) -> list[Data]:
    """One line a row: what changed, then what was completed; new rows are only counted where nothing was known before."""
    found: dict[tuple[str, str, str], Data] = {}
    for one in compared.questions:
        line = _line(found, one.kind, one.dataset, one.new_row or one.row)
        line["parts"].append({"label": heading(terms, one.field) if one.field else "", "was": one.was, "now": one.now, "cell": one.cell})
    for met in compared.completed:
        line = _line(found, "completed", *met.key)
        for name in met.completed:
            line["parts"].append(
                {"label": heading(terms, name), "was": "", "now": met.now.get(name, ""), "cell": met.given.cells.get(name, "")}
            )
    if len(compared.rows) > len(compared.new):
        for met in compared.new:
            _line(found, "new", *met.key)
    return [{**line, "name": row_name(terms, line["dataset"], line["row"])} for line in found.values()]


def _line(found: dict[tuple[str, str, str], Data], kind: str, dataset: str, row: str) -> Data:
    return found.setdefault((kind, dataset, row), {"kind": kind, "dataset": dataset, "row": row, "parts": []})


def _known(dataset: str, id: str, values: Any, terms: Terms) -> Data:
    names = {unit.id: unit.name or unit.id for unit in terms.units}
    fields, texts = terms.datasets[dataset].fields, as_read(terms.datasets[dataset], values)
    shown = [
        {"label": heading(terms, name), "kind": field.kind, "text": _text(texts.get(name, ""), field.kind, names)}
        for name, field in fields.items()
    ]
    return {"dataset": dataset, "id": id, "values": shown}


def _text(value: str, kind: str, names: dict[str, str]) -> str:
    return names.get(value, value) if kind == "unit" else value


def _queries(review: Review, period: str) -> list[Data]:
    answered = {act.event.query: act for act in review.facts.of(QueryAnswered)}
    return [
        {
            "query": act.event.query,
            "row": act.event.row,
            "dataset": _dataset_of(review, act),
            "kpi": act.event.kpi,
            "on": act.day.isoformat(),
            "by": act.entry.by,
            "side": act.entry.side,
            "text": _words(act),
            "open": act.event.query not in answered,
            "answer": _words(answered[act.event.query]) if act.event.query in answered else "",
        }
        for act in review.facts.of(QueryRaised)
        if act.event.period == period
    ]


def _dataset_of(review: Review, act: Act) -> str:
    """The dataset of the row that a question is about; "" where it is about none that is there."""
    return next((row.dataset for row in review.facts.rows if act.event.row and row.id == act.event.row), "")


def _words(act: Act) -> str:
    for body in (act.entry.words, act.entry.body):
        if body is not None and body.kind == "words":
            return str(body.content.get("text", ""))
    return ""
