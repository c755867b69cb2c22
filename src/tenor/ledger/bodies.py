"""Bodies: what lies apart from a frame, bound to it by the hash of a salt and its canonical bytes.

Of kind *words*: any map of text. Of kind *rows*: `{"rows": {dataset: [{"id", "values", "cells"?, "corrects"?}]},
"figures": [{"kpi", "period", "numerator", "denominator", "cell"?}], "withdrawn": {dataset: [row ids]}}`, each part optional; the texts
of its rows lie in the words beside it: `{"rows": {dataset: {row id: {field: text}}}}`.
Deleting body and salt erases what was said; the hash that stays behind tells nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tenor.base.problem import Place, Problem, problem
from tenor.ledger.canonical import NotCanonicalError, canonical, read, sha256
from tenor.ledger.model import Body

ROWS_EVENTS = frozenset({"ReturnReceived", "RowsLogged", "RowsCorrected"})
_SALT = re.compile(r"[0-9a-f]{32,128}")
_TAIL = re.compile(rb',"salt":"([0-9a-f]{32,128})"\}\n?\Z')


def body_bytes(body: Body) -> bytes:
    """The body as it is stored, salt and all, with a line end."""
    return canonical({"content": body.content, "kind": body.kind, "salt": body.salt}) + b"\n"


def body_hash(body: Body) -> str:
    """SHA-256 of the salt's bytes, then the canonical bytes of kind and content."""
    return sha256(bytes.fromhex(body.salt) + canonical({"content": body.content, "kind": body.kind}))


def hash_of_stored(data: bytes) -> str:
    """The hash of a stored body, from its bytes alone: the salt stands last, and without it those are the bytes that were hashed."""
    tail = _TAIL.search(data[-160:])
    if tail is None:
        return ""
    end = len(data) - (len(tail[0]))
    return sha256(bytes.fromhex(tail[1].decode()) + data[:end] + b"}")


def read_body(data: bytes, expected: str) -> Body | None:
    """A stored body, if its hash is the one the frame carries; None if it was changed after it was recorded."""
    try:
        plain = read(data.removesuffix(b"\n"))
    except NotCanonicalError:
        return None
    if hash_of_stored(data) != expected or not isinstance(plain, dict):
        return None
    content, kind, salt = plain.get("content"), plain.get("kind"), plain.get("salt")
    if kind not in ("words", "rows") or not isinstance(content, dict) or not isinstance(salt, str):
        return None
    return Body(kind=kind, salt=salt, content=content)  # type: ignore[arg-type]


def check_body(body: Body, where: Place | None = None) -> list[Problem]:
    """What keeps a body from being recorded: its salt, content that has no canonical form, rows of another shape."""
    wrong: list[Problem] = []
    if not _SALT.fullmatch(body.salt):
        wrong.append(problem("body-salt", where))
    try:
        canonical(body.content)
    except NotCanonicalError as why:
        return [*wrong, problem("body-content", where, why=str(why))]
    if body.kind == "rows":
        wrong += [problem("rows-shape", where, at=at) for at in _misshapen(body.content)]
    return wrong


def check_beside(words: Body) -> list[Problem]:
    """What keeps words from lying beside rows: texts of another shape than `{"rows": {dataset: {row id: {field: text}}}}`."""
    rows = words.content.get("rows", {})
    if not isinstance(rows, Mapping):
        return [problem("words-shape", at="rows")]
    found = [f"rows.{name}" for name, several in rows.items() if not isinstance(several, Mapping)]
    for name, several in rows.items():
        found += [f"rows.{name}.{id}" for id, texts in _map(several).items() if not _is_texts(texts)]
    return [problem("words-shape", at=at) for at in found]


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _misshapen(content: Mapping[str, Any]) -> list[str]:
    """Where the content of a rows body has another shape than it should, in the words of its own keys."""
    found = [key for key in content if key not in ("rows", "figures", "withdrawn")]
    rows, withdrawn, figures = content.get("rows", {}), content.get("withdrawn", {}), content.get("figures", ())
    if isinstance(rows, Mapping):
        found += [f"rows.{name}.{n}" for name, several in rows.items() for n, row in _numbered(several) if not _is_row(row)]
    else:
        found.append("rows")
    if isinstance(withdrawn, Mapping):
        found += [f"withdrawn.{name}.{n}" for name, several in withdrawn.items() for n, id in _numbered(several) if not _is_id(id)]
    else:
        found.append("withdrawn")
    return found + [f"figures.{n}" for n, figure in _numbered(figures) if not _is_figure(figure)]


def _numbered(several: object) -> list[tuple[int, Any]]:
    """Items counted from 1; what is no list at all counts as one wrong item."""
    return list(enumerate(several, 1)) if isinstance(several, (list, tuple)) else [(0, None)]


def _is_id(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())


def _is_row(row: object) -> bool:
    return (
        isinstance(row, Mapping)
        and row.keys() <= {"id", "values", "cells", "corrects"}
        and _is_id(row.get("id"))
        and _is_texts(row.get("values"))
        and _is_texts(row.get("cells", {}))
        and _is_id(row.get("corrects", "none"))
    )


def _is_figure(figure: object) -> bool:
    return (
        isinstance(figure, Mapping)
        and figure.keys() <= {"kpi", "period", "numerator", "denominator", "cell"}
        and all(_is_id(figure.get(name)) for name in ("kpi", "period"))
        and all(type(figure.get(name)) is int for name in ("numerator", "denominator"))
        and isinstance(figure.get("cell", ""), str)
    )
