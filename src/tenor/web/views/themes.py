"""Themes that rows have in common, by quarter; tag several rows at once, or one from its own page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tenor.base.problem import Problem
from tenor.desk.actions.themes import tag_rows, take_off
from tenor.desk.lookups.pages import page_on
from tenor.desk.snapshots import page_data
from tenor.desk.visible import Place
from tenor.web.doors import on_contract, show
from tenor.web.parts.contract_address import contract_address
from tenor.web.parts.day import full_day, plain_day
from tenor.web.parts.sentence import sentence
from tenor.web.views.together_forms import ThemeForm
from tenor.web.views.together_words import capital, turn_of

Data = dict[str, Any]
SHOWN_QUARTERS = 6
MOST_TO_TAG = 60


@on_contract("see the contract")
def themes(request: HttpRequest, place: Place) -> HttpResponse:
    """One table a dataset, themes down, quarters across; below, the rows of each."""
    data = page_data(place.contract, place.actor.side, "themes")
    nouns = {one["id"]: one["noun"] for one in data["datasets"]}
    tables = [_table(place, nouns[id], own) for id in nouns if (own := [one for one in data["themes"] if one["dataset"] == id])]
    context: Data = {
        "tables": tables,
        "themes": [_theme(place, one) for one in data["themes"]],
        "tag_href": contract_address(place, "theme-tag") if place.actor.may("tag themes") else "",
        "finding": finding(data["themes"]),
    }
    return show(request, "together/themes.html", place, title=context["finding"] or _("No theme is tagged yet"), **context)


@on_contract("tag themes")
def tag(request: HttpRequest, place: Place) -> HttpResponse:
    """Tag several rows: `?of=` a dataset, `?unit=`, `?month=2023-03` narrow them, as on the list of rows; `?row=` ticks one."""
    datasets = [one for one in page_data(place.contract, place.actor.side, "rows")["datasets"] if one["rows"]]
    chosen = next((one for one in datasets if one["id"] == request.GET.get("of")), datasets[0] if datasets else None)
    if chosen is None:
        return redirect("themes", place.contract.pk)
    asked = {name: request.GET.get(name, "")[:40] for name in ("unit", "month")}
    fits = [row for row in chosen["rows"] if asked["unit"] in ("", row["unit"]) and row["day"].startswith(asked["month"])]
    rows = [(row["id"], _row_words(chosen, row)) for row in fits[:MOST_TO_TAG]]
    known = sorted(page_data(place.contract, place.actor.side, "themes")["names"].items(), key=lambda one: one[1].casefold() or one[0])
    names = [(key, name or key) for key, name in known]
    first = {"theme": request.GET.get("theme", "")[:80], "rows": request.GET.getlist("row")[:MOST_TO_TAG]}
    form = ThemeForm(request.POST or None, themes=names, rows=rows, initial=first)
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        theme, turn = given.get("theme") or "", given["turn"] or uuid4()
        wrong = tag_rows(place, theme=theme, name=given["name"], dataset=chosen["id"], rows=given["rows"], turn=turn)
        if not wrong:
            messages.success(request, _("Tagged. It counts from now on."))
            return redirect("themes", place.contract.pk)
    context: Data = {"form": form, "problems": wrong, "chosen": chosen, "cut": len(fits) > MOST_TO_TAG, "most": MOST_TO_TAG}
    context |= {"months": _months(place, chosen, asked), "back_href": contract_address(place, "themes")}
    status = 422 if request.method == "POST" else 200
    return show(request, "together/theme_tag.html", place, status, title=_("What do these have in common?"), **context)


@on_contract("see the contract")
def row_themes(request: HttpRequest, place: Place, dataset: str, row: str) -> HttpResponse:
    """The themes of one row: what it has, to be taken off; and the form to tag it."""
    try:
        data = page_on(place.contract, place.actor.side, f"themes:{dataset}/{row}")
    except LookupError:
        raise Http404 from None
    may = place.actor.may("tag themes")
    own = [{"key": key, "name": data["names"].get(key) or key} for key in data["own"]]
    others = sorted(
        ((key, name or key) for key, name in data["names"].items() if key not in data["own"]), key=lambda one: one[1].casefold()
    )
    where = ", ".join(part for part in (data["unit"], full_day(data["day"]) if data["day"] else "") if part) or data["row"]
    form = ThemeForm(request.POST or None, themes=others, rows=[(row, where)], initial={"rows": [row]})
    wrong: tuple[Problem, ...] = ()
    if request.method == "POST":
        if not may:
            raise Http404
        if form.is_valid():
            given = form.cleaned_data
            theme, turn = given.get("theme") or "", given["turn"] or uuid4()
            wrong = tag_rows(place, theme=theme, name=given["name"], dataset=dataset, rows=[row], turn=turn)
            if not wrong:
                messages.success(request, _("Tagged."))
                return redirect("row-themes", place.contract.pk, dataset, row)
    context: Data = {"own": own, "form": form if may else None, "problems": wrong, "row": data, "turn": uuid4()}
    context |= {"row_href": contract_address(place, "row", dataset, row), "row_word": capital(where)}
    title = _("Themes of %(row)s") % {"row": where}
    return show(request, "together/row_themes.html", place, 422 if request.method == "POST" else 200, title=title, **context)


@require_POST
@on_contract("tag themes")
def untag(request: HttpRequest, place: Place) -> HttpResponse:
    """Take a theme off a row."""
    given = request.POST
    dataset, row = given.get("dataset", "")[:100], given.get("row", "")[:300]
    wrong = take_off(place, theme=given.get("theme", "")[:100], dataset=dataset, row=row, turn=turn_of(given.get("turn", "")))
    for one in wrong:
        messages.error(request, str(sentence(one.said)))
    if not wrong:
        messages.success(request, _("Taken off."))
    back = contract_address(place, "row-themes", dataset, row) if dataset and row else ""
    return redirect(back or contract_address(place, "themes"))


def _table(place: Place, noun: str, own: list[Data]) -> Data:
    """Themes down, the last quarters across: "4 of 17"."""
    shown = [one for one in own[0]["quarters"] if one["of"]][-SHOWN_QUARTERS:]
    labels = [one["label"] for one in shown]
    head: list[Data] = [{"label": _("Theme")}, *({"label": months_words(one), "number": True} for one in shown)]
    rows = []
    for one in own:
        by = {each["label"]: each for each in one["quarters"]}
        counts = [{"words": _("%(n)d of %(all)d") % {"n": by[label]["tagged"], "all": by[label]["of"]}, "number": True} for label in labels]
        rows.append([{"words": one["name"] or one["key"], "href": f"#theme-{one['key']}"}, *counts])
    caption = _("Themes by quarter: of how many, each %(noun)s counted once") % {"noun": noun}
    return {"caption": caption, "head": head, "rows": rows}


def _theme(place: Place, one: Data) -> Data:
    rows = [{**row, "href": contract_address(place, "row-themes", one["dataset"], row["id"])} for row in one["rows"]]
    return {**one, "name": capital(one["name"] or one["key"]), "rows": rows}


def finding(several: list[Data]) -> str:
    """The theme most often seen in the last quarter that has rows: "Medication records in 4 of 17, quarter 1 of 2023"."""
    found = [(each["label"], each["tagged"], one, each) for one in several for each in one["quarters"] if each["tagged"]]
    if not found:
        return ""
    label = max(one[0] for one in found)
    _label, _n, theme, quarter = max((one for one in found if one[0] == label), key=lambda one: one[1])
    values = {
        "theme": capital(theme["name"] or theme["key"]),
        "n": quarter["tagged"],
        "all": quarter["of"],
        "when": months_words(quarter),
    }
    return ngettext("%(theme)s in %(n)d of %(all)d, %(when)s", "%(theme)s in %(n)d of %(all)d, %(when)s", quarter["of"]) % values


def months_words(quarter: Data) -> str:
    """A quarter by its months: "Jan to Mar 2023"."""
    first, last = (plain_day(quarter[end]).split(" ")[1:] for end in ("first", "last"))
    if first == last:
        return " ".join(last)
    return _("%(first)s to %(last)s") % {"first": first[0] if first[1] == last[1] else " ".join(first), "last": " ".join(last)}


def _row_words(chosen: Data, row: Data) -> str:
    """A row by its unit and day; by its own name where it has neither."""
    names = [row["values"].get(field["id"], "") for field in chosen["fields"] if field["kind"] == "unit"]
    return ", ".join([*(name for name in names if name), *([full_day(row["day"])] if row["day"] else [])]) or row["id"]


def _months(place: Place, chosen: Data, asked: Data) -> list[Data]:
    """Links to the rows of one month; newest first."""
    months = sorted({row["day"][:7] for row in chosen["rows"] if row["day"]}, reverse=True)[:12]
    words = {month: plain_day(f"{month}-01").split(" ", 1)[1] for month in months}
    return [
        {
            "label": words[month],
            "chosen": month == asked["month"],
            "href": contract_address(place, "theme-tag", of=chosen["id"], month=month, unit=asked["unit"]),
        }
        for month in months
    ]
