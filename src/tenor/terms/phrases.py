"""Phrases of the language read at a node: the grammars are `base.phrases`, names and places are added here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tenor.base.clause import clauses
from tenor.base.phrases.bound import Answer, Bound, Leaning, LevelPhrase, parse_bound, parse_level
from tenor.base.phrases.deadline import parse_deadline
from tenor.base.phrases.due import ClearDays, DuePhrase, NextMeeting, NthDay, OnAnchor, SameDay, SpanDue
from tenor.base.phrases.every import Every, parse_every
from tenor.base.phrases.reader import PhraseError, Span
from tenor.base.phrases.span import parse_span
from tenor.base.phrases.window import AnyIn, AroundEvent, Times, Window, parse_window
from tenor.terms.clock_names import clock_name
from tenor.terms.model import Clause
from tenor.terms.names import is_kind_of_day, same, tidy
from tenor.terms.node import Node, nearest, text
from tenor.terms.tables import day_of

_ID = re.compile(r"[^\W_][\w-]*")
_NUMBER = re.compile(r"\d+(\.\d+)?")


def clause(node: Node) -> Clause:
    """References: text or a list of texts."""
    return clauses(names(node))


def names(node: Node) -> tuple[str, ...]:
    """A text, or a list of texts."""
    if isinstance(node.value, str):
        return (str(node.value),)
    if not isinstance(node.value, list):
        raise node.wrong("shape-names", what=node.name)
    return node.each(text)


def identity(node: Node) -> str:
    """The id of a thing: letters, digits, - and _, no space."""
    found = text(node)
    if not _ID.fullmatch(found):
        raise node.wrong("id-letters", id=found)
    return found


def day(node: Node) -> date:
    found = day_of(text(node))
    if found is None:
        raise node.wrong("date-wrong", text=text(node))
    return found


def whole(node: Node) -> int:
    found = text(node)
    if not (found.isascii() and found.isdigit() and len(found) < 10):
        raise node.wrong("number-whole", text=found, what=node.name)
    return int(found)


def decimal(node: Node) -> str:
    """A plain decimal, kept as written."""
    found = text(node)
    if not _NUMBER.fullmatch(found):
        raise node.wrong("number-plain", text=found, what=node.name)
    return found


def yes_no(node: Node) -> bool:
    return choice("yes", "no")(node) == "yes"


def choice(*among: str) -> Callable[[Node], str]:
    """A reader of one of these words."""

    def read(node: Node) -> str:
        found = text(node)
        for word in among:
            if tidy(found) == word:
                return word
        raise node.wrong("choice-wrong", text=found, what=node.name, known=list(among), hint=nearest(found, among))

    return read


def every(node: Node) -> Every:
    """How often: a period of the calendar, so many of them, once, or periods of the contract's own by their name."""
    if isinstance(node.value, Mapping):
        for key in [each for each in ("each", "set_by") if each in node.value]:
            raise node.at_key(key).not_yet("each, of a dataset" if key == "each" else "every: set_by, but for a meeting or a duty")
    found = parse_every(text(node), node.of.names.periods)
    if isinstance(found, PhraseError):
        raise node.refused(found)
    return found


