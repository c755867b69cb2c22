"""Why a figure, or a step, is as it is: `view.what` is "reports/2023-05", "overall/2023-05" or "step/" and its id. LookupError where there
is no such thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.desk.pages.summary_strip import cell, kpi_words, overall_cell
from tenor.desk.pages.view import Data, View
from tenor.desk.pages.why_readings import readings_of
from tenor.desk.pages.why_rows import rows_behind
from tenor.review.as_data import kpi_in_force
from tenor.review.explain_figure import overall_line
from tenor.review.model import UNRATED, OverallRating, Rating, Review, Step
from tenor.review.shown import bound_said
from tenor.review.together import parts_of
from tenor.review.trend import in_order
from tenor.terms.model import Clause, Kpi

AROUND = 3  # figures shown beside a step that rests on none


def make(view: View) -> Data:
    """The walk back, as far as the file's cells."""
    review = view.review
    head = {"on": day_data(review.on), "levels": list(review.terms.levels)}
    if view.what.startswith("step/") and view.what.removeprefix("step/") not in review.ratings.by_kpi.get("step", {}):
        return head | step_data(review, view.what.removeprefix("step/"))
    kpi, _, label = view.what.rpartition("/")
    if kpi == "overall" and label in review.ratings.overall:
        return head | _overall(review, review.ratings.overall[label])
    rating = review.ratings.by_kpi.get(kpi, {}).get(label)
    if rating is None:
        raise LookupError(view.what)
    return head | _figure(review, rating)


# --- a figure ----------------------------------------------------------------------------------------------------


def _figure(review: Review, rating: Rating) -> Data:
    version, kpi = rating.at(review.on), kpi_in_force(review, rating)
    return {
        "kind": "figure",
        "kpi": rating.kpi,
        **kpi_words(review, rating.kpi),
        "label": rating.period.label,
        "period": said_data(rating.period.said),
        "open": rating.period.last >= review.on or version.state in ("not due", "provisional"),
        "cell": cell(review, rating),
        "because": [said_data(line) for line in version.because],
        "final_on": day_data(rating.final_from(review.on)),
        "worked_out": _worked_out(review, rating),
        "reported_on": day_data(rating.reported_on),
        "rounded": kpi.rounded if kpi else None,
        "bands": _bands(kpi),
        "printed": [f"{level} {text}" for level, text in kpi.printed.items() if level in {band.level for band in kpi.bands}] if kpi else [],
        "in_band": kpi is not None and not version.reading and (version.rating != UNRATED or kpi.context),
        "levels": list(review.terms.ladder_of(kpi).levels if kpi else review.terms.levels),
        "of": list(_parts(review, kpi, rating.period.label)),
        **rows_behind(review, rating),
        **readings_of(review, kpi.readings if kpi else (), rating=rating, used=version.reading),
        "clauses": clauses(review, kpi.clause if kpi else ()),
    }


def _worked_out(review: Review, rating: Rating) -> Data | None:
    """How the day shown was found; nothing of one that a late return or an answer brought."""
    known = rating.worked_out if rating.final_from(review.on) == rating.final_on else None
    return None if known is None else said_data(known)


def _bands(kpi: Kpi | None) -> list[Data]:
    return [{"level": band.level, "bound": said_data(bound_said(band.bound))} for band in kpi.bands] if kpi else []


def _parts(review: Review, kpi: Kpi | None, label: str) -> Iterator[Data]:
    """The parts of a KPI, or the groups of a gap, each with its own reasons elsewhere."""
    for id in parts_of(kpi) if kpi is not None else ():
        found = review.ratings.by_kpi.get(id, {}).get(label)
        if found is not None:
            yield {"kpi": id, **kpi_words(review, id), **(cell(review, found) or {})}


def _overall(review: Review, rating: OverallRating) -> Data:
    """The ratings it is made of, each with its own reasons elsewhere."""
    version, overall = rating.at(review.on), review.terms.overall
    label = rating.period.label
    under = [review.ratings.by_kpi[kpi][label] for kpi, _ in version.marks if label in review.ratings.by_kpi[kpi]]
    readings = overall.readings if overall else ()
    return {
        "kind": "overall",
        "levels": list(review.terms.ladder(overall.ladder).levels) if overall else list(review.terms.levels),
        "kpi": "overall",
        "label": label,
        "period": said_data(rating.period.said),
        "clause": list(overall.clause) if overall else [],
        "cell": overall_cell(review, rating),
        "said": said_data(overall_line(review, label).said),
        "final_on": day_data(rating.final_from(review.on)),
        "of": [{"kpi": one.kpi, **kpi_words(review, one.kpi), **(cell(review, one) or {})} for one in under],
        **readings_of(review, readings, overall=label),
        "clauses": clauses(review, overall.clause if overall else ()),
    }


def clauses(review: Review, numbers: Clause) -> list[Data]:
    """The contract's own words, where the terms hold them."""
    held = [review.terms.clauses[number] for number in numbers if number in review.terms.clauses]
    return [{"number": each.number, "heading": each.heading, "text": each.text} for each in held if each.text]


# --- a step ------------------------------------------------------------------------------------------------------


def step_data(review: Review, id: str) -> Data:
    """The conditions of a step that were met, what was decided, the clause beside. LookupError where there is no such step."""
    step = review.step(id)
    if step is None:
        raise LookupError(id)
    return {
        "kind": "step",
        "id": step.id,
        "then": step.then,
        "choose": list(step.consequences) if step.choose else [],
        "may": step.may,
        "clause": list(step.clause),
        "met_on": day_data(step.met_on),
        "unmet_on": day_data(step.unmet_on),
        "state": step.state,
        "waiting": step.waiting,
        "disputed": step.in_dispute,
        "due": day_data(step.due),
        "first": list(step.first),
        "because": [said_data(line) for line in step.because],
        "decisions": [_decision(each) for each in step.decisions],
        "figures": list(_proof(review, step)),
        **readings_of(review, _readings(review, step), step=step),
        "clauses": clauses(review, _all_clauses(review, step)),
    }


def _decision(decision: Any) -> Data:
    return {
        "on": day_data(decision.on),
        "outcome": decision.outcome,
        "choice": decision.choice,
        "look_again_on": day_data(decision.look_again_on),
    }


def _proof(review: Review, step: Step) -> Iterator[Data]:
    """The figures it rests on, each leading on to its own reasons; where it rests on none, the last settled ones of its KPIs."""
    for kpi in step.kpis:
        by_period = review.ratings.by_kpi.get(kpi, {})
        settled = [r.period.label for r in in_order(by_period.values(), review.on) if r.at(review.on).state in ("final", "disputed")]
        labels = [label for label in step.proof if label in by_period] or settled[-AROUND:]
        for label in labels:
            if (shown := cell(review, by_period[label])) and "level" in shown:
                yield {"kpi": kpi, **kpi_words(review, kpi), "period": said_data(by_period[label].period.said), **shown}


def _readings(review: Review, step: Step) -> tuple[str, ...]:
    ratings = [review.ratings.by_kpi.get(kpi, {}).get(label) for kpi in step.kpis for label in step.proof]
    used = [rating.at(review.on).reading for rating in ratings if rating is not None]
    return tuple(dict.fromkeys((*step.readings, *(each for each in used if each))))


def _all_clauses(review: Review, step: Step) -> tuple[str, ...]:
    named = [review.terms.steps[name] for name in step.consequences if name in review.terms.steps]
    return tuple(dict.fromkeys((*step.clause, *(number for each in named for number in each.clause))))
