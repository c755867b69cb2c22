"""The ladder and what follows as plain data: what a Summary page keeps between a write and the readers that come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tenor.base.said_data import day_data, said_data
from tenor.base.wording import Said
from tenor.review.standing_model import Following, Outlook, Rung

Data = dict[str, Any]


def ladder_data(rungs: Iterable[Rung]) -> list[Data]:
    """JSON-able, from the bottom up: sentences as `said_data` has them."""
    return [
        {
            "title": said_data(rung.title),
            "kind": rung.kind,
            "place": rung.place,
            "clause": list(rung.clause),
            "since": day_data(rung.since),
            "said": _several(rung.said),
            "met_by": _several(rung.met_by),
            "step": rung.step,
            "steps": list(rung.steps),
            "about": rung.about,
        }
        for rung in rungs
    ]


def following_data(following: Following) -> Data:
    """JSON-able: `what_if` is None where one loss costs nothing."""
    return {
        "decisions": _several(following.decisions),
        "outlooks": [outlook_data(each) for each in following.outlooks],
        "what_if": None if following.what_if is None else outlook_data(following.what_if),
    }


def outlook_data(outlook: Outlook) -> Data:
    """One KPI in one open period."""
    return {
        "kpi": outlook.kpi,
        "period": outlook.period,
        "best": outlook.best,
        "worst": outlook.worst,
        "said": said_data(outlook.said),
        "clause": list(outlook.clause),
        "because": _several(outlook.because),
    }


def _several(lines: Iterable[Said]) -> list[Data]:
    return [said_data(line) for line in lines]