def span(node: Node) -> Span:
    """A length of time by the calendar."""
    found = parse_span(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    return found


def deadline(node: Node, at_meeting: bool = False) -> DuePhrase:
    """By when. Anchors must be known names; each kind of day is looked up, or taken as an open day that nobody defined."""
    found = parse_deadline(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    return settle_due(node, found, at_meeting=at_meeting)


def deadline_or_anchor(node: Node) -> DuePhrase:
    """`from` and `until`: a deadline, or the contract's start or end by its bare name."""
    if tidy(text(node)) in ("contract start", "contract end"):
        found = parse_deadline(f"on {tidy(text(node))}")
        assert isinstance(found, DuePhrase)
        return found
    return deadline(node)


def settle_due(node: Node, found: DuePhrase, fields: Sequence[str] | None = None, at_meeting: bool = False) -> DuePhrase:
    """A deadline with its anchor in the contract's own spelling and its kind of day known. `at_meeting`: may be the next of a series."""
    form = found.form
    if isinstance(form, SpanDue):
        if form.span.by_clock and fields is not None:
            raise node.not_yet("hours, of a derived field")
        return replace(found, form=replace(form, span=span_known(node, form.span), anchor=anchor(node, form.anchor, fields)))
    if isinstance(form, SameDay):
        day_kind(node, form.kind)
        return replace(found, form=replace(form, anchor=anchor(node, form.anchor, fields)))
    if isinstance(form, (ClearDays, OnAnchor)):
        return replace(found, form=replace(form, anchor=anchor(node, form.anchor, fields)))
    if isinstance(form, NthDay):
        day_kind(node, form.kind)
    if isinstance(form, NextMeeting):
        meeting = node.of.names.find(form.meeting, (*node.of.names.meetings, *node.of.names.steps, "meeting"))
        if meeting is None:
            raise node.unknown("meeting", form.meeting, node.of.names.meetings)
        # only of a decision is it worked out on which day the next one is: a deadline without its day is not read as one
        if not at_meeting or meeting not in node.of.names.meetings:
            raise node.not_yet(tidy(text(node)))
        return replace(found, form=replace(form, meeting=meeting))
    return found


def span_known(node: Node, span: Span) -> Span:
    """A span whose kind of day, or whose clock, the contract knows."""
    if span.unit == "day":
        day_kind(node, span.kind or "day")
    return replace(span, kind=clock_name(node, span.kind) or None) if span.by_clock else span


def anchor(node: Node, name: str, fields: Sequence[str] | None = None) -> str:
    """What a deadline is counted from: a field of the row (`fields`), else an event or a fixed point."""
    if fields is not None:
        if name not in fields:
            raise node.unknown("field", name, fields)
        return name
    every_field = {field for each in node.of.names.datasets.values() for field in each}
    found = node.of.names.event(name, sorted(every_field))
    if found is None:
        raise node.unknown("event", name, node.of.names.known_events())
    return found


def event(node: Node, name: str | None = None) -> str:
    """An event in the contract's own spelling."""
    if (found := node.of.names.event(name or text(node))) is None:
        raise node.unknown("event", name or text(node), node.of.names.known_events())
    return found


def day_kind(node: Node, word: str) -> str:
    """The kind of day a printed word means; a word that was not defined counts as an open day (`check` says so)."""
    kinds, small = node.of.kinds, tidy(word)
    if small not in kinds:
        if is_kind_of_day(small):
            kinds[small] = small
        else:
            close = [known for known in kinds if same(known, small)]
            spelled = nearest(small, [*kinds, "working day", "business day"])
            if not close and spelled.code == "hint-nearest" and small not in ("working day", "business day"):
                raise node.unknown("day", word, [*kinds, "working day"])
            kinds[small] = kinds[close[0]] if close else "open day"
    node.of.rest_on(node.of.rests.get(("day", small), ()))
    return kinds[small]


def window(node: Node) -> Window:
    """`for`: how often, and in what stretch."""
    found = parse_window(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if isinstance(stretch := getattr(found, "stretch", None), AroundEvent):
        named = replace(stretch, event=event(node, stretch.event))
        return replace(found, stretch=named) if isinstance(found, (AnyIn, Times)) else found
    return found


def bound(node: Node) -> Bound:
    """A stretch of figures."""
    found = parse_bound(text(node))
    if isinstance(found, PhraseError):
        raise node.refused(found)
    if isinstance(found, Answer):
        return found.bound
    if isinstance(found, Leaning):
        for base in found.bases:
            if base.kind == "KPI" and node.of.names.find(base.kpi, node.of.names.kpis) is None:
                raise node.unknown("kpi", base.kpi, node.of.names.kpis)
    if found.kind is not None and found.unit == "days":
        day_kind(node, found.kind)
    return found


def level_names(node: Node, ladders: Sequence[str] = ()) -> frozenset[str]:
    """Levels of these ladders (of none: of all): one, "amber or worse", "met", "failed", or a list of those."""
    meant = [name for name in ladders or node.of.names.ladders if name in node.of.names.ladders]
    if isinstance(node.value, list):
        found = frozenset(name for each in node.each(lambda one: level_names(one, meant)) for name in each)
        return _with_target_alone(node, found, meant)
    phrase = parse_level(text(node))
    if isinstance(phrase, PhraseError):
        raise node.refused(phrase)
    return _with_target_alone(node, levels_meant(node, phrase, meant), meant)


def _with_target_alone(node: Node, named: frozenset[str], ladders: Sequence[str]) -> frozenset[str]:
    """A KPI with a target alone is met or failed: it is among levels that are all the good ones, or all the others."""
    here = node.of.names
    if not here.by_target_alone:
        return named
    found = named
    for name in ladders:
        cut = here.good.get(name, 1)
        both = (("met", here.ladders[name][:cut]), ("failed", here.ladders[name][cut:]))
        found |= {word for word, levels in both if levels and named.issuperset(levels)}
    return found


def levels_meant(node: Node, phrase: LevelPhrase, ladders: Sequence[str]) -> frozenset[str]:
    """The levels of each ladder that a phrase means there; one that has no such level is passed over."""
    here = node.of.names
    meant = here.meaning(phrase.name) if phrase.name else ""
    which = phrase.which
    if which == "is" and meant in ("met", "failed"):
        which = "met" if meant == "met" else "failed"
    found: set[str] = set()
    for each in ladders:
        ladder, good = here.ladders[each], here.good.get(each, 1)
        if which in ("met", "failed"):
            found |= set(ladder[:good] if which == "met" else ladder[good:])
            continue
        name = here.find(phrase.name, ladder)
        if name is not None:
            at = ladder.index(name)
            found |= set({"or worse": ladder[at:], "or better": ladder[: at + 1]}.get(which, (name,)))
    if not found and which not in ("met", "failed"):
        raise node.unknown("level", phrase.name, tuple(dict.fromkeys(level for each in ladders for level in here.ladders[each])))
    return frozenset(found)


def roles(node: Node) -> tuple[str, ...]:
    """Who: sides, roles or people by what they do, with printed words put right."""
    return tuple(dict.fromkeys(meant for each in names(node) for meant in role_meant(node, each)))


def role(node: Node) -> str:
    """One who."""
    found = role_meant(node, text(node))
    return found[0] if found else ""


def role_meant(node: Node, word: str) -> tuple[str, ...]:
    """Anyone may be named; a name one letter off a known one is taken for a slip."""
    known = ("buyer", "supplier", *node.of.names.roles)
    meant = node.of.names.meaning(word)
    if isinstance(meant, tuple):
        return meant
    found = node.of.names.find(meant, known)
    if found is None and slip(meant, known):
        raise node.unknown("role", word, known)
    return (found or meant,)


def slip(word: str, known: Sequence[str]) -> bool:
    """Whether a word is nearly, and not quite, one that is known."""
    return bool(difflib.get_close_matches(word.lower(), [k.lower() for k in known], n=1, cutoff=0.88))


def one_of(node: Node, kind: str, known: Sequence[str]) -> str:
    """A name that must be one of those known."""
    if (found := node.of.names.find(text(node), known)) is None:
        raise node.unknown(kind, text(node), known)
    return found
