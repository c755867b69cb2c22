"""Why a row is not in: the tests that failed, or are open, with the row's own values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tenor.base.moment import moment_of, parse_moment
from tenor.base.period import Period
from tenor.base.phrases.bound import Bound
from tenor.base.wording import Said, Value, said
from tenor.figures.columns import Leaf, anchor_of, bare, by_clock, by_moments, leaves
from tenor.figures.values import Values
from tenor.ledger.model import Row
from tenor.terms.model import AllOf, AnyOf, ByField, Condition, FieldTest, Have, Limited, OneOf, OnOrAfter, OnOrBefore, Within

Answer = bool | None  # it holds, it does not, it is open


@dataclass(frozen=True, slots=True)
class Node:
    """A condition with the engine's answer to it, and what the rows' values say of its tests."""

    condition: Condition
    answer: Answer
    parts: tuple[Node, ...]


def answered(condition: Condition, answers: Iterator[Answer]) -> Node:
    """A condition with the answers of its field tests, from left to right, joined as the engine joins them."""
    if isinstance(condition, FieldTest | Have):
        return Node(condition, next(answers), ())
    parts = tuple(answered(one, answers) for one in condition.conditions)
    decides = not isinstance(condition, AllOf)
    joined: Answer = not decides
    if any(part.answer is decides for part in parts):
        joined = decides
    elif any(part.answer is None for part in parts):
        joined = None
    return Node(condition, joined if isinstance(condition, AllOf | AnyOf) or joined is None else not joined, parts)


def why(node: Node, values: Values, row: Row, period: Period) -> Said:
    """What made the condition's answer what it is, in the row's values."""
    found = [fact(leaf, values, row, period) for leaf in _deciding(node)]
    if not found:
        return said("tests-of-nothing")
    return found[0] if len(found) == 1 else said("tests-decided", tests=tuple(found))


def _deciding(node: Node) -> Iterator[Node]:
    """The field tests that decided: of "all" the ones that failed, of "any" and "none" the ones that hold, else every one."""
    if isinstance(node.condition, FieldTest | Have):
        yield node
        return
    if isinstance(node.condition, ByField):
        # the line of the row's own value, and in it the test: that the other lines do not hold says nothing
        lines = [part for part in node.parts if part.parts and part.parts[0].answer is True]
        for line in lines:
            yield from _deciding(line.parts[1])
        if lines:
            return
    decides = not isinstance(node.condition, AllOf)
    of_kind = [part for part in node.parts if part.answer is (None if node.answer is None else decides)]
    for part in of_kind or node.parts:
        yield from _deciding(part)


def fact(leaf: Node, values: Values, row: Row, period: Period) -> Said:
    """What the row says where a field was tested: "sent on Fri 23 Sep 2022, due Thu 22 Sep 2022"."""
    condition = leaf.condition
    if isinstance(condition, Have):
        return _have_fact(condition, leaf.answer)
    assert isinstance(condition, FieldTest)
    test, name = bare(condition.test), words(condition.field)
    if isinstance(test, Within | OnOrBefore | OnOrAfter):
        return _day_fact(condition, leaf.answer, values, row, period)
    text = values.text(row, condition.field, period)
    if text is None:
        return said("test-missing", field=name)
    if test is condition.test and leaf.answer is False:
        if isinstance(test, OneOf):
            return said("test-wanted", field=name, value=text, wanted=said("wanted-values", choices=test.values))
        if isinstance(test, Limited):
            return said("test-wanted", field=name, value=text, wanted=bound_said(test.bound))
    return said("test-is", field=name, value=parse_moment(text) or text)


def _have_fact(have: Have, answer: Answer) -> Said:
    """Whether enough rows of another dataset point to the row: "no certificates with course: safeguarding"."""
    state = "open" if answer is None else "there" if answer else "lacking"
    wanted = tuple(_wanted(leaf) for leaf in leaves(have.where))
    if not wanted:
        return said(f"have-{state}", dataset=words(have.dataset), n=have.at_least)
    return said(f"have-{state}-with", dataset=words(have.dataset), n=have.at_least, wanted=said("tests-decided", tests=wanted))


def _wanted(leaf: Leaf) -> Said:
    """A test of the rows that are asked for, as what it asks."""
    if isinstance(leaf, Have):
        return said("have-there", dataset=words(leaf.dataset), n=leaf.at_least)
    test, name = bare(leaf.test), words(leaf.field)
    if isinstance(test, OneOf):
        return said("have-value" if test is leaf.test else "have-not-value", field=name, wanted=said("wanted-values", choices=test.values))
    if isinstance(test, Limited) and test is leaf.test:
        return said("have-value", field=name, wanted=bound_said(test.bound))
    return said("have-tested", field=name)


def _day_fact(condition: FieldTest, answer: Answer, values: Values, row: Row, period: Period) -> Said:
    test, name = bare(condition.test), words(condition.field)
    if isinstance(test, Within) and by_clock(test.due):
        return _moment_fact(condition.field, test, answer, values, row, period)
    day = _date(values.day_reader(condition.field)(row, period))
    if isinstance(test, Within):
        due = _date(values.due_reader(test.due, test.less)(row, period))
        anchor = anchor_of(test.due)
        start = _date(values.day_reader(anchor)(row, period)) if anchor else None
        if day is not None and start is not None and day < start:
            return said("test-too-early", field=name, on=day, other=words(anchor or ""), earliest=start)
    else:
        assert isinstance(test, OnOrBefore | OnOrAfter)
        due = test.other if isinstance(test.other, date) else _date(values.day_reader(test.other)(row, period))
        if by_moments(test, condition.field, values.dataset):
            day = _moment(values.moment_reader(condition.field)(row, period))
            due = _moment(values.moment_reader(str(test.other))(row, period))
    if day is None and answer is None:
        return said("test-open", field=name, due=due)
    if isinstance(test, OnOrAfter):
        return said("test-missing", field=name) if day is None else said("test-earliest", field=name, on=day, earliest=_or_missing(due))
    if day is None:
        return said("test-missing", field=name) if due is None else said("test-not-done", field=name, due=due)
    return said("test-due", field=name, on=day, due=_or_missing(due))


def _moment_fact(field: str, test: Within, answer: Answer, values: Values, row: Row, period: Period) -> Said:
    """ "attended at Fri 5 Jun 2026 12:00, due by Fri 5 Jun 2026 11:30: 4 working hours after …"."""
    name, at = words(field), values.moment_reader(field)(row, period)
    due, anchor = values.moment_due(test.due, test.less, row, period), anchor_of(test.due) or ""
    start = values.moment_reader(anchor)(row, period)
    if at is not None and start is not None and at < start:
        return said("test-too-early", field=name, on=moment_of(at), other=words(anchor), earliest=moment_of(start))
    by = said("no-such-day") if due is None else due.worked_out
    if at is None:
        if answer is None:
            return said("test-open-moment", field=name, due=by)
        return said("test-missing", field=name) if due is None else said("test-not-done-moment", field=name, due=by)
    return said("test-due-moment", field=name, on=moment_of(at), due=by)


def bound_said(bound: Bound) -> Said:
    """A bound in words: "at least 5", "above 5 and at most 10"."""
    ends: list[Said] = []
    if bound.lower is not None and bound.lower == bound.upper:
        return said("wanted-exactly", n=str(bound.lower))
    if bound.lower is not None:
        ends.append(said("wanted-at-least" if bound.lower_in else "wanted-above", n=str(bound.lower)))
    if bound.upper is not None:
        ends.append(said("wanted-at-most" if bound.upper_in else "wanted-below", n=str(bound.upper)))
    return ends[0] if len(ends) == 1 else said("tests-decided", tests=tuple(ends))


def words(field: str) -> str:
    """A field's name as words: sent_on is "sent on"."""
    return field.replace("_", " ")


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)


def _moment(at: int | None) -> date | None:
    return None if at is None else moment_of(at)


def _or_missing(day: date | None) -> Value:
    return said("no-such-day") if day is None else day


def answers_of(line: Sequence[object]) -> Iterator[Answer]:
    """The engine's answers as true, false or open."""
    return iter([None if one is None else bool(one) for one in line])
