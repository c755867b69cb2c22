"""# Points and money, in tables

What a phrase about money means, what it comes to, and what is said of one that cannot be read. Money is worked out and shown; a person
claims it. The contract the lines are tried on is `tests/review/money_world.py`: a KPI *speed* with the levels target (0 points), minor 1,
serious 2, severe 3, threshold 4, whose figures are rounded to one decimal; a KPI *care* with a target of 90% and 2.5 points for a
failure; a charge of GBP 12,345.67 each month, and one that comes from invoices.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.review.history import entry
from tests.review.money_world import TERMS, at, brought, entries, figures, lines, terms

from tenor.base.phrases.money import MoneyCap, MoneySum, Per, Rate, parse_cap, parse_sum
from tenor.base.phrases.reader import PhraseError
from tenor.base.wording import say
from tenor.ledger.events import Event
from tenor.ledger.events.agreements import VariationAgreed
from tenor.ledger.events.decisions import DecisionTaken, NamedEvent, PersonJudged
from tenor.ledger.events.money import InvoiceReceived, MoneyWaived
from tenor.ledger.events.returns import FigureDisputed, FigureResolved, ReturnReceived, RowsLogged
from tenor.ledger.model import Body, Entry
from tenor.review.allow import allow
from tenor.review.coins import coin_words
from tenor.review.statement import statement, statements
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

REPEAT = 'id: repeat, clause: "3.2", when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, points: twice\n'
FAILED = "{kpi: any, is: failed}"


def told(found: MoneySum | MoneyCap) -> str:
    """A phrase as it was read: how much | of what | per what | in what stretch."""
    parts = [_rate(found.rate), _per(found.per) if found.per is not None else ""]
    stretch = getattr(found, "stretch", None)
    if stretch is not None:
        fields = [str(getattr(stretch, name)) for name in type(stretch).__slots__]
        parts.append(" ".join([type(stretch).__name__, *fields]))
    return " | ".join([*(["at most"] if getattr(found, "up_to", False) else []), *(part for part in parts if part)])


def _rate(rate: Rate) -> str:
    return f"{rate.number} {rate.currency}" if rate.currency else f"{rate.number}% of {rate.charge}"


def _per(per: Per) -> str:
    words = [per.thing, "whole" if per.whole else "", per.kind, per.unit, per.of, per.base, per.field]
    return " ".join(word for word in words if word)


@pytest.mark.parametrize(
    ("sum", "is_read_as"),
    [
        ("500 GBP", "500 GBP | occurrence"),
        ("1% of monthly charge", "1% of monthly charge | occurrence"),
        ("25 GBP per row", "25 GBP | row"),
        ("0.5% of monthly charge per point", "0.5% of monthly charge | point"),
        ("500 USD per business day late", "500 USD | late business day day"),
        ("2% of charge per week late", "2% of charge | late week"),
        ("up to 2% of monthly value per month it lasts", "at most | 2% of monthly value | lasts month"),
        ("1% of hosting per business hour of downtime", "1% of hosting | field business hour downtime"),
        ("1% of charges per percent below target", "1% of charges | percent below target"),
        ("50 GBP per whole percent above level", "50 GBP | percent whole above level"),
    ],
)
def test_sums(sum: str, is_read_as: str) -> None:
    """`deduct`, `pay`, `withhold` and `add`: a rate, of a charge where it is a per cent, and what it is multiplied by."""
    found = parse_sum(sum)
    assert isinstance(found, MoneySum)
    assert told(found) == is_read_as


@pytest.mark.parametrize(
    ("cap", "is_read_as"),
    [
        ("5000 USD per row", "5000 USD | row"),
        ("500 GBP per occurrence", "500 GBP | occurrence"),
        ("10% of monthly charge in the same month", "10% of monthly charge | SamePeriod month"),
        ("60000 GBP in the same contract year", "60000 GBP | SamePeriod contract year"),
        ("10% of charge in any 12 months", "10% of charge | AnyStretch 12 month"),
        ("700 GBP in the contract", "700 GBP | TheContract"),
        ("700 GBP", "700 GBP"),
        ("5% of money in dispute in the same month", "5% of money in dispute | SamePeriod month"),
    ],
)
def test_caps(cap: str, is_read_as: str) -> None:
    """`at_most`: one, or a list of which the smallest rest holds. Without a stretch it is the most in all."""
    found = parse_cap(cap)
    assert isinstance(found, MoneyCap)
    assert told(found) == is_read_as


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("£500", 'write "500 GBP".'),
        ("£1,500 per day late", 'write "1500 GBP per day late".'),
        ("100 pounds", 'write "100 GBP".'),
        ("100", '100 of what? Write the currency after it, as in "100 GBP", or a per cent of a charge.'),
        ("0.5%", "of which charge? Known: monthly charge."),
        ("0.5 % of monthly charge per point", 'write "0.5% of monthly charge per point".'),
        ("2% per point of charges", 'write "2% of charges per point".'),
        ("5 GBP of charge", '5 GBP is a sum by itself, of no charge: leave "of" out, or write a per cent.'),
        ("12.505 GBP", "12.505 GBP is less than the smallest coin can pay."),
        ("500 GBP each row", 'write "500 GBP per row".'),
        ("2% of charge per day", 'write "per day late", "per day it lasts", or "per day of" and a field.'),
        ("50 GBP per percentage point below target", 'write "50 GBP per percent below target".'),
        ("500 GBP per row in the same month", "a stretch of time belongs to the cap: write it under at_most."),
        ("five GBP", 'write the number 5 in figures: "5 GBP".'),
    ],
)
def test_refused_sums(phrase: str, answer: str) -> None:
    """What may be meant in two ways is not guessed."""
    found = parse_sum(phrase, ("monthly charge",))
    assert isinstance(found, PhraseError)
    assert (found.code, say(found.hint)) == ("phrase-money", answer)


@pytest.mark.parametrize(
    ("phrase", "starts_with"),
    [
        ("5% a day", 'write "per day late" or "per day it lasts"'),
        ("2% of monthly charge a day", 'write "per day late" or "per day it lasts"'),
        ("50 GBP per percent", 'write "per percent below target"'),
        ("5 GBP per quarter late", "per what?"),
        ("-5 GBP", 'write "500 GBP"'),
        ("", 'write "500 GBP"'),
    ],
)
def test_refused_sums_with_a_longer_answer(phrase: str, starts_with: str) -> None:
    found = parse_sum(phrase)
    assert isinstance(found, PhraseError)
    assert say(found.hint).startswith(starts_with)


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("10% cap", '10% of which charge, and in what stretch? Write "10% of" the charge "in the same month".'),
        ("10% of charge per month", 'write "10% of charge in the same month", or "in any" so many.'),
        ("10% of charge a month", 'write "10% of charge in the same month", or "in any" so many.'),
        ("10% of charge in a month", 'write "10% of charge in the same month", or "in any" so many.'),
        ("up to 5 GBP per row", 'write "5 GBP per row".'),
        ("5 GBP per point", 'a cap is per row or per occurrence, or "in" a stretch of time, such as "in the same month".'),
    ],
)
def test_refused_caps(phrase: str, answer: str) -> None:
    found = parse_cap(phrase)
    assert isinstance(found, PhraseError)
    assert (found.code, say(found.hint)) == ("phrase-money", answer)


# --- points ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures_of_speed", "points_with_twice"),
    [
        ("98.5 96.5", "1 6"),
        ("96.5 98.5 96.5", "3 2 6"),
        ("96.5 99 96.5", "3 . 3"),
        ("96.5 - 96.5", "3 . 3"),
        ("95.9 98.94 99", "4 2 ."),
        ("98.95 97.5", ". 2"),
        ("97.5 97.5 97.5 97.5", "2 4 4 4"),
    ],
)
def test_points_doubled_on_repeat(figures_of_speed: str, points_with_twice: str) -> None:
    """`points: twice` for 2 consecutive periods: the second failure and every later one of the run, never the first. A good month, or
    one without a return (-), ends the run. 98.94% is 98.9% as the contract rounds, 98.95% is 99.0%."""
    values = figures_of_speed.split()
    made = at("2026-12-31", REPEAT, figures("speed", "2026-01", *values))
    found = {each.label: each.shown for each in brought(made)}
    assert [found.get(f"2026-{n + 1:02}", ".") for n in range(len(values))] == points_with_twice.split()
    assert {each.state for each in brought(made)} == {"final"}


def test_a_number_is_added_each_time_to_the_account_it_names() -> None:
    rules = 'id: more, clause: "3.3", when: {kpi: any, same: kpi, is: failed, for: 2 consecutive periods}, points: 2, tally: strikes'
    made = at("2026-12-31", rules, figures("speed", "2026-01", "96.5", "98.5", "96.5"))
    assert [(each.account, each.label, each.shown) for each in brought(made)] == [
        ("points", "2026-01", "3"),
        ("points", "2026-02", "1"),
        ("strikes", "2026-02", "2"),
        ("points", "2026-03", "3"),
        ("strikes", "2026-03", "2"),
    ]


def test_provisional_and_disputed_points_are_shown_and_count_nothing_yet() -> None:
    """February is final on Friday 6 March. A dispute of January, final since 6 February, leaves in doubt what doubles February."""
    given = figures("speed", "2026-01", "98.5", "96.5")
    before = at("2026-03-05", REPEAT, given)
    assert [(each.label, each.shown, each.state) for each in brought(before)] == [
        ("2026-01", "1", "final"),
        ("2026-02", "6", "provisional"),
    ]
    dispute = ("2026-03-10", "supplier", FigureDisputed(kpi="speed", period="2026-01"))
    after = at("2026-03-10", REPEAT, given, [dispute])
    assert [(each.label, each.shown, each.state) for each in brought(after)] == [
        ("2026-01", "1", "disputed"),
        ("2026-02", "3", "final"),
        ("2026-02", "3", "disputed"),
    ]


# --- sums --------------------------------------------------------------------------------------------------------------


def _one(money: str, *values: str, kpi: str = "speed", when: str = FAILED) -> list[str]:
    made = at(
        "2026-12-31", f"id: r, clause: S4, when: {when}, money: {{{money}}}", figures(kpi, "2026-01", *values), (), {"2026-01": 1_000_001}
    )
    return [coin_words(line.amount, line.currency) if line.amount is not None else say(line.waits[0]) for line, _ in lines(made)]


@pytest.mark.parametrize(
    ("money", "figure", "comes_to"),
    [
        ("deduct: 0.5% of monthly charge per point", "speed 98.5", "GBP 50.00"),  # 10,000.01 as invoiced × 0.5% × 1 = 50.00005
        ("deduct: 0.5% of fixed charge per point", "speed 96.5", "GBP 185.19"),  # 12,345.67 × 0.5% × 3 = 185.18505, half up
        ("deduct: 100 GBP per point", "care 85", "GBP 250.00"),  # 2.5 points
        ("deduct: 2% of fixed charge per percent below target", "speed 97.3", "GBP 419.75"),  # 1.7 × 246.9134
        ("deduct: 2% of fixed charge per whole percent below target", "speed 97.3", "GBP 246.91"),  # 1 × 246.9134
        ("deduct: 2% of fixed charge per whole percent below target", "speed 98.5", "nothing"),  # half a per cent is no whole one
        ("pay: 500 GBP", "speed 97.3", "GBP 500.00"),
        ("pay: 5 GBP per day it lasts", "speed 97.3", "GBP 155.00"),  # 31 days of January
        ("withhold: up to 2% of fixed charge per month it lasts", "speed 97.3", "GBP 246.91"),
        ("deduct: 0.125% of fixed charge", "speed 97.3", "GBP 15.43"),  # 15.4320875
        ("deduct: 1% of price to come", "speed 97.3", "Waits: the contract does not say what price to come comes to."),
        ("deduct: 100 GBP per percent below target", "speed 99.5", "nothing"),
    ],
)
def test_what_a_sum_comes_to(money: str, figure: str, comes_to: str) -> None:
    """Rate × charge × how often, exactly; to the penny half up, once for the line. January 2026, when a KPI is failed."""
    kpi, value = figure.split()
    assert _one(money, value, kpi=kpi) == ([] if comes_to == "nothing" else [comes_to])


def test_per_cent_below_a_level() -> None:
    """From the upper edge of the best level that the rule counts: 96.5% is half a per cent below 97%."""
    assert _one("deduct: 100 GBP per percent below level", "96.5", when="{kpi: speed, is: severe or worse}") == ["GBP 50.00"]


def test_a_missing_invoice_is_never_nought() -> None:
    made = at(
        "2026-12-31", f"id: r, clause: S4, when: {FAILED}, money: {{deduct: 1% of monthly charge}}", figures("speed", "2026-07", "97")
    )
    (line, done), *others = lines(made)
    assert not others
    assert (line.amount, done.standing) == (None, "waits")
    assert say(line.waits[0]) == "Waits for the invoice of monthly charge for July 2026."
    found = statement(made, "2026-07")
    assert found is not None
    assert (found.total, found.provisional) == (0, 0)


@pytest.mark.parametrize(
    ("money", "down", "amounts"),
    [
        ("deduct: 25 GBP per row", "2.5 0 - 7", "25.00 25.00 25.00 25.00"),
        ("deduct: 25 GBP per row, at_most: 60 GBP in the same month", "2.5 0 - 7", "25.00 25.00 10.00 0.00"),
        ("deduct: 10 GBP per hour of down", "2.5 0 - 7", "25.00 0.00 waits 70.00"),
        ("deduct: 10 GBP per hour of down, at_most: 20 GBP per row", "2.5 0 - 7", "20.00 0.00 waits 20.00"),
        ("deduct: 1% of fixed charge per working hour of down", "0.3", "37.04"),  # 0.3 × 123.4567 = 37.03701
    ],
)
def test_each_row(money: str, down: str, amounts: str) -> None:
    """Four jobs of the firm in January 2026, so many hours down; of the others none counts. A blank field waits and is not nought."""
    values = [{"asked_on": f"2026-01-{n + 5:02}", "by": "firm", **({"down": v} if v != "-" else {})} for n, v in enumerate(down.split())]
    rows = [{"id": f"j{n}", "values": each} for n, each in enumerate([*values, {"asked_on": "2026-01-04", "by": "nobody", "down": "9"}])]
    body = Body(kind="rows", salt="00" * 16, content={"rows": {"jobs": rows}})
    logged = entry(1, "2026-01-30", "supplier", RowsLogged(datasets=("jobs",)), body)
    rule = f"id: r, clause: S4, when: {{rows: jobs, where: {{by: firm}}}}, money: {{{money}}}"
    made = review(terms(rule), [logged], on=date(2026, 2, 28))
    assert [f"{line.amount / 100:.2f}" if line.amount is not None else "waits" for line, _ in lines(made)] == amounts.split()
    assert [line.day.day for line, _ in lines(made)] == [5 + n for n in range(len(values))]
    told = [say(each) for each in lines(made)[0][0].because]
    assert ("down: 2.5 hours." in told) == ("per hour of down" in money), told


QUARTERLY = (
    "quarterly fee: {clause: Schedule 4, each: quarter, from: invoices}\n  year's fee: {clause: Schedule 4, each: year, from: invoices}"
)


@pytest.mark.parametrize(
    ("quarters", "of", "failed_in", "invoiced", "comes_to"),
    [
        ("calendar", "quarterly fee", "2026-03", "2026-Q1 30000.05", "GBP 300.00"),  # 300.0005
        ("calendar", "quarterly fee", "2026-04", "2026-Q1 30000.05", "Waits for the invoice of quarterly fee for quarter 2 of 2026."),
        ("calendar", "quarterly fee", "2026-04", "2026-Q1 30000.05 2026-Q2 10000", "GBP 100.00"),
        ("contract", "quarterly fee", "2026-04", "2026-02-01 30000.05", "GBP 300.00"),  # February to April
        (
            "contract",
            "quarterly fee",
            "2026-05",
            "2026-02-01 30000.05",
            "Waits for the invoice of quarterly fee for Fri 1 May 2026 to Fri 31 Jul 2026.",
        ),
        ("contract", "year's fee", "2027-01", "Y1 80000", "GBP 800.00"),  # February 2026 to January 2027
        ("contract", "year's fee", "2027-02", "Y1 80000", "Waits for the invoice of year's fee for contract year 2."),
        ("calendar", "year's fee", "2027-02", "Y1 80000 2027 60000", "GBP 600.00"),
    ],
)
def test_charges_of_a_quarter_and_of_a_year(quarters: str, of: str, failed_in: str, invoiced: str, comes_to: str) -> None:
    """1% of a charge for a month in which a KPI is failed, of a contract that begins on 1 February 2026. The charge is that of the quarter
    (of the calendar, or of the contract, which is then called by its first day) or year in which the month lies, whole; a year may be
    invoiced by the contract's or by the calendar's."""
    names = invoiced.split()
    acts = [
        ("2027-03-03", "supplier", InvoiceReceived(charge=of, period=label, amount=int(Decimal(amount) * 100)))
        for label, amount in zip(names[::2], names[1::2], strict=True)
    ]
    text = TERMS.replace("starts: 2026-01-01", "starts: 2026-02-01").replace("closed:", f"quarters: {quarters}, closed:")
    text = text.replace("charges:\n", f"charges:\n  {QUARTERLY}\n")
    read = read_yaml(f"{text}  - {{id: r, clause: S4, when: {FAILED}, money: {{deduct: 1% of {of}}}}}")
    assert read.terms is not None, [str(each) for each in read.problems]
    made = review(read.terms, entries(figures("speed", failed_in, "97.3"), acts), on=date(2027, 3, 31))
    refused = [each.code for _, side, event in acts for each in allow(made, event, side=side, on=made.on)]
    (line,) = [line for line, _ in lines(made)]
    told = coin_words(line.amount, line.currency) if line.amount is not None else say(line.waits[0])
    assert (told, refused) == (comes_to, [])


def test_a_quarter_is_called_as_the_contract_counts_it() -> None:
    text = TERMS.replace("closed:", "quarters: contract, closed:").replace("charges:\n", f"charges:\n  {QUARTERLY}\n")
    read = read_yaml(text)
    assert read.terms is not None
    made = review(read.terms, [], on=date(2026, 3, 31))
    (wrong,) = allow(made, InvoiceReceived(charge="quarterly fee", period="2026-Q1", amount=1), side="buyer", on=made.on)
    assert str(wrong).endswith(
        "quarterly fee is charged each quarter of the contract, called by its first day: 2026-Q1 is no such period of this contract"
    )


@pytest.mark.parametrize(
    ("where", "steps_and_sums"),
    [
        ("{have: calls, where: {angry: yes}, at_least: 2}", "j1 2026-01-20 25.00"),  # c1 is known from the 10th, c2 from the 20th
        ("{have: calls, where: {angry: yes}}", "j1 2026-01-10 25.00"),  # c4 is of February, j2 of January
        ("{none: [{have: calls}]}", "j2 2026-01-10 -, j3 2026-01-20 25.00"),  # c3 took j2 away again
    ],
)
def test_rows_that_others_point_to(where: str, steps_and_sums: str) -> None:
    """`have` in a rule: of the jobs j1, j2 and j3 of January, those with such calls dated in January too. Logged on the 10th: j1, j2 and
    an angry call c1 about j1; on the 20th: j3, an angry call c2 about j1, a friendly c3 about j2, an angry c4 about j2 of 2 February."""
    calls = "calls: {row: one call, dated_by: rung_on, fields: {job: jobs, rung_on: date, angry: yes/no}}"
    text = TERMS.replace("kpis:\n", f"  {calls}\nkpis:\n", 1)
    when = f"when: {{rows: jobs, where: {where}}}"
    read = read_yaml(text + f"  - {{id: r, clause: S4, {when}, then: talk, money: {{deduct: 25 GBP per row}}}}\n")
    assert read.terms is not None, [str(each) for each in read.problems]
    first = {"jobs": {"j1": ("2026-01-05",), "j2": ("2026-01-06",)}, "calls": {"c1": ("j1", "2026-01-07", "yes")}}
    second = {"jobs": {"j3": ("2026-01-08",)}, "calls": {"c2": ("j1", "2026-01-19", "yes"), "c3": ("j2", "2026-01-19", "no")}}
    second["calls"]["c4"] = ("j2", "2026-02-02", "yes")
    told = [_logged(1, "2026-01-10", first), _logged(2, "2026-01-20", second)]
    made = review(read.terms, told, on=date(2026, 2, 28))
    sums = {line.of: f"{(line.amount or 0) / 100:.2f}" for line, _ in lines(made)}
    assert ", ".join(f"{step.of} {step.met_on} {sums.get(step.of, '-')}" for step in made.steps if step.rule == "r") == steps_and_sums


def _logged(seq: int, on: str, given: dict[str, dict[str, tuple[str, ...]]]) -> Entry:
    fields = {"jobs": ("asked_on",), "calls": ("job", "rung_on", "angry")}
    rows = {of: [{"id": id, "values": dict(zip(fields[of], v, strict=True))} for id, v in each.items()] for of, each in given.items()}
    body = Body(kind="rows", salt="00" * 16, content={"rows": rows})
    return entry(seq, on, "supplier", RowsLogged(datasets=tuple(given)), body)


# --- caps --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at_most", "speed", "care", "amounts"),
    [
        ("500 GBP in the same month", "95", "80", "400.00 100.00"),  # 4 points, 2.5 points
        ("600 GBP in any 2 months", "95 95 95", "", "400.00 200.00 400.00"),
        ("[300 GBP per occurrence, 500 GBP in the same year]", "95 95 95", "", "300.00 200.00 0.00"),
        ("1% of fixed charge in the same month", "95", "", "123.46"),  # 123.4567
        ("700 GBP in the contract", "95 95 95", "", "400.00 300.00 0.00"),
        ("700 GBP", "95 95 95", "", "400.00 300.00 0.00"),
        ("[500 GBP in the same month, 500 GBP in the same month]", "95", "80", "400.00 100.00"),  # written twice it is one
        ("500 GBP in the same quarter", "95 95 95 95", "", "400.00 100.00 0.00 400.00"),
    ],
)
def test_what_caps_let_through(at_most: str, speed: str, care: str, amounts: str) -> None:
    """100 GBP a point, from January 2026, in order of time and then of the KPIs. Of a list of caps the smallest rest holds."""
    given = {**figures("speed", "2026-01", *speed.split()), **figures("care", "2026-01", *care.split())}
    made = at("2026-12-31", f"id: r, clause: S4, when: {FAILED}, money: {{deduct: 100 GBP per point, at_most: {at_most}}}", given)
    assert [coin_words(line.amount or 0, "GBP") for line, _ in lines(made)] == [f"GBP {amount}" for amount in amounts.split()]


def test_a_cap_says_what_it_took_off() -> None:
    made = at(
        "2026-12-31",
        f"id: r, clause: S4, when: {FAILED}, money: {{deduct: 155 GBP per point, at_most: 500 GBP in the same month}}",
        figures("speed", "2026-01", "95"),
    )
    assert [say(each) for each in lines(made)[0][0].caps] == ["Of GBP 620.00 only GBP 500.00: 500 GBP in the same month."]


# --- late, lasting, withheld, earned back --------------------------------------------------------------------------------

LATE = (
    'id: late, clause: "6.5", when: {duty: figures, is: late}, '
    "money: {pay: 50 GBP per working day late, at_most: CAP, starts: 2nd working day late}"
)


def _january(on: str) -> tuple[str, str, ReturnReceived]:
    return on, "supplier", ReturnReceived(ret="figures", covers="2026-01", reports=("speed",))


@pytest.mark.parametrize(
    ("received", "on", "cap", "comes_to"),
    [
        ("2026-02-13", "2026-02-20", "1000 GBP per occurrence", "200.00 final"),  # 9 to 13 February, from the 2nd day late
        ("2026-02-09", "2026-02-20", "1000 GBP per occurrence", ""),  # one day late alone
        ("", "2026-02-20", "1000 GBP per occurrence", "450.00 provisional"),  # ten days late so far
        ("2026-03-03", "2026-03-05", "1000 GBP per occurrence", "700.00 final, 100.00 final"),  # 14 days of February, 2 of March
        ("2026-03-03", "2026-03-05", "750 GBP per occurrence", "700.00 final, 50.00 final"),
    ],
)
def test_days_late(received: str, on: str, cap: str, comes_to: str) -> None:
    """January's return is due on Friday 6 February. Each day late counts in its own month; a cap per occurrence holds for all of them."""
    made = at(on, LATE.replace("CAP", cap), {}, [_january(received)] if received else [])
    own = [line for line, _ in lines(made) if line.of == "figures 2026-01"]
    assert ", ".join(f"{(line.amount or 0) / 100:.2f} {line.state}" for line in own) == comes_to


