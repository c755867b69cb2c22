"""Terms → text: what was read, exactly; and today's consolidated text, in which only what was varied reads otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from tenor.terms.changes import apply
from tenor.terms.document import Items, Map, read_document
from tenor.terms.model import Change, Document, Terms, Tree

Edit: TypeAlias = tuple[int, int, str]  # replace text[from:to] by this

# what plain text may not begin with in YAML, and what may not stand in it
_SIGNS = tuple("!&*-?|>%@`'\"#,[]{}:=<~")
_INSIDE = (": ", " #", ",", "[", "]", "{", "}", "\n", "\t", "\\")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def write_yaml(terms: Document | Terms) -> str:
    """The text that was read, byte for byte, comments and all."""
    return (terms.document if isinstance(terms, Terms) else terms).text


def with_changes(document: Document, changes: Sequence[Change]) -> str:
    """The text as it reads with these changes in it. Lines that were not varied stay as they are, comments too.

    Read again it gives the tree that the changes give. ValueError for a path that leads nowhere.
    """
    tree, problems = apply(document.tree, changes, document.file)
    if problems:
        raise ValueError("; ".join(str(problem) for problem in problems))
    return with_tree(document, tree)


def with_tree(document: Document, tree: Mapping[str, Tree]) -> str:
    """The text as it reads with another tree: what stays is written as it was. ValueError where it would not read as that tree."""
    text = _edited(document.text, sorted(_edits(document.text, document.tree, tree), reverse=True))
    again, _ = read_document(text, document.file)
    if again is None or again.tree != tree:
        raise ValueError("the consolidated text does not read as what it was written from")
    return text


def _edited(text: str, edits: Sequence[Edit]) -> str:
    """From the end to the beginning, so that no edit moves another."""
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return text


def _edits(text: str, old: Any, new: Any) -> Iterator[Edit]:
    """What to replace so that the old value reads as the new one; nothing where they are the same."""
    if old == new:
        return
    if isinstance(old, Map) and isinstance(new, Mapping) and new and old:
        yield from _map_edits(text, old, new)
    elif isinstance(old, Items) and isinstance(new, list) and new and old:
        yield from _list_edits(text, old, new)
    else:
        start, end = _span(text, old)
        yield start, end, flow(new)


def _map_edits(text: str, old: Map, new: Mapping[str, Tree]) -> Iterator[Edit]:
    keys = list(old)
    gone = [key for key in keys if key not in new]
    if len(gone) == len(keys):
        start, end = _span(text, old)
        yield start, end, flow(dict(new))
        return
    entries = [(_start(key), _span(text, old[key])[1]) for key in keys]
    yield from _taken_out(text, entries, [n for n, key in enumerate(keys) if key in gone], old.flow, "")
    for key in keys:
        if key in new:
            yield from _edits(text, old[key], new[key])
    added = [f"{_scalar(key)}: {flow(value)}" for key, value in new.items() if key not in old]
    if added:
        yield _added(text, entries, added, old.flow, _start(keys[0]))


def _list_edits(text: str, old: Items, new: list[Tree]) -> Iterator[Edit]:
    """Entries with an id are matched by it; a list of anything else is written anew."""
    ids = [_id(each) for each in old]
    wanted = {_id(each): each for each in new}
    kept = [each for each in new if _id(each) in ids]
    in_step = None not in ids and None not in wanted and [_id(each) for each in kept] == [id for id in ids if id in wanted] and bool(kept)
    if not in_step or new[: len(kept)] != kept:
        start, end = _span(text, old)
        yield start, end, flow(new)
        return
    entries = [_span(text, each) for each in old]
    yield from _taken_out(text, entries, [n for n, id in enumerate(ids) if id not in wanted], old.flow, "-")
    for each in old:
        if _id(each) in wanted:
            yield from _edits(text, each, wanted[_id(each)])
    added = [flow(each) if old.flow else f"- {flow(each)}" for each in new[len(kept) :]]
    if added:
        dash = text.rfind("-", 0, entries[0][0])
        yield _added(text, entries, added, old.flow, dash)


def _taken_out(text: str, entries: Sequence[tuple[int, int]], gone: Sequence[int], in_flow: bool, dash: str) -> Iterator[Edit]:
    """Entries of a map or list, without what stands between them and their neighbours."""
    for n in gone:
        start, end = entries[n]
        after = entries[n + 1][0] if n + 1 < len(entries) else None
        line = text.rfind("\n", 0, start) + 1
        if in_flow:
            leading = all(m in gone for m in range(n))
            yield (start, after, "") if leading and after is not None else (entries[n - 1][1], end, "")
        elif text[line:start].strip() in ("", dash) or after is None:
            yield line, _line_end(text, end), ""
        else:  # it shares its line with the dash of the list it stands in
            yield start, after, ""


def _added(text: str, entries: Sequence[tuple[int, int]], added: Sequence[str], in_flow: bool, first: int) -> Edit:
    """New entries after the last one: in the same brackets, or in lines of their own under the first."""
    end = entries[-1][1]
    if in_flow:
        return end, end, "".join(f", {each}" for each in added)
    indent = " " * (first - text.rfind("\n", 0, first) - 1)
    at = _line_end(text, end)
    before = "" if text[at - 1 : at] == "\n" else "\n"
    return at, at, before + "".join(f"{indent}{each}\n" for each in added)


def _line_end(text: str, at: int) -> int:
    """Where the next line begins."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _start(value: Any) -> int:
    return int(value.span[0])


def _span(text: str, value: Any) -> tuple[int, int]:
    """From the first sign of a value to its last, blanks behind it left out."""
    start, end = value.span
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _id(value: Any) -> str | None:
    return str(value["id"]) if isinstance(value, Mapping) and "id" in value else None


def flow(value: Any) -> str:
    """A value in one line, quoted only where it must be."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(str(key))}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return _scalar(str(value))


def _scalar(text: str) -> str:
    risky = any(sign in text for sign in _INSIDE) or text.endswith(":") or not text.isprintable()
    plain = bool(text) and text == text.strip() and not text.startswith(_SIGNS) and not risky and text.lower() != "null"
    return str(text) if plain else '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'
