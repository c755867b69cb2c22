"""# Beginning and end

What a contract started from, what has to be ready, what is handed over, what comes after the last day, and how a contract is over.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests import contracts_small
from tests.review.history import day, entry, example, reviewed

from tenor.ledger.events import Event
from tenor.ledger.events import agreements as a
from tenor.ledger.events import beginning_and_end as b
from tenor.ledger.events import decisions as d
from tenor.ledger.events.returns import PeriodNotApplicable
from tenor.review.after import after
from tenor.review.baseline import baseline
from tenor.review.checklists import lines, tally
from tenor.review.endings import archived, ending
from tenor.review.flags import flags
from tenor.review.mobilisation import readiness
from tenor.review.model import Review
from tenor.review.needs import needs
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

# ## The baseline

BASELINES: list[tuple[str, str, int, tuple[int, int] | None]] = [
    # KPI, on, final periods there are, the baseline
    ("reports", "2022-09-30", 0, None),
    ("reports", "2022-12-06", 2, None),
    ("reports", "2022-12-07", 3, (18, 18)),
    ("reports", "2023-09-29", 3, (18, 18)),
    ("visits", "2022-12-07", 3, (18, 18)),
    ("sent_back", "2022-12-07", 3, (0, 3)),
]


@pytest.mark.parametrize(("kpi", "on", "final_periods", "figure"), BASELINES)
def test_the_baseline(kpi: str, on: str, final_periods: int, figure: tuple[int, int] | None) -> None:
    """Offered from the first three final months, added up: 18 of 18. Until then there is none, which is not 0%. A number is so many in so
    many months."""
    now = reviewed(on)
    own = now.terms.kpi(kpi)
    assert own is not None
    found = baseline(now, own)
    assert found is not None
    assert (len(found.periods), found.figure) == (final_periods, figure)


def test_a_month_that_does_not_apply_is_no_zero() -> None:
    """October 2022 is declared not applicable: the third final month is December."""
    declared = ("2022-10-20", "buyer", PeriodNotApplicable(kpi="reports", period="2022-10"))
    early, later = reviewed("2022-12-07", declared), reviewed("2023-01-09", declared)
    own = early.terms.kpi("reports")
    assert own is not None
    found, then = baseline(early, own), baseline(later, own)
    assert found is not None
    assert then is not None
    assert found.figure is None
    assert (then.periods, then.figure) == (("2022-09", "2022-11", "2022-12"), (18, 18))


def test_none_is_offered_where_the_terms_offer_none() -> None:
    terms = small("library-vans", "", "")
    assert all(baseline(review(terms, [], on=day("2024-06-01")), kpi) is None for kpi in terms.kpis)


# ## Checklists


def item(id: str, checklist: str, due: str = "", holder: str = "", on: str = "2022-08-15") -> tuple[str, str, Event]:
    listed = b.ItemListed(item=id, checklist=checklist, holder=holder, due=day(due) if due else None)  # type: ignore[arg-type]
    return on, "buyer", listed


HANDOVER = (
    *(item(f"h{n}", "handover", "2022-08-26") for n in range(1, 7)),
    item("h7", "handover", "2022-08-28", "supplier"),
    *(("2022-08-25", "supplier", b.ItemDone(item=f"h{n}")) for n in range(1, 7)),
)

TALLIES: list[tuple[str, int, int, tuple[tuple[str, int], ...]]] = [
    # on, on the list, done, late by days
    ("2022-08-24", 7, 0, ()),
    ("2022-08-25", 7, 6, ()),
    ("2022-08-28", 7, 6, ()),
    ("2022-08-29", 7, 6, (("h7", 1),)),
    ("2022-08-31", 7, 6, (("h7", 3),)),
]


@pytest.mark.parametrize(("on", "listed", "done", "late"), TALLIES)
def test_the_handover(on: str, listed: int, done: int, late: tuple[tuple[str, int], ...]) -> None:
    """7 items, 6 received, 1 late by 3 days. An item is late from the day after its day."""
    found = tally(lines(small_history(on, *HANDOVER), "handover"), day(on))
    assert (found.n, found.done, found.late) == (listed, done, late)


def test_what_is_not_needed_is_not_counted() -> None:
    now = small_history("2022-08-31", *HANDOVER, ("2022-08-30", "buyer", b.ItemNotNeeded(item="h7")))
    found = tally(lines(now, "handover"), now.on)
    assert (found.n, found.done, found.left, found.late) == (6, 6, 0, ())


def test_nine_of_ten_are_ready_the_day_before() -> None:
    """Six duties of the terms and four items of a list; one item is left on 31 August 2022: not fully mobilised."""
    duties = ("ready", "mobilisation-cost", "handover", "contact-details", "unit-list", "systems-training")
    acts = [
        ("2022-08-01", "buyer", d.NamedEvent(name="award")),
        *(item(f"m{n}", "mobilisation", "2022-08-31") for n in range(1, 5)),
        *(("2022-08-30", "buyer" if n % 2 else "supplier", d.DutyDone(duty=duty)) for n, duty in enumerate(duties)),
        *(("2022-08-30", "supplier", b.ItemDone(item=f"m{n}")) for n in range(1, 4)),
    ]
    now = small_history("2022-08-31", *acts)
    assert readiness(now) == (9, 10)
    assert [(flag.n, flag.about, flag.from_day) for flag in flags(now) if flag.kind == "not mobilised"] == [(1, "m4", date(2022, 8, 31))]
    then = small_history("2022-09-01", *acts, ("2022-09-01", "supplier", b.ItemDone(item="m4")))
    assert readiness(then) == (10, 10)
    assert not [flag for flag in flags(then) if flag.kind == "not mobilised"]


ON_HOME: list[tuple[str, str, list[str]]] = [
    # side, on, lines
    ("supplier", "2022-08-27", ["item h7"]),
    ("buyer", "2022-08-27", ["chase item h7"]),
]


@pytest.mark.parametrize(("side", "on", "expected"), ON_HOME)
def test_items_on_home(side: str, on: str, expected: list[str]) -> None:
    """An item with a day is a line of whoever holds it, and one to chase of the other side once it is late."""
    now = small_history(on, *HANDOVER)
    assert [need.id for need in needs(now, side=side) if "item" in dict(need.about)] == expected  # type: ignore[arg-type]
    line = next(need for need in needs(now, side=side) if "item" in dict(need.about))  # type: ignore[arg-type]
    assert (line.due, line.soon_from) == (date(2022, 8, 28), date(2022, 8, 22) if side == "supplier" else date(2022, 8, 29))


# ## What comes after

COMING: list[tuple[str, str, str, str, bool]] = [
    # by when the terms say it, last day, on Home from, to be decided by, local practice
    ("", "2025-08-31", "2025-02-28", "2025-08-31", True),
    ("3 months before contract end", "2027-02-27", "2026-05-27", "2026-11-27", False),
    ("20 working days before contract end", "2027-02-27", "2026-08-01", "2027-02-01", False),
]


@pytest.mark.parametrize(("said_by_terms", "last_day", "on_home_from", "decide_by", "local_practice"), COMING)
def test_by_when_it_is_decided(said_by_terms: str, last_day: str, on_home_from: str, decide_by: str, local_practice: bool) -> None:
    """By the day in the terms, where they give a right to extend and say by when; else in the last six months, as local practice."""
    extension = f", extensions: [{{clause: '2.3', up_to: 12 months, by: buyer, due: {said_by_terms}}}]}}"
    terms = small("library-vans", "ends: 2027-02-27}", f"ends: 2027-02-27{extension}") if said_by_terms else example()
    found = after(review(terms, [], on=day("2024-06-03")))
    assert (found.ends, found.decide_from, found.decide_by) == (day(last_day), day(on_home_from), day(decide_by))
    assert found.by_practice == local_practice


def after_needs(on: str, *acts: tuple[str, str, Event]) -> list[tuple[str, str, date | None]]:
    found = needs(small_history(on, *acts), side="buyer")
    return [(need.act, need.kind, need.due) for need in found if need.act in ("decide what comes after", "archive")]


DECIDED = ("2025-03-03", "buyer", b.EndingDecided(choice="re-tender"))
EXTENDED = (
    ("2025-03-03", "buyer", b.EndingDecided(choice="extend", to=date(2026, 8, 31))),
    ("2025-03-04", "buyer", a.VariationAgreed(variation="v", from_=date(2025, 3, 4), changes={"contract.ends": "2026-08-31"})),
)
ARCHIVED = ("2025-09-03", "buyer", b.ContractArchived(keep_until=date(2031, 8, 31)))

AFTER: list[tuple[str, tuple[tuple[str, str, Event], ...], list[tuple[str, str, date | None]]]] = [
    # on, what was done, the line of Home
    ("2025-02-27", (), []),
    ("2025-02-28", (), [("decide what comes after", "decide", date(2025, 8, 31))]),
    ("2025-03-03", (DECIDED,), []),
    ("2025-08-31", (DECIDED,), []),
    ("2025-09-01", (DECIDED,), [("archive", "duty", None)]),
    ("2025-09-01", (), [("archive", "duty", None)]),
    ("2025-09-01", EXTENDED, []),
    ("2026-02-28", EXTENDED, [("decide what comes after", "decide", date(2026, 8, 31))]),
    ("2025-09-03", (ARCHIVED,), []),
]


@pytest.mark.parametrize(("on", "what_was_done", "line_of_home"), AFTER)
def test_the_line_of_home(
    on: str, what_was_done: tuple[tuple[str, str, Event], ...], line_of_home: list[tuple[str, str, date | None]]
) -> None:
    """From half a year before, until it is decided; a contract that goes on is decided about anew; once it is over it is archived."""
    assert after_needs(on, *what_was_done) == line_of_home


def test_an_archived_contract_needs_nobody() -> None:
    now = small_history("2025-09-03", ARCHIVED)
    assert archived(now) is not None
    assert not needs(now, side="buyer")
    assert not needs(now, side="supplier")
    assert [flag.kind for flag in flags(now)] == ["archived"]


# ## How a contract is over


def ended(how: str, last: str, on: str) -> tuple[str, str, Event]:
    return on, "buyer", a.ContractEnded(last_day=day(last), how=how)  # type: ignore[arg-type]


ENDINGS: list[tuple[str, tuple[tuple[str, str, Event], ...], str, str, bool]] = [
    # on, what was recorded, how, last day, over
    ("2025-08-31", (), "expired", "2025-08-31", False),
    ("2025-09-01", (), "expired", "2025-08-31", True),
    ("2024-01-31", (ended("termination", "2024-01-31", "2023-12-01"),), "terminated", "2024-01-31", False),
    ("2024-02-01", (ended("termination", "2024-01-31", "2023-12-01"),), "terminated", "2024-01-31", True),
    ("2024-02-01", (ended("completion", "2024-01-31", "2024-01-31"),), "completed", "2024-01-31", True),
    ("2024-02-01", (ended("agreement", "2024-01-31", "2024-01-15"),), "ended by agreement", "2024-01-31", True),
]


@pytest.mark.parametrize(("on", "what_was_recorded", "how", "last_day", "over"), ENDINGS)
def test_how_it_is_over(on: str, what_was_recorded: tuple[tuple[str, str, Event], ...], how: str, last_day: str, over: bool) -> None:
    """Terminated, expired and completed are three endings; it is over from the day after its last day."""
    found = ending(small_history(on, *what_was_recorded))
    assert (found.how, found.last_day, found.over_on(day(on))) == (how, day(last_day), over)


# --- made up -----------------------------------------------------------------------------------------------------


@cache
def small(name: str, old: str, new: str) -> Terms:
    read = read_yaml((Path(contracts_small.__file__).parent / f"{name}.yaml").read_text(encoding="utf-8").replace(old, new))
    assert read.terms is not None, [str(each) for each in read.problems]
    return read.terms


def small_history(on: str, *acts: tuple[str, str, Event]) -> Review:
    """The example contract with these acts and no returns."""
    told = sorted(acts, key=lambda one: one[0])
    return review(example(), [entry(seq, day, side, event) for seq, (day, side, event) in enumerate(told, 1)], on=day(on))
