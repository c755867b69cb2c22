"""A document's tree as JSON and back, with every place: reading it again costs a tenth of reading YAML.

What is kept is of a text that was read without a problem; whoever keeps it keeps the text's hash beside it and drops it with a new
version of Tenor. A node is `[text, line, column, from, to]`, a list `[1, line, column, from, to, flow, [node …]]`, a map
`[2, line, column, from, to, flow, [key, node, …]]`.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tenor.terms.document import Items, Map, Places, Text
from tenor.terms.model import Document, Tree


def write_tree(document: Document) -> str:
    """The tree of a document as JSON."""
    return json.dumps(_plain(document.tree), ensure_ascii=False, separators=(",", ":"))


def read_tree(text: str, kept: str, file: str = "terms.yaml") -> Document:
    """The document of a text from what `write_tree` kept of it. ValueError where the kept JSON is not of this shape."""
    try:
        tree = _tree(json.loads(kept))
    except (TypeError, IndexError, KeyError) as why:
        raise ValueError("no kept tree") from why
    if not isinstance(tree, Map):
        raise ValueError("no kept tree")
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(text=text, file=file, tree=tree, places=Places(tree, file), sha256=sha256)


def _plain(node: Any) -> list[Any]:
    where = [*node.spot, *node.span]
    if isinstance(node, Map):
        return [2, *where, node.flow, [part for key, value in node.items() for part in (_plain(key), _plain(value))]]
    if isinstance(node, Items):
        return [1, *where, node.flow, [_plain(each) for each in node]]
    return [str(node), *where]


def _tree(plain: list[Any]) -> Tree:
    first = plain[0]
    if isinstance(first, str):
        text = Text(first)
        text.spot, text.span = (plain[1], plain[2]), (plain[3], plain[4])
        return text
    found: Map | Items
    if first == 2:
        parts = iter(plain[6])
        found = Map((_tree(key), _tree(value)) for key, value in zip(parts, parts, strict=True))  # type: ignore[misc]
    else:
        found = Items(map(_tree, plain[6]))
    found.spot, found.span, found.flow = (plain[1], plain[2]), (plain[3], plain[4]), plain[5]
    return found
