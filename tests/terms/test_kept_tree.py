"""A tree kept as JSON is the tree: every value, every place, and the same terms come of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenor.ledger.folder import read_folder
from tenor.review.as_data import as_data
from tenor.review.whole import review
from tenor.terms.document import place_of, walk
from tenor.terms.kept_tree import read_tree, write_tree
from tenor.terms.read_yaml import read_yaml
from tenor.terms.settle import settle

ROOT = Path(__file__).parent.parent.parent
TEXTS = sorted([*ROOT.glob("contracts/*/terms.yaml"), *ROOT.glob("tests/contracts_small/**/terms.yaml")])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_the_tree_and_its_places_come_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = read_yaml(text).document
    assert document is not None
    again = read_tree(text, write_tree(document))
    assert again.tree == document.tree
    assert again.sha256 == document.sha256
    assert [place_of(v, "f") for _, v in walk(again.tree)] == [place_of(v, "f") for _, v in walk(document.tree)]
    assert write_tree(again) == write_tree(document)


@pytest.mark.parametrize("name", ["reg-44-visits", "lift-repairs", "day-centres"])
def test_the_same_review_comes_of_it(name: str) -> None:
    folder = ROOT / "contracts" / name
    text = (folder / "terms.yaml").read_text(encoding="utf-8")
    read = read_yaml(text)
    assert read.terms is not None
    assert read.document is not None
    entries = read_folder(folder).entries
    on = max(entry.on for entry in entries)
    kept = settle(read_tree(text, write_tree(read.document)))
    assert as_data(review(kept, entries, on=on)) == as_data(review(read.terms, entries, on=on))


@pytest.mark.parametrize("kept", ["", "[]", "{}", '["a",1,1,0,1]', "[2,1,1,0,0,false,[1]]", "null", "[3]"])
def test_what_is_no_kept_tree_is_told(kept: str) -> None:
    with pytest.raises(ValueError, match=r"no kept tree|Expecting|argument"):
        read_tree("", kept)
