"""Risks and issues as the log shows them, as a matrix, and as a list that is taken away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tenor.desk.visible import Place
from tenor.web.lists import Cell
from tenor.web.parts.contract_address import contract_address
from tenor.web.role_words import who
from tenor.web.views.act_pages import side_name
from tenor.web.views.risks_forms import IMPACT, LIKELIHOOD

Data = dict[str, Any]
COLUMNS = (
    "ID",
    "Kind",
    "Description",
    "Likelihood",
    "Impact",
    "Score",
    "Owner",
    "What is done",
    "Raised on",
    "Raised by",
    "Scored on",
    "Look again on",
    "Status",
    "Closed on",
    "Who sees it",
    "Came from",
)


def owner_words(place: Place, role: str) -> str:
    """A role of the terms in words, or a side by its name."""
    named = who(role, place.contract)
    return named[:1].upper() + named[1:]


def risk_shown(place: Place, one: Data, tell: Any) -> Data:
    keeper = "" if one["seen_by"] == "both" else side_name(place, one["seen_by"])
    return {
        **one,
        "told": tell(one["told"]),
        "closed": tell(one["closed"]),
        "history": [tell(each) for each in reversed(one["scores"])],
        "owner_words": owner_words(place, one["owner"]),
        "kind_words": _("issue") if one["kind"] == "issue" else _("risk"),
        "likelihood_words": LIKELIHOOD.get(one["likelihood"], ""),
        "impact_words": IMPACT.get(one["impact"], ""),
        "keeper": keeper,
        "href": contract_address(place, "risk", one["id"]),
        "came_href": contract_address(place, "risk", one["came_from"]) if one["came_from"] else "",
    }


def row_of(one: Data) -> list[Cell]:
    """One line of the list as a file."""
    return [
        one["id"],
        one["kind"],
        one["told"]["shown"],
        one["likelihood"] or None,
        one["impact"] or None,
        one["score"] or None,
        one["owner_words"],
        one["mitigation"],
        _day(one["told"]["on"]),
        one["told"]["side_name"],
        _day(one["scored_on"]) if one["scores"] else None,
        None if one["closed"] else _day(one["look_on"]),
        "closed" if one["closed"] else "open",
        _day(one["closed"]["on"]) if one["closed"] else None,
        one["keeper"] or "both sides",
        one["came_from"],
    ]


def matrix_of(opened: list[Data]) -> list[Data]:
    """Rows from very likely down, each with its cells from the smallest impact up."""
    return [
        {
            "n": likelihood,
            "words": LIKELIHOOD[likelihood],
            "cells": [[each for each in opened if (each["likelihood"], each["impact"]) == (likelihood, impact)] for impact in IMPACT],
        }
        for likelihood in sorted(LIKELIHOOD, reverse=True)
    ]


def _day(text: str) -> date:
    return date.fromisoformat(text)
