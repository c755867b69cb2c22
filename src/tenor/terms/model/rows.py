"""Datasets, and conditions on their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from tenor.base.phrases.bound import Bound
from tenor.base.phrases.due import DuePhrase
from tenor.terms.model.document import Side

FieldKind = Literal["date", "moment", "number", "percent", "money", "hours", "text", "yes/no", "unit", "choice", "several", "reference"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    kind: FieldKind
    optional: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A date worked out from the row: a deadline after a field, or the latest / earliest of fields (missing if one / all missing)."""

    name: str
    due: DuePhrase | None = None
    latest_of: tuple[str, ...] = ()
    earliest_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Rows dated by a field, or a standing list (`in_force`: its first and its last day; then `dated_by` is the first)."""

    id: str
    row: str
    key: tuple[str, ...]
    dated_by: str
    fields: Mapping[str, Field]
    derived: Mapping[str, Derived] = field(default_factory=dict)
    given_by: Side = "supplier"
    in_force: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """The field is one of these texts (choices, yes/no, units, exact numbers as written)."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The field's date or moment is not after the deadline counted from another field of the row, which moves on by what was waited
    (`less`, a field of hours)."""

    due: DuePhrase
    less: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrBefore:
    """Compared with another field of the row, or with a plain date."""

    other: str | date


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrAfter:
    other: str | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """A number field held against a bound."""

    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    test: Test


Test: TypeAlias = Present | Missing | OneOf | Within | OnOrBefore | OnOrAfter | Limited | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTest:
    field: str
    test: Test


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every one holds; of nothing: true."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByField(AnyOf):
    """A table by a field of the row: for each of its values all of "the field has this value" and the test that then holds."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Have:
    """At least so many rows of another dataset point to this one (by reference, or the same unit), dated in the same period or in force
    at the same time, for which `where` holds."""

    dataset: str
    where: Condition
    at_least: int = 1


Condition: TypeAlias = FieldTest | AllOf | AnyOf | NoneOf | Have
