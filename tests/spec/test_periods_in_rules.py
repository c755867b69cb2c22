"""# Periods as a rule counts them

A rule looks at each period and sees one of five things: a hit (H), a miss (M), a wait (w), a break (b), or a period it is told to
jump over (s). Below each line of letters stand the periods that together prove the rule, counted from 1. Semantics of time, section 5.
"""

from __future__ import annotations

from datetime import date

import pytest

from tenor.base.phrases.window import Window, parse_window
from tenor.review.look import Seen, look_at
from tenor.review.model import RatingVersion
from tenor.review.overall import combine
from tenor.review.track import Track
from tenor.review.windows import Row, groups, proofs
from tenor.terms.model import MISSING_DEFAULT, MissingPolicy, Overall


def window(phrase: str) -> Window:
    found = parse_window(phrase)
    assert not hasattr(found, "code"), phrase
    return found  # type: ignore[return-value]


def proved(phrase: str, letters: str, latest: int | None = None) -> list[list[int]]:
    hits = [i for i, letter in enumerate(letters) if letter == "H"]
    skipped = [i for i, letter in enumerate(letters) if letter == "s"]
    row = Row(hits=hits, skipped=skipped, latest=len(letters) - 1 if latest is None else latest - 1)
    return [sorted(i + 1 for i in group) for group in groups(proofs(window(phrase), row))]


CONSECUTIVE = [
    # window, what the rule sees, periods that prove it
    ("2 consecutive months", "HH", [[1, 2]]),
    ("2 consecutive months", "HMH", []),
    ("2 consecutive months", "HHHH", [[1, 2, 3, 4]]),
    ("2 consecutive months", "HHMHH", [[1, 2], [4, 5]]),
    ("2 consecutive months", "HwH", []),
    ("2 consecutive months", "HbH", []),
    ("2 consecutive months", "HsH", [[1, 3]]),
    ("2 consecutive months", "HssHM", [[1, 4]]),
    ("2 consecutive months", "HsMsH", []),
    ("3 consecutive months", "HHMHHH", [[4, 5, 6]]),
    ("1 consecutive months", "MHHM", [[2, 3]]),
]


@pytest.mark.parametrize(("phrase", "seen", "proof"), CONSECUTIVE)
def test_neighbours(phrase: str, seen: str, proof: list[list[int]]) -> None:
    """n periods one after another, all hits. Whatever is not a hit ends the run; only what is jumped over does not."""
    assert proved(phrase, seen) == proof


ANY_IN = [
    ("any 3 in 9 months", "HMMMHMMMHM", [[1, 5, 9]]),
    ("any 3 in 9 months", "HMMMHMMMMH", []),
    ("any 2 in 3 months", "HHMMHMH", [[1, 2], [5, 7]]),
    ("any 2 in 3 months", "HMHMH", [[1, 3, 5]]),
    ("any 2 in 3 months", "HwwH", []),
    ("any 2 in 3 months", "HwsH", [[1, 4]]),
    ("any 2 in 6 months", "HH", [[1, 2]]),
]


@pytest.mark.parametrize(("phrase", "seen", "proof"), ANY_IN)
def test_any_k_in_n(phrase: str, seen: str, proof: list[list[int]]) -> None:
    """Some stretch of n periods, anywhere, clipped at the start, holds k hits; hits that share a stretch are one group."""
    assert proved(phrase, seen) == proof


IN_THE_LAST = [
    # the last period whose final day has passed is the 1st, 2nd …
    ("2 in the last 3 months", "HMHMM", 3, [[1, 3]]),
    ("2 in the last 3 months", "HMHMM", 4, []),
    ("2 in the last 3 months", "HMHMM", 2, []),
    ("2 in the last 3 months", "HHMMM", 5, []),
    ("2 in the last 3 months", "HsHM", 4, [[1, 3]]),
]


@pytest.mark.parametrize(("phrase", "seen", "latest", "proof"), IN_THE_LAST)
def test_in_the_last(phrase: str, seen: str, latest: int, proof: list[list[int]]) -> None:
    """Only the latest n periods; an old one that is filled later does not help."""
    assert proved(phrase, seen, latest) == proof


