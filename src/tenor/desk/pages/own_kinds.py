"""Which rows of a contract a person can enter on a telephone, and what the contract calls them.

Such a row is known by a unit and a day, and nothing more has to be said of it; days may be added later (sent here, sent there). Another
dataset may send such a row back with reasons: its key holds the whole key, and it has a field to choose reasons from.
"""

from __future__ import annotations

from dataclasses import dataclass

from tenor.figures.columns import anchor_of
from tenor.returns.model import row_id
from tenor.terms.labels import label
from tenor.terms.model import Dataset, Terms

CHOICES = ("choice", "several")
DUE_ENDINGS = ("_due_on", "_due_by", "_due", "_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The dataset that sends a row back. `day`: the field of the day it goes back; `reason`: that of the reasons."""

    dataset: str
    key: tuple[str, ...]
    day: str
    reason: str
    reasons: tuple[str, ...]
    several: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of row. `unit` and `day`: the fields of its key; `later`: the days that may be added, each with what it says ("sent to the
    office"); `due`: the derived day by which they are wanted, and `due_noun`: of what ("report"), "" where no name says so."""

    dataset: str
    noun: str
    key: tuple[str, ...]
    unit: str
    day: str
    day_label: str
    later: tuple[tuple[str, str], ...] = ()
    due: str = ""
    due_noun: str = ""
    back: Back | None = None

    def row_id(self, unit: str, day: str) -> str:
        """The id of the row of a unit and a day, the same that a return gives it."""
        return row_id(self.key, {self.unit: unit, self.day: day})


def kinds_of(terms: Terms) -> list[Kind]:
    """The kinds, in the order of the contract."""
    found = []
    for id, dataset in terms.datasets.items():
        key = _key(dataset)
        if key is not None and dataset.given_by == "supplier":
            found.append(_kind(terms, id, dataset, *key))
    return found


def find_kind(terms: Terms, dataset: str) -> Kind | None:
    """The kind of a dataset; None where its rows cannot be entered so."""
    return next((kind for kind in kinds_of(terms) if kind.dataset == dataset), None)


def _key(dataset: Dataset) -> tuple[str, str] | None:
    """The unit's and the day's field, where these two are the whole key and all else may be left out."""
    kinds = {name: dataset.fields[name].kind for name in dataset.key if name in dataset.fields}
    units = [name for name, kind in kinds.items() if kind == "unit"]
    days = [name for name, kind in kinds.items() if kind == "date"]
    rest = [one for name, one in dataset.fields.items() if name not in dataset.key]
    if len(dataset.key) != 2 or len(units) != 1 or len(days) != 1 or not all(one.optional for one in rest):
        return None
    return units[0], days[0]


def _kind(terms: Terms, id: str, dataset: Dataset, unit: str, day: str) -> Kind:
    later = tuple((name, label(terms, name)) for name, one in dataset.fields.items() if one.kind == "date" and name not in dataset.key)
    dues = [name for name, one in dataset.derived.items() if one.due is not None and anchor_of(one.due) == day]
    due = dues[0] if dues and later else ""
    return Kind(
        dataset=id,
        noun=dataset.row.removeprefix("one ").strip(),
        key=dataset.key,
        unit=unit,
        day=day,
        day_label=label(terms, day),
        later=later,
        due=due,
        due_noun=_due_noun(due),
        back=_back(terms, id, (unit, day)),
    )


def _back(terms: Terms, of: str, key: tuple[str, str]) -> Back | None:
    """The dataset whose rows send those of another back, with reasons to choose from."""
    for id, dataset in terms.datasets.items():
        further = [name for name in dataset.key if name not in key]
        reasons = [name for name, one in dataset.fields.items() if one.kind in CHOICES and one.choices]
        if id == of or not set(key) <= set(dataset.key) or len(further) > 1 or len(reasons) != 1:
            continue
        others = [n for n, one in dataset.fields.items() if n not in (*key, *further, *reasons) and not one.optional]
        if others or (further and dataset.fields[further[0]].kind != "date"):
            continue
        field = dataset.fields[reasons[0]]
        several = field.kind == "several"
        day = further[0] if further else ""
        return Back(dataset=id, key=dataset.key, day=day, reason=reasons[0], reasons=field.choices, several=several)
    return None


def _due_noun(due: str) -> str:
    """ "report_due_on" -> "report"."""
    ending = next((one for one in DUE_ENDINGS if due.endswith(one)), None)
    return due.removesuffix(ending).replace("_", " ").strip() if ending else ""
