"""The nouns of a document: blocks of sentences, each with the clause it stands on and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tenor.base.wording import Said
from tenor.terms.model import Clause

Text: TypeAlias = Said | str  # a sentence of ours, or words of the contract as they stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: Text
    clause: Clause = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`because`: ids of the step, readings, figures ("reports 2023-05") and entries that the sentence rests on."""

    text: Text
    clause: Clause = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Points under the paragraph before."""

    items: tuple[Text, ...]
    clause: Clause = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Short lines that stay lines: an address, the facts of the contract, a signature."""

    lines: tuple[Text, ...]
    clause: Clause = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    cells: tuple[Text, ...]
    clause: Clause = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    head: tuple[Text, ...]
    rows: tuple[TableRow, ...]
    caption: Text = ""


Block: TypeAlias = Heading | Paragraph | Items | Lines | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter, not yet sent. `step` is the id of the step it acts on; `due` the day by which it asks for an answer."""

    title: Text
    on: date
    step: str
    clause: Clause
    blocks: tuple[Block, ...]
    due: date | None = None
