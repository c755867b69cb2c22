"""Getting ready, handing over, what comes after the contract, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemListed:
    """A line of a checklist: something to be handed over, got ready or given back. What it is, and by which secure way, is the words body.
    `holder`: the role that has it or sees to it."""

    item: str
    checklist: Literal["mobilisation", "handover", "exit"]
    holder: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDone:
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNotNeeded:
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingHeld:
    """Training in the systems used: how many were booked, and how many came."""

    training: str
    booked: int
    attended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingDecided:
    """What comes after the last day: the contract goes on until another day, is tendered again, or ends. The reason is the words body."""

    choice: Literal["extend", "re-tender", "end"]
    to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationRouteChosen:
    """On which right an ending is based. `implied` is the right that law puts into every public contract; it has gates of its own."""

    basis: Literal["contractual default", "contractual convenience", "implied", "agreement"]
    ground: Literal["", "material breach of the Act", "supplier excluded or excludable", "subcontractor excluded or excludable"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationsInvited:
    """The supplier was told of the intention, ground and reasons, and may say what it has to say until a day."""

    until: date
    about: str = ""  # "", or "subcontractor": the chance to stop using or replace it


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationsConsidered:
    """What the supplier had to say, or that it said nothing, was looked at; what was concluded is the words body."""

    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractArchived:
    """Nothing more is to be done; the record is kept until a day."""

    keep_until: date
