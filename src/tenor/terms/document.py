"""YAML 1.2 text → `Document`: a tree of maps, lists and text in which every value knows its line and column.

Every scalar stays the text that was written: `2022-09-01`, `90`, `yes` and `NO` are read as text and get their meaning
from the key they stand at. What YAML offers beyond that (anchors, tags, several documents, keys written twice, values
left out) is refused plainly: in a contract each of them would hide something from a reader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from tenor.base.problem import Place, Problem, problem
from tenor.terms.model import Document, Path, Tree

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
MAX_NODES = 50_000
NULLS = ("", "~", "null")

Spot = tuple[int, int]  # line, column, both from 1


class Text(str):
    """A scalar as written, with where it stands. `span`: first character and the one after the last, from 0."""

    __slots__ = ("span", "spot")
    spot: Spot
    span: tuple[int, int]


class Items(list["Tree"]):
    """A list, with where it begins; `flow`: written in [ ]."""

    __slots__ = ("flow", "span", "spot")
    spot: Spot
    span: tuple[int, int]
    flow: bool


class Map(dict[str, "Tree"]):
    """A map, with where it begins; `flow`: written in { }. Its keys are `Text` too, so that a wrong key can be pointed at."""

    __slots__ = ("flow", "span", "spot")
    spot: Spot
    span: tuple[int, int]
    flow: bool


def spot_of(value: object) -> Spot | None:
    """Where a value of a tree stands; None for one that did not come from a file (a change recorded later)."""
    return getattr(value, "spot", None)


def place_of(value: object, file: str) -> Place | None:
    """The same as a `Place`."""
    spot = spot_of(value)
    return None if spot is None else Place(file=file, line=spot[0], column=spot[1])


def read_document(text: str, file: str = "terms.yaml") -> tuple[Document | None, tuple[Problem, ...]]:
    """The document of a text, and what is wrong with it as YAML. No document where the text cannot be read to its end."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        return None, (problem("yaml-too-large", Place(file=file, line=1, column=1), size=len(data), most=MAX_BYTES),)
    reading = _Reading(file)
    try:
        tree = reading.document(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as wrong:
        reading.syntax(wrong)
        tree = None
    except YAMLError as wrong:
        reading.problems.append(problem("yaml-characters", _unreadable(wrong, text, file)))
        tree = None
    except (_TooMuch, ValueError, IndexError, AttributeError, TypeError, AssertionError) as wrong:  # YAML libraries fail oddly on rubbish
        if not isinstance(wrong, _TooMuch):
            reading.problems.append(problem("yaml-syntax", Place(file=file), why=str(wrong)))
        tree = None
    if tree is None or any(p.weight == "stops" for p in reading.problems):
        return None, tuple(reading.problems)
    return Document(text=text, file=file, tree=tree, places=Places(tree, file), sha256=hashlib.sha256(data).hexdigest()), ()


class _TooMuch(Exception):
    """A bound was passed; its problem is already noted."""


class _Reading:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.nodes = 0

    def place(self, event: Event) -> Place:
        return Place(file=self.file, line=event.start_mark.line + 1, column=event.start_mark.column + 1)

    def say(self, code: str, event: Event, **values: Any) -> None:
        self.problems.append(problem(code, self.place(event), **values))

    def syntax(self, wrong: MarkedYAMLError) -> None:
        mark = wrong.problem_mark or wrong.context_mark
        place = Place(file=self.file, line=mark.line + 1, column=mark.column + 1) if mark else Place(file=self.file)
        self.problems.append(problem("yaml-syntax", place, why=" ".join((wrong.problem or wrong.context or "").split())))

    def document(self, events: Iterator[Event]) -> Map | None:
        """The tree of the first document; a second one, or one that is no map, is a problem."""
        tree: Tree | None = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.say("yaml-documents", event)
            elif isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)):
                value = self.value(event, events, 1)
                tree = value if documents == 1 else tree
        if isinstance(tree, Map):
            return tree
        if not self.problems:
            self.problems.append(problem("yaml-not-a-map", Place(file=self.file, line=1, column=1)))
        return None

    def value(self, event: Event, events: Iterator[Event], depth: int) -> Tree:
        self.nodes += 1
        if depth > MAX_DEPTH:
            self.say("yaml-too-deep", event, most=MAX_DEPTH)
            raise _TooMuch
        if self.nodes > MAX_NODES:
            self.say("yaml-too-many", event, most=MAX_NODES)
            raise _TooMuch
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, AliasEvent) or anchor:
            self.say("yaml-anchor", event, name=str(anchor))
        if tag:
            self.say("yaml-tag", event, tag=str(tag))
        if isinstance(event, MappingStartEvent):
            return self.map(event, events, depth)
        if isinstance(event, SequenceStartEvent):
            return self.items(event, events, depth)
        return self.text(event)

    def text(self, event: Event) -> Text:
        found = Text(event.value if isinstance(event, ScalarEvent) else "")
        found.spot = (event.start_mark.line + 1, event.start_mark.column + 1)
        found.span = (event.start_mark.index, event.end_mark.index)
        return found

    def scalar_or_empty(self, event: Event) -> bool:
        return isinstance(event, ScalarEvent) and event.style is None and event.value in NULLS

    def items(self, event: Event, events: Iterator[Event], depth: int) -> Items:
        found = Items()
        found.spot = (event.start_mark.line + 1, event.start_mark.column + 1)
        for each in events:
            if isinstance(each, SequenceEndEvent):
                break
            if self.scalar_or_empty(each):
                self.say("yaml-empty-item", each)
            found.append(self.value(each, events, depth + 1))
        _span(found, event, each)
        return found

    def map(self, event: Event, events: Iterator[Event], depth: int) -> Map:
        found = Map()
        found.spot = (event.start_mark.line + 1, event.start_mark.column + 1)
        for each in events:
            if isinstance(each, MappingEndEvent):
                break
            key = self.value(each, events, depth + 1)
            after = next(events)
            if isinstance(key, Text):
                self.key(key, each, found)
                if self.scalar_or_empty(after):
                    self.say("yaml-empty", each, key=str(key))
            else:
                self.say("yaml-key", each)
                key = Text("?")
            value = self.value(after, events, depth + 1)
            if key not in found:
                found[key] = value
        _span(found, event, each)
        return found

    def key(self, key: Text, event: Event, among: Map) -> None:
        if self.scalar_or_empty(event):
            self.say("yaml-key", event)
        elif key in among:
            first = next(k for k in among if k == key)
            line, column = spot_of(first) or (0, 0)
            self.say("yaml-duplicate", event, key=str(key), line=line, column=column)