BY_NOON = {
    "closed: [Saturday, Sunday]": "closed: [Saturday, Sunday], clocks: {desk: {days: Monday to Friday, hours: 08:00 to 18:00}}",
    "due: 5th working day of the next month": "due: 5th working day of the next month by 12:00",
}


@pytest.mark.parametrize(
    ("money", "received", "on", "comes_to"),
    [
        ("pay: 10 GBP per hour late", "2026-02-06 14:30", "2026-02-20", "30.00 final"),  # two hours and a half: three begun
        ("pay: 10 GBP per hour late", "2026-02-09 09:00", "2026-02-20", "690.00 final"),  # 12 + 24 + 24 + 9 hours
        ("pay: 10 GBP per desk hour late", "2026-02-09 09:00", "2026-02-20", "70.00 final"),  # Friday 12 to 18, Monday 8 to 9
        ("pay: 10 GBP per desk hour late, starts: 3rd desk hour late", "2026-02-09 09:00", "2026-02-20", "50.00 final"),
        ("pay: 10 GBP per hour late, at_most: 200 GBP per occurrence", "2026-02-09 09:00", "2026-02-20", "200.00 final"),
        ("pay: 10 GBP per desk hour late", "2026-03-02 08:00", "2026-03-05", "1560.00 final"),  # 6 hours and 15 days of ten
        ("pay: 10 GBP per desk hour late", "2026-03-02 08:01", "2026-03-05", "1560.00 final, 10.00 final"),
        ("pay: 10 GBP per desk hour late", "", "2026-02-09", "160.00 provisional"),  # 6 hours, and the ten of Monday
        ("pay: 10 GBP per desk hour late, until: 2026-02-06", "2026-02-09 09:00", "2026-02-20", "60.00 final"),
        ("pay: 10 GBP per hour late", "2026-02-09", "2026-02-20", "waits"),
    ],
)
def test_hours_late(money: str, received: str, on: str, comes_to: str) -> None:
    """January's return is due on Friday 6 February by 12:00; a clock *desk* runs from Monday to Friday, 8:00 to 18:00. Each hour begun
    counts, in the month in which it began, by the clock that the sum names. Of what has no hour of its own the day's end is the beginning.
    A day without an hour waits: nobody knows how late it was."""
    text = TERMS + f'  - {{id: late, clause: "6.5", when: {{duty: figures, is: late}}, money: {{{money}}}}}\n'
    for old, new in BY_NOON.items():
        text = text.replace(old, new)
    read = read_yaml(text)
    assert read.terms is not None, [str(each) for each in read.problems]
    told = []
    if received:
        day, _, hour = received.partition(" ")
        moment = datetime.fromisoformat(f"{received}+00:00") if hour else None
        told = [replace(entry(1, day, "supplier", _january(day)[2]), moment=moment)]
    own = [line for line, _ in lines(review(read.terms, told, on=date.fromisoformat(on))) if line.of == "figures 2026-01"]
    shown = [f"{line.amount / 100:.2f} {line.state}" if line.amount is not None else "waits" for line in own]
    assert ", ".join(shown) == comes_to


