"""The lines of a return's form as the template draws them: text where something is known, a box where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tenor.desk.actions.returns_typed import MOST_ADDED, Typed
from tenor.web.parts.day import full_day, short_day
from tenor.web.views.moment_boxes import TIME, joined, parted

Data = dict[str, Any]
A_PAGE = 40  # lines of a dataset on one page of the form
BIG = ("text",)
WHOLE_DAY = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[T ]([0-9]{2}:[0-9]{2}[0-9:+]*))?\Z")  # anything else stays as it was typed


def typed_from(post: QueryDict, before: Typed | None) -> Typed:
    """What the page that was sent holds, laid over what was kept before: lines of other pages of the form are not lost."""
    kept = before or Typed()
    boxes = dict(kept.boxes)
    for name in post:
        if name.count("|") == 2 and not name.startswith("answer|"):
            typed = "; ".join(text for text in post.getlist(name) if text.strip())
            at = f"{name}|{TIME}"
            boxes[name] = (joined(typed, str(post[at])) if at in post else typed)[:40_000]
    shown = set(post.getlist("line"))
    more = {name: min(int(n), MOST_ADDED) for name, n in kept.more.items()}
    for name in post.getlist("add"):
        more[name] = min(more.get(name, 0) + 1, MOST_ADDED)
    whole = "words" in post
    return Typed(
        boxes=boxes,
        none=(kept.none - shown) | frozenset(post.getlist("none")),
        change=kept.change | frozenset(post.getlist("change")),
        more=more,
        words=str(post["words"])[:10_000] if whole else kept.words,
        nil=("nil" in post) if whole else kept.nil,
    )


class Boxes:
    """Draws the lines of a form. `errors`: name of a box -> what is wrong with it."""

    def __init__(self, form: Data, typed: Typed, errors: Mapping[str, list[str]], today: Any, side: str) -> None:
        self.form, self.typed, self.errors, self.today, self.side = form, typed, errors, today, side
        self.units: dict[str, str] = {unit["id"]: unit["name"] for unit in form["units"]}
        self.ids: dict[str, str] = {}

    def sections(self, page: int) -> list[Data]:
        """All datasets, each with the lines of one page of the form: those with something to fill in first."""
        return [self._section(section, page) for section in self.form["sections"]]

    def figures(self) -> list[Data]:
        """The stated figures."""
        return [self._figure(figure) for figure in self.form["figures"]]

    def told(self) -> list[Data]:
        """Every box that somebody filled in, as text: its name, what it is of, its label, its value."""
        labels = {f"{one['dataset']}|{column['field']}": column["label"] for one in self.form["sections"] for column in one["columns"]}
        parts = [(name, name.split("|"), value) for name, value in self.typed.boxes.items() if value.strip()]
        return [
            {"name": name, "of": self._line_of(dataset, line), "label": labels.get(f"{dataset}|{field}", ""), "value": value}
            for name, (dataset, line, field), value in parts
        ]

    def lines_of(self, keys: Iterable[str]) -> list[str]:
        """What lines ("<dataset>|<line>") are called."""
        return [self._line_of(*key.split("|", 1)) for key in sorted(keys) if "|" in key]

    def _line_of(self, dataset: str, line: str) -> str:
        """As `line_name`; of a stated figure its title, of what the form no longer has its own id."""
        if any(one["dataset"] == dataset for one in self.form["sections"]):
            return self.line_name(dataset, line)
        return next((str(one["title"]) for one in self.form["figures"] if f"{one['kpi']}/{one['period']}" == line), line)

    def id_of(self, name: str) -> str:
        """The id of a box in the page; "" for one that is not on it."""
        return self.ids.get(name, "")

    def place_of(self, name: str) -> int:
        """Where a box stands on the page, those that are not on it first."""
        return int(self.ids.get(name, "box-0").removeprefix("box-"))

    def line_name(self, dataset: str, line: str) -> str:
        """What a line is called."""
        section = next(one for one in self.form["sections"] if one["dataset"] == dataset)
        known = next((one for one in section["lines"] if one["id"] == line), None)
        if known is not None:
            return self._name(section, known["values"])
        unit = line.removeprefix("+")
        return str(self.units.get(unit, _("Row %(n)s added") % {"n": unit} if unit.isdigit() else unit))

    def _section(self, section: Data, page: int) -> Data:
        lines = [*(self._known(section, one) for one in section["lines"]), *(self._missing(section, one) for one in section["missing"])]
        lines.sort(key=lambda line: (not line["open"], line["name"]) if len(lines) > A_PAGE else (False, line["name"]))
        many = range(1, int(self.typed.more.get(section["dataset"], 0)) + 1)
        here = lines[(page - 1) * A_PAGE : page * A_PAGE]
        columns = [one for one in section["columns"] if one["field"] != section["unit_field"]]
        return {
            **section,
            "columns": columns,
            "lines": here,
            "n": len(lines),
            "pages": -(-len(lines) // A_PAGE),
            "added": [self._added(section, n) for n in many],
            "gaps": sum(1 for line in lines for cell in line["cells"] if cell.get("box")),
            "can_add": len(many) < MOST_ADDED,
        }

    def _known(self, section: Data, line: Data) -> Data:
        dataset, id = section["dataset"], line["id"]
        opened = f"{dataset}|{id}" in self.typed.change
        cells = [self._cell(section, line, column, opened) for column in self._columns(section)]
        made = self._line(section, f"{dataset}|{id}", self._name(section, line["values"]), cells)
        due = [{"label": one["label"], "day": line["due"].get(one["field"])} for one in section["derived"]]
        return {**made, "id": id, "due": due, "state": line["state"], "excused": line["excused"], "opened": opened, "known": True}

    def _columns(self, section: Data) -> Iterator[Data]:
        return (column for column in section["columns"] if column["field"] != section["unit_field"])

    def _cell(self, section: Data, line: Data, column: Data, opened: bool) -> Data:
        name, field = f"{section['dataset']}|{line['id']}|{column['field']}", column["field"]
        value = line["values"].get(field, "")
        typed = self.typed.boxes.get(name)
        if opened or not value or (typed is not None and typed != value) or name in self.errors:
            return {"label": column["label"], "box": self._box(name, column, value if typed is None else typed)}
        return {"label": column["label"], "text": self.shown(value, column["kind"]), "from": self._source(line["from"].get(field))}

    def _missing(self, section: Data, line: Data) -> Data:
        dataset, id = section["dataset"], line["id"]
        cells = []
        for column in self._columns(section):
            name = f"{dataset}|{id}|{column['field']}"
            cells.append({"label": column["label"], "box": self._box(name, column, self.typed.boxes.get(name, ""))})
        made = self._line(section, f"{dataset}|{id}", str(self.units.get(line["unit"], line["unit"])), cells)
        made["none"] = {"value": f"{dataset}|{id}", "checked": f"{dataset}|{id}" in self.typed.none}
        return {**made, "id": id, "due": [{"label": one["label"], "day": None} for one in section["derived"]]}

    def _added(self, section: Data, n: int) -> Data:
        dataset = section["dataset"]
        cells = []
        for column in section["columns"]:
            name = f"{dataset}|+{n}|{column['field']}"
            cells.append({"label": column["label"], "box": self._box(name, column, self.typed.boxes.get(name, ""))})
        return self._line(section, f"{dataset}|+{n}", _("Row %(n)s added") % {"n": n}, cells)

    def _line(self, section: Data, key: str, name: str, cells: list[Data]) -> Data:
        boxes = [cell["box"] for cell in cells if cell.get("box")]
        for box in boxes:
            box["of"] = name
        return {"key": key, "name": name, "cells": cells, "bad": any(box["errors"] for box in boxes), "open": bool(boxes), "known": False}

    def _box(self, name: str, column: Data, value: str) -> Data:
        id = f"box-{len(self.ids) + 1}"
        self.ids[name] = id
        kind, errors = column["kind"], self.errors.get(name, [])
        box = {"name": name, "id": id, "kind": kind, "errors": errors, "label": column["label"], "help": column["help"]}
        if kind == "moment":
            box["day"], box["time"] = parted(value)
        elif kind == "date" and WHOLE_DAY.match(value) and not errors:
            value = _typed_day(value)
        if kind == "unit":
            box["options"] = [{"value": id, "label": label, "chosen": id == value} for id, label in self.units.items()]
        elif kind in ("choice", "several", "yes/no"):
            chosen = [part.strip() for part in value.split(";")]
            choices = ("yes", "no") if kind == "yes/no" else column["choices"]
            box["options"] = [{"value": one, "label": one, "chosen": one in chosen, "id": f"{id}-{n}"} for n, one in enumerate(choices)]
        return {**box, "value": value}

    def _figure(self, figure: Data) -> Data:
        boxes = []
        for part in figure["parts"]:
            name = f"figures|{figure['kpi']}/{figure['period']}|{part}"
            label = {"numerator": _("How many"), "denominator": _("Out of how many"), "value": _("Figure")}[part]
            column = {"kind": "number", "label": label, "help": figure["help"]}
            boxes.append(self._box(name, column, self.typed.boxes.get(name, figure["was"].get(part, ""))))
        return {**figure, "boxes": boxes, "source": self._source(figure["from"])}

    def _name(self, section: Data, values: Mapping[str, str]) -> str:
        unit = values.get(section["unit_field"], "")
        return self.units.get(unit, unit) if section["unit_field"] else ", ".join(values.get(name, "") for name in section["key"])

    def shown(self, value: str, kind: str) -> str:
        """A value as text."""
        if kind == "date":
            return short_day(value, self.today)
        if kind == "moment":
            return f"{full_day(value[:10])}, {value[11:]}"
        return self.units.get(value, value) if kind == "unit" else value

    def _source(self, source: Data | None) -> str:
        """ "from your log", "from the return of 30 Jun"."""
        if source is None:
            return ""
        own = source["side"] == self.side
        day = short_day(source["on"], self.today)
        if source["kind"] == "log":
            return _("from your log") if own else _("from the other side’s log")
        return (_("corrected on %(day)s") if source["kind"] == "corrected" else _("from the return of %(day)s")) % {"day": day}


def _typed_day(value: str) -> str:
    """2023-06-05 as a person types it: 5 6 2023."""
    whole = WHOLE_DAY.match(value)
    assert whole is not None
    day = " ".join(str(int(part)) for part in reversed(whole[1].split("-")))
    return f"{day} {whole[2] or ''}".strip()
