"""What may follow once something was given, or was not: an answer, a cure, giving it again, more time, days of grace."""

from __future__ import annotations

import re
from dataclasses import replace

from tenor.base.phrases.deadline import parse_deadline
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.reader import PhraseError
from tenor.base.phrases.window import SamePeriod, Times
from tenor.terms.build_rules import due
from tenor.terms.model import NOTHING_FOLLOWS, Answer, Due, Following, Grace, Hole, IfRefused, MayExtend
from tenor.terms.names import tidy
from tenor.terms.node import Node, text
from tenor.terms.phrases import deadline, names, one_of, role, roles, span_known, window, yes_no

_KEYS = ("answer", "cure", "if_refused", "may_extend", "grace")
_YEARS = ("year", "contract year")


def following(node: Node) -> Following:
    """The keys of one duty, return or step that say what follows."""
    if not any(node.get(key) is not None for key in _KEYS):
        return NOTHING_FOLLOWS
    found = Following(
        answer=node.take("answer", answer, None),
        cure=node.take_or_hole("cure", _cure, None) if node.get("kind") is not None else None,  # of steps alone
        if_refused=node.take("if_refused", _if_refused, None),
        may_extend=node.take("may_extend", _may_extend, None),
        grace=node.take("grace", _grace, None),
    )
    if found.if_refused is not None and (found.answer is None or not found.answer.refusing):
        node.at_key("if_refused").wrong("refusal-without-answer")
    return found


def answer(node: Node) -> Answer:
    """Who answers, by when, what can be said, and what silence counts as: one of the options, or not said."""
    node.keys("answer")
    choices = node.need("choices", names)
    return Answer(
        by=node.need("by", role),
        due=node.take_or_hole("due", due, None),
        choices=choices,
        silence=node.take("silence", lambda each: one_of(each, "option", choices), ""),
    )


def _cure(node: Node) -> Due:
    kind = node.of.names.step_kinds.get(str(node.path[-2]), "") if len(node.path) > 1 else ""
    if kind != "notice":
        raise node.wrong("cure-of-notice")
    return due(node)


def _if_refused(node: Node) -> IfRefused:
    node.keys("if-refused")
    found: DuePhrase | Hole | None = node.take_or_hole("due", deadline, None)
    return IfRefused(again=node.need("again", yes_no), due=found)


def _may_extend(node: Node) -> MayExtend:
    node.keys("may-extend")
    return MayExtend(by=node.need("by", roles), up_to=node.take("up_to", span_after_due, None))


def _grace(node: Node) -> Grace:
    node.keys("grace")
    allow = node.need("allow", span_after_due)
    times, kind = node.need("times", _times)
    return Grace(allow=allow, times=times, kind=kind)


def _times(node: Node) -> tuple[int, str]:
    """ "once in the same year", "2 times in the same contract year"."""
    found = window(node)
    if not isinstance(found, Times) or not isinstance(found.stretch, SamePeriod) or found.stretch.period not in _YEARS:
        raise node.not_yet(f"{text(node)}, of days of grace")
    return found.k, found.stretch.period


def span_after_due(node: Node) -> DuePhrase:
    """A stretch of time as it is counted from the day something was due: "10 working days"."""
    found = parse_deadline(f"{text(node)} after due")
    if isinstance(found, PhraseError) or not isinstance(found.form, SpanDue) or re.search(r"\b(after|before|by)\b", tidy(text(node))):
        raise node.refused(found) if isinstance(found, PhraseError) else node.wrong("span-wrong", text=text(node))
    return replace(found, form=replace(found.form, span=span_known(node, found.form.span)))
