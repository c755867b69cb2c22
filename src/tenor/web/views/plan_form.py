"""The boxes of a plan that is being written: one task beside the other, aims on the way, the review date. Nothing here needs a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from tenor.desk.actions.plan_draft import MOST_AIMS, MOST_ROWS, MOST_TEXT, PlanDraft
from tenor.review.plan_text import FIELDS, PRINTED
from tenor.web.forms import ActForm, OneBoxDay
from tenor.web.parts.sentence import sentence
from tenor.web.views.plan_versions import words_of
from tenor.web.views.plan_words import called

Data = dict[str, Any]
LONG = ("reason", "action", "outcome")
MOST_KEPT, MOST_NOTE = 10_000, 4000  # what is too long is kept and told, up to this
NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
AIM = re.compile(r"(at least|at most) ([0-9.]+)")
WAYS = ("at least", "at most")


# --- what was typed, what was kept -------------------------------------------------------------------------------


def typed_in(post: QueryDict, turn: int) -> PlanDraft:
    """What the boxes hold, as typed; a task in which nothing was written is left out."""
    rows = [{name: post.get(f"r{n}-{name}", "")[:MOST_KEPT] for name in ("key", *FIELDS)} for n in _numbers(post, "row", MOST_ROWS)]
    aims = [{name: post.get(f"a{n}-{name}", "")[:100] for name in ("of", "way", "n")} for n in _numbers(post, "aim", MOST_AIMS)]
    return PlanDraft(
        rows=tuple(_keyed([row for row in rows if any(row[name].strip() for name in FIELDS)])),
        aims=tuple({**_of(aim["of"]), "way": aim["way"], "n": aim["n"]} for aim in aims),
        review_on=post.get("review_on", "")[:40],
        note=post.get("note", "")[:MOST_KEPT],
        turn=turn,
    )


def _numbers(post: QueryDict, name: str, most: int) -> list[str]:
    return [n for n in dict.fromkeys(post.getlist(name)) if n.isascii() and n.isdigit() and len(n) < 4][:most]


def _keyed(rows: Sequence[Data]) -> Iterator[Data]:
    """Each task with a key of its own: what came without, or with that of another, is given a new one."""
    seen: set[str] = set()
    for row in rows:
        key = row["key"][:60].strip()
        if not key or key in seen:
            key = next(str(n) for n in range(1, 1000) if str(n) not in seen and all(other["key"] != str(n) for other in rows))
        seen.add(key)
        yield {**row, "key": key}


def _of(name: str) -> Data:
    kpi, _sign, period = name.rpartition(" ")
    return {"kpi": kpi, "period": period}


def begun(data: Data) -> PlanDraft:
    """What the editor opens with where nothing is kept: the latest version, else a task for each KPI with its figure of today."""
    versions = data["versions"]
    if versions and versions[-1]["rows"]:
        last = versions[-1]
        aims = [{"kpi": a["kpi"], "period": a["label"], "way": f[1], "n": f[2]} for a in last["aims"] if (f := AIM.match(a["text"]))]
        rows = tuple({name: row[name] for name in ("key", *FIELDS)} for row in last["rows"])
        return PlanDraft(rows=rows, aims=tuple(aims), review_on=last["review_on"] or "")
    kpis = [kpi["id"] for kpi in data["plan"]["kpis"]] or [kpi["id"] for kpi in data["kpis"][:1]]
    return PlanDraft(rows=tuple(_keyed([new_row(data, kpi) for kpi in kpis])))


def new_row(data: Data, kpi: str = "") -> Data:
    """An empty task, with the level as it is on the day it is begun."""
    own = next((each for each in data["kpis"] if each["id"] == kpi), data["kpis"][0] if data["kpis"] else None)
    now = own["now"] if own else None
    level = f"{now['figure']} ({sentence(now['period'])})" if now and now.get("figure") else ""
    return {**dict.fromkeys(("key", *FIELDS), ""), "kpi": own["id"] if own else "", "level": level}


# --- the form ----------------------------------------------------------------------------------------------------


class PlanForm(ActForm):
    """Made for the tasks there are by `plan_form`."""

    label_size = "s"
    tasks: list[Data]
    aims: list[Data]

    def task_fields(self) -> list[Data]:
        """For the template: each task with its boxes, the printed ones and the added ones."""
        return [
            {
                **task,
                "printed": [self[f"r{task['n']}-{name}"] for name in PRINTED],
                "added": [self[f"r{task['n']}-{name}"] for name in ADDED],
            }
            for task in self.tasks
        ]

    def aim_fields(self) -> list[Data]:
        return [{**aim, "boxes": [self[f"a{aim['n']}-{name}"] for name in ("of", "way", "n")]} for aim in self.aims]

    def clean(self) -> Data:
        given: Data = super().clean() or self.cleaned_data
        for task in self.tasks:
            for name in FIELDS:
                text = given.get(f"r{task['n']}-{name}")
                if isinstance(text, str) and len(text) > MOST_TEXT:
                    self.add_error(
                        f"r{task['n']}-{name}", _("Task %(n)d: write at most %(most)d characters") % {"n": task["n"], "most": MOST_TEXT}
                    )
        for aim in self.aims:
            number = str(given.get(f"a{aim['n']}-n") or "").strip()
            if number and not NUMBER.fullmatch(number):
                self.add_error(f"a{aim['n']}-n", _("Aim %(n)d must be a number, like 80") % {"n": aim["n"]})
        return given

    def rows(self) -> list[Data]:
        """The tasks as they are proposed: days as ISO text."""
        given = self.cleaned_data
        return [{"key": task["key"], **{name: _text(given.get(f"r{task['n']}-{name}")) for name in FIELDS}} for task in self.tasks]

    def targets(self, units: Mapping[str, str]) -> dict[str, str]:
        """ "reports 2023-07" -> "at least 80%"; an aim without a number is none."""
        found = {}
        for aim in self.aims:
            of, way, n = (str(self.cleaned_data.get(f"a{aim['n']}-{name}") or "").strip() for name in ("of", "way", "n"))
            if n and of:
                unit = units.get(of.rpartition(" ")[0], "count")
                found[of] = f"{way} {n}" + ("%" if unit == "percent" else "" if unit == "count" else f" {unit}")
        return found


ADDED = tuple(name for name in FIELDS if name not in PRINTED)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "").strip()


def plan_form(data: Data, draft: PlanDraft, post: QueryDict | None = None) -> PlanForm:
    """The form for the tasks of a draft; `post`: what was sent, of the same tasks."""
    words, fields, first = words_of(data), {}, {"review_on": _as_day(draft.review_on), "note": draft.note}
    tasks, aims = [], []
    for n, row in enumerate(draft.rows, 1):
        tasks.append({"n": n, "key": row["key"]})
        for name in FIELDS:
            fields[f"r{n}-{name}"] = _box(data, name, n, words, row.get("kpi", ""))
            first[f"r{n}-{name}"] = _as_day(row.get(name, "")) if name == "by" else row.get(name, "")
    for n, aim in enumerate(draft.aims, 1):
        aims.append({"n": n})
        fields |= _aim_boxes(data, n, f"{aim['kpi']} {aim['period']}".strip())
        first |= {f"a{n}-of": f"{aim['kpi']} {aim['period']}".strip(), f"a{n}-way": aim["way"], f"a{n}-n": aim["n"]}
    fields["review_on"] = OneBoxDay(
        label=_("When is the plan reviewed?"), required=False, what=_("The review date"), help_text=_("For example 31 7 2023")
    )
    fields["note"] = forms.CharField(
        label=_("A word with it (optional)"), required=False, max_length=MOST_NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )
    made: type[PlanForm] = type("MadePlanForm", (PlanForm,), {**fields, "tasks": tasks, "aims": aims})
    return made(post, initial=first)


def _as_day(text: str) -> Any:
    """A day that is kept as ISO text, as a day; what was typed otherwise as it was typed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _box(data: Data, name: str, n: int, words: Mapping[str, str], kpi: str) -> forms.Field:
    label = words[name]
    if name == "kpi":
        options = [(each["id"], f"{called(each)}: {each['title']}" if each["number"] else each["title"]) for each in data["kpis"]]
        options += [(kpi, kpi)] if kpi and kpi not in dict(options) else []
        return forms.ChoiceField(label=label, choices=[("", "–"), *options], required=False)
    if name == "by":
        return OneBoxDay(label=label, required=False, what=_("The day of task %(n)d") % {"n": n}, help_text=_("For example 12 6 2023"))
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}) if name in LONG else forms.TextInput())


def _aim_boxes(data: Data, n: int, of: str) -> dict[str, forms.Field]:
    own = {kpi["id"] for kpi in data["plan"]["kpis"]}
    options = [
        (f"{kpi['id']} {period['label']}", f"{called(kpi)}, {sentence(period['said'])}")
        for kpi in data["kpis"]
        if kpi["id"] in own
        for period in kpi["periods"]
    ]
    options += [(of, of)] if of and of not in dict(options) else []
    return {
        f"a{n}-of": forms.ChoiceField(label=_("KPI and month"), choices=options, required=False),
        f"a{n}-way": forms.ChoiceField(
            label=_("It is to be"), choices=[("at least", _("at least")), ("at most", _("at most"))], required=False
        ),
        f"a{n}-n": forms.CharField(
            label=_("Number"),
            required=False,
            max_length=20,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        ),
    }