def _span(found: Map | Items, first: Event, last: Event) -> None:
    """From the first sign to the last; a block ends where its last value ends, not where the next thing begins."""
    found.flow = bool(getattr(first, "flow_style", False))
    inside: list[Any] = list(found.values()) if isinstance(found, Map) else list(found)
    end = last.end_mark.index if found.flow or not inside else inside[-1].span[1]
    found.span = (first.start_mark.index, end)


class Places(Mapping[Path, Place]):
    """Path → place, for the whole tree. Worked out when first asked: most documents have no problem to point at."""

    def __init__(self, tree: Tree, file: str) -> None:
        self._tree, self._file = tree, file
        self._found: dict[Path, Place] | None = None

    def _all(self) -> dict[Path, Place]:
        if self._found is None:
            self._found = {path: place for path, value in walk(self._tree) if (place := place_of(value, self._file))}
        return self._found

    def __getitem__(self, path: Path) -> Place:
        return self._all()[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def walk(tree: Tree | Mapping[str, Tree], path: Path = ()) -> Iterator[tuple[Path, Tree | Mapping[str, Tree]]]:
    """Every value of a tree with its path, from the top."""
    yield path, tree
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from walk(value, (*path, str(key)))
    elif isinstance(tree, list):
        for n, value in enumerate(tree):
            yield from walk(value, (*path, n))


def _unreadable(wrong: YAMLError, text: str, file: str) -> Place:
    position = getattr(wrong, "position", None)
    if not isinstance(position, int):
        return Place(file=file)
    before = text[:position]
    return Place(file=file, line=before.count("\n") + 1, column=position - (before.rfind("\n") + 1) + 1)
