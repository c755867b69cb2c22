"""YAML text to a tree in which every value knows its place."""

from __future__ import annotations

import pytest

from tenor.terms.document import MAX_BYTES, read_document, walk


def tree(text: str) -> object:
    document, problems = read_document(text)
    assert document is not None, problems
    return document.tree


def codes(text: str) -> list[str]:
    document, problems = read_document(text)
    assert document is None
    return [problem.code for problem in problems]


def test_every_scalar_stays_the_text_that_was_written() -> None:
    assert tree("a: 2022-09-01\nb: NO\nc: 0x1F\nd: 1_000\ne: yes\nf: '3.10'\ng: 3.10\nh: 08:30\ni: ''") == {
        "a": "2022-09-01",
        "b": "NO",
        "c": "0x1F",
        "d": "1_000",
        "e": "yes",
        "f": "3.10",
        "g": "3.10",
        "h": "08:30",
        "i": "",
    }


def test_places_are_lines_and_columns_from_1() -> None:
    document, _ = read_document("a: x\nb:\n  - {c: y}\n  - z\n", "my.yaml")
    assert document is not None
    assert {path: str(place) for path, place in document.places.items()} == {
        (): "my.yaml:1:1",
        ("a",): "my.yaml:1:4",
        ("b",): "my.yaml:3:3",
        ("b", 0): "my.yaml:3:5",
        ("b", 0, "c"): "my.yaml:3:9",
        ("b", 1): "my.yaml:4:5",
    }
    assert len(document.sha256) == 64


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2", "yaml-duplicate"),
        ("a: &x 1\nb: *x", "yaml-anchor"),
        ("a: !!int 1", "yaml-tag"),
        ("a: 1\n---\nb: 2", "yaml-documents"),
        ("a:", "yaml-empty"),
        ("a: ~", "yaml-empty"),
        ("a: {clause: Schedule 2, 12}", "yaml-empty"),
        ("a: [1, ]\nb:\n  -\n", "yaml-empty-item"),
        ("- a", "yaml-not-a-map"),
        ("", "yaml-not-a-map"),
        ("a: [1", "yaml-syntax"),
        ("a: b: c", "yaml-syntax"),
        ("? [a]\n: b", "yaml-key"),
        ("a: \x00", "yaml-characters"),
        ("a: " + "[" * 40 + "]" * 40, "yaml-too-deep"),
        ("a: [" + "x," * 60_000 + "x]", "yaml-too-many"),
        ("a: " + "x" * MAX_BYTES, "yaml-too-large"),
        ("a: \ud800", "yaml-characters"),
    ],
    ids=lambda value: value[:20],
)
def test_what_hides_something_from_a_reader_is_refused(text: str, code: str) -> None:
    assert code in codes(text)


def test_the_first_of_two_keys_is_named() -> None:
    _, problems = read_document("a: 1\nb: 2\na: 3")
    assert str(problems[0]) == "terms.yaml:3:1 yaml-duplicate: a stands twice: it was written before in line 1, column 1. Keep one of them"


def test_walk_gives_every_value_once() -> None:
    assert [path for path, _ in walk({"a": ["x", {"b": "y"}]})] == [(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b")]