SEEN_AS = [
    # state, rating, settled, what the contract says of it, seen as
    ("final", "red", True, {}, "hit"),
    ("final", "amber", True, {}, "miss"),
    ("provisional", "red", False, {}, "wait"),
    ("not due", None, False, {}, "wait"),
    ("not reported", None, False, {"not_reported": "red"}, "wait"),
    ("not reported", None, True, {"not_reported": "red"}, "hit"),
    ("not reported", None, True, {"not_reported": "amber"}, "miss"),
    ("not reported", None, True, {}, "wait"),
    ("not reported", None, True, {"not_reported": "skipped"}, "skip"),
    ("not applicable", None, True, {}, "break"),
    ("not applicable", None, True, {"not_applicable": "waits"}, "wait"),
    ("final", "unrated", True, {}, "wait"),
    ("final", "unrated", True, {"unrated": "red"}, "hit"),
    ("disputed", "red", True, {}, "wait"),
    ("disputed", "red", True, {"disputed": "as reported"}, "hit"),
    ("disputed", "amber", True, {"disputed": "as reported"}, "miss"),
    ("disputed", "red", False, {"disputed": "as reported"}, "wait"),
]


@pytest.mark.parametrize(("state", "rating", "settled", "says", "seen"), SEEN_AS)
def test_seen_as(state: str, rating: str | None, settled: bool, says: dict[str, str], seen: str) -> None:
    """A rule "at red". Nothing unsettled helps or is jumped over, unless the contract says otherwise."""
    version = RatingVersion(date(2023, 6, 30), state, rating, None, None, settled)  # type: ignore[arg-type]
    policy = MissingPolicy(**says).over(MISSING_DEFAULT)
    assert look_at(version, frozenset({"red"}), policy).look == seen


def test_a_disputed_period_keeps_its_standing_value() -> None:
    """For a step that already holds it: a dispute alone takes no step away."""
    version = RatingVersion(date(2023, 6, 30), "disputed", "red", (1, 2), (2, 2), True)
    assert look_at(version, frozenset({"red"}), MISSING_DEFAULT) == Seen("wait", "hit", True)


LEVELS = ("stretch", "green", "amber", "red")
TOGETHER = [
    # how, halves go to, ratings, overall
    ("median", "worse", "red green green", "green"),
    ("median", "worse", "red amber green", "amber"),
    ("median", "worse", "red red green", "red"),
    ("median", "worse", "amber green", "amber"),
    ("median", "better", "amber green", "green"),
    ("median", "worse", "red stretch", "red"),
    ("median", "worse", "red amber green stretch", "amber"),
    ("median", "worse", "red stretch stretch stretch", "stretch"),
    ("worst", "worse", "red stretch stretch", "red"),
    ("mean of marks", "worse", "red stretch stretch", "green"),
    ("mean of marks", "worse", "amber green", "amber"),
    ("mean of marks", "better", "amber green", "green"),
    ("mean of marks", "worse", "amber green green", "green"),
]


@pytest.mark.parametrize(("how", "halves", "ratings", "overall"), TOGETHER)
def test_overall(how: str, halves: str, ratings: str, overall: str) -> None:
    """The overall rating of a period. Marks count from 0 for the worst level."""
    said = Overall(clause=(), every=None, how=how, halves=halves)  # type: ignore[arg-type]
    assert combine(said, LEVELS, ratings.split()) == overall


# day by day: the groups that hold, then what became of the steps
LIVES = [
    ("met, then goes on", ["12", "123"], "met on day 1: 123"),
    ("recovered, then met again", ["12", "12 45"], "met on day 1: 12; met on day 2: 45"),
    ("the ground is taken away", ["12", ""], "met on day 1: 12, no longer met from day 2"),
    ("taken away and back: a new step", ["12", "", "12"], "met on day 1: 12, no longer met from day 2; met on day 3: 12"),
    ("a late figure joins two", ["12", "12 45", "12345"], "met on day 1: 12345; met on day 2: 45, merged on day 3"),
    ("a figure in the middle falls out", ["12345", "12 45"], "met on day 1: 12; met on day 2: 45"),
]


@pytest.mark.parametrize(("what", "days", "told"), LIVES)
def test_the_life_of_a_step(what: str, days: list[str], told: str) -> None:
    """One step a run: longer, it goes on under the same day; joined, the earlier goes on; nothing that was met is forgotten."""
    track = Track(rule="r")
    for n, line in enumerate(days, start=1):
        held = [frozenset(map(int, group)) for group in line.split()]
        track.feed(date(2023, 1, n), held, lambda life, held=held: any(life.months <= group for group in held))  # type: ignore[misc]
    assert "; ".join(_told(life) for life in track.lives) == told, what


def _told(life: object) -> str:
    months = "".join(map(str, sorted(life.months)))  # type: ignore[attr-defined]
    ends = ""
    if life.unmet_on:  # type: ignore[attr-defined]
        ends = f", no longer met from day {life.unmet_on.day}"  # type: ignore[attr-defined]
    if life.merged_on:  # type: ignore[attr-defined]
        ends = f", merged on day {life.merged_on.day}"  # type: ignore[attr-defined]
    return f"met on day {life.met_on.day}: {months}{ends}"  # type: ignore[attr-defined]