def test_hours_that_a_bad_month_lasts() -> None:
    """March 2026 has 31 days and loses an hour in spring: 743 hours; the desk is open on 22 days of ten."""
    assert _lasting("pay: 1 GBP per hour it lasts") == ["GBP 743.00"]
    assert _lasting("pay: 1 GBP per desk hour it lasts") == ["GBP 220.00"]


def _lasting(money: str) -> list[str]:
    text = TERMS + f'  - {{id: r, clause: "6.5", when: {{kpi: speed, is: failed}}, money: {{{money}}}}}\n'
    for old, new in BY_NOON.items():
        text = text.replace(old, new)
    read = read_yaml(text)
    assert read.terms is not None, [str(each) for each in read.problems]
    made = review(read.terms, entries(figures("speed", "2026-03", "95")), on=date(2026, 5, 1))
    return [coin_words(line.amount or 0, line.currency) for line, _ in lines(made)]


WITHHELD = (
    'id: hold, clause: "7.4", when: {event: second report}, '
    "money: {withhold: up to 2% of fixed charge per month it lasts, released: release agreed}"
)


@pytest.mark.parametrize(
    ("released", "lines_by_15_april"),
    [
        ("", "2026-02 to be claimed, 2026-03 to be claimed, 2026-04 provisional"),
        ("2026-03-20", "2026-02 released, 2026-03 released"),
    ],
)
def test_withheld_until_released(released: str, lines_by_15_april: str) -> None:
    """Withheld from 10 February, each month begun; the event that the contract names releases it."""
    acts = [("2026-02-10", "buyer", NamedEvent(name="second report"))]
    acts += [(released, "buyer", NamedEvent(name="release agreed"))] if released else []
    made = at("2026-04-15", WITHHELD, {}, acts)
    assert ", ".join(f"{line.label} {done.standing}" for line, done in lines(made)) == lines_by_15_april
    assert {line.amount for line, _ in lines(made)} == {24_691}
    assert all(line.up_to for line, _ in lines(made))


