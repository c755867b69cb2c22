"""The KPIs as they were, are and will be: each spell of a definition with what began it and who agreed; the baseline; the target review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tenor.base.figure import Amount, show
from tenor.base.period import months_after
from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.target_review import target_review
from tenor.desk.pages.view import Data, View
from tenor.ledger.events.agreements import AgreementAnswered, AgreementProposed, ReadingAgreed, VariationAgreed
from tenor.ledger.model import Act
from tenor.review.bands import unit_of
from tenor.review.baseline import baseline
from tenor.review.model import Review
from tenor.review.offered import open_to
from tenor.review.rate import kpis_ever
from tenor.review.shown import bound_said
from tenor.review.things import known
from tenor.terms.model import Kpi


def make(view: View) -> Data:
    """{"kpis": [{id, number, title, clause, spells, baseline, …}], "review", "open", "offers"}; the spells of a KPI in order of day."""
    review = view.review
    days = sorted(_days(review))
    first = review.terms.kpis[0] if review.terms.kpis else None
    tried = [AgreementProposed(proposal="?", changes={f"kpis.{first.id}.title": first.title}, from_=_inside(review))] if first else []
    return {
        "kpis": [_kpi(review, kpi, days) for kpi in kpis_ever(review.timeline)],
        "review": target_review(review),
        "open": [act.event.proposal for act in review.facts.of(AgreementProposed) if _is_open(review, act)],
        "levels": list(review.terms.levels),
        "ends": day_data(review.terms.contract.ends),
        "offers": open_to(review, *tried),
    }


def _inside(review: Review) -> date:
    contract = review.terms.contract
    return min(max(review.on, contract.starts), contract.ends)


def _is_open(review: Review, act: Act) -> bool:
    """A proposal about KPIs that waits for its answer."""
    return known(review, "proposal")[act.event.proposal] == "open" and any(path.startswith("kpis.") for path in act.event.changes)


def _days(review: Review) -> Iterator[date]:
    """Days on which a definition may begin to be another."""
    contract = review.terms.contract
    yield contract.starts
    yield from (change.from_ for change in review.terms.variations)
    yield from (act.event.from_ for act in review.facts.of(VariationAgreed))
    yield from (act.event.from_ or act.day for act in review.facts.of(ReadingAgreed) if not act.event.from_start)
    year = contract.starts
    while (year := months_after(year, 12)) <= contract.ends:  # tables by year
        yield year


def _kpi(review: Review, newest: Kpi, days: list[date]) -> Data:
    spells: list[Data] = []
    for day in dict.fromkeys(days):
        kpi = review.timeline.on(day).kpi(newest.id)
        said = _definition(kpi) if kpi is not None else {"ended": True} if spells else None
        if said is not None and (not spells or {key: spells[-1].get(key) for key in said} != said):
            spells.append({"from": day_data(day), **said, **_began(review, newest.id, day), **_around(review, newest.id, day)})
    last = next((kpi for day in reversed(days) if (kpi := review.timeline.on(day).kpi(newest.id)) is not None), newest)
    return {
        "id": last.id,
        "number": last.number,
        "title": last.title,
        "clause": list(last.clause),
        "spells": spells,
        **_baseline(review, last),
    }


def _definition(kpi: Kpi) -> Data:
    return {
        "title": kpi.title,
        "bands": [{"level": band.level, "bound": said_data(bound_said(band.bound))} for band in kpi.bands],
        "otherwise": kpi.otherwise or "",
        "measure": repr(kpi.measure),
        "ended": False,
    }


def _began(review: Review, kpi: str, day: date) -> Data:
    """What began a spell: the variation, its reason, and both approvals; nothing for the first."""
    agreed = [act for act in review.facts.of(VariationAgreed) if act.event.from_ == day and _is_about(act.event.changes, kpi)]
    if agreed:
        return {"variation": _approved(review, agreed[-1])}
    signed = [change for change in review.terms.variations if change.from_ == day and _is_about(change.changes, kpi)]
    if signed:
        return {
            "variation": {"id": signed[-1].id, "agreed_on": day_data(signed[-1].agreed_on), "why": "", "proposed": None, "answered": None}
        }
    return {"variation": None}


def _is_about(changes: Mapping[str, object], kpi: str) -> bool:
    return any(str(path) == f"kpis.{kpi}" or str(path).startswith(f"kpis.{kpi}.") for path in changes)


def _approved(review: Review, act: Act) -> Data:
    """Both approvals by the code of who gave them; where the buyer recorded it alone, that one."""
    id = act.event.variation
    proposed = next((each for each in review.facts.of(AgreementProposed) if each.event.proposal == id), None)
    answered = next((each for each in review.facts.of(AgreementAnswered) if each.event.proposal == id and each.event.agreed), None)
    why = proposed.entry.body if proposed is not None else act.entry.body
    return {
        "id": id,
        "agreed_on": day_data(act.day),
        "why": str(why.content.get("text", "")) if why is not None else "",
        "proposed": _who(proposed or act),
        "answered": _who(answered) if answered else None,
    }


def _who(act: Act) -> Data:
    return {"by": act.entry.by, "side": act.entry.side, "on": day_data(act.day)}


def _around(review: Review, kpi: str, day: date) -> Data:
    """The last period by what stood before, and the first by what stands from this day."""
    periods = [rating.period for rating in review.ratings.by_kpi.get(kpi, {}).values()]
    before, after = [p for p in periods if p.first < day], [p for p in periods if p.first >= day]
    return {"before": said_data(before[-1].said) if before else None, "after": said_data(after[0].said) if after else None}


def _baseline(review: Review, kpi: Kpi) -> Data:
    found = baseline(review, kpi)
    periods = review.ratings.by_kpi.get(kpi.id, {})
    return {
        "printed": kpi.baseline.get("printed", ""),
        "baseline": found
        and {
            "wanted": found.wanted,
            "periods": [said_data(periods[label].period.said) for label in found.periods],
            "n": found.figure[0] if found.figure else None,
            "d": found.figure[1] if found.figure else None,
            "share": unit_of(kpi.measure) == "percent",
            "figure": show(Amount(numerator=found.figure[0], denominator=found.figure[1], unit="percent"))
            if found.figure and unit_of(kpi.measure) == "percent"
            else "",
        },
    }
