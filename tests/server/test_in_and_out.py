"""A contract comes into an installation and out again through the commands: the same bytes, and the same review to the byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cast import CONTRACTS
from tests.sites import Place

EXAMPLES = {"reg-44-visits": "2023-06-12", "lift-repairs": "2025-03-01", "day-centres": "2025-03-01"}
REVIEW = """
import json, sys
from tenor.server.ready import wake
wake()
from datetime import date
from tenor.desk.models import Contract
from tenor.desk.reviews import review_of
from tenor.review.as_data import as_data
contract = Contract.objects.get(reference=sys.argv[1])
on = date.fromisoformat(sys.argv[2])
print(json.dumps({side: as_data(review_of(contract, side, on=on)) for side in ("buyer", "supplier")}, sort_keys=True))
"""
REVIEW_OF_FOLDER = """
import json, sys
from datetime import date
from pathlib import Path
from tenor.ledger.facts import visible_to
from tenor.ledger.folder import read_folder
from tenor.review.as_data import as_data
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml
folder = Path(sys.argv[1])
terms, entries = read_yaml((folder / "terms.yaml").read_text()).terms, read_folder(folder).entries
on = date.fromisoformat(sys.argv[2])
print(json.dumps({side: as_data(review(terms, visible_to(entries, side), on=on)) for side in ("buyer", "supplier")}, sort_keys=True))
"""


def reference_of(folder: Path) -> str:
    from tenor.terms.read_yaml import read_yaml

    terms = read_yaml((folder / "terms.yaml").read_text(encoding="utf-8")).terms
    assert terms is not None
    return terms.contract.reference


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_database_and_the_folder_give_the_same_review_to_the_byte(name: str, home: Path, database: str) -> None:
    place, folder, on = Place(home, database), CONTRACTS / name, EXAMPLES[name]
    reference = reference_of(folder)
    assert "brought in" in place.tenor("import", folder).stdout
    from_database = place.python("-c", REVIEW, reference, on).stdout
    assert from_database == place.python("-c", REVIEW_OF_FOLDER, folder, on).stdout
    assert json.loads(from_database)["buyer"]["figures"], "a review with nothing in it proves nothing"


def test_out_again_are_the_very_bytes_and_a_copy_for_a_side_proves(home: Path, database: str, tmp_path: Path) -> None:
    place, folder = Place(home, database), CONTRACTS / "reg-44-visits"
    reference = reference_of(folder)
    entries = [json.loads(line) for line in (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]
    whole, before = len(entries), sum(entry["at"] < "2023-06-11" for entry in entries)
    first = place.tenor("import", folder, "--until", "2023-06-11").stdout
    rest = place.tenor("import", folder).stdout
    assert 0 < before < whole
    assert f"{before} entries brought in, {before} in all" in first
    assert f"{whole - before} entries brought in, {whole} in all" in rest
    place.tenor("export", reference, tmp_path / "whole")
    for path in [p for kind in ("bodies", "files") for p in (folder / kind).iterdir() if not p.name.startswith(".")]:
        assert (tmp_path / "whole" / path.parent.name / path.name).read_bytes() == path.read_bytes()
    assert (tmp_path / "whole/ledger.jsonl").read_bytes() == (folder / "ledger.jsonl").read_bytes()
    place.tenor("export", reference, tmp_path / "theirs", "--side", "supplier")
    assert "hidden from this side" in place.tenor("verify", tmp_path / "theirs").stdout
    refused = place.tenor("import", tmp_path / "theirs", check=False)
    assert (refused.returncode, "copy made for one side" in refused.stderr) == (1, True)


def test_what_lies_after_the_last_moment_stays_out(home: Path, tmp_path: Path) -> None:
    """Neither entries, nor their bodies, nor the files that only they name."""
    place, folder = Place(home), CONTRACTS / "reg-44-visits"
    place.tenor("import", folder, "--until", "2023-06-11")
    place.tenor("export", reference_of(folder), tmp_path / "out")
    lines = (tmp_path / "out/ledger.jsonl").read_text(encoding="utf-8")
    files = {path.name for path in (tmp_path / "out/files").iterdir()}
    assert files == {name for name in files if name in lines}
    assert files < {path.name for path in (folder / "files").iterdir() if not path.name.startswith(".")}


def test_strict_asks_of_each_entry_whether_it_would_have_been_recorded(home: Path, tmp_path: Path) -> None:
    """A history whose lines and hashes all prove, and in which somebody answers a query that was never raised."""
    from datetime import UTC, date, datetime

    from tenor.ledger.events.returns import QueryAnswered
    from tenor.ledger.model import Body
    from tenor.ledger.record import Proposed, record_many

    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "terms.yaml").write_bytes((CONTRACTS / "reg-44-visits/terms.yaml").read_bytes())
    words = Body(kind="words", salt="", content={"text": "Because."})
    odd = Proposed(event=QueryAnswered(query="never-raised"), by="s-1", side="supplier", on=date(2022, 10, 3), body=words)
    assert not record_many(folder, [odd], at=datetime(2022, 10, 3, 9, tzinfo=UTC)).problems
    place = Place(home)
    refused = place.tenor("import", folder, "--strict", check=False)
    assert (refused.returncode, "entry 1 would not have been recorded" in refused.stderr) == (1, True), refused.stderr
    assert place.tenor("import", folder).returncode == 0
    other = Place(tmp_path / "another")
    assert "brought in" in other.tenor("import", CONTRACTS / "day-centres", "--strict").stdout


def test_a_reference_that_is_not_there_offers_the_near_one(home: Path, tmp_path: Path) -> None:
    place = Place(home)
    place.tenor("import", CONTRACTS / "reg-44-visits")
    reference = reference_of(CONTRACTS / "reg-44-visits")
    done = place.tenor("export", reference[:-1], tmp_path / "out", check=False)
    assert (done.returncode, reference in done.stderr, (tmp_path / "out").exists()) == (2, True, False)
    assert "say with --side" in place.tenor("export", CONTRACTS / "day-centres", tmp_path / "out", check=False).stderr