INFORMATION = (
    'id: info, clause: "7.5", when: {duty: figures, is: late by more than 5 working days}, '
    "money: {withhold: 1% of fixed charge per month it lasts, released: receipt of figures, kept: second report}"
)
NOTHING = "2026-02 to be claimed, 2026-03 to be claimed, 2026-04 provisional"


@pytest.mark.parametrize(
    ("what_happens", "lines_by_15_april"),
    [
        ("", NOTHING),
        ("2026-03-05 given 2026-02", NOTHING),  # another month's return lets nothing go
        ("2026-03-20 given 2026-01", "2026-02 released, 2026-03 released"),
        ("2026-04-02 kept 2026-01", "2026-02 kept, 2026-03 kept"),
        ("2026-04-02 kept 2026-02", NOTHING),
        ("2026-04-02 kept 2026-01, 2026-04-10 given 2026-01", "2026-02 kept, 2026-03 kept"),  # the first of the two holds
    ],
)
def test_withheld_for_one_return(what_happens: str, lines_by_15_april: str) -> None:
    """January's return, due on Friday 6 February, is late by more than five working days from the 14th. Each month begun is withheld, until
    that very return comes, or until the contract's event about it lets it be kept."""
    acts: list[tuple[str, str, Event]] = []
    for on, what, month in (each.split() for each in what_happens.split(", ") if each):
        given = ReturnReceived(ret="figures", covers=month, reports=("speed",))
        kept = NamedEvent(name="second report", about=f"figures {month}")
        acts.append((on, "supplier", given) if what == "given" else (on, "buyer", kept))
    made = at("2026-04-15", INFORMATION, {}, acts)
    own = [(line, done) for line, done in lines(made) if line.of == "figures 2026-01"]
    assert ", ".join(f"{line.label} {done.standing}" for line, done in own) == lines_by_15_april


