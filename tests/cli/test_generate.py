"""`tenor generate`: the same bytes for the same numbers, ledgers that prove, histories in which every entry could have been recorded."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from tests.cli.given import said

from tenor.base.problem import stopping
from tenor.cli.generating.kept import keep
from tenor.cli.generating.model import Made
from tenor.cli.generating.portfolio import UNTIL, portfolio
from tenor.ledger.events import returns as r
from tenor.ledger.folder import read_folder, verify_folder
from tenor.ledger.model import Entry
from tenor.returns.read import read_return
from tenor.review.allow import allow
from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "contracts").glob("*/terms.yaml"))
SMALL = sorted((ROOT / "tests/contracts_small").glob("*.yaml"))
QUICK = ROOT / "contracts/day-centres/terms.yaml"  # no rows to count in its first year
WEEKLY = ROOT / "tests/contracts_small/grass-cutting.yaml"
BUSY = (WEEKLY, ROOT / "contracts/telecare-installation/terms.yaml")  # so much in a month that two months try as many entries
MONTHS = 7  # a bad spell, a plan and its end fit in, and a replay entry by entry stays short
SQL: dict[str, str] = {}


def terms_of(text: str) -> Terms:
    found = read_yaml(text).terms
    assert found is not None
    return found


@cache
def template(path: Path) -> Terms:
    return terms_of(path.read_text(encoding="utf-8"))


@cache
def made(paths: tuple[Path, ...], contracts: int, months: int = MONTHS, seed: int = 1, files: bool = False) -> tuple[Made, ...]:
    return tuple(portfolio([template(path) for path in paths], contracts=contracts, months=months, seed=seed, files=files))


def entries_of(one: Made, where: Path) -> tuple[Terms, list[Entry]]:
    held = read_folder(keep(one, where))
    assert not held.problems, [str(problem) for problem in held.problems]
    return terms_of(one.terms), held.entries


def reviewed(terms: Terms, entries: list[Entry], on: date) -> Review:
    return review(terms, entries, on=on, sql_cache=SQL)


# --- the command -----------------------------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_numbers_give_the_same_bytes(tmp_path: Path) -> None:
    words = ("generate", "--contracts", 4, "--months", 3, "--template", EXAMPLES[0].parent, "--template", EXAMPLES[1].parent, "--files")
    printed = said(*words, "--seed", 7, "--into", tmp_path / "one")
    said(*words, "--seed", 7, "--into", tmp_path / "two")
    said(*words, "--seed", 8, "--into", tmp_path / "other")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert tree(tmp_path / "one") != tree(tmp_path / "other")
    folders = sorted(path for path in (tmp_path / "one").iterdir())
    assert len(folders) == 4
    assert re.match(r"Made 4 contracts in \S+: \d+ entries", " ".join(printed.split()))
    for folder in folders:
        said("verify", folder)
        assert "How it stood" in said("review", folder, "--on", "2026-10-30")


WRONG = [
    (("--contracts", 0, "--months", 3), "--contracts"),
    (("--contracts", 3, "--months", 0), "--months"),
    (("--contracts", "three", "--months", 3), "--contracts"),
    (("--contracts", 3, "--months", 3, "--until", "soon"), "soon"),
    (("--months", 3), "--contracts"),
]


@pytest.mark.parametrize(("words", "named"), WRONG)
def test_a_wrong_number_is_answered_with_a_sentence(words: tuple[object, ...], named: str, tmp_path: Path) -> None:
    assert named in said("generate", *words, "--into", tmp_path / "new", code=2)
    assert not (tmp_path / "new").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert "not an empty folder" in said("generate", "--contracts", 1, "--months", 1, "--into", tmp_path, code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    words = ("--template", tmp_path / "nowhere", "--into", tmp_path / "new")
    assert "nowhere" in said("generate", "--contracts", 1, "--months", 1, *words, code=3)
    assert not (tmp_path / "new").exists()


# --- what is made ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*EXAMPLES, *SMALL], ids=lambda path: path.parent.name if path.stem == "terms" else path.stem)
def test_every_entry_could_have_been_recorded(path: Path, tmp_path: Path) -> None:
    """Replayed entry by entry through the question that every door asks."""
    for one in made((path,), 1, 2 if path in BUSY else MONTHS):
        terms, entries = entries_of(one, tmp_path)
        assert len(entries) >= 2
        for n, entry in enumerate(entries):
            known = reviewed(terms, entries[:n], entry.on)
            side, worded = entry.side, entry.body is not None
            refused = stopping(allow(known, entry.event, side=side, on=entry.on, seen_by=entry.seen_by, worded=worded, by=entry.by))
            assert not refused, f"{one.name} {entry.on} {entry.event}: {'; '.join(map(str, refused))}"


@pytest.mark.parametrize("path", [*EXAMPLES, *SMALL], ids=lambda path: path.parent.name if path.stem == "terms" else path.stem)
def test_every_ledger_proves(path: Path, tmp_path: Path) -> None:
    for one in made((path,), 2, 2):
        result = verify_folder(keep(one, tmp_path))
        assert not result.problems, [str(problem) for problem in result.problems]
        assert result.entries == len(one.lines)


def test_the_contracts_differ_and_not_all_is_well(tmp_path: Path) -> None:
    """They end the month before the day, each with its own names; some figures are short of target; what follows is decided or waits."""
    levels, states, kinds = Counter[str](), Counter[str](), Counter[str]()
    several = made(tuple(EXAMPLES), 12, 12)
    read = [entries_of(one, tmp_path) for one in several]
    assert {terms.contract.starts for terms, _ in read} == {date(2025, 10, 1)}  # twelve months to the end of September
    assert all(terms.contract.ends > UNTIL for terms, _ in read)
    assert all(entry.on < UNTIL for _, entries in read for entry in entries)
    assert len({terms.contract.reference for terms, _ in read}) == len(read)
    assert min(len({terms.contract.supplier for terms, _ in read}), len({terms.contract.title for terms, _ in read})) > 5
    assert len({len(terms.units) for terms, _ in read}) > 3
    known_as = [person.known_as for one in several for person in one.people]
    assert len(set(known_as)) == len(known_as)
    for terms, entries in read:
        found = reviewed(terms, entries, UNTIL - timedelta(days=1))
        reached = terms.levels[: terms.levels.index(terms.target_level) + 1]
        at_end = [str(rating.at(found.on).rating) for ratings in found.ratings.by_kpi.values() for rating in ratings.values()]
        levels.update("well" if level in reached else "short" for level in at_end if level in terms.levels)
        states.update(step.state for step in found.steps)
        kinds.update(entry.type for entry in entries)
    assert levels["short"] * 20 > levels["well"] > levels["short"] > 0
    assert min(states["taken"], states["open"]) > 0
    assert {"ReturnReceived", "RowsLogged", "MeetingHeld", "MinutesSent", "MinutesAnswered", "QueryRaised", "QueryAnswered"} <= kinds.keys()
    assert {"PlanRequested", "PlanProposed", "PlanSigned", "DecisionTaken"} <= kinds.keys()


def test_some_are_late_some_silent_and_some_have_no_manager() -> None:
    several = made((QUICK,), 120, 4)
    traits = Counter(trait for one in several for trait in one.traits)
    assert {"silent", "no manager"} == traits.keys()
    assert sum(traits.values()) < len(several) // 2
    for one in several:
        assert ("no manager" in one.traits) == all(person.part != "contract manager" for person in one.people)


def test_a_contract_is_the_same_in_a_larger_portfolio_and_in_any_share() -> None:
    few, more = made((QUICK,), 3, 5), made((QUICK,), 40, 5)
    assert few == more[:3]
    shares = [portfolio([template(QUICK)], contracts=40, months=5, seed=1, part=(k, 2)) for k in range(2)]
    assert sorted((one.reference, one.lines[-1:]) for share in shares for one in share) == sorted((m.reference, m.lines[-1:]) for m in more)


def test_the_files_hold_what_the_entries_say(tmp_path: Path) -> None:
    """A file read as any supplier's would be gives the rows and figures of its entry, each with the same cell."""
    read = 0
    for one in made(tuple(EXAMPLES), 3, files=True):
        terms, entries = entries_of(one, tmp_path)
        for entry in entries:
            if isinstance(entry.event, r.ReturnReceived):
                event, body = entry.event, entry.body
                found = read_return(one.files[event.file], "sent.json", terms, ret=event.ret, covers=event.covers, today=entry.on)
                assert found.return_ is not None, [str(problem) for problem in found.problems]
                assert body is not None
                given = {(row.dataset, row.id): (dict(row.values), dict(row.cells)) for row in found.return_.rows}
                kept = {
                    (name, row["id"]): (row["values"], row["cells"])
                    for name, several in body.content.get("rows", {}).items()
                    for row in several
                }
                assert given == kept
                stated = {
                    (f.kpi, f.period): f.numerator * line["denominator"] == f.denominator * line["numerator"]
                    for f in found.return_.figures
                    for line in body.content.get("figures", ())
                    if (f.kpi, f.period) == (line["kpi"], line["period"])
                }
                assert len(stated) == len(body.content.get("figures", ()))
                assert all(stated.values())
                read += 1
    assert read > 5
