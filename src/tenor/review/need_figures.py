"""Figures that need somebody: questioned ones to settle, a return to look at, and what becomes final in the next working days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tenor.base.wording import Said, said
from tenor.ledger.events.returns import FigureCorrected, FigureDisputed, QueryRaised, ReturnAccepted, ReturnReceived, RowsCorrected
from tenor.ledger.model import Act
from tenor.review.behind import rows_behind
from tenor.review.model import Rating, Review
from tenor.review.need_decisions import each_once
from tenor.review.need_duties import soon_from
from tenor.review.need_model import Need, Side
from tenor.review.shown import figure_said, kpi_name, kpi_of
from tenor.terms.model import ShareOfUnits


def figures(review: Review, side: Side) -> Iterator[Need]:
    """Of every KPI and period by itself where it is questioned; of a period as a whole where it becomes final."""
    open_now: dict[tuple[str, date], list[Rating]] = {}
    for by_period in review.ratings.by_kpi.values():
        for rating in by_period.values():
            state = rating.at(review.on).state
            if state == "disputed" and _to_settle(review, rating, side):
                yield _settle(review, rating, side)
            elif state == "provisional" and rating.final_on > review.on:
                open_now.setdefault((rating.period.label, rating.final_on), []).append(rating)
    for (label, final_on), ratings in open_now.items():
        yield from _open_period(review, side, label, final_on, ratings)


# --- questioned --------------------------------------------------------------------------------------------------


def _to_settle(review: Review, rating: Rating, side: Side) -> bool:
    """The buyer may always settle it; the supplier where the buyer questioned it."""
    return side == "buyer" or _questioned_by(review, rating) == "buyer"


def _questioned_by(review: Review, rating: Rating) -> str:
    acts = [
        a for a in review.facts.of(FigureDisputed, FigureCorrected) if (a.event.kpi, a.event.period) == (rating.kpi, rating.period.label)
    ]
    return acts[-1].entry.side if acts else ""


def _settle(review: Review, rating: Rating, side: Side) -> Need:
    version, kpi = rating.at(review.on), kpi_of(review, rating.kpi, rating)
    shown = figure_said(review, rating, version.figure) if version.figure else said("state-not-reported")
    why = [said("need-figure", kpi=kpi_name(review, rating.kpi), period=rating.period.said, figure=shown, level=version.rating or "")]
    if version.other is not None:
        why.append(said("why-other-figure", figure=figure_said(review, rating, version.other)))
    return Need(
        id=f"settle {rating.kpi} {rating.period.label}",
        kind="figure",
        side=side,
        what=said("need-settle", kpi=kpi_name(review, rating.kpi), period=rating.period.said),
        clause=kpi.clause if kpi else (),
        why=(*why, *version.because[-1:]),
        soon_from=version.from_day,
        since=version.from_day,
        act="settle figure",
        about=(("kpi", rating.kpi), ("period", rating.period.label)),
    )


# --- still open --------------------------------------------------------------------------------------------------


def _open_period(review: Review, side: Side, label: str, final_on: date, ratings: Sequence[Rating]) -> Iterator[Need]:
    """The buyer checks a return it has not looked at; both are told what is still missing before the figures are final."""
    arrived = _last_return(review, label)
    missing = tuple(line for rating in ratings for line in still_missing(review, rating))
    if side == "buyer" and arrived is not None and not _looked_at(review, arrived, label):
        yield _check(review, arrived, label, final_on, ratings, missing)
    elif side == "buyer" or missing:
        yield _becoming_final(review, side, label, final_on, ratings, missing, arrived)


def _last_return(review: Review, label: str) -> Act | None:
    return next((a for a in reversed(review.facts.of(ReturnReceived)) if a.event.covers == label), None)


def _looked_at(review: Review, arrived: Act, label: str) -> bool:
    """Whether the buyer did anything about the period after its return came: accepted it, asked, or changed something."""
    if any(act.event.entry == arrived.ref for act in review.facts.of(ReturnAccepted)):
        return True
    acts = review.facts.of(QueryRaised, FigureDisputed, FigureCorrected, RowsCorrected)
    after = [a for a in acts if (a.day, a.order) > (arrived.day, arrived.order) and a.entry.side == "buyer"]
    return any(isinstance(a.event, RowsCorrected) or a.event.period in ("", label) for a in after)


def _check(review: Review, arrived: Act, label: str, final_on: date, ratings: Sequence[Rating], missing: Sequence[Said]) -> Need:
    ret = next((r for r in review.terms.returns if r.id == arrived.event.ret), None)
    return Need(
        id=f"check {arrived.event.ret} {label}",
        kind="check",
        side="buyer",
        what=said("need-check", period=ratings[0].period.said),
        clause=ret.clause if ret else (),
        why=(said("need-arrived", on=arrived.day), *_so_far(review, ratings), *each_once(missing)),
        due=final_on,
        soon_from=arrived.day,
        since=arrived.day,
        worked_out=ratings[0].worked_out,
        who=ret.to if ret else (),
        act="check return",
        about=(("return", arrived.event.ret), ("period", label)),
    )


def _becoming_final(
    review: Review, side: Side, label: str, final_on: date, ratings: Sequence[Rating], missing: Sequence[Said], arrived: Act | None
) -> Need:
    kpis = [kpi for rating in ratings if (kpi := kpi_of(review, rating.kpi, rating))]
    return Need(
        id=f"final {label} {final_on.isoformat()}",
        kind="becoming final",
        side=side,
        what=said("need-final", period=ratings[0].period.said),
        clause=tuple(dict.fromkeys(clause for kpi in kpis for clause in kpi.clause)),
        why=(*_so_far(review, ratings), *each_once(missing)),
        due=final_on,
        soon_from=soon_from(review, final_on),
        worked_out=ratings[0].worked_out,
        act="look",
        about=(("period", label), *((("return", arrived.event.ret),) if arrived is not None else ())),
    )


def _so_far(review: Review, ratings: Sequence[Rating]) -> Iterator[Said]:
    for rating in ratings:
        version = rating.at(review.on)
        if version.figure is not None:
            shown = figure_said(review, rating, version.figure)
            yield said("need-so-far", kpi=kpi_name(review, rating.kpi), figure=shown, level=version.rating or "")


def still_missing(review: Review, rating: Rating) -> Iterator[Said]:
    """What is not known yet, or not there, while it can still come."""
    kpi = kpi_of(review, rating.kpi, rating)
    if kpi is None or kpi.over != 1:
        return
    names = {unit.id: unit.name or unit.id for unit in review.terms.units}
    terms = review.timeline.during(rating.period, review.on)
    for row in rows_behind(review, terms, rating.kpi, rating.period.label, review.on):
        if row.outcome == "open":
            yield said("need-row-open", name=names.get(row.unit, row.row), why=row.why or "")
        elif isinstance(kpi.measure, ShareOfUnits) and not row.row and row.outcome == "out":
            yield said("need-unit-missing", name=names.get(row.unit, row.unit))