@pytest.mark.parametrize(
    ("until", "happened_on", "months"),
    [
        ("contract end", "", "01 02 03 04"),
        ("2 months after contract start", "", "01 02"),  # 1 March
        ("on release agreed", "", "01 02 03 04"),  # it has not happened
        ("on release agreed", "2026-03-31", "01 02 03"),
        ("on release agreed", "2026-03-30", "01 02"),
    ],
)
def test_money_until(until: str, happened_on: str, months: str) -> None:
    """`until`: the last day that counts, from the contract or an event; speed is at 95% from January to April 2026, and a month's money
    falls on its last day."""
    rule = f"id: r, clause: S4, when: {{kpi: speed, is: failed}}, money: {{deduct: 25 GBP, until: {until}}}"
    acts = [(happened_on, "buyer", NamedEvent(name="release agreed"))] if happened_on else []
    made = at("2026-12-31", rule, figures("speed", "2026-01", "95", "95", "95", "95"), acts)
    assert [line.label[-2:] for line, _ in lines(made)] == months.split()


EARN = (
    "earn_back: {when: {kpi: any, same: kpi, is: met, for: 3 consecutive periods}, returns: 50%}"  # half comes back after three good months
)


@pytest.mark.parametrize(
    ("speed", "sums"),
    [
        ("95 99 99 99 99", "2026-01 deduct 100.01, 2026-04 return 50.01"),  # 50.005, half up
        ("95 99 95 99 99", "2026-01 deduct 100.01, 2026-03 deduct 100.01"),
        ("95 95 99 99 99 99", "2026-01 deduct 100.01, 2026-02 deduct 100.01, 2026-05 return 100.01"),
    ],
)
def test_earned_back(speed: str, sums: str) -> None:
    """50% of what was deducted comes back when the KPI was met for 3 consecutive periods; each deduction once."""
    rule = f"id: r, clause: S4, when: {FAILED}, money: {{deduct: 100.01 GBP, {EARN}}}"
    made = at("2026-12-31", rule, figures("speed", "2026-01", *speed.split()))
    assert ", ".join(f"{line.label} {line.way} {(line.amount or 0) / 100:.2f}" for line, _ in lines(made)) == sums


