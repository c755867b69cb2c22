"""The table of the language, and the schema made from it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tenor.terms.meanings import ANY, meanings
from tenor.terms.schema import schema, schema_text
from tenor.terms.shape import SHAPES, keys_of

COMMITTED = Path(__file__).parents[2] / "docs/reference/terms.schema.json"


def test_the_committed_schema_is_up_to_date() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(), "write it again: schema_text() of tenor.terms.schema"


def test_every_reference_of_the_schema_is_there() -> None:
    found = schema()
    named = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(found)))
    assert named <= set(found["$defs"])


def test_every_shape_that_a_sign_names_is_in_the_table() -> None:
    loose = {"duties", "bound", "number", "text", "deadline", "option", "change", "choice", "word", "when", "field", "derived"}
    for shape in SHAPES:
        for key in keys_of(shape).values():
            for inner in re.findall(r"[\[({]([a-z-_]+)[\])}]", key.kind):
                assert inner in SHAPES or inner in loose, inner


def test_every_key_says_what_it_means() -> None:
    dumb = [f"{shape}.{key}" for shape in SHAPES for key in SHAPES[shape] if key not in {**meanings()[ANY], **meanings().get(shape, {})}]
    assert not dumb, "a line for each in src/tenor/terms/meanings.toml"
    stray = [f"{shape}.{key}" for shape, lines in meanings().items() if shape != ANY for key in lines if key not in SHAPES.get(shape, {})]
    stray += [key for key in meanings()[ANY] if not any(key in keys for keys in SHAPES.values())]
    assert not stray, "nothing in shape.py is called so"


def test_a_meaning_is_one_short_sentence() -> None:
    for lines in meanings().values():
        for key, line in lines.items():
            assert line.endswith("."), key
            assert len(line) <= 130, key
