"""What somebody typed into the form of a return, as the file it makes: the same JSON that could have been sent as a file.

So a form is read, checked and compared exactly as a file is, and the file as sent is kept like any other. Boxes are named
"<dataset>|<line>|<field>"; a line is a row's id, "+<unit>" where a row of a unit is expected, or "+1", "+2" for rows added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tenor.base.problem import Place, Problem, problem
from tenor.desk.pages.view import Data

MOST_ADDED = 50
FIGURES = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """`boxes`: name -> text; `none`: expected lines ("<dataset>|+<unit>") of which there is nothing to report; `change`: known lines opened
    to be changed; `more`: dataset -> how many lines were added; `words`: anything to add."""

    boxes: Mapping[str, str] = field(default_factory=dict)
    none: frozenset[str] = frozenset()
    change: frozenset[str] = frozenset()
    more: Mapping[str, int] = field(default_factory=dict)
    words: str = ""
    nil: bool = False

    def body(self) -> Data:
        """As it is kept in a draft."""
        return {
            "boxes": dict(self.boxes),
            "none": sorted(self.none),
            "change": sorted(self.change),
            "more": dict(self.more),
            "words": self.words,
            "nil": self.nil,
        }


def typed_of(body: Mapping[str, Any]) -> Typed:
    """What a draft kept."""
    return Typed(
        boxes=body.get("boxes", {}),
        none=frozenset(body.get("none", ())),
        change=frozenset(body.get("change", ())),
        more=body.get("more", {}),
        words=body.get("words", ""),
        nil=bool(body.get("nil")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFile:
    """The file, and which line of the form each of its rows is: (dataset, place in the file) -> line. `unsaid`: expected lines that say
    nothing, each as a problem whose cell is the name of a box."""

    data: bytes
    name: str
    lines: Mapping[tuple[str, int], str]
    figures: Mapping[int, str]
    unsaid: tuple[Problem, ...]


def write_file(form: Data, typed: Typed, reference: str) -> TypedFile:
    """The file that a form makes."""
    rows: dict[str, list[dict[str, str]]] = {}
    lines: dict[tuple[str, int], str] = {}
    unsaid: list[Problem] = []
    for section in form["sections"]:
        dataset = section["dataset"]
        rows[dataset] = []
        for line, values in _rows_of(section, typed, unsaid):
            lines[dataset, len(rows[dataset])] = line
            rows[dataset].append(values)
    nothing = not any(rows.values()) and not form["figures"] and any(section["missing"] for section in form["sections"]) and not unsaid
    tree: dict[str, Any] = {
        "contract": reference,
        "return": form["ret"],
        "covers": form["covers"],
        "nothing_to_report": typed.nil or nothing,
        "rows": rows,
    }
    figures: dict[int, str] = {}
    if form["figures"]:
        tree[FIGURES] = list(_figures(form, typed, figures))
    data = (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()
    return TypedFile(data=data, name=f"{form['ret']}-{form['covers']}.json", lines=lines, figures=figures, unsaid=tuple(unsaid))


def box_of(file: TypedFile, where: str) -> str:
    """The name of the box that a place of the file ("/rows/jobs/0/unit") came from; "" for none."""
    parts = where.split("/")
    if len(parts) == 5 and parts[1] == "rows" and parts[3].isdigit():
        line = file.lines.get((parts[2], int(parts[3])))
        return f"{parts[2]}|{line}|{parts[4]}" if line else ""
    if len(parts) == 4 and parts[1] == FIGURES and parts[2].isdigit():
        line = file.figures.get(int(parts[2]))
        return f"{FIGURES}|{line}|{parts[3]}" if line else ""
    return ""


def _rows_of(section: Data, typed: Typed, unsaid: list[Problem]) -> Iterator[tuple[str, dict[str, str]]]:
    dataset, fields = section["dataset"], [column["field"] for column in section["columns"]]
    for known in section["lines"]:
        values = {name: known["values"][name] for name in fields if name in known["values"]}
        given = {name: text for name in fields if (text := typed.boxes.get(f"{dataset}|{known['id']}|{name}")) is not None}
        yield known["id"], {name: text for name, text in {**values, **given}.items() if text.strip()}
    for missing in section["missing"]:
        line = missing["id"]
        given = _given(dataset, line, fields, typed)
        if given:
            yield line, {section["unit_field"]: missing["unit"], **given}
        elif f"{dataset}|{line}" not in typed.none and not typed.nil:
            box = next((name for name in section["key"] if name != section["unit_field"]), section["key"][0])
            unsaid.append(problem("return-line-unsaid", Place(cell=f"{dataset}|{line}|{box}"), row=section["row"]))
    for n in range(1, min(int(typed.more.get(dataset, 0)), MOST_ADDED) + 1):
        given = _given(dataset, f"+{n}", fields, typed)
        if given:
            yield f"+{n}", given


def _given(dataset: str, line: str, fields: list[str], typed: Typed) -> dict[str, str]:
    return {name: text for name in fields if (text := typed.boxes.get(f"{dataset}|{line}|{name}", "")).strip()}


def _figures(form: Data, typed: Typed, placed: dict[int, str]) -> Iterator[dict[str, Any]]:
    for n, figure in enumerate(form["figures"]):
        line = f"{figure['kpi']}/{figure['period']}"
        placed[n] = line
        given = {part: typed.boxes.get(f"{FIGURES}|{line}|{part}", figure["was"].get(part, "")).strip() for part in figure["parts"]}
        yield {"kpi": figure["kpi"], "period": figure["period"], **{part: text or None for part, text in given.items()}}
