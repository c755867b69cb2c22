"""A value of the tree while it is read into nouns: what it stands for, its place, its clause, and what is wrong with it.

A value may be a reading (`{reading: id}`) or a table (`{by year: …}`); `Node.take` follows them, so that no builder has
to think of them. While a document is checked, every option and every line of a table is read as well.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from tenor.base.clause import clauses
from tenor.base.phrases.reader import PhraseError
from tenor.base.problem import Place, Problem
from tenor.base.wording import Said, Value, said
from tenor.terms.document import spot_of
from tenor.terms.model import Clause, Hole, Path, Tree
from tenor.terms.settling import Settling
from tenor.terms.shape import ELSEWHERE, keys_of
from tenor.terms.tables import KINDS, find_line, is_table

T = TypeVar("T")
D = TypeVar("D")
Holes = Literal["default", "keep", "text", "refuse"]

HOLES = ("not said", "to be agreed", "redacted", "not applicable")
MAX_TRIES = 20_000
_NONE: Any = object()


class Unreadable(Exception):
    """A value that cannot be read; its problem is noted already. Caught by whoever can go on without it."""


@dataclass(slots=True)
class Node:
    """A value of the tree. `path` is where it is used, `spot` where it stands: in an option or a variation they differ."""

    value: Any
    of: Settling
    path: Path = ()
    clause: Clause = ()
    spot: tuple[int, int] | None = None
    via: frozenset[str] = frozenset()
    tables_of: tuple[str, ...] = ()  # fields of a row by which a table may differ here: such a table is left to the reader

    # --- where and what -------------------------------------------------------------------------

    @property
    def place(self) -> Place | None:
        return None if self.spot is None else Place(file=self.of.file, line=self.spot[0], column=self.spot[1])

    @property
    def name(self) -> str:
        """The key it stands at."""
        return str(self.path[-1]) if self.path else ""

    @property
    def thing(self) -> str:
        """What a sentence calls it: its id, else the nearest key it stands under."""
        id = self.value.get("id") if isinstance(self.value, Mapping) else None
        return str(id) if isinstance(id, str) else next((str(step) for step in reversed(self.path) if isinstance(step, str)), "terms")

    def child(self, key: str | int, value: Any) -> Node:
        return Node(value, self.of, (*self.path, key), clause_of(value) or self.clause, spot_of(value) or self.spot, self.via)

    def get(self, key: str) -> Node | None:
        """The value at a key as it stands; None where there is none."""
        found = self.value.get(key, _NONE) if isinstance(self.value, Mapping) else _NONE
        return None if found is _NONE else self.child(key, found)

    def at_key(self, key: str) -> Node:
        """The key itself, to point at."""
        spot = next((spot_of(k) for k in self.value if k == key), None) if isinstance(self.value, Mapping) else None
        return Node(key, self.of, self.path, self.clause, spot or self.spot, self.via)

    # --- what is wrong ----------------------------------------------------------------------------

    def wrong(self, code: str, **values: Value) -> Unreadable:
        """Note a problem here; raise what comes back unless you can go on."""
        self.of.note(Problem(code=code, values=values, where=self.place, clause=self.clause))
        return Unreadable(code)

    def refused(self, error: PhraseError) -> Unreadable:
        """A phrase that its grammar refused. What is not yet understood stops too: a contract is held whole or not at all."""
        self.of.note(Problem(code=error.code, values=error.said.values, where=self.place, clause=self.clause))
        return Unreadable(error.code)

    def not_yet(self, thing: str) -> Unreadable:
        return self.wrong("not-yet", text=thing, hint=said("hint-terms-not-yet"))

    def unknown(self, kind: str, name: str, known: Iterable[str]) -> Unreadable:
        return self.wrong("unknown-name", kind=said(f"name-{kind}"), name=name, hint=nearest(name, known))

    # --- reading ----------------------------------------------------------------------------------

    def keys(self, shape: str) -> Node:
        """This value as a map of a shape of the table; unknown, missing and not yet understood keys are noted."""
        if not isinstance(self.value, Mapping):
            raise self.wrong("shape-map", what=self.thing, keys=list(keys_of(shape))[:8])
        known = keys_of(shape)
        blocked = False
        for key in self.value:
            if key not in known:
                elsewhere = ELSEWHERE.get((shape, str(key))) or ELSEWHERE.get(("", str(key)))
                self.at_key(key).wrong("unknown-key", key=str(key), hint=said(elsewhere) if elsewhere else nearest(str(key), known))
                blocked = True
            elif known[key].not_yet and not self._empty(key):
                self.at_key(key).not_yet(str(key))
                blocked = True
        for key, sign in known.items():
            if sign.needed and key not in self.value and not blocked:
                self.wrong("key-missing", key=key, what=self.thing)
        return self

    def _empty(self, key: str) -> bool:
        return isinstance(self.value[key], (list, dict)) and not self.value[key]

    def take(self, key: str, read: Callable[[Node], T], default: D) -> T | D:
        """The value at a key, read; the default where it is left out, a hole (which is listed), or wrong (which is noted)."""
        found = self.get(key)
        return default if found is None else found.read(read, default, "default")

    def take_or_hole(self, key: str, read: Callable[[Node], T], default: D) -> T | D | Hole:
        found = self.get(key)
        return default if found is None else found.read(read, default, "keep")

    def take_text(self, key: str, default: str = "") -> str:
        """Text in which the words for a hole have no meaning of their own."""
        found = self.get(key)
        return default if found is None else found.read(text, default, "text")

    def need(self, key: str, read: Callable[[Node], T]) -> T:
        """A value without which the thing around it cannot be. Raises Unreadable, with the problem noted."""
        found = self.get(key)
        if found is None:
            raise Unreadable(key) if self._named_already() else self.wrong("key-missing", key=key, what=self.thing)
        value: T = found.read(read, _NONE, "refuse")
        return value

    def _named_already(self) -> bool:
        """A map with a key that is unknown or not yet understood: that is said, and what it lacks may be just that."""
        return any(p.where is not None and p.code in ("unknown-key", "not-yet") and self._holds(p.where) for p in self.of.problems.values())

    def _holds(self, place: Place) -> bool:
        return any(spot_of(k) == (place.line, place.column) for k in self.value)

    def read(self, reader: Callable[[Node], T], default: D, holes: Holes = "default") -> T | D:
        """This value read, after readings and tables were followed. `default` _NONE: raise Unreadable instead."""
        chosen, others = self._stands_for()
        if self.of.every_option and others:
            self._try(others, reader, holes)
        if chosen is None:
            if default is _NONE:
                raise Unreadable(self.name)
            return default
        if chosen is not self:
            return chosen.read(reader, default, holes)
        found: T | D = self._plain(reader, default, holes)
        return found

    def _plain(self, reader: Callable[[Node], Any], default: Any, holes: Holes) -> Any:
        hole = None if holes == "text" else hole_of(self.value)
        try:
            if hole is None:
                return reader(self)
            if holes == "refuse":
                raise self.wrong("must-be-said", key=self.name, hole=hole.kind)
        except Unreadable:
            if default is _NONE:
                raise
            return default
        if not self.of.trying:
            self.of.holes.append((self.path, hole, self.clause))
        return hole if holes == "keep" else default

    def _try(self, others: Sequence[Node], reader: Callable[[Node], Any], holes: Holes) -> None:
        self.of.trying += 1
        try:
            for other in others:
                self.of.tries += 1
                if self.of.tries > MAX_TRIES:
                    other.wrong("readings-too-many", most=MAX_TRIES)
                    return
                other.read(reader, None, holes)
        finally:
            self.of.trying -= 1

    # --- readings and tables ------------------------------------------------------------------------

    def _stands_for(self) -> tuple[Node | None, list[Node]]:
        """What this value stands for (itself, mostly; None where that is unknown, which is noted), and what it might stand for."""
        if not isinstance(self.value, Mapping) or len(self.value) != 1:
            return self, []
        key, value = next(iter(self.value.items()))
        if key == "reading" and isinstance(value, str):
            return self._reading(value)
        if is_table(self.value) and str(key).removeprefix("by ") not in self.tables_of:
            return self._table(str(key))
        return self, []

    def _reading(self, id: str) -> tuple[Node | None, list[Node]]:
        defined = self.of.readings.get(id)
        where = self.child("reading", self.value["reading"])
        self.of.used.add(id)
        if defined is None:
            where.unknown("reading", id, self.of.readings)
            return None, []
        if id in self.via:
            where.wrong("reading-circle", reading=id)
            return None, []
        if not self.of.trying:
            self.of.rest_on([id])
        options = options_of(defined)
        wanted = self.of.choices.get(id, str(defined.get("reading", "")))
        if wanted == "unrated":
            options.setdefault(wanted, "unrated")
        others = [self._option(option, id, defined) for name, option in options.items() if self.of.every_option and name != wanted]
        if wanted not in options:
            at = Node(wanted, self.of, self.path, clause_of(defined), spot_of(defined.get("reading")))
            at.unknown("option", wanted, options)
            return None, others
        return self._option(options[wanted], id, defined), others

    def _option(self, value: Tree, id: str, defined: Mapping[str, Tree]) -> Node:
        clause = clause_of(defined) or self.clause
        return Node(value, self.of, self.path, clause, spot_of(value) or spot_of(defined), self.via | {id}, self.tables_of)

    def _table(self, key: str) -> tuple[Node | None, list[Node]]:
        lines = self.value[key]
        if not isinstance(lines, Mapping) or not lines:
            self.child(key, lines).wrong("table-empty", table=key)
            return None, []
        kind = key.removeprefix("by ")
        if kind not in KINDS:
            self.at_key(key).wrong("table-unknown", table=key, known=[f"by {each}" for each in (*self.tables_of, *KINDS)])
            return None, []
        wrong, fits = find_line(kind, [str(k) for k in lines], self.of.on, self.of.starts)
        table = self.child(key, lines)
        for line in wrong:
            table.at_key(line).wrong("table-line", line=line, table=key)
        nodes = {
            str(line): Node(value, self.of, self.path, self.clause, spot_of(value) or self.spot, self.via, self.tables_of)
            for line, value in lines.items()
        }
        others = [node for line, node in nodes.items() if line != fits]
        if fits is None:
            return Node("not said", self.of, self.path, self.clause, self.spot, self.via), others
        return nodes[fits], others

    # --- lists ----------------------------------------------------------------------------------------

    def each(self, reader: Callable[[Node], T]) -> tuple[T, ...]:
        """Each item of a list, or each value of a map, read; those that cannot be read are noted and left out."""
        found: list[T] = []
        for node in self.nodes():
            value = node.read(reader, None, "default")
            if value is not None:
                found.append(value)
        return tuple(found)

    def nodes(self) -> list[Node]:
        """The items of a list, or the values of a map by their names."""
        if isinstance(self.value, Mapping):
            return [self.child(str(key), value) for key, value in self.value.items()]
        if isinstance(self.value, list):
            return [self.child(n, value) for n, value in enumerate(self.value)]
        raise self.wrong("shape-list", what=self.thing)


def text(node: Node) -> str:
    """A value that must be text."""
    if not isinstance(node.value, str):
        raise node.wrong("shape-text", what=node.thing)
    return str(node.value)


def hole_of(value: object) -> Hole | None:
    """The hole a value is, if it is one."""
    if isinstance(value, str) and value in HOLES:
        return Hole(kind=str(value))  # type: ignore[arg-type]
    if isinstance(value, Mapping) and len(value) == 1 and "elsewhere" in value:
        return Hole(kind="elsewhere", where=str(value["elsewhere"]))
    return None


def options_of(reading: Mapping[str, Tree]) -> dict[str, Tree]:
    """Option → value. A list of options means that each is called what it is."""
    options = reading.get("options")
    if isinstance(options, Mapping):
        return {str(name): value for name, value in options.items()}
    return {str(option): option for option in options or [] if isinstance(option, str)}


def nearest(name: str, known: Iterable[str]) -> Said:
    """ "did you mean reports?", or what there is, as a sentence."""
    names = sorted({str(k) for k in known})
    by_small = {k.lower(): k for k in names}
    close = difflib.get_close_matches(name.lower(), by_small, n=1, cutoff=0.6)
    if close:
        return said("hint-nearest", name=by_small[close[0]])
    return said("hint-known", known=names[:12]) if names else said("hint-none-known")


def clause_of(value: object) -> Clause:
    found = value.get("clause") if isinstance(value, Mapping) else None
    if isinstance(found, str):
        return clauses(str(found))
    if isinstance(found, list):
        return clauses(str(each) for each in found if isinstance(each, str))
    return ()
