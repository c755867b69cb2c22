"""The places where the contract does not say, behind a figure or a step: what is held since when, and what each other option would make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tenor.base.said_data import day_data
from tenor.ledger.events.agreements import ReadingAgreed
from tenor.review.model import Rating, Review, Step
from tenor.review.readings import Tried, alternatives
from tenor.terms.model import Reading
from tenor.terms.settle import settle

Data = dict[str, Any]
MOST_STEPS = 4


def readings_of(
    review: Review, ids: Sequence[str], *, rating: Rating | None = None, overall: str = "", step: Step | None = None, used: str = ""
) -> Data:
    """{"readings": those whose other options would change this very thing, "other_readings": how many others would not}. Each has its
    options with what they would make of it and what would follow."""
    known = [reading for reading in review.terms.readings if reading.id in ids]
    tried = _tried(review, {reading.id for reading in known}) if known else ()
    shown = []
    for reading in known:
        own = [each for each in tried if each.reading == reading.id]
        options = [_option(review, reading, own, name, rating, overall, step) for name in reading.options]
        if reading.id == used or any(option["differs"] for option in options):
            shown.append(_reading(review, reading, options, used=reading.id == used))
    return {"readings": sorted(shown, key=lambda each: not each["used"]), "other_readings": len(known) - len(shown)}


def _tried(review: Review, only: set[str]) -> tuple[Tried, ...]:
    entries = [act.entry for act in review.facts.acts]
    return alternatives(settle(review.terms.document), entries, on=review.on, as_known_at=review.as_known_at, only=only)


def _reading(review: Review, reading: Reading, options: list[Data], *, used: bool) -> Data:
    agreed = [act for act in review.facts.of(ReadingAgreed) if act.event.reading == reading.id]
    return {
        "id": reading.id,
        "unclear": reading.unclear,
        "chosen": reading.chosen,
        "clause": list(reading.clause),
        "agreed_on": day_data(agreed[-1].day) if agreed else None,
        "used": used,
        "options": sorted(options, key=lambda option: not option["held"]),
    }


def _option(
    review: Review, reading: Reading, tried: Sequence[Tried], name: str, rating: Rating | None, overall: str, step: Step | None
) -> Data:
    """One option: `level` it would give this figure (None: the same), and steps that it alone would meet or not meet."""
    other = next((each for each in tried if each.option == name), None)
    found: Data = {"name": name, "held": name == reading.chosen, "level": None, "met": [], "not_met": [], "differs": False}
    if other is None:
        return found
    key = (rating.kpi, rating.period.label) if rating else ("overall", overall)
    level = next((level for kpi, label, level in other.levels if (kpi, label) == key), None)
    lost = [one for id in other.not_met if (one := review.step(id)) is not None]
    found |= {
        "level": level,
        "met": [{"then": each.then, "on": day_data(each.met_on)} for each in other.met[:MOST_STEPS]],
        "not_met": [{"then": each.then, "on": day_data(each.met_on)} for each in lost[:MOST_STEPS]],
        "step_falls": step is not None and step.id in other.not_met,
        "differs": level is not None or (step is not None and step.id in other.not_met),
    }
    return found
