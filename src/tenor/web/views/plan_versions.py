"""The versions of a plan for its page: the table as the contract prints it, what is missing in which task, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tenor.desk.visible import Place
from tenor.review.plan_text import PRINTED
from tenor.web.parts.day import full_day
from tenor.web.views.plan_words import called, field_words, lacking, listed, sides, task_lacks

Data = dict[str, Any]
COLUMNS = (*PRINTED, "milestone", "by", "owner", "resource")


def shown_versions(place: Place, data: Data, names: Mapping[str, str]) -> list[Data]:
    """The first first."""
    words = words_of(data)
    return [_version(place, each, names, words) for each in data["versions"]]


def words_of(data: Data) -> dict[str, str]:
    """What the columns are called: in the contract's own words where it prints the table."""
    own = dict(zip(PRINTED, (name[:1].upper() + name[1:] for name in data["columns"]), strict=False))
    return {**field_words(), **own}


def _version(place: Place, one: Data, names: Mapping[str, str], words: Mapping[str, str]) -> Data:
    numbers = {row["key"]: n for n, row in enumerate(one["rows"], 1)}
    return {
        **one,
        "who": names.get(one["by"], one["by"]),
        "of": sides(place)[one["side"]],
        "table": {
            "caption": _("The plan, version %(n)d") % {"n": one["n"]},
            "head": [{"label": words[name]} for name in COLUMNS],
            "rows": [[_unbroken(shown(row, name)) if name == "kpi" else shown(row, name) for name in COLUMNS] for row in one["rows"]],
        },
        "missing": _missing(one["missing"], numbers, words),
        "signed": [{**each, "who": names.get(each["by"], each["by"]), "of": sides(place)[each["side"]]} for each in one["signed"]],
        "void": [{**each, "who": names.get(each["by"], each["by"]), "of": sides(place)[each["side"]]} for each in one["void"]],
        "changes": [_change(each, numbers, words) for each in one["changes"]],
    }


def shown(row: Data, name: str) -> str:
    """What stands in a cell."""
    if name == "kpi":
        return called(row["kpi_name"]) if row["kpi_name"] else ""
    return full_day(row[name]) if name == "by" and row[name] else str(row[name])


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}") if len(text) < 10 else text


def _missing(gaps: list[Data], numbers: Mapping[str, int], words: Mapping[str, str]) -> list[str]:
    """A sentence for each task, then what the plan itself lacks."""
    by_task: dict[str, list[str]] = {}
    for gap in gaps:
        by_task.setdefault(gap["key"], []).append(_("a task") if gap == {"key": "", "field": "action"} else lacking(gap["field"], words))
    own = by_task.pop("", [])
    told = [task_lacks(numbers[key], what) for key, what in by_task.items() if key in numbers]
    return told + ([_("The plan has no %(what)s") % {"what": listed(own)}] if own else [])


def _change(one: Data, numbers: Mapping[str, int], words: Mapping[str, str]) -> Data:
    """What was, what is, and where."""
    where = _("Task %(n)d") % {"n": numbers[one["key"]]} if one["key"] in numbers else _("A task")
    if one["field"]:
        was, now = (full_day(text) if one["field"] == "by" and text else text for text in (one["was"], one["now"]))
        return {"where": f"{where}: {words[one['field']].lower()}", "was": was, "now": now}
    return {
        "where": _("%(task)s is new") % {"task": where} if one["now"] else _("A task was taken out"),
        "was": one["was"],
        "now": one["now"],
    }