# --- totals ------------------------------------------------------------------------------------------------------------

TOTAL = 'id: many, clause: "7.8", when: {total: points, is: above 12, in: any 6 months}, then: talk'


@pytest.mark.parametrize(
    ("speed", "decided", "steps"),
    [
        ("95 95 95", "", ""),  # 12 is not above 12
        ("95 95 95 95", "", "2026-05-08 open 2026-01 2026-02 2026-03 2026-04"),
        ("95 95 95 95 99 95", "", "2026-05-08 open 2026-01 2026-02 2026-03 2026-04 2026-06"),
        (
            "95 95 95 95 95 95 95 95",
            "2026-05-11",
            "2026-05-08 taken 2026-01 2026-02 2026-03 2026-04; 2026-09-07 open 2026-05 2026-06 2026-07 2026-08",
        ),
        ("95 99 99 95 99 99 95 99 99 95", "", ""),  # never more than 8 in six months
    ],
)
def test_a_total_as_a_condition(speed: str, decided: str, steps: str) -> None:
    """Four points a month. The step is met on the day on which the last figure that is needed is final: April 2026 on 8 May. One step
    while nobody decides; the months of a decided step are used up."""
    acts = [(decided, "buyer", DecisionTaken(rule="many", outcome="taken"))] if decided else []
    made = at("2026-12-31", TOTAL, figures("speed", "2026-01", *speed.split()), acts)
    found = [step for step in made.steps if step.rule == "many"]
    assert "; ".join(f"{step.met_on} {step.state} {' '.join(step.proof)}" for step in found) == steps


def test_a_total_tells_what_is_doubled_with_what_it_doubles() -> None:
    """97.5% brings 2 points, and 4 when it comes again: 2 + 4 + 4 + 4 = 14, above 12."""
    made = at("2026-05-08", REPEAT + TOTAL, figures("speed", "2026-01", "97.5", "97.5", "97.5", "97.5"))
    (step,) = [each for each in made.steps if each.rule == "many"]
    in_all = "a total of 14 points; the contract asks for above 12 in any 6 months"
    doubled = [f"KPI speed, {month} 2026: serious brings 2. Doubled by repeat: 4." for month in ("February", "March", "April")]
    assert [say(line) for line in step.because] == ["KPI speed, January 2026: serious brings 2.", *doubled, in_all]


def test_a_correction_takes_a_total_away_from_its_own_day_on() -> None:
    """History is never rewritten: on 31 May the step is as it was met; once March was resolved to 99% it is no longer met."""
    given = figures("speed", "2026-01", "95", "95", "95", "95")
    acts = [
        ("2026-05-20", "supplier", FigureDisputed(kpi="speed", period="2026-03")),
        ("2026-06-01", "buyer", FigureResolved(kpi="speed", period="2026-03", outcome="set", numerator=99, denominator=100)),
    ]
    before, after = at("2026-05-31", TOTAL, given, acts), at("2026-06-01", TOTAL, given, acts)
    assert [(step.state, step.met_on) for step in before.steps if step.rule == "many"] == [("open", date(2026, 5, 8))]
    found = [(step.state, step.met_on, step.unmet_on) for step in after.steps if step.rule == "many"]
    assert found == [("no longer met", date(2026, 5, 8), date(2026, 6, 1))]


