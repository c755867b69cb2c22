"""The text given back, and today's text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.terms.given import SMALL, terms

from tenor.terms.changes import apply
from tenor.terms.document import read_document
from tenor.terms.model import Change, Document, Tree
from tenor.terms.write_yaml import flow, with_changes, write_yaml

TEXT = """\
# a comment
a: one        # of a
b:
  - id: x
    t: 1      # of x
    u: {p: q, r: s}
  # before y
  - {id: y, t: 2}
c: {d: [1, 2], e: f}
"""


def document(text: str) -> Document:
    found, problems = read_document(text)
    assert found is not None, problems
    return found


def varied(**paths: Tree) -> str:
    changes = {key.replace("__", "."): value for key, value in paths.items()}
    return with_changes(document(TEXT), [Change(id="v", from_=date(2024, 1, 1), agreed_on=date(2024, 1, 1), changes=changes)])


def test_what_was_read_is_given_back() -> None:
    assert write_yaml(terms()) == write_yaml(terms().document) == SMALL
    assert with_changes(document(TEXT), []) == TEXT


def test_only_the_varied_line_reads_otherwise() -> None:
    assert varied(a="two, or more") == TEXT.replace("one", '"two, or more"')
    assert varied(b__x__t="5") == TEXT.replace("t: 1 ", "t: 5 ")
    assert varied(b__x__u__r="z") == TEXT.replace("r: s", "r: z")
    assert varied(c__d=["3"]) == TEXT.replace("[1, 2]", "[3]")


def test_what_is_added_stands_last() -> None:
    assert varied(b__x__v="new") == TEXT.replace("r: s}\n", "r: s}\n    v: new\n")
    assert varied(b__z={"t": "3"}) == TEXT.replace("t: 2}\n", "t: 2}\n  - {id: z, t: 3}\n")
    assert varied(g={"h": "i: j"}) == TEXT + 'g: {h: "i: j"}\n'
    assert varied(c__g="h") == TEXT.replace("e: f", "e: f, g: h")


def test_what_is_ended_is_gone() -> None:
    assert varied(b__y="ended") == TEXT.replace("  - {id: y, t: 2}\n", "")
    assert varied(b__x="ended") == TEXT.replace("  - id: x\n    t: 1      # of x\n    u: {p: q, r: s}\n", "")
    assert varied(b__x__u__p="ended") == TEXT.replace("p: q, ", "")
    assert varied(c__e="ended") == TEXT.replace(", e: f", "")
    assert varied(a="ended") == TEXT.replace("a: one        # of a\n", "")


def test_a_path_that_leads_nowhere_is_said() -> None:
    with pytest.raises(ValueError, match="leads nowhere"):
        varied(b__q__t="1")


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
trees = st.recursive(
    words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words.filter(bool), inner, max_size=3), max_leaves=8
)


@settings(max_examples=150, deadline=None)
@given(value=trees)
def test_any_value_written_reads_as_itself(value: Tree) -> None:
    text = f"a: {flow(value)}\n"
    assert document(text).tree == {"a": value}


paths = st.sampled_from(
    ["a", "b.x", "b.x.t", "b.x.id2", "b.x.u", "b.x.u.p", "b.x.u.r", "b.y", "b.y.t", "b.z", "c", "c.d", "c.e", "c.n", "n", "n.m"]
)


@settings(max_examples=300, deadline=None)
@given(chosen=st.lists(st.tuples(paths, st.sampled_from(["ended", "v", "1, 2", ["p"], {"t": "9"}])), min_size=1, max_size=5))
def test_the_consolidated_text_reads_as_the_changes_say(chosen: list[tuple[str, Tree]]) -> None:
    here = document(TEXT)
    changes = [
        Change(id=str(n), from_=date(2024, 1, 1 + n), agreed_on=date(2024, 1, 1), changes={path: value})
        for n, (path, value) in enumerate(chosen)
    ]
    tree, problems = apply(here.tree, changes, "")
    if not problems and tree:
        assert document(with_changes(here, changes)).tree == tree
