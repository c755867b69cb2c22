"""A signed contract as text and tree, and what in it is open: holes, readings, remarks, changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from tenor.base.problem import Place

Side = Literal["buyer", "supplier"]

Clause: TypeAlias = tuple[str, ...]

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"

Path: TypeAlias = tuple["str | int", ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """What was signed. Every scalar is text, as written; `places` says where each path stands."""

    text: str
    tree: Mapping[str, Tree]
    places: Mapping[Path, Place]
    sha256: str
    file: str = "terms.yaml"
    settled: dict[object, Any] = field(default_factory=dict, repr=False)  # what `settle` has already worked out, by what was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """The contract has no value here; why. Computes nothing, is listed, never stops the rest."""

    kind: Literal["not said", "to be agreed", "redacted", "not applicable", "elsewhere"]
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where the text does not say: the options and the one held. `options` maps a name to its value in the tree."""

    id: str
    clause: Clause
    unclear: str
    options: Mapping[str, Tree]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    clause: Clause
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A variation: from the first period beginning on or after `from_`, these paths hold these values. Known from `agreed_on`."""

    id: str
    from_: date
    agreed_on: date
    changes: Mapping[str, Tree]
    clause: Clause = ()
    reason: str = ""
    agreed_by: tuple[str, ...] = ()
    holds_for: Literal["periods beginning", "periods ending"] = "periods beginning"