# --- what a variation changes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "changes", "by_month"),
    [
        ("money: {deduct: 100 GBP}", {"rules.r.money.deduct": "200 GBP"}, "100 100 200 200"),
        ("then: talk, money: {deduct: 100 GBP}", {"rules.r.money": "ended"}, "100 100"),
        ("money: {deduct: 100 GBP}", {"rules.r": "ended"}, "100 100"),
        (
            "money: {deduct: 100 GBP, at_most: 150 GBP in the same quarter}",
            {"rules.r.money.at_most": "220 GBP in the same quarter"},
            "100 50 70 100",
        ),  # 150 were let through before: 220 - 150
        ("points: 2, tally: strikes", {"rules.r.points": "5"}, "2 2 5 5"),
        ("points: 2, tally: strikes", {"rules.r": "ended"}, "2 2"),
        ("points: twice", {"rules.r": "ended"}, "8 8 4 4"),
    ],
)
def test_a_variation_leaves_old_months_as_they_were(rule: str, changes: dict[str, str], by_month: str) -> None:
    """Speed is at 95% from January to April 2026 (4 points a month), and the rule counts it; the variation holds from 1 March."""
    varied = ("2026-02-20", "buyer", VariationAgreed(variation="v", from_=date(2026, 3, 1), changes=changes))
    given = figures("speed", "2026-01", "95", "95", "95", "95")
    made = at("2026-12-31", f"id: r, clause: S4, when: {{kpi: speed, is: failed}}, {rule}", given, [varied])
    account = "strikes" if "strikes" in rule else "points"
    sums = [f"{(line.amount or 0) // 100}" for line, _ in lines(made)] if "money" in rule else []
    assert (sums or [each.shown for each in brought(made) if each.account == account]) == by_month.split()


# --- what lifts money, and a bonus -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lifted_on", "of", "months"),
    [
        ("", "", "01 02 03"),
        ("2026-03-01", "speed", "03"),  # January and February, which had ended by then
        ("2026-03-01", "care", "01 02 03"),
        ("2026-03-31", "", ""),
    ],
)
def test_a_finding_lifts_money(lifted_on: str, of: str, months: str) -> None:
    """`except: {judged: …}`: from the day of the finding on nothing is owed for the periods that had ended by it, of the KPI it names."""
    rule = f"id: r, clause: S4, when: {FAILED}, except: {{judged: our own failure, by: buyer}}, money: {{deduct: 500 GBP}}"
    acts = [(lifted_on, "buyer", PersonJudged(rule="r", finds="lifted", of=of))] if lifted_on else []
    made = at("2026-12-31", rule, figures("speed", "2026-01", "95", "95", "95"), acts)
    assert [line.label[-2:] for line, _ in lines(made)] == months.split()
    assert "decision-without-step" not in {each.code for each in made.problems}


def test_a_finding_about_one_step_lifts_the_money_of_that_step_alone() -> None:
    """Speed fails in January, is met in February and fails in March and April: two steps. The second is lifted on 11 May."""
    rule = f"id: r, clause: S4, when: {FAILED}, except: {{judged: our own failure, by: buyer}}, then: talk, money: {{deduct: 500 GBP}}"
    given = figures("speed", "2026-01", "95", "99", "95", "95")
    steps = [step.id for step in at("2026-05-11", rule, given).steps if step.rule == "r"]
    assert len(steps) == 2
    lifted = ("2026-05-11", "buyer", PersonJudged(rule="r", finds="lifted", of="speed", steps=(steps[1],)))
    assert [line.label for line, _ in lines(at("2026-05-11", rule, given, [lifted]))] == ["2026-01"]
    of_all = ("2026-05-11", "buyer", PersonJudged(rule="r", finds="lifted", of="speed", steps=tuple(steps)))
    assert lines(at("2026-05-11", rule, given, [of_all])) == []


def test_a_bonus_on_the_overall_rating() -> None:
    """The worst of both KPIs is at target in every quarter of 2026: 1% of GBP 12,345.67 for the second of two quarters, once a year."""
    text = TERMS.replace("events: {", 'overall: {clause: "8", every: quarter, of: [speed, care], how: worst}\nevents: {', 1)
    bonus = "when: {kpi: overall, is: target, for: 2 consecutive quarters}"
    text += f"  - {{id: bonus, clause: S4, {bonus}, money: {{add: 1% of fixed charge, at_most: 1% of fixed charge in the same year}}}}\n"
    read = read_yaml(text)
    assert read.terms is not None, [str(each) for each in read.problems]
    given = {**figures("speed", "2026-01", *["99"] * 12), **figures("care", "2026-01", *["95"] * 12)}
    found = lines(review(read.terms, entries(given), on=date(2027, 3, 31)))
    assert [(line.label, coin_words(line.amount or 0, line.currency), line.owed_to) for line, _ in found] == [
        ("2026-Q2", "GBP 123.46", "supplier"),
        ("2026-Q3", "GBP 0.00", "supplier"),
        ("2026-Q4", "GBP 0.00", "supplier"),
    ]
    assert [say(each) for each in found[0][0].because] == ["overall rating of quarter 2 of 2026: target"]


# --- the statement -----------------------------------------------------------------------------------------------------


def test_a_statement_is_the_sum_of_its_lines() -> None:
    """February 2026: speed brings 6 points (96.5% after 98.5%), care 2.5: 600.00 and 250.00, in all 850.00; January 100.00."""
    given = {**figures("speed", "2026-01", "98.5", "96.5"), **figures("care", "2026-01", "95", "80")}
    made = at("2026-12-31", REPEAT + f"id: r, clause: S4, when: {FAILED}, money: {{deduct: 100 GBP per point}}", given)
    assert [(each.period.label, each.total) for each in statements(made)] == [("2026-01", 10_000), ("2026-02", 85_000)]
    assert [line.clause for line, _ in lines(made)] == [("S4",)] * 3


CAPPED = "id: off, clause: S4, when: {kpi: any, is: failed}, money: {deduct: 100 GBP per point, at_most: 300 GBP in the same month}\n"
WAIVED = ("2026-04-01", "buyer", MoneyWaived(line="off/speed/2026-02"))


@pytest.mark.parametrize(
    ("total", "speed", "february_waived", "steps"),
    [
        ("is: above 800 GBP, in: any 6 months", "95 95", "no", ""),  # 600
        ("is: above 800 GBP, in: any 6 months", "95 95 95", "no", "2026-04-09 open 2026-01 2026-02 2026-03"),  # 900
        ("is: above 800 GBP, in: any 6 months", "95 95 95", "yes", ""),  # 300 and 300
        ("is: above 800 GBP, in: any 6 months", "95 95 95 95", "yes", "2026-05-08 open 2026-01 2026-03 2026-04"),
        ("is: at least 600 GBP, in: the same quarter", "95 95", "no", "2026-03-06 open 2026-01 2026-02"),
        ("is: at least 600 GBP, in: the same quarter", "99 99 95 95", "no", ""),  # 300 in each quarter
        ("is: at least 600 USD", "95 95 95", "no", ""),  # another currency is another total
    ],
)
def test_a_total_of_money(total: str, speed: str, february_waived: str, steps: str) -> None:
    """100 GBP a point, at most 300 GBP in a month; 95% brings four points. What goes to the buyer is added up after its caps, from the
    day on which it is final: January on 6 February, February on 6 March, March on 9 April. What is waived (here on 1 April) counts no
    more; what is withheld, a bonus and what was earned back never do."""
    rules = f'{CAPPED}id: end, clause: "7.8", when: {{total: money, {total}}}, then: talk'
    acts = [WAIVED] if february_waived == "yes" else []
    made = at("2026-12-31", rules, figures("speed", "2026-01", *speed.split()), acts)
    found = [step for step in made.steps if step.rule == "end"]
    assert "; ".join(f"{step.met_on} {step.state} {' '.join(step.proof)}" for step in found) == steps


def test_a_dispute_alone_takes_no_total_of_money_away() -> None:
    """Met on 9 April; on 20 April January is disputed, and the step stands; resolved to 99% on 1 June there are 600 left."""
    rules = f'{CAPPED}id: end, clause: "7.8", when: {{total: money, is: above 800 GBP, in: any 6 months}}, then: talk'
    acts = [
        ("2026-04-20", "supplier", FigureDisputed(kpi="speed", period="2026-01")),
        ("2026-06-01", "buyer", FigureResolved(kpi="speed", period="2026-01", outcome="set", numerator=99, denominator=100)),
    ]
    for on, state, unmet_on in (("2026-05-31", "open", None), ("2026-06-01", "no longer met", date(2026, 6, 1))):
        made = at(on, rules, figures("speed", "2026-01", "95", "95", "95"), acts)
        found = [(step.met_on, step.state, step.unmet_on) for step in made.steps if step.rule == "end"]
        assert found == [(date(2026, 4, 9), state, unmet_on)]


@pytest.mark.parametrize(
    ("when", "steps"),
    [
        ("[{total: points, is: above 12, in: any 6 months}, {kpi: care, is: failed}]", "2026-05-08 2026-04 2026-05"),  # 18.5, then 25
        ("[{kpi: care, is: failed}, {total: points, is: above 20, in: any 6 months}]", "2026-06-05 2026-05"),
        ("[{kpi: care, is: failed}, {total: points, is: above 6, in: the same quarter}]", "2026-05-08 2026-04 2026-05"),  # 6.5, then 13
        ("[{total: points, is: at least 8, in: any 3 months}, {event: second report}]", "2026-03-20 e3"),  # March is not final yet
        ("[{total: points, is: above 12, in: any 3 months}, {event: second report}]", ""),  # 12 once March is
    ],
)
def test_a_total_beside_other_conditions(when: str, steps: str) -> None:
    """Speed brings 4 points a month from January to June 2026; care fails in April and May, 2.5 points each; a second report on 20 March.
    The total is that of the stretch which ends with the month of the other condition, of what is final by the day."""
    given = {**figures("speed", "2026-01", *["95"] * 6), **figures("care", "2026-01", "95", "95", "95", "80", "80", "95")}
    acts = [("2026-03-20", "buyer", NamedEvent(name="second report"))]
    made = at("2026-12-31", f'id: r, clause: "7", when: {when}, then: talk', given, acts)
    assert "; ".join(f"{step.met_on} {' '.join(step.proof)}" for step in made.steps if step.rule == "r") == steps


def test_what_a_total_brings_itself() -> None:
    """Money, or points of another account, for a total: once each time it is met. 4 points a month are above 12 in April, final on
    8 May."""
    when = "when: {total: points, is: above 12, in: any 6 months}"
    many = f'id: many, clause: "7.8", {when}, points: 1, tally: strikes, money: {{deduct: 500 GBP}}\n'
    struck = 'id: struck, clause: "7.9", when: {total: strikes, is: at least 1}, then: talk'
    made = at("2026-12-31", many + struck, figures("speed", "2026-01", "95", "95", "95", "95", "95"))
    assert [(line.day, coin_words(line.amount or 0, "GBP")) for line, _ in lines(made)] == [(date(2026, 5, 8), "GBP 500.00")]
    assert [(each.day, each.shown) for each in brought(made) if each.account == "strikes"] == [(date(2026, 5, 8), "1")]
    assert [(step.rule, step.met_on) for step in made.steps] == [("struck", date(2026, 5, 8))]
    before = at("2026-05-07", many + struck, figures("speed", "2026-01", "95", "95", "95", "95", "95"))
    assert (lines(before), list(before.steps)) == ([], [])


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ("id: a, clause: S4, when: {total: points, is: above 12}, points: 1", "points-in-circle"),
        (
            (
                "id: a, clause: S4, when: {total: x, is: above 1}, points: 1, tally: y\n"
                "id: b, clause: S4, when: {total: y, is: above 1}, points: 1, tally: x"
            ),
            "points-in-circle",
        ),
        ("id: a, clause: S4, when: {total: money, is: above 12}, then: talk", "total-bound-money"),
        ("id: a, clause: S4, when: {total: points, is: at most 12}, then: talk", "total-from-below"),
    ],
)
def test_totals_that_are_refused(rules: str, code: str) -> None:
    """Points that would count themselves; a sum of money without its currency."""
    own = "".join(f"  - {{{line}}}\n" for line in rules.splitlines())
    assert {each.code for each in read_yaml(TERMS + own).problems if each.weight == "stops"} == {code}
